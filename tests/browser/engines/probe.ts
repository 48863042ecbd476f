// The probe: a script that runs in the page before anything else of it.

/** The changes that the probe can make to a page, as translators and extensions do. */
export type Change = "wrap" | "translate" | "normalize" | "insert" | "style";

/** What the probe can do before the page: take a feature of the browser away, or change the page before it is live. */
export type Deed =
  | "no-wasm"
  | "no-streaming"
  | "no-intersection"
  | "no-resize"
  | "no-elements"
  | "no-storage"
  | `${Change}-early`;

declare global {
  interface Window {
    /** What went wrong, in words. Missing where no script may run. */
    heard: string[];
    changes: Record<Change, () => void>;
    /** The page's mode when it was changed early. */
    modeBefore: string | undefined;
  }
}

/** Records what goes wrong, and does the deeds that the query of the script's own address names, if it has one. */
function probe() {
  window.heard = [];
  const hear = (what: string) => window.heard.push(what);
  addEventListener("error", ({ error, message }) => {
    // The error event of a file that did not load has no message.
    if (message) hear(`error: ${error ?? message}`);
  });
  addEventListener("unhandledrejection", ({ reason }) => hear(`rejection: ${reason}`));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    hear(`refused by ${violatedDirective}: ${blockedURI}`),
  );
  for (const level of ["warn", "error"] as const) {
    const tell = console[level];
    console[level] = (...words: unknown[]) => {
      hear(`${level}: ${words.join(" ")}`);
      tell.apply(console, words);
    };
  }

  /** Every text outside of scripts and of elements that match `query`. */
  const textsOutside = (query: string) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    return found.filter((text) => text.data.trim() && !text.parentElement!.closest(`script, font, ${query}`));
  };

  /** The changes of translators and extensions: for tests that change the page during reading. */
  const changes: Record<Change, () => void> = {
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
  const early = (change: () => void) => {
    const changeOnce = () => {
      window.modeBefore = document.querySelector<HTMLElement>("story-map")!.dataset.mode;
      change();
    };
    document.addEventListener("readystatechange", changeOnce, { once: true });
  };

  const deeds: Record<Deed, () => void> = {
    "no-wasm": () => Reflect.deleteProperty(window, "WebAssembly"),
    "no-streaming": () => Reflect.deleteProperty(WebAssembly, "instantiateStreaming"),
    "no-intersection": () => Reflect.deleteProperty(window, "IntersectionObserver"),
    "no-resize": () => Reflect.deleteProperty(window, "ResizeObserver"),
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
  const { src } = document.currentScript as HTMLScriptElement;
  const names = new Set(src.split("?")[1]?.split("&"));
  for (const [name, act] of Object.entries(deeds)) if (names.has(name)) act();
}

/** The script. */
export const PROBE = `(${probe})();`;
