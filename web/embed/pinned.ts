// The story in a frame of another page, as high as the window: it stays in view while the box around it, as
// high as the story, scrolls past. Loaded as a module or, if its host lets no other site read its files, as a
// plain script. So it exports nothing, and sets `pin` on the element's class.

import { keepAddress, scaleOf, watchPlace } from "./around.ts";
import type { Parts, StoryMapClass } from "./parts.ts";
import { tokensOf } from "./tokens.ts";

/** No page is longer than this, in CSS pixels. */
const FARTHEST = 10_000_000;

/** No story sends more messages than this in one animation frame: of more, only the last ones are read. */
const MOST = 64;

const isLength = (it: unknown): it is number => typeof it === "number" && 0 <= it && it < FARTHEST;
const isIndex = (it: unknown): it is number =>
  typeof it === "number" && Number.isInteger(it) && 0 <= it && it < FARTHEST;
const isStep = (it: unknown): it is string => typeof it === "string" && /^[\w.-]{1,999}$/.test(it);

/** The messages of a story's frame. */
type Message =
  | { kind: "interactive:height"; height: number }
  | { kind: "interactive:scroll" }
  | { kind: "shanhai:scroll-to"; scroll: number }
  | { kind: "shanhai:step"; step: string; index: number };

/** `data` as a message, or nothing if it is none. */
const messageOf = (data: unknown): Message | undefined => {
  if (typeof data !== "object" || data === null) return undefined;
  const { kind, height, scroll, step, index } = data as Record<string, unknown>;
  if (kind === "interactive:height" && isLength(height)) return { kind, height };
  if (kind === "interactive:scroll") return { kind };
  if (kind === "shanhai:scroll-to" && isLength(scroll)) return { kind, scroll };
  if (kind === "shanhai:step" && isStep(step) && isIndex(index)) return { kind, step, index };
  return undefined;
};

/** Calls `heard` with the last message of each kind that `frame` has sent, once in an animation frame. */
const listenTo = (frame: HTMLIFrameElement, heard: (message: Message) => void, signal: AbortSignal) => {
  // Not read yet: the sender decides how long reading a message takes.
  const queue: MessageEvent[] = [];
  const flush = () => {
    const last = new Map<string, Message>();
    for (const { data } of queue.splice(0)) {
      const message = messageOf(data);
      if (message) last.set(message.kind, message);
    }
    if (!signal.aborted) last.forEach(heard);
  };
  const queued = (event: MessageEvent) => {
    if (event.source !== frame.contentWindow) return;
    if (queue.length === 0) requestAnimationFrame(flush);
    queue.push(event);
    if (MOST < queue.length) queue.shift();
  };
  addEventListener("message", queued, { signal });
};

/** Adds the tokens, the theme and the opening step to the frame's address. */
const dress = (element: Element, src: URL, tokens: [string, string][]) => {
  for (const [name, value] of tokens) src.searchParams.set(name, value);
  const theme = element.getAttribute("theme");
  if (theme !== null) src.searchParams.set("theme", theme);
  // With a fragment in the address, the browser would scroll the page as well, and again when everything has
  // loaded.
  if (src.hash) src.searchParams.set("at", src.hash.slice(1));
  src.hash = "";
};

/** The frame in its box. Lengths are in pixels of the window, except what is written, which is in pixels of the box. */
class Pinned {
  element: HTMLElement;
  frame: HTMLIFrameElement;
  parts: Parts;
  /** The length above the frame that something else of the page covers, as CSS and in pixels. */
  top: string;
  edge: number;
  /** Whether an ancestor clips but does not scroll. There `position: sticky` has no effect, and the script positions
   *  the frame. */
  isHeld: boolean;
  // Without the parts of a phone browser's interface that come and go, if the browser supports the unit.
  unit = CSS.supports("height", "1svh") ? "svh" : "vh";
  scale = 1;
  /** The story's height, once it is known. */
  tall?: number;
  print = matchMedia("print");

