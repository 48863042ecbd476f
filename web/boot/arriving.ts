// Until the story is live, browsers may skip the layout of sections far below the viewport, and of the table: see
// style/layout.css and docs/decisions/0006. Once it is live, web/later/later.ts lays them out over several frames;
// for a reader who jumps to one of them, all are laid out at once.

import { holder, isFramed, root } from "./place.ts";

/** The elements that a browser may still skip. */
const SKIPPED = ":is(.narrative > .step ~ .step, .table-of-connections):not([data-laid])";

/** The rows of a long table that are not rendered before it is laid out: see style/layout.css. */
const ROWS = ".table-of-connections tbody > tr:nth-child(n + 51)";

const isArriving = () => root.dataset.arriving !== undefined;

/** Whether a browser may still skip this element. Measuring it would lay it out. */
export const isSkipped = (element: Element) => isArriving() && element.closest(SKIPPED) !== null;

const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];

/** The elements that a browser may still skip, in the page's order, and the rows of the table that follow them. */
export const skipped = () => [all(SKIPPED), all(ROWS)] as const;

const listening = new AbortController();

const end = () => {
  listening.abort();
  delete root.dataset.arriving;
  for (const part of all("[data-laid]")) delete part.dataset.laid;
};

/** Lays out everything that is skipped above `bottom`, in CSS pixels from the viewport's top, or all of it. */
export const layOut = (bottom = Infinity) => {
  if (!isArriving()) return;
  const line = innerHeight * TRIGGER;
  const boxes = all(SKIPPED).map((part) => [part, part.getBoundingClientRect()] as const);
  const laid = boxes.filter(([, { top }]) => top < bottom);
  if (bottom === Infinity) end();
  else
    for (const [part] of laid)
      for (const element of [part, ...part.querySelectorAll<HTMLElement>(ROWS)]) element.dataset.laid = "";
  const read = laid.findLast(([, { top }]) => top <= line);
  if (read) keepPlace(line, ...read);
  if (laid.length || bottom === Infinity) root.story?.remeasure();
};

/** Keeps a reader whom the browser has scrolled to `part` by estimated heights at the same share of it. `before` is
 *  its estimated box; `line` is the reading line, in CSS pixels from the viewport's top. */
const keepPlace = (line: number, part: Element, before: DOMRect) => {
  // The reader has followed a link meanwhile: the page was opened without a fragment.
  const target = location.hash && root.querySelector(":target");
  if (target) return target.scrollIntoView();
  const { top, height } = part.getBoundingClientRect();
  const beyond = Math.max(0, line - before.bottom);
  const share = (line - beyond - before.top) / before.height;
  const moved = top + share * height + beyond - line;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
};

/** Whether an event's target leads the reader elsewhere. */
const leads = ({ target }: Event) => (target as Element).closest?.("a[href], [data-control], [data-switch]");

/** Starts skipping, if the reader opens the page at its beginning. A page that opens elsewhere (at a section's address
 *  or a text fragment, by Back or a reload) needs everything in its place. */
export const skipWhatIsFar = () => {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const isAtBeginning =
    navigation?.type === "navigate" &&
    // Only Chromium reports a text fragment here; other browsers find its text nevertheless.
    !/#/.test(navigation.name) &&
    !location.hash &&
    root.dataset.reading === "scroll" &&
    document.readyState === "loading";
  const isOwnPage = root === holder && !isFramed;
  const canSkip = CSS.supports("content-visibility", "auto") && window.IntersectionObserver;
  if (!isAtBeginning || !isOwnPage || !canSkip) return;
  root.dataset.arriving = "";
  const { signal } = listening;
  addEventListener("click", (event) => leads(event) && layOut(), { capture: true, signal });
  for (const name of ["keydown", "hashchange", "beforeprint"]) {
    addEventListener(name, () => layOut(), { capture: true, signal });
  }
  for (const name of ["scroll", "resize"]) addEventListener(name, () => layOut(2 * innerHeight), { signal });
};
