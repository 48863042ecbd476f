// Reloads the page when the server has a newer build than this page, and shows the errors of the story
// over it until they are fixed.
const own = new URL(import.meta.url).searchParams.get("build");

const STYLE = `
  section {
    position: fixed; inset: auto 0 0; z-index: 9; max-block-size: 70vh; overflow: auto;
    padding: 1rem 1.25rem; border-block-start: 4px solid #d5452b;
    background: #1d1f24; color: #f2eee6; font: 14px/1.5 ui-monospace, monospace;
  }
  h2 { margin: 0 3rem 0.5rem 0; font: 600 16px/1.4 system-ui, sans-serif; }
  pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  button {
    position: absolute; inset-block-start: 0.5rem; inset-inline-end: 0.75rem;
    inline-size: 44px; block-size: 44px; border: 0; background: none; color: inherit; font-size: 20px;
  }
  :focus-visible { outline: 2px solid #f0b35b; outline-offset: 2px; }
`;

/** The panel at the bottom of the viewport. Its shadow root keeps its styles and those of the page apart. */
const panel = document.createElement("shanhai-faults");
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
const shadow = panel.attachShadow({ mode: "open" });
shadow.adoptedStyleSheets = [sheet];

const part = (name, text) => Object.assign(document.createElement(name), { textContent: text });

const show = (errors) => {
  const section = document.createElement("section");
  section.setAttribute("role", "alert");
  const close = Object.assign(part("button", "×"), { title: "Hide until the next error" });
  close.addEventListener("click", () => panel.remove());
  section.append(part("h2", own ? "The story has errors; this page shows the last build without errors." : "The story has errors."), part("pre", errors), close);
  shadow.replaceChildren(section);
  document.body.append(panel);
};
addEventListener("keydown", ({ key }) => key === "Escape" && panel.remove());

/** Shows the result of the latest build. */
const receive = ({ kind, data }) => {
  if (kind === "faults") show(data);
  else if (data !== own) location.reload();
};

/** Listens to the server, and passes each result to `report`. */
const listen = (report) => {
  const events = new EventSource("/@shanhai/builds");
  events.addEventListener("message", ({ data }) => report({ kind: "build", data }));
  events.addEventListener("faults", ({ data }) => report({ kind: "faults", data }));
  // The browser reconnects by itself, but not after a response that is not a stream.
  events.addEventListener("error", () => events.readyState === EventSource.CLOSED && setTimeout(listen, 1000, report));
};

// A browser opens six connections to a host, for all its pages: one page listens and informs the others. A
// page in a frame is reloaded with the page around it.
if (self === top) {
  if (!navigator.locks) listen(receive);
  else {
    const channel = new BroadcastChannel("shanhai");
    let latest;
    channel.addEventListener("message", ({ data }) => {
      if (data !== "what is new?") receive(data);
      else if (latest) channel.postMessage(latest);
    });
    channel.postMessage("what is new?");
    navigator.locks.request("shanhai", () => {
      listen((news) => {
        latest = news;
        channel.postMessage(news);
        receive(news);
      });
      // Held until this page closes; then another page listens.
      return new Promise(() => {});
    });
  }
}
