// Keeps the host's page where it is: Chromium would scroll it to the element that a frame shows by
// `scrollIntoView`, which nobody there has asked for.

/** Scrolls the window of this frame to `target`, if it can scroll: at full height and in a deck it cannot. */
export const scrollHere = (target: Element, frame: string | undefined) => {
  if (frame === "flow" || frame === "deck") return;
  // With the distance from the top that the style sheet sets.
  const { scrollMarginTop } = getComputedStyle(target);
  const { scrollPaddingTop } = getComputedStyle(document.documentElement);
  const room = parseFloat(scrollMarginTop) + (parseFloat(scrollPaddingTop) || 0);
  scrollBy({ top: target.getBoundingClientRect().top - room, behavior: "instant" });
};

/**
 * Gives each of the `sections` of `root`, to which the app and the boot script scroll without the reader's request, a
 * `scrollIntoView` of its own: it scrolls this frame alone. Returns the browser's own, which the reader's requests
 * still use. Requests by the app count as the reader's while the page has the focus, except those that only follow a
 * change of the layout, while `isLaying`.
 */
export const keepHostStill = (root: HTMLElement, sections: HTMLElement[], isLaying: () => boolean) => {
  const reveal = (element: Element, how?: boolean | ScrollIntoViewOptions) =>
    Element.prototype.scrollIntoView.call(element, how);
  for (const section of sections) {
    section.scrollIntoView = (how) => {
      const { frame } = root.dataset;
      const isAsked = how || (frame === "flow" && document.hasFocus() && !isLaying());
      if (isAsked) reveal(section, how);
      else scrollHere(section, frame);
    };
  }
  return reveal;
};
