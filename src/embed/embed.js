// What a newsroom's one line brings: <story-map src="…"> holds the story at that address. In its own
// document where the page lets it, so that everything is as in the story's own; else in a frame that
// stays in sight while its page scrolls. Where neither is let in, what the element holds stays seen.
(() => {
  if (customElements.get("story-map")) return;

  // A module does not say where it stands.
  const { src: here } = document.currentScript ?? document.querySelector("script[src$='/embed.js']");

  // What a page may set of how the story looks, each as --story-NAME on the element.
  const TOKENS =
    "paper,ink,ink-soft,rule,accent,sea,neighbours,land,border,river,dash,east,east-lit,east-arc,west,west-lit,west-arc,serif,sans,gap,top".split(",");
  // For other sites' frames. A frame of the page's own site would be none with these.
  const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  const isLength = (it) => typeof it === "number" && 0 <= it && it < 1e7;

  // The ancestor in which the element would be cut off or scrolled, if there is one.
  const clipOf = (element) => {
    for (let it = element.parentElement ?? element.getRootNode().host; it; it = it.parentElement ?? it.getRootNode().host) {
      const { documentElement: root, body } = document;
      const clips = (one) => !/visible|clip/.test(getComputedStyle(one).overflowY);
      // What the root clips, or the body in its place, the window does.
      if (it !== root && clips(it) && !(it === body && !clips(root))) return it;
    }
    return null;
  };

  class StoryMap extends HTMLElement {
    static get observedAttributes() {
      return ["src"];
    }

    attributeChangedCallback(_, before) {
      if (before !== null && this.left) this.open();
    }

    connectedCallback() {
      // The story itself stands in an element of this name, too.
      if (this.hasAttribute("src")) this.open();
    }

    disconnectedCallback() {
      this.left?.abort();
    }

    open() {
      this.left?.abort();
      const { signal } = (this.left = new AbortController());
      const src = new URL(this.getAttribute("src"), document.baseURI);
      src.hash ||= location.hash;
      const style = getComputedStyle(this);
      const tokens = TOKENS.map((name) => [`story-${name}`, style.getPropertyValue(`--story-${name}`).trim()]);
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      // What the element holds stands under what comes, until that has come.
      const under = document.createElement("div");
      under.append(document.createElement("slot"));
      under.style.gridArea = "1/1";
      shadow.replaceChildren(under);
      Object.assign(this.style, { display: "grid", gridTemplateColumns: "minmax(0,1fr)", minHeight: "100vh" });
      // Nothing of it is loaded before the reader comes near.
      const near = new IntersectionObserver(
        async ([{ isIntersecting }]) => {
          if (!isIntersecting) return;
          near.disconnect();
          const clip = clipOf(this);
          try {
            if (clip || this.getAttribute("mode") === "frame") throw "as it must be";
            await (await import(new URL("{{inline}}", here))).mount(this, src, tokens, under, signal);
          } catch (why) {
            if (signal.aborted) return;
            console.info("The story stands in a frame:", why);
            this.frame(src, tokens, clip, under, signal);
          }
        },
        { rootMargin: "200%" },
      );
      near.observe(this);
      signal.addEventListener("abort", () => near.disconnect());
    }

    // A frame as high as the window, which stays in sight while the box around it passes.
    frame(src, tokens, clip, under, signal) {
      const box = document.createElement("div");
      const frame = document.createElement("iframe");
      for (const [name, value] of tokens) if (value) src.searchParams.set(name, value);
      if (this.hasAttribute("theme")) src.searchParams.set("theme", this.getAttribute("theme"));
      // By the browser itself the page would be scrolled as well, and once more when all has loaded.
      if (src.hash) src.searchParams.set("at", src.hash.slice(1));
      src.hash = "";
      if (src.origin !== location.origin) frame.sandbox = SANDBOX;
      Object.assign(frame, {
        src,
        title: this.textContent.trim() || document.title,
        allow: "clipboard-write; fullscreen",
        referrerPolicy: "strict-origin-when-cross-origin",
      });
      const top = tokens.at(-1)[1] || "0px";
      // An ancestor that clips and does not scroll holds nothing in sight: there it is done by hand.
      const isHeld = clip && clip.scrollHeight <= clip.clientHeight + 1;
      Object.assign(box.style, { gridArea: "1/1", position: "relative" });
      // Without the parts of a phone's browser that come and go, where it knows of them.
      const high = `calc(100${CSS.supports("height", "1svh") ? "svh" : "vh"} - ${top})`;
      Object.assign(frame.style, { position: "sticky", display: "block", top, width: "100%", height: high, border: 0 });
      box.append(frame);
      this.shadowRoot.append(box);
      const edge = parseFloat(getComputedStyle(frame).top) || 0;

      const place = () => {
        const { top: y, left, width, bottom } = box.getBoundingClientRect();
        const height = frame.offsetHeight;
        if (isHeld) {
          const style = { position: "absolute", top: "0", left: "0", width: "100%" };
          if (bottom < edge + height) style.top = `${box.offsetHeight - height}px`;
          else if (y < edge) Object.assign(style, { position: "fixed", top: `${edge}px`, left: `${left}px`, width: `${width}px` });
          Object.assign(frame.style, style);
        }
        const scroll = Math.max(0, frame.getBoundingClientRect().top - y);
        frame.contentWindow?.postMessage({ kind: "interactive:scroll", scroll }, "*");
      };
      let tall;
      const print = matchMedia("print");
      const size = () => {
        // On paper the story takes no more, but in a narrow column: how much, no host is told.
        const paper = tall * Math.max(1, 520 / box.clientWidth);
        box.style.height = `${print.matches ? paper : tall}px`;
        frame.style.height = print.matches ? `${paper}px` : high;
        place();
      };
      print.addEventListener("change", size, { signal });
      let due;
      const scrolled = () => {
        cancelAnimationFrame(due);
        due = requestAnimationFrame(place);
      };
      const listen = (name, heard, capture) => addEventListener(name, heard, { signal, capture });
      // Of whatever scrolls around it, too.
      listen("scroll", scrolled, true);
      listen("resize", scrolled);
      listen("message", ({ data, source }) => {
        if (source !== frame.contentWindow || !data) return;
        const { kind, height, scroll, step, index } = data;
        if (kind === "interactive:height" && isLength(height)) {
          under.remove();
          tall = height;
          size();
        } else if (kind === "interactive:scroll") {
          place();
        } else if (kind === "shanhai:scroll-to" && isLength(scroll)) {
          (clip && !isHeld ? clip : window).scrollBy({ top: box.getBoundingClientRect().top + scroll - edge, behavior: "instant" });
        } else if (kind === "shanhai:step" && /^[\w-]+$/.test(step) && isLength(index)) {
          this.dispatchEvent(new CustomEvent("shanhai:step", { detail: { step, index }, bubbles: true, composed: true }));
        }
      });
      const leave = () => {
        cancelAnimationFrame(due);
        box.remove();
      };
      signal.addEventListener("abort", leave);
      // A frame that the page's policy refuses would stand there broken.
      listen("securitypolicyviolation", ({ effectiveDirective }) => effectiveDirective === "frame-src" && leave());
    }
  }
  customElements.define("story-map", StoryMap);
})();
