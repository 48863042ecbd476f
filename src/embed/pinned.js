// The story in a frame of another page, as high as the window: it stays in view while the box around it,
// as high as the story, scrolls past. Loaded as a module or, where its host lets no other site read its
// files, as a plain script: so it exports nothing, and leaves `pin` at the element's class.

import { keepAddress, scaleOf, watchPlace } from "./around.js";
import { tokensOf } from "./tokens.js";

/** Beyond this no page reaches, in CSS pixels. */
const FARTHEST = 10_000_000;

/** More messages between two frames no story sends: of more, only the last ones are read. */
const MOST = 64;

const isLength = (it) => typeof it === "number" && 0 <= it && it < FARTHEST;
const isIndex = (it) => Number.isInteger(it) && 0 <= it && it < FARTHEST;
const isStep = (it) => typeof it === "string" && /^[\w.-]{1,999}$/.test(it);

/** The messages of a story's frame, each with what it must hold. */
const KINDS = {
  "interactive:height": ({ height }) => isLength(height),
  "interactive:scroll": () => true,
  "shanhai:scroll-to": ({ scroll }) => isLength(scroll),
  "shanhai:step": ({ step, index }) => isStep(step) && isIndex(index),
};

/** Calls `heard` with the last message of each kind that `frame` has sent, once in a frame of the screen. */
const listenTo = (frame, heard, signal) => {
  // Unread: to read a message costs as much as its sender likes.
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

/** The frame's address: with how it looks, and where it opens. */
const dress = (element, src, tokens) => {
  for (const [name, value] of tokens) src.searchParams.set(name, value);
  if (element.hasAttribute("theme")) src.searchParams.set("theme", element.getAttribute("theme"));
  // By the browser itself the page would be scrolled as well, and once more when all has loaded.
  if (src.hash) src.searchParams.set("at", src.hash.slice(1));
  src.hash = "";
};

const pin = (element, frame, { box, clip, signal, src, under }) => {
  const tokens = tokensOf(element);
  dress(element, src, tokens);
  const top = Object.fromEntries(tokens)["story-top"] ?? "0px";
  // An ancestor that clips and does not scroll keeps nothing in view: there it is done by hand.
  const isHeld = clip && clip.scrollHeight <= clip.clientHeight + 1;
  // Without the parts of a phone's browser that come and go, where the browser knows them.
  const unit = CSS.supports("height", "1svh") ? "svh" : "vh";
  let scale = 1;
  const high = () => `calc(${100 / scale}${unit} - ${top})`;
  Object.assign(frame, { src });
  Object.assign(frame.style, { position: "sticky", top, height: high() });
  box.append(frame);
  element.shadowRoot.append(box);
  const edge = parseFloat(getComputedStyle(frame).top) || 0;

  // All in pixels of the window, but what is written, which is in those of the box.
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
    // On paper the story takes no more, but in a narrow column: how much, no host is told.
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
  // Of whatever scrolls around it, too.
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
