// The story's drawings on the map: badges on its lines refer to them.

import type { Files, StoryElement } from "../story.ts";
import { made } from "./svg.ts";

/** Adds a paint for each drawing. All are parts of one file, which the browser loads once. */
export const addDrawings = (root: StoryElement, { beside }: Files) => {
  const definitions = root.querySelector(".shapes defs")!;
  const addresses = "{{drawings}}".split(" ").filter(Boolean);
  for (const [index, address] of addresses.entries()) {
    // The drawing fits the circle.
    const box = { width: "1", height: "1", viewBox: "-20 -20 136 136" };
    const pattern = made("pattern", { id: `${root.dataset.instance}-d${index}`, ...box });
    const ground = made("rect", { class: "ground", x: "-20", y: "-20", width: "136", height: "136" });
    const image = made("image", { href: String(beside(address)), width: "96", height: "96" });
    pattern.append(ground, image);
    definitions.append(pattern);
  }
};
