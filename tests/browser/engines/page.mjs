// What the tests ask of a page in any engine, and how they move in it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { Site } from "../server.mjs";
import { figures, steps, tabledLinks } from "../story.mjs";

/** Without flights every step is a matter of two frames. */
export const STILL = "?motion=off";

/** No section of the story says less. In characters. */
const FEWEST_WORDS = 30;

/** A smaller picture shows no provinces. In CSS pixels. */
const SMALLEST_STILL = 150;

const PROBE = readFileSync(new URL("probe.js", import.meta.url));

/**
 * A host whose pages run `probe.js` first, which hears what goes wrong and does `deeds`, the words
 * it knows, before anything else of the page is there.
 */
export async function openSite(...deeds) {
  const site = await Site.open();
  site.add("probe.js", PROBE);
  const probe = `<script src="/probe.js?${deeds.join("&")}"></script>`;
  // Right behind the policy, which holds for it as well.
  site.changePages((page) => page.replace(/(http-equiv="Content-Security-Policy"[^>]*>)/, `$1${probe}`));
  return site;
}

/**
 * Does `task` with a host of its own, and closes that whatever happens. As in the other browser tests,
 * a machine that is busy with something else may starve a browser: then it is done once more, and that is told.
 */
export async function withSite(task, ...deeds) {
  if (!process.env.CI) return once(task, deeds);
  return once(task, deeds).catch((fault) => {
    console.log("flaky, done once more:", fault);
    return once(task, deeds);
  });
}

async function once(task, deeds) {
  const site = await openSite(...deeds);
  try {
    return await task(site);
  } finally {
    await site.close();
  }
}

/** Opens an address of the story and waits until it is live. */
export async function openLive(session, site, address = "") {
  // An address that differs behind its # alone would not load anything.
  await session.goTo("about:blank");
  await session.goTo(site.home + address);
  await untilLive(session);
}

/** Waits until the app has taken the page over, and all of it is laid out. */
export async function untilLive(session) {
  await session.until("the story is live", () =>
    document.querySelector('story-map[data-mode="live"]:not([data-arriving])') !== null &&
    performance.getEntriesByName("shanhai:live").length === 1,
  );
}

/** Waits until nothing moves, and all has come of the map that will. */
export async function rest(session) {
  await session.runToEnd(async () => {
    const end = performance.now() + 15_000;
    const frame = () => new Promise(requestAnimationFrame);
    const moves = () =>
      document.querySelector("story-map[data-moving], story-map[data-asked], [data-relief]") !== null ||
      document.getAnimations().some(({ playState }) => playState === "running");
    for (let still = 0; still < 3; still = moves() ? 0 : still + 1) {
      await frame();
      if (end < performance.now()) throw new Error("not within 15 s: the page is at rest");
    }
  });
}

/** A picture of the window once it stays the same: scroll bars fade away after all else. */
export async function stillPicture(session) {
  const end = Date.now() + 15_000;
  for (let before = await session.picture(); ; ) {
    await session.runToEnd(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let frames = 0; frames < 15; frames += 1) await frame();
    });
    const now = await session.picture();
    if (now.equals(before)) return now;
    if (end < Date.now()) throw new Error("not within 15 s: the picture stays the same");
    before = now;
  }
}

/**
 * Scrolls until the trigger line, at 60 % of the window's height, stands `share` of the way through
 * a section.
 */
export async function scrollTo(session, step, share = 0.5) {
  await session.runToEnd(
    async (step, share) => {
      const frame = () => new Promise(requestAnimationFrame);
      const section = document.querySelector(`section[data-step="${step}"]`);
      const { top, height } = section.getBoundingClientRect();
      window.scrollTo({ top: scrollY + top + height * share - innerHeight * 0.6, behavior: "instant" });
      await frame();
      await frame();
    },
    step,
    share,
  );
}

/** The ids of the steps that are marked as current. */
export function current(session) {
  return session.run(() =>
    [...document.querySelectorAll('section[aria-current="step"]')].map(({ dataset }) => dataset.step).join(),
  );
}

/** Waits until this step, and no other, is the current one. */
export async function untilCurrent(session, step) {
  await session.until(
    `${step} is the current step`,
    (step) => {
      const marked = document.querySelectorAll('section[aria-current="step"]');
      return marked.length === 1 && marked[0].dataset.step === step;
    },
    step,
  );
}

/** Every link that the stage lights, with the share of it that is drawn. */
export function lit(session) {
  return session.run(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.connections [data-state="lit"]')].map(({ dataset }) => [
        dataset.link,
        dataset.drawn,
      ]),
    ),
  );
}

