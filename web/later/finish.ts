// The finish of the map: waterlines, relief, finer land, and the names of the base map.

import { rested } from "./awaiting.ts";
import { addDrawings } from "./drawings.ts";
import { showKeepsake } from "./keepsake.ts";
import { awaitLand } from "./land.ts";
import { letter } from "./lettering.ts";
import { loadRelief } from "./relief.ts";
import type { Files, StoryElement } from "../story.ts";
import { made } from "./svg.ts";
import { markYears } from "./years.ts";

/** Loads the styles of the finish and of the explorer, and applies them once the reader and the map are at rest. */
export const loadStyles = async (root: StoryElement, { beside, link }: Files) => {
  const style = await link("stylesheet", beside("{{finish}}"), "{{finish-integrity}}", "not all");
  if (style) await rested(root);
  style?.removeAttribute("media");
};

/** Adds the finish once its styles, `styled`, are there. */
export const finishMap = async (root: StoryElement, files: Files, styled: Promise<void>) => {
  try {
    await styled;
  } catch (error) {
    console.warn("The map stays plain:", (error as Error).message);
    root.querySelector("[data-relief]")?.removeAttribute("data-relief");
    return;
  }
  // The story may have gone meanwhile.
  if (!root.story) return;
  drawWaterlines(root);
  markYears(root);
  showKeepsake(root);
  addDrawings(root, files);
  awaitLand(root, files);
  loadRelief(root, files);
  letter(root);
};

/** Adds three outlines of the country, which the style sheet turns into waterlines. The map draws them behind all land,
 *  and the neighbours' land covers them where the country ends on land. Outlines of each region would take ten times as
 *  long to draw. */
const drawWaterlines = (root: StoryElement) => {
  const shores = root.querySelector(`[id="${root.dataset.instance}-shores"]`)!;
  for (let line = 0; line < 3; line += 1) {
    shores.append(made("path", { class: "shore", d: "{{outline}}", transform: "scale({{outline-unit}})" }));
  }
};
