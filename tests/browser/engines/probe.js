// Runs in the page before anything else of it. It hears what goes wrong, and does what its own
// address, where it has one, asks for, each word behind the `?` a deed.
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

  /** Every text that is not a script's, but for those under what `query` finds. */
  const textsOutside = (query) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    return found.filter((text) => text.data.trim() && !text.parentElement.closest(`script, font, ${query}`));
  };

  /** What translators and extensions do to a page: for tests that change it as it is read. */
  const changes = {
    /** The text is moved into an element, wherever it stands. */
    wrap() {
      for (const text of textsOutside("style")) {
        const font = document.createElement("font");
        text.replaceWith(font);
        font.append(text);
      }
    },
    /** As browsers translate: another text in two elements, but for what must not be translated. */
    translate() {
      for (const text of textsOutside("[translate=no]")) {
        const [outer, inner] = [document.createElement("font"), document.createElement("font")];
        inner.textContent = `«${text.data}»`;
        outer.append(inner);
        text.replaceWith(outer);
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

  /** Does a change as soon as the page is read, before it comes alive, and keeps what it was then. */
  const early = (change) => {
    const changeOnce = () => {
      window.modeBefore = document.querySelector("story-map").dataset.mode;
      change();
    };
    document.addEventListener("readystatechange", changeOnce, { once: true });
  };

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
    "translate-early": () => early(changes.translate),
    "normalize-early": () => early(changes.normalize),
    "insert-early": () => early(changes.insert),
    "style-early": () => early(changes.style),
  };
  const [, words = ""] = document.currentScript.src.split("?");
  for (const deed of words.split("&")) deeds[deed]?.();
})();
