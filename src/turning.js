// Turning to the next or the previous step: by a swipe, and not before the current one has been seen
// to its end.

import { freeSpan } from "./sight.js";

/** The least of a step, in CSS pixels, that is worth scrolling to. */
const LEAST = 4;

/** How much of what was seen stays in sight when the words are paged, and how much room is left below
 *  the last of them, in CSS pixels. */
const KEPT = 48;
const ROOM = 12;

/** Where the last page turned in a step began: a page that cannot be scrolled does not hold the reader. */
let last = {};

/** Scrolls to what is left of the current step in `root`, below for 1 and above for -1. Returns whether
 *  there was anything left. */
export const showRest = (root, steps) => {
  const section = root.querySelector("[aria-current=step]");
  // A deck has pages of its own, and at full height the window is another page's. In the explorer the
  // reader finds their own way.
  if (root.dataset.map !== "sticky" || section.dataset.step === "explore") return false;
  const boxes = [...section.querySelectorAll("h1, h2, h3, p, li, .threshold")]
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

/** The least distance of a swipe, and from the edge of the viewport where it begins, in CSS pixels. */
const SWIPE = { least: 48, edge: 24 };

/** Turns to the next or previous section at a swipe to the side, where one is read at a time. */
export const turnBySwipe = (root) => {
  let from;
  const begin = ({ touches, target }) => {
    const [touch] = touches;
    const isOurs = root.dataset.reading === "steps" && touches.length === 1;
    const isInside = SWIPE.edge < touch.clientX && touch.clientX < innerWidth - SWIPE.edge;
    from = isOurs && isInside && !target.closest(".table-frame") ? touch : undefined;
  };
  const end = ({ changedTouches: [to] }) => {
    if (!from) return;
    const [right, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = undefined;
    if (SWIPE.least < Math.abs(right) && 2 * Math.abs(down) < Math.abs(right)) {
      root.querySelector(`[data-control=${right < 0 ? "next" : "previous"}]`).click();
    }
  };
  root.addEventListener("touchstart", begin, { passive: true });
  root.addEventListener("touchend", end, { passive: true });
};
