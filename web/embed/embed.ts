// The loader, the one script that a newsroom adds: <story-map src="…"> shows the story at that address. The
// story goes into the page's own document if the page allows it, otherwise into a frame that stays in view
// while its page scrolls. If the page refuses the script for that too, it goes into a frame that pages
// through the sections by itself. Until one of these has loaded, and if none can, the element shows its own
// content.
//
// Inline and pinned mode each have a script of their own: most readers load only one of them, and this file,
// which every page of a newsroom loads, stays small.

import type { Parts, StoryMapClass } from "./parts.ts";

// `document.currentScript` itself may be an <img name="currentScript"> in somebody's comment. A module has
// no script element: its address comes from the engine's stack trace, which no markup can change.
const currentScript = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript")!;
const running: HTMLScriptElement | null = currentScript.get!.call(document);
const here = running?.src || /https?:[^\s()]+?(?=:\d+:\d+)/.exec(new Error().stack!)?.[0];

// For frames of other sites. A frame of the page's own site could remove its own sandbox.
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
const NAMES = ["src", "mode", "theme", "address"] as const;

/** Whether the story at an address may run scripts in the page: it comes from the loader's own origin, or from the
 *  origins that its tag lists. If several tags load one module, all must list the origin: one of them may be in a
 *  comment. */
const isTrusted = ({ origin, protocol }: URL) =>
  /^https?:$/.test(protocol) &&
  (origin === new URL(here!).origin || (0 < listed.length && listed.every((origins) => isListed(origins, origin))));

const isListed = (origins: string[], origin: string) => origins.some((it) => it.replace(/\/$/, "") === origin);

const modules = () => [...document.querySelectorAll<HTMLScriptElement>("script[type=module]")];
const tags = running ? [running] : modules().filter(({ src }) => src === here);
const listed = tags.map(({ dataset }) => dataset.origins?.split(/[\s,]+/) ?? []);

const parentOf = (element: Element) =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** The ancestor that would clip or scroll the element, or `null`. */
const clipOf = (element: Element) => {
  const { documentElement: root, body } = document;
  const clips = (one: Element) => !/visible|clip/.test(getComputedStyle(one).overflowY);
  for (let it = parentOf(element); it; it = parentOf(it)) {
    // The overflow of the root element, or of the body in its place, applies to the window.
    if (it !== root && clips(it) && !(it === body && !clips(root))) return it;
  }
  return null;
};

/** Runs a file. A host that lets no other site read its files still lets them run as plain scripts. */
const run = (file: string) =>
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

  /** Aborts what the element shows. */
  declare left?: AbortController;

  attributeChangedCallback(_: string, before: string | null, after: string | null) {
    if (before !== after) this.ask();
  }

  connectedCallback() {
    // A framework may have set properties before this class was defined.
    const properties = this as Record<string, unknown>;
    for (const name of NAMES) {
      // biome-ignore lint/suspicious/noPrototypeBuiltins: the oldest supported browsers lack `Object.hasOwn`.
      if (!Object.hasOwnProperty.call(this, name)) continue;
      const value = properties[name];
      delete properties[name];
      properties[name] = value;
    }
    this.ask();
  }

  disconnectedCallback() {
    this.left?.abort();
  }

  /** Opens the story once, however many attributes change in one task. */
  ask() {
    // The story's own root element has the same name, but no address.
    if (!this.left && !this.hasAttribute("src")) return;
    this.left?.abort();
    this.left = new AbortController();
    const { signal } = this.left;
    queueMicrotask(() => {
      try {
        if (!signal.aborted && this.isConnected) this.open(signal);
      } catch (why) {
        console.warn("story-map:", why);
      }
    });
  }

  open(signal: AbortSignal) {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
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
    this.await({ box, isTrusted, signal, src, under });
  }

  /** Mounts the story once the reader comes near: nothing is loaded before. */
  await(parts: Parts) {
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        this.mount(parts);
      },
      { rootMargin: "200%" },
    );
    near.observe(this);
    parts.signal.addEventListener("abort", () => near.disconnect());
  }

  async mount(parts: Parts) {
    parts.clip = clipOf(this);
    try {
      if (parts.clip || this.getAttribute("mode") === "frame") throw "as it must be";
      const inline: typeof import("./inline.ts") = await import(new URL("{{inline}}", here).href);
      await inline.mount(this, parts);
    } catch (why) {
      if (parts.signal.aborted) return;
      console.info("The story stands in a frame:", why);
      this.frame(parts);
    }
  }

  async frame(parts: Parts) {
    const { box, signal, src, under } = parts;
    const frame = document.createElement("iframe");
    if (src.origin !== location.origin) frame.setAttribute("sandbox", SANDBOX);
    Object.assign(frame, {
      title: this.textContent.trim() || document.title,
      allow: "clipboard-write; fullscreen",
      referrerPolicy: "strict-origin-when-cross-origin",
    });
    Object.assign(frame.style, { display: "block", width: "100%", height: "100vh", border: 0 });
    signal.addEventListener("abort", () => box.remove());
    // A frame that the page's policy refuses would show an error in place of the link.
    const violated = ({ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent) => {
      const isOurs = [src.origin, `${src.origin}/`, frame.src.split("#")[0]].includes(blockedURI);
      if (disposition !== "enforce" || !/^(frame|child)-src$/.test(effectiveDirective) || !isOurs) return;
      this.left!.abort();
      this.style.minHeight = "100vh";
      this.shadowRoot!.replaceChildren(under);
    };
    addEventListener("securitypolicyviolation", violated, { signal });
    try {
      await run(new URL("{{pinned}}", here).href);
      if (!signal.aborted) (StoryMap as StoryMapClass).pin!(this, frame, parts);
    } catch {
      // This mode needs nothing from the page around it.
      src.searchParams.set("frame", "deck");
      Object.assign(frame, { src: src.href, onload: () => under.remove() });
      box.append(frame);
      this.shadowRoot!.append(box);
    }
  }
}

const define = () => {
  for (const name of NAMES) {
    Object.defineProperty(StoryMap.prototype, name, {
      get(this: StoryMap) {
        return this.getAttribute(name);
      },
      set(this: StoryMap, value: unknown) {
        if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, `${value}`);
      },
    });
  }
  customElements.define("story-map", StoryMap);
};

if (!customElements.get("story-map")) {
  if (here) define();
  else console.warn("story-map: load embed.js from its own address");
}
