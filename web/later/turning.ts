// Turning to the next or the previous step: by a swipe, and only after the reader has seen the whole of the
// current one.

import { freeSpan } from "./sight.ts";
import type { StoryElement } from "../story.ts";

/** A rest of a step that is smaller than this, in CSS pixels, is not worth scrolling to. */
const LEAST = 4;

/** The overlap of two pages of words, and the room that is left below the last one, in CSS pixels. */
const KEPT = 48;
const ROOM = 12;

/** Where the last turned page of a step began: a page that cannot be scrolled must not trap the reader. */
let last: { section?: Element; steps?: number; scrolled?: number } = {};

/** Scrolls to the rest of the current step in `root`: below for 1, above for -1. Returns whether there was
 *  any. */
export const showRest = (root: StoryElement, steps: number) => {
  const section = root.querySelector<HTMLElement>("[aria-current=step]")!;
  // A deck has its own pages, and at full height another page scrolls. In the explorer the reader scrolls by
  // themselves.
  if (root.dataset.map !== "sticky" || section.dataset.step === "explore") return false;
  const boxes = [...section.querySelectorAll("h1, h2, h3, p, li, tr, .threshold")]
    .filter((part) => !part.closest(".still-frame, .map-text"))
    .map((part) => part.getBoundingClientRect())
    .filter(({ height }) => 0 < height);
  const { top, bottom } = freeSpan(root, section);
  const page = Math.max(bottom - top - KEPT, KEPT);
  const below = Math.max(...boxes.map((box) => box.bottom)) - bottom;
  const above = top - Math.min(...boxes.map((box) => box.top));
  const rest = 0 < steps ? below : above;
  const isStuck = last.section === section && last.steps === steps && last.scrolled === scrollY;
  if (!(LEAST < rest) || isStuck) return false;
  last = { section, steps, scrolled: scrollY };
  scrollBy({ top: steps * Math.min(rest + ROOM, page), behavior: "instant" });
  return true;
};

/** The least distance of a swipe, and the least distance of its start from the viewport's edges, in CSS
 *  pixels. */
const SWIPE = { least: 48, edge: 24 };

/** Turns to the next or previous section at a horizontal swipe, if sections are read one at a time. */
export const turnBySwipe = (root: StoryElement) => {
  let from: Touch | undefined;
  const begin = ({ touches, target }: TouchEvent) => {
    const touch = touches[0]!;
    const isOurs = root.dataset.reading === "steps" && touches.length === 1;
    const isInside = SWIPE.edge < touch.clientX && touch.clientX < innerWidth - SWIPE.edge;
    const table = (target as Element).closest(".table-frame");
    const isScrolled = table && table.clientWidth < table.scrollWidth;
    const isPlayer = (target as Element).closest("video, audio");
    from = isOurs && isInside && !isScrolled && !isPlayer ? touch : undefined;
  };
  const end = ({ changedTouches }: TouchEvent) => {
    if (!from) return;
    const to = changedTouches[0]!;
    const [right, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = undefined;
    if (SWIPE.least < Math.abs(right) && 2 * Math.abs(down) < Math.abs(right)) {
      root.querySelector<HTMLElement>(`[data-control=${right < 0 ? "next" : "previous"}]`)!.click();
    }
  };
  root.addEventListener("touchstart", begin, { passive: true });
  root.addEventListener("touchend", end, { passive: true });
};
