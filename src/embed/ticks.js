// How much of this frame the reader's window shows, where the host says nothing: a browser tells a
// frame of another site which part of an element it paints, and no more than that. Measured exact at
// rest in Chromium, Firefox and WebKitGTK, two frames deep and in a sandbox as well.

/** A tick is so high, in CSS pixels. */
const TICK = 40;

/** As many steps as a tick has pixels. */
const STEPS = Array.from({ length: TICK + 1 }, (_, step) => step / TICK);

/**
 * Calls `report` with the first and the last CSS pixel of the page in `root` that are in sight,
 * whenever they change. Gives what ends that.
 */
export const watchSlice = (root, height, report) => {
  const ticks = document.createElement("div");
  ticks.className = "ticks";
  ticks.setAttribute("aria-hidden", true);
  // Styled here: before their sheet had come they would stand below the page. The last one ends with the
  // page, which would scroll otherwise.
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
  const seen = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, intersectionRect, target } of entries) {
        if (isIntersecting) seen.set(target, intersectionRect);
        else seen.delete(target);
      }
      const rects = [...seen.values()];
      const top = Math.min(...rects.map((rect) => rect.top));
      const bottom = Math.max(...rects.map((rect) => rect.bottom));
      if (top < bottom) report(top, bottom);
    },
    { threshold: STEPS },
  );
  for (const tick of ticks.children) observer.observe(tick);
  return () => {
    observer.disconnect();
    ticks.remove();
  };
};
