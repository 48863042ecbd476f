// Finer shapes of the land for a close camera.

import type { Files, StoryElement } from "../story.ts";
import { made } from "./svg.ts";

/** The shapes of a level: path data by name, for each scale. */
type Level = Record<string, Record<string, string>>;

/** Loads each level of detail when the app needs it. */
export const awaitLand = (root: StoryElement, { beside, fetched }: Files) => {
  const levels = "{{land}}".split(" ").map(beside);
  let loaded = Promise.resolve();
  let level = 0;
  root.story!.broughtBy((needed) => {
    // One after the other: if a level is missing, a finer one would leave a gap.
    loaded = loaded.then(async () => {
      while (level < needed) {
        const response = await fetched(levels[level]!);
        refine(root, level + 1, await response.json());
        level += 1;
        root.story!.refine(level);
      }
    });
    loaded = loaded.catch((error) => {
      delete root.dataset.asked;
      console.warn("The map stays coarse:", error.message);
    });
  });
};

/** Adds the shapes of one level to the page's definitions, and the groups made of them. */
const refine = (root: StoryElement, level: number, scales: Level) => {
  const prefix = `${root.dataset.instance}-`;
  const definitions = root.querySelector(".shapes defs")!;
  const named = (name: string) => definitions.querySelector<SVGElement>(`[id="${prefix}${name}"]`);
  const added = document.createDocumentFragment();
  for (const [scale, shapes] of Object.entries(scales)) {
    for (const [name, d] of Object.entries(shapes)) {
      const coarse = named(name);
      // Strokes keep their width at every scale.
      const path = coarse
        ? (coarse.cloneNode() as SVGElement)
        : made("path", { "vector-effect": "non-scaling-stroke" });
      path.id = `${prefix}${name}-${level}`;
      path.setAttribute("d", d);
      path.setAttribute("transform", `scale(${scale})`);
      added.append(path);
    }
  }
  const finer = new Map([...added.children].map((path) => [path.id, path]));
  for (const name of ["land", "lines"]) {
    const group = named(name)!.cloneNode(true) as SVGElement;
    group.id += `-${level}`;
    // A shape that this level does not have keeps its outline, without its id.
    for (const path of group.querySelectorAll("path")) {
      const own = finer.get(`${path.id}-${level}`);
      if (own) path.replaceWith(own);
      else path.removeAttribute("id");
    }
    added.append(group);
  }
  definitions.append(added);
};
