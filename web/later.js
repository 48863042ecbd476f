// Optional assets, loaded once the story is live: the relief under the map's colours, and finer shapes for a
// close camera. If one fails to load, the map stays as it was.

import { countFigures } from "./counters.js";
import { showRest, turnBySwipe } from "./turning.js";

/** Loads the optional assets of the map in `root`, a live `<story-map>`. `boot` holds functions of web/boot.js: those
 *  that load files in this build, see web/files.js, and those that lay out the page, see web/arriving.js. */
export const adorn = (root, boot) => {
  const { address, beside, fetched } = boot;
  layOutRest(root, boot);
  bringRelief(root, address);
  countFigures(root);
  turnBySwipe(root);
  root.story.turnedBy((steps) => showRest(root, steps));
  openWhatIsFound(root);
  const levels = "{{land}}".split(" ").map(beside);
  let brought = Promise.resolve();
  let level = 0;
  root.story.broughtBy((needed) => {
    // One after the other: if a level is missing, a finer one would leave a gap.
    brought = brought.then(async () => {
      while (level < needed) {
        refine(root, level + 1, await jsonOf(fetched(levels[level])));
        level += 1;
        root.story.refine(level);
      }
    });
    brought = brought.catch((fault) => {
      delete root.dataset.asked;
      console.warn("The map stays coarse:", fault.message);
    });
  });
  awaitExplorer(root, boot);
};

/** The number of frames in which the page is laid out. In a long story each change of this kind costs a frame about
 *  10 ms, however much is laid out. */
const FRAMES = 30;

/** Lays out over several frames what was skipped until the story was live. */
const layOutRest = (root, { layOut, skipped }) => {
  if (root.dataset.arriving === undefined) return;
  const slice = Math.ceil(skipped().length / FRAMES);
  // Reports each frame as `requestAnimationFrame` does, even in a page whose clock a test has stopped.
  const frames = new IntersectionObserver(() => {
    frames.disconnect();
    if (root.dataset.arriving === undefined) return;
    const parts = skipped().slice(0, slice);
    if (!parts.length) return layOut();
    for (const part of parts) part.dataset.laid = "";
    frames.observe(parts[0]);
  });
  frames.observe(root);
};

/** If sections are shown one at a time, find-in-page and text fragments still find the text of the others,
 *  and open them, in browsers that support `hidden="until-found"`. */
const openWhatIsFound = (root) => {
  if (!("onbeforematch" in root)) return;
  const sections = [...root.querySelectorAll("[data-step]")];
  const current = () => sections.findIndex((section) => section.hasAttribute("aria-current"));
  const hide = (element, isHidden) => {
    if (isHidden) element.setAttribute("hidden", "until-found");
    else element.removeAttribute("hidden");
  };
  const update = () => {
    const { mode, reading } = root.dataset;
    const at = mode === "live" && reading === "steps" ? current() : -1;
    // The headings of the story and of the chapter stay available to screen readers.
    const chapter = sections.findIndex((section) => section.hasAttribute("data-is-read"));
    for (const [index, section] of sections.entries()) {
      const isHidden = at !== -1 && index !== at;
      const keepsHeading = index === 0 || index === chapter;
      hide(section, isHidden && !keepsHeading);
      for (const part of section.children) {
        if (!part.matches("hgroup, h1, h2, h3")) hide(part, isHidden && keepsHeading);
      }
    }
  };
  const open = (match) => {
    const found = sections.indexOf(match?.closest("[data-step]"));
    if (found !== -1 && found !== current()) root.story?.go(found - current());
  };
  root.addEventListener("shanhai:step", update);
  root.addEventListener("beforematch", ({ target }) => open(target));
  // A text fragment may have been found while all sections were shown. The browser then marks the element
  // that contains it as the target, although `location.hash` is empty.
  if (root.dataset.reading === "steps" && !location.hash) open(root.querySelector(":target"));
  new MutationObserver(update).observe(root, { attributeFilter: ["data-mode", "data-reading"] });
  update();
};

/** A reader who has not scrolled for this many milliseconds is at rest. */
const RESTS = 150;

/** Resolves once the reader does not scroll. */
const rested = () =>
  new Promise((done) => {
    let due;
    const wait = () => {
      clearTimeout(due);
      due = setTimeout(() => {
        removeEventListener("scroll", wait);
        done();
      }, RESTS);
    };
    addEventListener("scroll", wait, { passive: true });
    wait();
  });

/** Loads the explorer once the reader comes within two viewport heights of it, and builds it over several frames,
 *  while they do not scroll. */
