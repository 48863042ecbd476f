// The finish of the map: waterlines, relief, finer land, and the names of the base map.

import { rested } from "./awaiting.ts";
import { awaitLand } from "./land.ts";
import { loadLettering } from "./lettering.ts";
import { loadRelief } from "./relief.ts";
import type { Files, StoryElement } from "../story.ts";

/** Loads the styles of the finish, then the finish. */
export const finishMap = async (root: StoryElement, files: Files) => {
  try {
    const style = await files.link("stylesheet", files.beside("{{finish}}"), "{{finish-integrity}}", "not all");
    // A sheet with layers makes Chromium lay out the whole page anew: never while the reader scrolls.
    if (style) await rested();
    style?.removeAttribute("media");
  } catch (error) {
    console.warn("The map stays plain:", (error as Error).message);
    root.querySelector("[data-relief]")?.removeAttribute("data-relief");
    return;
  }
  drawWaterlines(root);
  awaitLand(root, files);
  loadRelief(root, files);
  loadLettering(root, files);
};

/** Groups the regions at rest, and puts three copies of the group behind all land, which the style sheet turns into
 *  waterlines. The neighbours' land covers them where the country ends on land. */
const drawWaterlines = (root: StoryElement) => {
  const land = root.querySelector(`[id="${root.dataset.instance}-land"]`)!;
  const made = <Name extends "g" | "use">(name: Name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const coast = made("g");
  coast.id = `${root.dataset.instance}-coast`;
  coast.append(...land.querySelectorAll(".region"));
  land.append(coast);
  for (let line = 0; line < 3; line += 1) {
    const shore = made("use");
    shore.setAttribute("class", "shore");
    shore.setAttribute("href", `#${coast.id}`);
    land.prepend(shore);
  }
};
