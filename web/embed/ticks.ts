// Measures how much of this frame the reader's window shows, if the host does not report it: a browser tells
// a frame of another site only which part of an element it paints. Measured to be exact at rest in Chromium,
// Firefox and WebKitGTK, also two frames deep and in a sandbox.

/** The height of a tick, in CSS pixels. */
const TICK = 40;

/** A threshold for each pixel of a tick. */
const STEPS = Array.from({ length: TICK + 1 }, (_, step) => step / TICK);

/**
 * Calls `report` with the first and the last visible CSS pixel of the page in `root`, whenever they change.
 * Returns a function that stops this.
 */
export const watchSlice = (root: Element, height: number, report: (top: number, bottom: number) => void) => {
  const ticks = document.createElement("div");
  ticks.className = "ticks";
  ticks.setAttribute("aria-hidden", "true");
  // Styled here: until their style sheet had loaded they would lie below the page. They are clipped at the
  // end of the page, which would scroll otherwise.
  Object.assign(ticks.style, {
    position: "absolute",
    insetBlockStart: 0,
    blockSize: `${height}px`,
    inlineSize: "1px",
    overflow: "clip",
    display: "grid",
    gridAutoRows: `${TICK}px`,
    visibility: "hidden",
    pointerEvents: "none",
  });
  for (let top = 0; top < height; top += TICK) ticks.append(document.createElement("i"));
  root.append(ticks);
  const seen = new Map<Element, DOMRectReadOnly>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, intersectionRect, target } of entries) {
        if (isIntersecting) seen.set(target, intersectionRect);
        else seen.delete(target);
      }
      const rects = [...seen.values()];
      const top = Math.min(...rects.map((rect) => rect.top));
      const bottom = Math.max(...rects.map((rect) => rect.bottom));
      const gaps = bottom - top - rects.reduce((sum, { height }) => sum + height, 0);
      if (1 < gaps) observeAll();
      else if (top < bottom) report(top, bottom);
    },
    { threshold: STEPS },
  );
  // The visible part has no gaps. Where the host scrolls while the page grows, Chromium may not report that
  // a tick has gone out of sight, but it reports every tick that is observed anew.
  const observeAll = () => {
    observer.disconnect();
    seen.clear();
    for (const tick of ticks.children) observer.observe(tick);
  };
  observeAll();
  return () => {
    observer.disconnect();
    ticks.remove();
  };
};
