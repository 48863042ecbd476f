// The story in a frame of another page, as high as the window: it stays in view while the box around it, as
// high as the story, scrolls past. Loaded as a module or, if its host lets no other site read its files, as a
// plain script. So it exports nothing, and sets `pin` on the element's class.

import { keepAddress, scaleOf, watchPlace } from "./around.js";
import { tokensOf } from "./tokens.js";

/** No page is longer than this, in CSS pixels. */
const FARTHEST = 10_000_000;

/** No story sends more messages than this in one animation frame: of more, only the last ones are read. */
const MOST = 64;

const isLength = (it) => typeof it === "number" && 0 <= it && it < FARTHEST;
const isIndex = (it) => Number.isInteger(it) && 0 <= it && it < FARTHEST;
const isStep = (it) => typeof it === "string" && /^[\w.-]{1,999}$/.test(it);

/** The messages of a story's frame, each with a check of its content. */
const KINDS = {
  "interactive:height": ({ height }) => isLength(height),
  "interactive:scroll": () => true,
  "shanhai:scroll-to": ({ scroll }) => isLength(scroll),
  "shanhai:step": ({ step, index }) => isStep(step) && isIndex(index),
};

/** Calls `heard` with the last message of each kind that `frame` has sent, once in an animation frame. */
const listenTo = (frame, heard, signal) => {
  // Not read yet: the sender decides how long reading a message takes.
  const queue = [];
  const flush = () => {
    const last = new Map();
    for (const { data } of queue.splice(0)) {
      const isOne = typeof data?.kind === "string" && Object.hasOwnProperty.call(KINDS, data.kind);
      if (isOne && KINDS[data.kind](data)) last.set(data.kind, data);
    }
    if (!signal.aborted) last.forEach(heard);
  };
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow) return;
    if (queue.length === 0) requestAnimationFrame(flush);
    queue.push(event);
    if (MOST < queue.length) queue.shift();
  }, { signal });
};

/** Adds the tokens, the theme and the opening step to the frame's address. */
const dress = (element, src, tokens) => {
  for (const [name, value] of tokens) src.searchParams.set(name, value);
  if (element.hasAttribute("theme")) src.searchParams.set("theme", element.getAttribute("theme"));
  // With a fragment in the address, the browser would scroll the page as well, and again when everything has
  // loaded.
  if (src.hash) src.searchParams.set("at", src.hash.slice(1));
  src.hash = "";
};

const pin = (element, frame, { box, clip, signal, src, under }) => {
  const tokens = tokensOf(element);
  dress(element, src, tokens);
  const top = Object.fromEntries(tokens)["story-top"] ?? "0px";
  // In an ancestor that clips but does not scroll, `position: sticky` has no effect: there the script
  // positions the frame.
  const isHeld = clip && clip.scrollHeight <= clip.clientHeight + 1;
  // Without the parts of a phone browser's interface that come and go, if the browser supports the unit.
  const unit = CSS.supports("height", "1svh") ? "svh" : "vh";
  let scale = 1;
  const high = () => `calc(${100 / scale}${unit} - ${top})`;
  Object.assign(frame, { src });
  Object.assign(frame.style, { position: "sticky", top, height: high() });
  box.append(frame);
  element.shadowRoot.append(box);
  const edge = parseFloat(getComputedStyle(frame).top) || 0;

  // Everything is in pixels of the window, except what is written, which is in pixels of the box.
  const hold = ({ top: y, left, width, bottom }) => {
    const style = { position: "absolute", top: "0", left: "0", width: "100%" };
    const height = frame.offsetHeight;
    if (bottom < (edge + height) * scale) style.top = `${box.offsetHeight - height}px`;
    else if (y < edge * scale) {
      Object.assign(style, { position: "fixed", top: `${edge}px`, left: `${left / scale}px`, width: `${width / scale}px` });
    }
    Object.assign(frame.style, style);
  };
  const place = () => {
    const rect = box.getBoundingClientRect();
    if (isHeld) hold(rect);
    const scroll = Math.max(0, (frame.getBoundingClientRect().top - rect.top) / scale);
    frame.contentWindow?.postMessage({ kind: "interactive:scroll", scroll }, "*");
  };
  let tall;
  const print = matchMedia("print");
  const size = () => {
    scale = scaleOf(box);
    if (tall === undefined) {
      frame.style.height = high();
      return;
    }
    // On paper the story is no higher, except in a narrow column. No host can know by how much.
    const paper = tall * Math.max(1, 520 / box.clientWidth);
    box.style.height = `${print.matches ? paper : tall}px`;
    frame.style.height = print.matches ? `${paper}px` : high();
    place();
  };
  print.addEventListener("change", size, { signal });
  let due;
  const scrolled = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(place);
  };
  const listen = (name, heard, capture) => addEventListener(name, heard, { signal, capture });
  // Also when an ancestor scrolls.
  listen("scroll", scrolled, true);
  listen("resize", scrolled);
  const acts = {
    "interactive:height": ({ height }) => {
      under.remove();
      element.style.minHeight = "";
      tall = height;
      size();
    },
    "interactive:scroll": place,
    "shanhai:scroll-to": ({ scroll }) => {
      const down = box.getBoundingClientRect().top + (scroll - edge) * scale;
      (clip && !isHeld ? clip : window).scrollBy({ top: down, behavior: "instant" });
    },
    "shanhai:step": ({ step, index }) => {
      element.dispatchEvent(new CustomEvent("shanhai:step", { detail: { step, index }, bubbles: true, composed: true }));
    },
  };
  listenTo(frame, (message) => acts[message.kind](message), signal);
  keepAddress(element, signal);
  watchPlace(box, size, signal);
  signal.addEventListener("abort", () => cancelAnimationFrame(due));
};

customElements.get("story-map").pin = pin;
