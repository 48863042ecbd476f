// Runs in the page before anything else of it. Records what goes wrong, and does the deeds that the query of
// its own address names, if it has one.
(() => {
  window.heard = [];
  const hear = (what) => window.heard.push(String(what));
  addEventListener("error", ({ error, message }) => {
    // The error event of a file that did not load has no message.
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

  /** Every text outside of scripts and of elements that match `query`. */
  const textsOutside = (query) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    return found.filter((text) => text.data.trim() && !text.parentElement.closest(`script, font, ${query}`));
  };

  /** The changes of translators and extensions: for tests that change the page during reading. */
  const changes = {
    /** Moves each text node into an element, wherever it is. */
    wrap() {
      for (const text of textsOutside("style")) {
        const font = document.createElement("font");
        text.replaceWith(font);
        font.append(text);
      }
    },
    /** As browsers translate: other text in two elements, except where `translate=no`. */
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

  /** Makes a change when the page is parsed, before it is live, and records the page's mode at that time. */
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
