// Optional assets, loaded once the story is live. If one fails to load, the map stays as it was.

import { awaitExplorer } from "./awaiting.ts";
import { countFigures } from "./counters.ts";
import { finishMap, loadStyles } from "./finish.ts";
import { openWhatIsFound } from "./found.ts";
import { enlargePhotos } from "./photos.ts";
import { showShots } from "./shots.ts";
import type { Boot, StoryElement } from "../story.ts";
import { showRest, turnBySwipe } from "./turning.ts";

/** Loads the optional assets of the map in `root`, a live `<story-map>`. `boot` holds functions of the boot script:
 *  those that load files in this build, see web/boot/files.ts, and those that lay out the page, see
 *  web/boot/arriving.ts. */
export const adorn = (root: StoryElement, boot: Boot) => {
  layOutRest(root, boot);
  const styled = loadStyles(root, boot);
  finishMap(root, boot, styled);
  countFigures(root);
  enlargePhotos(root);
  showShots(root);
  turnBySwipe(root);
  root.story!.turnedBy((steps) => showRest(root, steps));
  openWhatIsFound(root);
  awaitExplorer(root, boot, styled);
};

/** The number of sections that are laid out in one frame. In a long story each change of this kind costs a frame about
 *  10 ms, however much is laid out; with more sections, frames would be late on an old phone. */
const SECTIONS = 2;

/** The number of rows of the table of connections that are laid out in one frame. */
const ROWS = 50;

/** `parts` in slices of `size`. */
const cut = <T>(parts: readonly T[], size: number) =>
  Array.from({ length: Math.ceil(parts.length / size) }, (_, at) => parts.slice(at * size, (at + 1) * size));

/** Lays out over several frames what was skipped until the story was live. */
const layOutRest = (root: StoryElement, { layOut, skipped }: Boot) => {
  if (root.dataset.arriving === undefined) return;
  const [sections, rows] = skipped();
  const slices = [...cut(sections, SECTIONS), ...cut(rows, ROWS)];
  // Reports each frame as `requestAnimationFrame` does, even in a page whose clock a test has stopped.
  const frames = new IntersectionObserver(() => {
    frames.disconnect();
    if (root.dataset.arriving === undefined) return;
    const parts = slices.shift();
    if (!parts) return layOut();
    for (const part of parts) part.dataset.laid = "";
    frames.observe(root);
  });
  frames.observe(root);
};