/** Every link of a step, complete. */
export function complete(id) {
  const { links } = steps.find((step) => step.id === id);
  return Object.fromEntries(links.map((link) => [link, "1.00"]));
}

/** Waits until nothing moves, on a page to which some of its map never comes. */
export async function stopped(session) {
  await session.until("nothing moves", () => {
    const isRunning = ({ playState }) => playState === "running";
    return document.querySelector("story-map[data-moving]") === null && !document.getAnimations().some(isRunning);
  });
}

/** Waits until the page stands in this step with its links lit, whatever else of the map has come. */
export async function stepped(session, id) {
  await untilCurrent(session, id);
  await stopped(session);
  assert.deepEqual(await lit(session), complete(id), `the links that ${id} lights`);
}

/** Waits until the page rests in this step, with its links lit and complete. */
export async function expectStep(session, id) {
  await untilCurrent(session, id);
  await rest(session);
  assert.deepEqual(await lit(session), complete(id), `the links that ${id} lights`);
}

/**
 * What the page itself heard of that went wrong: exceptions, refusals, errors on the console. Where
 * no script may run, nothing.
 */
export function heard(session) {
  return session.run(() => window.heard ?? []);
}

export async function expectNothingHeard(session) {
  assert.deepEqual(await heard(session), [], "what went wrong in the page");
}

/**
 * What of the page can be seen, in one look. A still counts by its shorter side, in CSS pixels.
 */
export function seen(session) {
  return session.run(() => {
    const isShown = (part) => {
      const { width, height } = part.getBoundingClientRect();
      return 0 < width && 0 < height && getComputedStyle(part).visibility !== "hidden";
    };
    const shown = (query, within = document) => [...within.querySelectorAll(query)].filter(isShown);
    const root = document.querySelector("story-map");
    const sizeOf = (still) => {
      const { width, height } = still?.getBoundingClientRect() ?? { width: 0, height: 0 };
      return Math.min(width, height);
    };
    const withText = (parts) => parts.filter((part) => part.innerText.trim());
    return {
      mode: root.dataset.mode,
      layout: root.dataset.map === "sticky" ? "sticky" : "unrolled",
      fault: root.dataset.fault ?? null,
      isStyled: getComputedStyle(root).getPropertyValue("--layout").trim() !== "",
      hasRelief: document.querySelector(".shapes image")?.hasAttribute("href") ?? false,
      hasExplorer: root.dataset.explorer !== undefined,
      sections: shown("section[data-step]").map((section) => ({
        step: section.dataset.step,
        hasHeading: 0 < shown("h1, h2, h3", section).length,
        words: shown("p, li", section).map((part) => part.innerText).join("").length,
        still: sizeOf(shown(`svg[data-still="${section.dataset.step}"]`, section)[0]),
      })),
      standIn: shown(".stage svg[data-still]").map((still) => [still.dataset.still, sizeOf(still)]),
      figures: withText(shown("[data-figure]")).map(({ dataset }) => dataset.figure),
      tabledLinks: withText(shown("tr[data-link]")).map(({ dataset }) => dataset.link),
    };
  });
}

/** Every section with its heading and words, every figure, every row of the table. */
export function expectWholeWords(whole) {
  assert.deepEqual(whole.sections.map(({ step }) => step), steps.map(({ id }) => id), "the sections");
  for (const { step, hasHeading, words } of whole.sections) {
    assert.ok(hasHeading, `${step} has a heading`);
    assert.ok(FEWEST_WORDS < words, `${step} has words: ${words}`);
  }
  const missing = figures.filter((figure) => !whole.figures.includes(figure));
  assert.deepEqual(missing, [], "figures that are missing");
  assert.deepEqual(whole.tabledLinks.toSorted(), tabledLinks.toSorted(), "the table's rows");
}

/** For the section that is read, a still: on the stage, or in each section where nothing sticks. */
export async function expectStills(session) {
  const whole = await seen(session);
  if (whole.layout === "unrolled") {
    for (const { step, still } of whole.sections) {
      assert.ok(SMALLEST_STILL < still, `${step} has a still: ${still} px`);
    }
    return;
  }
  for (const step of ["ankang", "market", "explore"]) {
    await scrollTo(session, step);
    await session.until(
      `the stage shows the still of ${step}`,
      (step, smallest) => {
        const stills = [...document.querySelectorAll(".stage svg[data-still]")];
        const { width, height, top } = stills[0]?.getBoundingClientRect() ?? {};
        return stills.length === 1 && stills[0].dataset.still === step && smallest < Math.min(width, height) && top < innerHeight;
      },
      step,
      SMALLEST_STILL,
    );
  }
}
