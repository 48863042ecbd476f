// Counts each figure up once, when the whole of it is in sight. Its text has the final value at every moment:
// the running digits stand in empty cells over the text, each over the character that it ends as.

import { freeSpan } from "./sight.js";

/** How long a figure is counted, and the least time that its digits are shown, in milliseconds: faster ones
 *  would be illegible, and each change of them costs a layout. */
const LASTS = 900;
const STANDS = 60;

/** The interval at which readers who skim are checked again, in milliseconds. */
const LOOKS_AGAIN = 200;

/** After this many milliseconds without scrolling, a legible number is counted even if its figure is not
 *  wholly in sight: it must not stay hidden from a reader who rests there. */
const PATIENCE = 3_000;

/** Counts the figures of `root`, a live `<story-map>`. Those that web/boot.js has marked with
 *  `data-uncounted` have not been seen yet; a figure that has been seen is never counted. */
export const countFigures = (root) => {
  if (!window.IntersectionObserver) return reveal(root.querySelectorAll("[data-uncounted]"));
  const figures = new Map();
  for (const number of root.querySelectorAll(".counted")) {
    figures.set(number.closest(".figure"), { number, share: undefined });
  }
  const running = new Set();
  const [stillness, forced] = ["(prefers-reduced-motion: reduce)", "(forced-colors: active)"].map((query) =>
    matchMedia(query),
  );
  const isMoving = () => {
    const { motion } = root.dataset;
    return motion !== "off" && (motion === "on" || !stillness.matches) && !forced.matches;
  };
  const listening = new AbortController();
  const end = () => {
    listening.abort();
    observer.disconnect();
    reveal(root.querySelectorAll("[data-uncounted]"));
  };

  const settle = (figure) => {
    reveal([figures.get(figure).number]);
    figures.delete(figure);
    observer.unobserve(figure);
    if (!figures.size) end();
  };
  const seen = () => [...figures].filter(([, { share }]) => 0 < share);

  // A number is counted when its whole figure is in sight, or, if there is no room for that, when the number
  // is.
  const isInSight = ([figure, { number, share }]) => {
    // In these frames nothing covers the words, and another page may scroll them.
    if (isElsewhere(root)) return 0.99 <= share;
    const { top, bottom } = freeSpan(root, figure);
    const room = bottom - top + 1;
    const box = figure.getBoundingClientRect();
    const isTall = room < box.height;
    const needed = isTall ? number.getBoundingClientRect() : box;
    const isWithin = top - 0.5 <= needed.top && needed.bottom <= bottom + 0.5;
    return isTall ? isWithin || room < needed.height : isWithin && 0.99 <= share;
  };

  let again;
  const look = () => {
    clearTimeout(again);
    if (root.dataset.mode !== "live" || !root.story) return end();
    if (!isMoving()) return seen().forEach(([figure]) => settle(figure));
    if (!seen().length) return;
    if (root.story.skims()) {
      again = setTimeout(look, LOOKS_AGAIN);
      return;
    }
    begin(seen().filter(isInSight));
    if (seen().length) again = setTimeout(() => begin(seen().filter(isLegible)), PATIENCE);
  };
  const isLegible = ([figure, { number }]) => {
    const { top, bottom } = number.getBoundingClientRect();
    const free = freeSpan(root, figure);
    return isElsewhere(root) || (free.top <= top && bottom <= free.bottom);
  };
  const begin = (counted) => {
    if (!root.story) return;
    for (const [figure, { number }] of counted) {
      settle(figure);
      running.add(begun(number));
    }
    if (running.size && !frame) run();
  };

  let frame;
  const run = () => {
    root.story.count(true);
    frame = requestAnimationFrame(step);
  };
  const step = (now) => {
    const { story } = root;
    frame = undefined;
    // After a trap the app computes no more values.
    const isLive = story && root.dataset.mode === "live";
    for (const count of running) {
      const share = isLive ? (now - (count.began ??= now)) / LASTS : 1;
      if (1 <= share) {
        running.delete(count);
        clear(count);
      } else if (STANDS <= now - count.set) {
        count.set = now;
        show(count, story.counted(count.text, share));
      }
    }
    if (running.size) frame = requestAnimationFrame(step);
    else story?.count(false);
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio } of entries) {
        const figure = figures.get(target);
        if (!figure) continue;
        const isFirst = figure.share === undefined;
        // A hidden figure has no box, and a ratio of 0.
        figure.share = isIntersecting ? Math.max(intersectionRatio, 0.01) : 0;
        const waits = figure.number.hasAttribute("data-uncounted");
        // In a frame at full height, this page cannot tell what is in sight: only the host's page scrolls.
        if (isFirst && !isIntersecting && self !== top) figure.number.dataset.uncounted = "";
        else if (isFirst && !waits) settle(target);
      }
      look();
    },
    { threshold: [0, 0.5, 0.99] },
  );
  for (const figure of figures.keys()) observer.observe(figure);
  const { signal } = listening;
  for (const name of ["scroll", "resize"]) addEventListener(name, look, { signal, passive: true });
  for (const query of [stillness, forced]) query.addEventListener?.("change", look, { signal });
  root.addEventListener("click", look, { signal });
};

const reveal = (numbers) => {
  for (const number of numbers) delete number.dataset.uncounted;
};

/** Whether the host's page, or a deck's pages, decide what is in sight. */
const isElsewhere = (root) => ["flow", "deck"].includes(root.dataset.frame);

/** Starts the count of the figure whose number is `number`. Each character gets a cell over it, placed in
 *  percent of the number's box, so that the cells stay in place at any font size. */
const begun = (number) => {
  const text = number.textContent;
  const box = number.getBoundingClientRect();
  const range = document.createRange();
  const cells = [...text].map((_, at) => {
    range.setStart(number.firstChild, at);
    range.setEnd(number.firstChild, at + 1);
    const { left, width } = range.getBoundingClientRect();
    const cell = document.createElement("span");
    cell.style.left = `${(100 * (left - box.left)) / box.width}%`;
    cell.style.width = `${(100 * width) / box.width}%`;
    return cell;
  });
  number.append(...cells);
  const count = { number, text, cells, set: -Infinity };
  show(count, text.replace(/[1-9]/g, "0"));
  return count;
};

/** Shows `text` in the cells of a count, aligned to the right. */
const show = ({ number, cells }, text) => {
  number.dataset.shown = text;
  for (const [at, cell] of cells.entries()) cell.dataset.digit = text.at(at - cells.length) ?? "";
};

const clear = ({ number, cells }) => {
  delete number.dataset.shown;
  for (const cell of cells) cell.remove();
};
