// Counts each figure up once, when the whole of it is in sight.

import { type Count, clearDigits, showDigits, startCount } from "./digits.ts";
import { freeSpan } from "./sight.ts";
import type { StoryElement } from "../story.ts";

/** How long a figure is counted, and the least time that its digits are shown, in milliseconds: faster ones
 *  would be illegible, and each change of them costs a layout. */
const LASTS = 900;
const STANDS = 60;

/** The interval at which readers who skim are checked again, in milliseconds. */
const LOOKS_AGAIN = 200;

/** After this many milliseconds without scrolling, a legible number is counted even if its figure is not
 *  wholly in sight: it must not stay hidden from a reader who rests there. */
const PATIENCE = 3_000;

/** A figure that has not been counted: its number, and the share of it that is in the viewport, once that is known. */
type Waiting = { number: HTMLElement; share: number | undefined };

/** Counts the figures of `root`, a live `<story-map>`. Those that web/boot/boot.ts has marked with
 *  `data-uncounted` have not been seen yet; a figure that has been seen is never counted. */
export const countFigures = (root: StoryElement) => {
  if (window.IntersectionObserver) new Counters(root).watch();
  else reveal(root);
};

const reveal = (root: StoryElement) => {
  for (const number of root.querySelectorAll<HTMLElement>("[data-uncounted]")) delete number.dataset.uncounted;
};

/** Whether the host's page, or a deck's pages, decide what is in sight. */
const isElsewhere = (root: StoryElement) => ["flow", "deck"].includes(root.dataset.frame!);

class Counters {
  root: StoryElement;
  figures = new Map<Element, Waiting>();
  running = new Set<Count>();
  listening = new AbortController();
  observer: IntersectionObserver;
  stillness = matchMedia("(prefers-reduced-motion: reduce)");
  forced = matchMedia("(forced-colors: active)");
  /** The timer of the next look, and the next animation frame of the counts. */
  again?: number;
  frame?: number;

  constructor(root: StoryElement) {
    this.root = root;
    for (const number of root.querySelectorAll<HTMLElement>(".counted")) {
      this.figures.set(number.closest(".figure")!, { number, share: undefined });
    }
    this.observer = new IntersectionObserver((entries) => this.note(entries), { threshold: [0, 0.5, 0.99] });
  }

  watch() {
    for (const figure of this.figures.keys()) this.observer.observe(figure);
    const { signal } = this.listening;
    const look = () => this.look();
    for (const name of ["scroll", "resize"]) addEventListener(name, look, { signal, passive: true });
    for (const query of [this.stillness, this.forced]) query.addEventListener?.("change", look, { signal });
    this.root.addEventListener("click", look, { signal });
  }

  end() {
    this.listening.abort();
    this.observer.disconnect();
    reveal(this.root);
  }

  isMoving() {
    const { motion } = this.root.dataset;
    return motion !== "off" && (motion === "on" || !this.stillness.matches) && !this.forced.matches;
  }

  /** Notes how much of each figure is in the viewport. */
  note(entries: IntersectionObserverEntry[]) {
    for (const { target, isIntersecting, intersectionRatio } of entries) {
      const figure = this.figures.get(target);
      if (!figure) continue;
      const isFirst = figure.share === undefined;
      // A hidden figure has no box, and a ratio of 0.
      figure.share = isIntersecting ? Math.max(intersectionRatio, 0.01) : 0;
      const waits = figure.number.hasAttribute("data-uncounted");
      // In a frame at full height, this page cannot tell what is in sight: only the host's page scrolls.
      if (isFirst && !isIntersecting && self !== top) figure.number.dataset.uncounted = "";
      else if (isFirst && !waits) this.settle(target, figure);
    }
    this.look();
  }

  /** Shows the final value of a figure for good. */
  settle(figure: Element, { number }: Waiting) {
    delete number.dataset.uncounted;
    this.figures.delete(figure);
    this.observer.unobserve(figure);
    if (!this.figures.size) this.end();
  }

  seen() {
    return [...this.figures].filter(([, { share }]) => 0 < (share ?? 0));
  }

  /** Starts the counts that are due. */
  look() {
    clearTimeout(this.again);
    const { root } = this;
    if (root.dataset.mode !== "live" || !root.story) return this.end();
    const seen = this.seen();
    if (!this.isMoving()) return seen.forEach(([figure, waiting]) => this.settle(figure, waiting));
    if (!seen.length) return;
    if (root.story.skims()) {
      this.again = setTimeout(() => this.look(), LOOKS_AGAIN);
      return;
    }
    this.begin(seen.filter(([figure, waiting]) => this.isInSight(figure, waiting)));
    if (!this.seen().length) return;
    this.again = setTimeout(() => {
      this.begin(this.seen().filter(([figure, waiting]) => this.isLegible(figure, waiting)));
    }, PATIENCE);
  }

  /** Whether the whole figure is in sight or, if there is no room for that, its number. */
  isInSight(figure: Element, { number, share }: Waiting) {
    // In these frames nothing covers the words, and another page may scroll them.
    if (isElsewhere(this.root)) return 0.99 <= share!;
    const { top, bottom } = freeSpan(this.root, figure);
    const room = bottom - top + 1;
    const box = figure.getBoundingClientRect();
    const isTall = room < box.height;
    const needed = isTall ? number.getBoundingClientRect() : box;
    const isWithin = top - 0.5 <= needed.top && needed.bottom <= bottom + 0.5;
    return isTall ? isWithin || room < needed.height : isWithin && 0.99 <= share!;
  }

  isLegible(figure: Element, { number }: Waiting) {
    const { top, bottom } = number.getBoundingClientRect();
    const free = freeSpan(this.root, figure);
    return isElsewhere(this.root) || (free.top <= top && bottom <= free.bottom);
  }

  begin(counted: [Element, Waiting][]) {
    if (!this.root.story) return;
    for (const [figure, waiting] of counted) {
      this.settle(figure, waiting);
      this.running.add(startCount(waiting.number));
    }
    if (!this.running.size || this.frame) return;
    this.root.story.count(true);
    this.nextFrame();
  }

  nextFrame() {
    this.frame = requestAnimationFrame((now) => this.step(now));
  }

  /** Shows the digits of `now`. */
  step(now: number) {
    const { story } = this.root;
    this.frame = undefined;
    for (const count of this.running) {
      // After a trap the app computes no more values.
      const live = this.root.dataset.mode === "live" ? story : undefined;
      const share = live ? (now - (count.began ??= now)) / LASTS : 1;
      if (!live || 1 <= share) {
        this.running.delete(count);
        clearDigits(count);
      } else if (STANDS <= now - count.set) {
        count.set = now;
        showDigits(count, live.counted(count.text, share));
      }
    }
    if (this.running.size) this.nextFrame();
    else story?.count(false);
  }
}