const awaitExplorer = (root, { beside, fetched, link, load }) => {
  const section = root.querySelector("[data-step=explore]");
  const { facts: told, factsIntegrity } = root.dataset;
  if (!section || !told) return;
  const isWhole = () => root.dataset.frame === "flow";
  let scrolled = -Infinity;
  const nextFrame = async () => {
    // A frame of full height would grow under its reader: there everything is built at once.
    if (isWhole()) return;
    await new Promise(requestAnimationFrame);
    if (performance.now() - scrolled < RESTS) await rested();
    // Nothing is built on a map that has stopped or gone.
    if (!root.story || root.dataset.mode !== "live") await new Promise(() => {});
  };
  // A reader of the table, further down, keeps their place. After a reload the browser has restored the scroll
  // offset of the whole page, so the same offset is right again once the explorer is built.
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  const keepingPlace = (change) => {
    const found = root.getRootNode().elementFromPoint(innerWidth / 2, innerHeight * 0.6);
    // Not an element that others have laid over the story: a bar at the bottom of the viewport never moves.
    const read = type === "navigate" && !isWhole() && root.contains(found) ? found : undefined;
    const before = read?.getBoundingClientRect().top;
    change();
    if (read?.isConnected) scrollBy({ top: read.getBoundingClientRect().top - before, behavior: "instant" });
  };
  const bringExplorer = async () => {
    const [{ explore }, facts, style] = await Promise.all([
      load(beside("{{explore}}"), "{{explore-integrity}}"),
      jsonOf(fetched(told, factsIntegrity)),
      link("stylesheet", beside("{{explore-style}}"), "{{explore-style-integrity}}", "not all"),
    ]);
    await rested();
    // A sheet with layers makes Chromium lay out the whole page anew: never while the reader scrolls.
    style?.removeAttribute("media");
    const noted = () => (scrolled = performance.now());
    addEventListener("scroll", noted, { passive: true });
    await explore(root, facts, nextFrame, keepingPlace).finally(() => removeEventListener("scroll", noted));
    root.story.remeasure();
    root.dataset.explorer = "";
  };
  let brought;
  const bring = () => {
    // A deck has no room for the explorer.
    if (root.dataset.frame === "deck") return;
    brought ??= bringExplorer().catch((fault) => console.warn("The map shows every connection:", fault.message));
  };
  // A browser without IntersectionObserver, and a frame of full height, load the explorer at once.
  if (!window.IntersectionObserver || isWhole()) return bring();
  new MutationObserver(() => isWhole() && bring()).observe(root, { attributeFilter: ["data-frame"] });
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      bring();
    },
    { rootMargin: "200% 0px" },
  );
  near.observe(section);
};

/** Shows the relief in the first image format that this browser supports. */
const bringRelief = async (root, address) => {
  const relief = root.querySelector("[data-relief]");
  for (const name of relief?.dataset.relief.split(" ") ?? []) {
    const image = new Image();
    try {
      image.src = await address(name);
      await image.decode();
      // The image replaces the element: WebKit would keep showing the one that had no address.
      const drawn = relief.cloneNode();
      drawn.setAttribute("href", image.src);
      drawn.removeAttribute("data-relief");
      relief.replaceWith(drawn);
      return;
    } catch {
      // An older browser tries the next format; without any, the land is flat.
    }
  }
  // No image is pending.
  relief?.removeAttribute("data-relief");
};

/** The parsed JSON of a response that is still pending. */
const jsonOf = async (file) => (await file).json();

/** Adds the shapes of one level to the page's definitions, and the groups made of them. `scales` maps each
 *  scale to its shapes' path data by name. */
const refine = (root, level, scales) => {
  const prefix = `${root.dataset.instance}-`;
  const definitions = root.querySelector(".shapes defs");
  const named = (name) => definitions.querySelector(`[id="${prefix}${name}"]`);
  const added = document.createDocumentFragment();
  for (const [scale, shapes] of Object.entries(scales)) {
    for (const [name, d] of Object.entries(shapes)) {
      const path = (named(name) ?? named("islets")).cloneNode();
      path.id = `${prefix}${name}-${level}`;
      path.setAttribute("d", d);
      path.setAttribute("transform", `scale(${scale})`);
      added.append(path);
    }
  }
  for (const name of ["land", "lines"]) {
    const group = named(name).cloneNode(true);
    group.id += `-${level}`;
    for (const use of group.querySelectorAll("use")) {
      const finer = `${use.getAttribute("href")}-${level}`;
      if (added.querySelector(`[id="${finer.slice(1)}"]`)) use.setAttribute("href", finer);
    }
    added.append(group);
  }
  definitions.append(added);
};
