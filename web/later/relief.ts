// The relief under the map's colours.

import type { Files, StoryElement } from "../story.ts";

/** Shows the relief in the first image format that this browser supports. */
export const loadRelief = async (root: StoryElement, { address }: Files) => {
  const relief = root.querySelector<SVGElement>("[data-relief]");
  for (const name of relief?.dataset.relief!.split(" ") ?? []) {
    const image = new Image();
    try {
      image.src = await address(name);
      await image.decode();
      // The image replaces the element: WebKit would keep showing the one that had no address.
      const drawn = relief!.cloneNode() as SVGElement;
      drawn.setAttribute("href", image.src);
      drawn.removeAttribute("data-relief");
      relief!.replaceWith(drawn);
      return;
    } catch {
      // An older browser tries the next format; without any, the land is flat.
    }
  }
  // No image is pending.
  relief?.removeAttribute("data-relief");
};
