// Runs in the page before anything else of it. It hears what goes wrong, and does what its own
// address asks for, each word behind the `?` a deed.
(() => {
  window.heard = [];
  const hear = (what) => window.heard.push(String(what));
  addEventListener("error", ({ error, message }) => {
    // A file that did not come has no message.
    if (message) hear(`error: ${error ?? message}`);
  });
  addEventListener("unhandledrejection", ({ reason }) => hear(`rejection: ${reason}`));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    hear(`refused by ${violatedDirective}: ${blockedURI}`),
  );
  for (const level of ["warn", "error"]) {
    const tell = console[level];
    console[level] = (...words) => {
      hear(`${level}: ${words.join(" ")}`);
      tell.apply(console, words);
    };
  }

  /** What translators and other extensions do to a page. They are kept for tests that come later. */
  const changes = {
    /** As Google's translator does: each text in two elements of its own. */
    wrap() {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) found.push(texts.currentNode);
      for (const text of found) {
        if (!text.data.trim() || text.parentElement.closest("script, style, font")) continue;
        // Within a drawing it leaves the texts alone where they are not those of a page.
        const inner = document.createElement("font");
        const outer = document.createElement("font");
        outer.append(inner);
        text.replaceWith(outer);
        inner.append(text);
      }
    },
    normalize() {
      document.body.normalize();
    },
    insert() {
      const strange = () => Object.assign(document.createElement("span"), { className: "strange" });
      document.body.prepend(strange());
      for (const part of document.querySelectorAll("story-map, main, article, section, .stage, .picture, .words p")) {
        part.prepend(strange(), document.createComment("strange"));
        part.append(strange());
      }
    },
    style() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { letter-spacing: 0.01em; } p { line-height: 2; }");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
  };
  window.changes = changes;

  /** Does a change as soon as the page is read, before it comes alive. */
  const early = (change) => document.addEventListener("readystatechange", change, { once: true });

  const deeds = {
    "no-wasm": () => delete window.WebAssembly,
    "no-streaming": () => delete WebAssembly.instantiateStreaming,
    "no-intersection": () => delete window.IntersectionObserver,
    "no-resize": () => delete window.ResizeObserver,
    "no-elements": () => Object.defineProperty(window, "customElements", { value: undefined }),
    "no-storage": () =>
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("refused", "SecurityError");
        },
      }),
    "wrap-early": () => early(changes.wrap),
    "normalize-early": () => early(changes.normalize),
    "insert-early": () => early(changes.insert),
    "style-early": () => early(changes.style),
  };
  for (const deed of new URL(document.currentScript.src).search.slice(1).split("&")) deeds[deed]?.();
})();
