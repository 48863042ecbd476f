// The part of the viewport that the words have to themselves.

/** The top and bottom, in CSS pixels from the viewport's top, of the part of the viewport in which neither
 *  the map nor the bar covers `element`, a part of the words in `root`. */
export const freeSpan = (root: Element, element: Element) => {
  const boxOf = (query: string) => root.querySelector(query)!.getBoundingClientRect();
  const { left, right } = element.getBoundingClientRect();
  const [stage, bar] = [boxOf(".stage"), boxOf(".controls")];
  // The cover stands above the map, which becomes sticky below it.
  const isUnder = stage.left < right && left < stage.right && !element.closest(".cover");
  const hasBar = 0 < bar.height && innerHeight / 2 < bar.top;
  return {
    top: isUnder ? Math.max(stage.bottom, 0) : 0,
    bottom: hasBar ? Math.min(bar.top, innerHeight) : innerHeight,
  };
};
