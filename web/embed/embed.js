// The loader, the one script that a newsroom adds: <story-map src="…"> shows the story at that address. The
// story goes into the page's own document if the page allows it, otherwise into a frame that stays in view
// while its page scrolls. If the page refuses the script for that too, it goes into a frame that pages
// through the sections by itself. Until one of these has loaded, and if none can, the element shows its own
// content.
//
// Inline and pinned mode each have a script of their own: most readers load only one of them, and this file,
// which every page of a newsroom loads, stays small.
(() => {
  if (customElements.get("story-map")) return;

  // `document.currentScript` itself may be an <img name="currentScript"> in somebody's comment. A module has
  // no script element: its address comes from the engine's stack trace, which no markup can change.
  const running = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript").get.call(document);
  const here = running?.src || /https?:[^\s()]+?(?=:\d+:\d+)/.exec(new Error().stack)?.[0];
  if (!here) return console.warn("story-map: load embed.js from its own address");

  // A story runs scripts in the page, so only stories from the loader's own origin, or from the origins that
  // its tag lists, are allowed. If several tags load one module, all must list the origin: one of them may be
  // in a comment.
  const tags = running ? [running] : [...document.querySelectorAll("script[type=module]")].filter(({ src }) => src === here);
  const listed = tags.map(({ dataset }) => dataset.origins?.split(/[\s,]+/) ?? []);
  const isTrusted = ({ origin, protocol }) =>
    /^https?:$/.test(protocol) &&
    (origin === new URL(here).origin || (listed[0] && listed.every((origins) => origins.some((it) => it.replace(/\/$/, "") === origin))));

  // For frames of other sites. A frame of the page's own site could remove its own sandbox.
  const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  const NAMES = ["src", "mode", "theme", "address"];

  // The ancestor that would clip or scroll the element, or `null`.
  const clipOf = (element) => {
    for (let it = element.parentElement ?? element.getRootNode().host; it; it = it.parentElement ?? it.getRootNode().host) {
      const { documentElement: root, body } = document;
      const clips = (one) => !/visible|clip/.test(getComputedStyle(one).overflowY);
      // The overflow of the root element, or of the body in its place, applies to the window.
      if (it !== root && clips(it) && !(it === body && !clips(root))) return it;
    }
    return null;
  };

  // A host that lets no other site read its files still lets them run as plain scripts.
  const bring = (file) =>
    import(file).catch(
      () =>
        new Promise((onload, onerror) => {
          const script = document.createElement("script");
          document.head.append(Object.assign(script, { src: file, nonce: running?.nonce ?? "", onload, onerror }));
          script.remove();
        }),
    );

  class StoryMap extends HTMLElement {
    static get observedAttributes() {
      return NAMES.slice(0, 3);
    }

    attributeChangedCallback(_, before, after) {
      if (before !== after) this.ask();
    }

    connectedCallback() {
      // A framework may have set properties before this class was defined.
      for (const name of NAMES) {
        if (!Object.hasOwnProperty.call(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      this.ask();
    }

    disconnectedCallback() {
      this.left?.abort();
    }

    // Opens the story once, however many attributes change in one task.
    ask() {
      // The story's own root element has the same name, but no address.
      if (!this.left && !this.hasAttribute("src")) return;
      this.left?.abort();
      const { signal } = (this.left = new AbortController());
      queueMicrotask(() => {
        try {
          if (!signal.aborted && this.isConnected) this.open(signal);
        } catch (why) {
          console.warn("story-map:", why);
        }
      });
    }

    open(signal) {
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      // The element's own content lies under the story until that has loaded, and reserves its space.
      const under = document.createElement("div");
      under.append(document.createElement("slot"));
      under.style.gridArea = "1/1/2/-1";
      shadow.replaceChildren(under);
      // Never wider than its parent, and as wide if possible: a parent that shrinks to its content first asks
      // for the width that this element would have by itself. Beside others in a row, this element shrinks
      // first.
      Object.assign(this.style, {
        display: "grid",
        gridTemplateColumns: "minmax(0,100vw) minmax(0,1fr)",
        minWidth: 0,
        flexShrink: 9999,
        minHeight: "100vh",
      });
      const asked = this.getAttribute("src")?.trim();
      if (!asked) return;
      const src = new URL(asked, this.baseURI);
      if (!isTrusted(src)) throw `add ${src.origin} to data-origins of the script to show ${src}`;
      src.hash ||= location.hash;
      const box = document.createElement("div");
      Object.assign(box.style, { gridArea: "1/1/2/-1", position: "relative" });
      const parts = { box, isTrusted, signal, src, under };
      // Nothing is loaded before the reader comes near.
      const near = new IntersectionObserver(
        async (entries) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
          near.disconnect();
          parts.clip = clipOf(this);
          try {
            if (parts.clip || this.getAttribute("mode") === "frame") throw "as it must be";
            await (await import(new URL("{{inline}}", here))).mount(this, parts);
          } catch (why) {
            if (signal.aborted) return;
            console.info("The story stands in a frame:", why);
            this.frame(parts);
          }
        },
        { rootMargin: "200%" },
      );
      near.observe(this);
      signal.addEventListener("abort", () => near.disconnect());
    }

    async frame(parts) {
      const { box, signal, src, under } = parts;
      const frame = document.createElement("iframe");
      if (src.origin !== location.origin) frame.sandbox = SANDBOX;
      Object.assign(frame, {
        title: this.textContent.trim() || document.title,
        allow: "clipboard-write; fullscreen",
        referrerPolicy: "strict-origin-when-cross-origin",
      });
      Object.assign(frame.style, { display: "block", width: "100%", height: "100vh", border: 0 });
      signal.addEventListener("abort", () => box.remove());
      // A frame that the page's policy refuses would show an error in place of the link.
      addEventListener("securitypolicyviolation", ({ blockedURI, disposition, effectiveDirective }) => {
        const isOurs = [src.origin, `${src.origin}/`, frame.src.split("#")[0]].includes(blockedURI);
        if (disposition !== "enforce" || !/^(frame|child)-src$/.test(effectiveDirective) || !isOurs) return;
        this.left.abort();
        this.style.minHeight = "100vh";
        this.shadowRoot.replaceChildren(under);
      }, { signal });
      try {
        await bring(new URL("{{pinned}}", here));
        if (!signal.aborted) StoryMap.pin(this, frame, parts);
      } catch {
        // This mode needs nothing from the page around it.
        src.searchParams.set("frame", "deck");
        Object.assign(frame, { src, onload: () => under.remove() });
        box.append(frame);
        this.shadowRoot.append(box);
      }
    }
  }
  for (const name of NAMES) {
    Object.defineProperty(StoryMap.prototype, name, {
      get() {
        return this.getAttribute(name);
      },
      set(value) {
        if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }
  customElements.define("story-map", StoryMap);
})();
