// Until the story is live, a browser need not lay out the sections that lie far below the window, nor the table:
// style/layout.css says so. After that they are laid out over several frames, so that none waits for all of them; and
// all at once for a reader who goes to one of them.

import { holder, root } from "./place.js";

/** What the browser may still skip. */
const SKIPPED = ":is(.narrative > .step ~ .step, .table-of-connections):not([data-laid])";

/** Whether the browser may still skip this: to measure it would lay it out. */
export const isSkipped = (element) => root.dataset.arriving !== undefined && element.closest(SKIPPED) !== null;

/** Lays out what is skipped above `bottom`, in CSS pixels from the window's top, else all of it. A reader whom the browser has
 *  brought to a section by guessed heights stays in it. */
export const layOut = (bottom = Infinity) => {
  if (root.dataset.arriving === undefined) return;
  const line = innerHeight * 0.6;
  const skipped = [...root.querySelectorAll(SKIPPED)].map((part) => [part, part.getBoundingClientRect()]);
  const laid = skipped.filter(([, { top }]) => top < bottom);
  if (bottom === Infinity) end();
  else for (const [part] of laid) part.dataset.laid = "";
  const [read, before] = laid.findLast(([, { top }]) => top <= line) ?? [];
  if (!read) return;
  const target = root.querySelector(":target");
  if (target) return target.scrollIntoView();
  const { top, height } = read.getBoundingClientRect();
  const moved = top - line + ((line - before.top) * height) / before.height;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
};

const over = new AbortController();
const end = () => {
  over.abort();
  delete root.dataset.arriving;
  for (const part of root.querySelectorAll("[data-laid]")) delete part.dataset.laid;
  root.story?.remeasure();
};

/** Begins this for a reader who comes to the beginning: who comes to somewhere else needs everything in its place. */
export const skipWhatIsFar = () => {
  const [way] = performance.getEntriesByType("navigation");
  const isAtBeginning = way?.type === "navigate" && !location.hash && root.dataset.reading === "scroll";
  if (!isAtBeginning || root !== holder || parent !== window || !window.IntersectionObserver) return;
  root.dataset.arriving = "";
  const { signal } = over;
  for (const name of ["click", "keydown", "hashchange", "beforeprint"]) {
    addEventListener(name, () => layOut(), { capture: true, signal });
  }
  for (const name of ["scroll", "resize"]) addEventListener(name, () => layOut(2 * innerHeight), { signal });
};

/** In so many frames everything is laid out: in a long story a frame costs most by itself, whatever is laid out in it. */
const FRAMES = 30;

/** Lays out what is skipped, over several frames. */
export const layOutRest = () => {
  if (root.dataset.arriving === undefined) return;
  const slice = Math.ceil(root.querySelectorAll(SKIPPED).length / FRAMES);
  // Not by a clock, which others may have stopped.
  const frames = new IntersectionObserver(() => {
    frames.disconnect();
    const parts = [...root.querySelectorAll(SKIPPED)].slice(0, slice);
    if (root.dataset.arriving === undefined || !parts.length) return end();
    for (const part of parts) part.dataset.laid = "";
    frames.observe(parts[0]);
  });
  frames.observe(root);
};
