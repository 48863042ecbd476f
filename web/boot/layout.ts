// The story's layout, which the style sheet chooses.

import { isFramed, part, root } from "./place.ts";
import { shown, standIn } from "./stand-in.ts";

/** Marks the layout that the style sheet chooses for a sticky map, and returns it; empty if the style sheet has not
 *  loaded. In a frame the map sticks only if the host allows it: web/embed/framed.ts finds out. */
export const markLayout = () => {
  if (!isFramed) root.dataset.map = "sticky";
  const layout = getComputedStyle(root).getPropertyValue("--layout").trim();
  if (!layout) delete root.dataset.map;
  root.dataset.layout = layout || "unrolled";
  return layout;
};

/** Updates the layout. A reader who has begun keeps their section when everything above it changes its height. */
export const relayout = () => {
  const before = root.dataset.layout;
  markLayout();
  if (root.dataset.layout === before) return;
  const read = part("[data-mode=live][data-begun] [aria-current]") ?? (standIn.isConnected ? shown : null);
  read?.closest("[data-step]")!.scrollIntoView();
};
