// What a story needs to know of another page around it, and may do there: where it stands, how it is
// scaled, which step the page's address names.

/** The mark whose place is watched is so high, in CSS pixels. */
const MARK = 8;

/** Each movement by a pixel passes one of them. */
const SHARES = Array.from({ length: MARK }, (_, share) => (share + 0.25) / MARK);

/** Farther than any page reaches, in CSS pixels. */
const FAR = 10_000_000;

/** So long a reader has stopped scrolling, and so often they are looked after, in milliseconds. */
const STOPPED = 150;

/** So long a step is read until the page's address names it, in milliseconds. */
const READ = 250;

/** How many CSS pixels of the window one of `box` is, by `zoom` and by transforms of whatever holds it. */
export const scaleOf = (box) => {
  const own = parseFloat(getComputedStyle(box).width);
  let scale = box.getBoundingClientRect().width / own;
  // Engines without this property measure in the element's own pixels.
  if (!("currentCSSZoom" in box)) {
    for (let it = box; it; it = it.parentElement ?? it.getRootNode().host) scale *= parseFloat(getComputedStyle(it).zoom) || 1;
  }
  return 0.1 < scale && scale < 10 && 0.005 < Math.abs(scale - 1) ? scale : 1;
};

/**
 * Calls `moved` whenever `box` stands elsewhere on its page, until the signal says stop: whatever grew
 * above it, was opened, loaded, transformed or zoomed. At rest nothing runs: the browser compares a mark
 * in the box with a line through the place where that was. A page that is itself in a frame of another site
 * has no such line; there only what the events below follow is seen.
 */
export const watchPlace = (box, moved, signal) => {
  const mark = document.createElement("div");
  mark.setAttribute("aria-hidden", true);
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
  let last;
  const look = () => {
    const { top, left, width, height } = box.getBoundingClientRect();
    const place = [top + scrollY, left + scrollX, width, height].map(Math.round).join();
    const hasMoved = place !== last;
    last = place;
    if (hasMoved) moved();
    return hasMoved;
  };
  let observer;
  const rest = () => observer?.disconnect();
  const arm = () => {
    rest();
    const { top, height } = mark.getBoundingClientRect();
    const line = top + height / 2;
    let isFirst = true;
    observer = new IntersectionObserver(
      () => {
        // What moved before the first answer is seen as well; where nothing did, that is no reason to ask again.
        const wasFirst = isFirst;
        isFirst = false;
        if (look() || !wasFirst) arm();
      },
      { rootMargin: `${(-line).toFixed(1)}px ${FAR}px ${FAR}px`, threshold: SHARES },
    );
    observer.observe(mark);
  };
  let due;
  let looked = 0;
  const scrolled = () => {
    rest();
    clearTimeout(due);
    due = setTimeout(() => (look(), arm()), STOPPED);
    const now = performance.now();
    if (now < looked + STOPPED) return;
    looked = now;
    look();
  };
  const soon = () => requestAnimationFrame(look);
  const listen = (name, heard) => addEventListener(name, heard, { capture: true, passive: true, signal });
  listen("scroll", scrolled);
  for (const name of ["resize", "load", "toggle", "transitionend", "animationend"]) listen(name, soon);
  const sized = new ResizeObserver(look);
  for (const element of [document.documentElement, document.body, box]) sized.observe(element);
  signal.addEventListener("abort", () => {
    rest();
    clearTimeout(due);
    sized.disconnect();
    mark.remove();
  });
  look();
  arm();
};

/** Keeps the step that is read in the address of the page around `element`, where that asks for it:
 *  nothing else of the address changes, and nothing is added to the history. */
export const keepAddress = (element, signal) => {
  let written;
  let due;
  const write = ({ step, index }) => {
    const [page, hash] = location.href.split("#");
    // The story's beginning has no name; what the page itself has there stays.
    const next = index ? step : hash === written ? undefined : hash;
    if (element.getAttribute("address") !== "host" || next === hash) return;
    try {
      history.replaceState(history.state, "", next === undefined ? page : `${page}#${next}`);
      written = next;
    } catch {
      // Refused in some frames, and where it changes too often.
    }
  };
  element.addEventListener("shanhai:step", ({ detail }) => {
    clearTimeout(due);
    due = setTimeout(write, READ, detail);
  }, { signal });
  signal.addEventListener("abort", () => clearTimeout(due));
};
