// Loads the page anew when the server has another build than the one that this page is of, and shows
// over it what is wrong with the story until that is mended.
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

/** The panel at the window's foot. Page and policy have no say in it, and it none in the page. */
const panel = document.createElement("shanhai-faults");
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
const shadow = panel.attachShadow({ mode: "open" });
shadow.adoptedStyleSheets = [sheet];

const part = (name, text) => Object.assign(document.createElement(name), { textContent: text });

const show = (faults) => {
  const section = document.createElement("section");
  section.setAttribute("role", "alert");
  const close = Object.assign(part("button", "×"), { title: "Hide until the next fault" });
  close.addEventListener("click", () => panel.remove());
  section.append(part("h2", own ? "The story has faults; this page shows it as it was before." : "The story has faults."), part("pre", faults), close);
  shadow.replaceChildren(section);
  document.body.append(panel);
};
addEventListener("keydown", ({ key }) => key === "Escape" && panel.remove());

/** Shows what came of the newest build. */
const receive = ({ kind, data }) => {
  if (kind === "faults") show(data);
  else if (data !== own) location.reload();
};

/** Listens to the server, and passes on to `tell` what it says. */
const listen = (tell) => {
  const events = new EventSource("/@shanhai/builds");
  events.addEventListener("message", ({ data }) => tell({ kind: "build", data }));
  events.addEventListener("faults", ({ data }) => tell({ kind: "faults", data }));
  // The browser tries again by itself, but not after an answer that is no stream.
  events.addEventListener("error", () => events.readyState === EventSource.CLOSED && setTimeout(listen, 1000, tell));
};

// A browser has six connections to a host, for all its pages: one page of them listens, and tells the others.
// A page in a frame goes with the page around it.
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
      // Until this page goes: then it is another's turn.
      return new Promise(() => {});
    });
  }
}