  constructor(element: HTMLElement, frame: HTMLIFrameElement, parts: Parts) {
    this.element = element;
    this.frame = frame;
    this.parts = parts;
    const { box, clip, src } = parts;
    const tokens = tokensOf(element);
    dress(element, src, tokens);
    this.top = Object.fromEntries(tokens)["story-top"] ?? "0px";
    this.isHeld = Boolean(clip && clip.scrollHeight <= clip.clientHeight + 1);
    frame.src = src.href;
    Object.assign(frame.style, { position: "sticky", top: this.top, height: this.height() });
    box.append(frame);
    element.shadowRoot!.append(box);
    this.edge = parseFloat(getComputedStyle(frame).top) || 0;
  }

  /** The frame's height: that of the window. */
  height() {
    return `calc(${100 / this.scale}${this.unit} - ${this.top})`;
  }

  /** Positions the frame within its box, as `position: sticky` would. */
  hold({ top: y, left, width, bottom }: DOMRect) {
    const { edge, frame, scale } = this;
    const { box } = this.parts;
    const style = { position: "absolute", top: "0", left: "0", width: "100%" };
    const height = frame.offsetHeight;
    if (bottom < (edge + height) * scale) style.top = `${box.offsetHeight - height}px`;
    else if (y < edge * scale) {
      const [x, w] = [left / scale, width / scale];
      Object.assign(style, { position: "fixed", top: `${edge}px`, left: `${x}px`, width: `${w}px` });
    }
    Object.assign(frame.style, style);
  }

  /** Posts how far the reader has scrolled down the box. */
  place() {
    const { frame } = this;
    const rect = this.parts.box.getBoundingClientRect();
    if (this.isHeld) this.hold(rect);
    const scroll = Math.max(0, (frame.getBoundingClientRect().top - rect.top) / this.scale);
    frame.contentWindow?.postMessage({ kind: "interactive:scroll", scroll }, "*");
  }

  /** Makes the box as high as the story. */
  size() {
    const { frame, print, tall } = this;
    const { box } = this.parts;
    this.scale = scaleOf(box);
    if (tall === undefined) {
      frame.style.height = this.height();
      return;
    }
    // On paper the story is no higher, except in a narrow column. No host can know by how much.
    const paper = tall * Math.max(1, 520 / box.clientWidth);
    box.style.height = `${print.matches ? paper : tall}px`;
    frame.style.height = print.matches ? `${paper}px` : this.height();
    this.place();
  }

  act(message: Message) {
    const { element } = this;
    const { box, clip, under } = this.parts;
    switch (message.kind) {
      case "interactive:height":
        under.remove();
        element.style.minHeight = "";
        this.tall = message.height;
        return this.size();
      case "interactive:scroll":
        return this.place();
      case "shanhai:scroll-to": {
        const down = box.getBoundingClientRect().top + (message.scroll - this.edge) * this.scale;
        return (clip && !this.isHeld ? clip : window).scrollBy({ top: down, behavior: "instant" });
      }
      case "shanhai:step": {
        const { step, index } = message;
        const detail = { step, index };
        element.dispatchEvent(new CustomEvent("shanhai:step", { detail, bubbles: true, composed: true }));
      }
    }
  }

  listen() {
    const { element, frame, print } = this;
    const { box, signal } = this.parts;
    const size = () => this.size();
    print.addEventListener("change", size, { signal });
    let due: number;
    const scrolled = () => {
      cancelAnimationFrame(due);
      due = requestAnimationFrame(() => this.place());
    };
    // Also when an ancestor scrolls.
    addEventListener("scroll", scrolled, { signal, capture: true });
    addEventListener("resize", scrolled, { signal });
    listenTo(frame, (message) => this.act(message), signal);
    keepAddress(element, signal);
    watchPlace(box, size, signal);
    signal.addEventListener("abort", () => cancelAnimationFrame(due));
  }
}

const elementClass: StoryMapClass = customElements.get("story-map")!;
elementClass.pin = (element, frame, parts) => new Pinned(element, frame, parts).listen();
