// Loads the explorer when the reader comes near it.

import type { Boot, StoryElement } from "../story.ts";

type Explorer = typeof import("../explore/explore.ts");

/** A reader who has not scrolled for this many milliseconds is at rest. */
const RESTS = 150;

/** Resolves once the reader does not scroll and the map in `root` does not move. */
export const rested = (root: StoryElement) =>
  new Promise<void>((done) => {
    let due: number;
    const wait = () => {
      clearTimeout(due);
      due = setTimeout(() => {
        if (root.dataset.moving !== undefined) return wait();
        removeEventListener("scroll", wait);
        done();
      }, RESTS);
    };
    addEventListener("scroll", wait, { passive: true });
    wait();
  });

/** Whether the story is in a frame of full height. It would grow under its reader: all is built at once there. */
const isWhole = (root: StoryElement) => root.dataset.frame === "flow";

/** Loads the explorer once the reader comes within two viewport heights of it, and builds it over several frames,
 *  while they do not scroll. It needs its styles, `styled`. */
export const awaitExplorer = (root: StoryElement, boot: Boot, styled: Promise<void>) => {
  const section = root.querySelector("[data-step=explore]");
  if (!section || !root.dataset.facts) return;
  let isAsked = false;
  const load = () => {
    // A deck has no room for the explorer.
    if (isAsked || root.dataset.frame === "deck") return;
    isAsked = true;
    const note = document.createElement("p");
    note.className = "explorer-note";
    note.textContent = textOf(root, LOADING);
    if (!isWhole(root)) keeperOf(root)(() => section.append(note));
    loadExplorer(root, boot, styled).catch((error) => {
      console.warn("The map shows every connection:", error.message);
      note.textContent = textOf(root, FAILED);
      section.append(note);
    });
  };
  // A browser without IntersectionObserver, and a frame of full height, load the explorer at once.
  if (!window.IntersectionObserver || isWhole(root)) return load();
  new MutationObserver(() => isWhole(root) && load()).observe(root, { attributeFilter: ["data-frame"] });
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      load();
    },
    { rootMargin: "200% 0px" },
  );
  near.observe(section);
};

/** What stands under the words until the explorer is there, and if it does not load. */
const LOADING = ["{{loading-zh}}", "{{loading-en}}"] as const;
const FAILED = ["{{failed-zh}}", "{{failed-en}}"] as const;

const textOf = (root: StoryElement, [chinese, english]: readonly [string, string]) =>
  root.closest(":lang(zh)") ? chinese : english;

const loadExplorer = async (root: StoryElement, { beside, fetched, load }: Boot, styled: Promise<void>) => {
  const { facts: name, factsIntegrity } = root.dataset;
  const [{ explore }, facts] = await Promise.all([
    load<Explorer>(beside("{{explore}}"), "{{explore-integrity}}"),
    fetched(name!, factsIntegrity).then((response) => response.json()),
    styled,
  ]);
  await rested(root);
  let scrolled = -Infinity;
  const note = () => (scrolled = performance.now());
  const nextFrame = async () => {
    if (isWhole(root)) return;
    await new Promise(requestAnimationFrame);
    if (performance.now() - scrolled < RESTS) await rested(root);
    // Nothing is built on a map that has stopped or gone.
    if (!root.story || root.dataset.mode !== "live") await new Promise(() => {});
  };
  addEventListener("scroll", note, { passive: true });
  const build = { nextFrame, keepingPlace: keeperOf(root) };
  await explore(root, facts, build).finally(() => removeEventListener("scroll", note));
  root.story!.remeasure();
  root.dataset.explorer = "";
};

/** A function that changes the page without moving what the reader sees: readers of the table, further down, keep their
 *  place. After a reload the browser has restored the scroll offset of the whole page, so the same offset is right
 *  again once the explorer is built. */
const keeperOf = (root: StoryElement) => {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return (change: () => void) => {
    const found = (root.getRootNode() as Document | ShadowRoot).elementFromPoint(innerWidth / 2, innerHeight * TRIGGER);
    // Not an element that others have laid over the story: a bar at the bottom of the viewport never moves.
    const read = navigation?.type === "navigate" && !isWhole(root) && root.contains(found) ? found : undefined;
    const before = read?.getBoundingClientRect().top;
    change();
    if (read?.isConnected) scrollBy({ top: read.getBoundingClientRect().top - before!, behavior: "instant" });
  };
};
