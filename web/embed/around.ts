// The relation of a story to the page around it: its position, its scale, and the step in the page's address.

import type { StepEvent } from "../story.ts";

/** The height of the mark whose position is watched, in CSS pixels. */
const MARK = 8;

/** Thresholds, one for each pixel of the mark: any movement by a pixel crosses one. */
const SHARES = Array.from({ length: MARK }, (_, share) => (share + 0.25) / MARK);

/** Farther than any page reaches, in CSS pixels. */
const FAR = 10_000_000;

/** A reader who has not scrolled for this many milliseconds has stopped. While they scroll, the position is
 *  checked at this interval. */
const STOPPED = 150;

/** A step is read for this many milliseconds before the page's address names it. */
const READ = 250;

/** The parent of an element, out of its shadow tree if it is in one. */
export const parentOf = (element: Element) =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** The number of CSS pixels of the window per pixel of `box`, given the `zoom` and transforms of its
 *  ancestors. */
export const scaleOf = (box: HTMLElement) => {
  const own = parseFloat(getComputedStyle(box).width);
  let scale = box.getBoundingClientRect().width / own;
  // Engines without this property measure in the element's own pixels.
  if (!("currentCSSZoom" in box)) {
    for (let it: Element | null = box; it; it = parentOf(it)) scale *= parseFloat(getComputedStyle(it).zoom) || 1;
  }
  return 0.1 < scale && scale < 10 && 0.005 < Math.abs(scale - 1) ? scale : 1;
};

/** An invisible mark at the start of `box`. */
const markIn = (box: HTMLElement) => {
  const mark = document.createElement("div");
  mark.setAttribute("aria-hidden", "true");
  Object.assign(mark.style, {
    position: "absolute",
    insetBlockStart: 0,
    insetInlineStart: 0,
    inlineSize: "1px",
    blockSize: `${MARK}px`,
    visibility: "hidden",
    pointerEvents: "none",
  });
  box.append(mark);
  return mark;
};

/**
 * Calls `moved` whenever `box` changes its position on the page, until `signal` aborts: because something
 * above it grew, opened, loaded, was transformed or zoomed. At rest nothing runs: the browser compares a mark
 * in the box with a line through the mark's last position. A page that is itself in a frame of another site
 * has no such line; there, only movements after the events below are noticed.
 */
export const watchPlace = (box: HTMLElement, moved: () => void, signal: AbortSignal) => {
  const mark = markIn(box);
  let last: string | undefined;
  const look = () => {
    const { top, left, width, height } = box.getBoundingClientRect();
    const place = [top + scrollY, left + scrollX, width, height].map(Math.round).join();
    const hasMoved = place !== last;
    last = place;
    if (hasMoved) moved();
    return hasMoved;
  };
  const line = lineThrough(mark, look);
  let due: number | undefined;
  let looked = 0;
  const scrolled = () => {
    line.drop();
    clearTimeout(due);
    due = setTimeout(() => {
      look();
      line.draw();
    }, STOPPED);
    const now = performance.now();
    if (now < looked + STOPPED) return;
    looked = now;
    look();
  };
  const soon = () => requestAnimationFrame(look);
  const listen = (name: string, heard: () => void) =>
    addEventListener(name, heard, { capture: true, passive: true, signal });
  listen("scroll", scrolled);
  for (const name of ["resize", "load", "toggle", "transitionend", "animationend"]) listen(name, soon);
  const sized = new ResizeObserver(look);
  for (const element of [document.documentElement, document.body, box]) sized.observe(element);
  signal.addEventListener("abort", () => {
    line.drop();
    clearTimeout(due);
    sized.disconnect();
    mark.remove();
  });
  look();
  line.draw();
};

/** A line through the position of `mark`: when the mark leaves it, it calls `look`, and is drawn anew. */
const lineThrough = (mark: Element, look: () => boolean) => {
  let observer: IntersectionObserver | undefined;
  const drop = () => observer?.disconnect();
  const draw = () => {
    drop();
    const { top, height } = mark.getBoundingClientRect();
    const line = top + height / 2;
    let isFirst = true;
    observer = new IntersectionObserver(
      () => {
        // The first call also notices movements before it. If there were none, it is no reason to observe
        // again.
        const wasFirst = isFirst;
        isFirst = false;
        if (look() || !wasFirst) draw();
      },
      { rootMargin: `${(-line).toFixed(1)}px ${FAR}px ${FAR}px`, threshold: SHARES },
    );
    observer.observe(mark);
  };
  return { draw, drop };
};

/** Keeps the current step in the address of the page around `element`, if that has `address="host"`: no other
 *  part of the address changes, and nothing is added to the history. */
export const keepAddress = (element: HTMLElement, signal: AbortSignal) => {
  let written: string | undefined;
  let due: number | undefined;
  const write = ({ step, index }: StepEvent["detail"]) => {
    const [page, hash] = location.href.split("#");
    // The story's beginning has no fragment; a fragment that the page itself has set stays.
    const next = index ? step : hash === written ? undefined : hash;
    if (element.getAttribute("address") !== "host" || next === hash) return;
    try {
      history.replaceState(history.state, "", next === undefined ? page : `${page}#${next}`);
      written = next;
    } catch {
      // Some frames refuse this, as do browsers if it is called too often.
    }
  };
  element.addEventListener(
    "shanhai:step",
    ({ detail }) => {
      clearTimeout(due);
      due = setTimeout(write, READ, detail);
    },
    { signal },
  );
  signal.addEventListener("abort", () => clearTimeout(due));
};
