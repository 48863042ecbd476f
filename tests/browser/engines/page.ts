// Helpers for the story's page in any engine: queries and movements.

import assert from "node:assert/strict";

import { Site } from "../support/server.ts";
import { figures, steps, tabledLinks } from "../support/story.ts";
import { type Deed, PROBE } from "./probe.ts";
import type { Session } from "./webdriver.ts";

/** Turns flights off: every step then takes two frames. */
export const STILL = "?motion=off";

/** No section of the story has fewer words. In characters. */
const FEWEST_WORDS = 30;

/** A smaller picture shows no provinces. In CSS pixels. */
const SMALLEST_STILL = 150;

/** A host whose pages run the probe first, which records what goes wrong and does `deeds`. */
export async function openSite(...deeds: Deed[]) {
  const site = await Site.open();
  site.add("probe.js", PROBE);
  const probe = `<script src="/probe.js?${deeds.join("&")}"></script>`;
  // Right after the policy, which applies to the probe, too.
  site.changePages((page) => page.replace(/(http-equiv="Content-Security-Policy"[^>]*>)/, `$1${probe}`));
  return site;
}

/**
 * Runs `task` with a host of its own, and closes the host in any case. A machine that is busy with something
 * else may starve a browser: in CI a failed task runs once more, as in the other browser tests, and prints that.
 */
export async function withSite<R>(task: (site: Site) => Promise<R>, ...deeds: Deed[]) {
  if (!process.env.CI) return once(task, deeds);
  return once(task, deeds).catch((fault) => {
    console.log("flaky, done once more:", fault);
    return once(task, deeds);
  });
}

async function once<R>(task: (site: Site) => Promise<R>, deeds: Deed[]) {
  const site = await openSite(...deeds);
  try {
    return await task(site);
  } finally {
    await site.close();
  }
}

/** Opens an address of the story and waits until it is live. */
export async function openLive(session: Session, site: Site, address = "") {
  // Navigation to an address that differs only in its hash would load nothing.
  await session.goTo("about:blank");
  await session.goTo(site.home + address);
  await untilLive(session);
}

/** Waits until the app has taken the page over, and all of it is laid out. */
export async function untilLive(session: Session) {
  await session.until(
    "the story is live",
    () =>
      document.querySelector('story-map[data-mode="live"]:not([data-arriving])') !== null &&
      performance.getEntriesByName("shanhai:live").length === 1,
  );
}

/** Waits until nothing moves, and everything of the map has loaded that will. */
export async function rest(session: Session) {
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

/** A screenshot once it stays the same: scroll bars fade out after all else. */
export async function stillPicture(session: Session) {
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
 * Scrolls until the trigger line, at 60 % of the viewport's height, is at `share`, 0 to 1, of a
 * section's height.
 */
export async function scrollTo(session: Session, step: string, share = 0.5) {
  await session.runToEnd(
    async (step, share) => {
      const frame = () => new Promise(requestAnimationFrame);
      const section = document.querySelector(`section[data-step="${step}"]`)!;
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
export function current(session: Session) {
  return session.run(() =>
    [...document.querySelectorAll<HTMLElement>('section[aria-current="step"]')]
      .map(({ dataset }) => dataset.step)
      .join(),
  );
}

/** Waits until this step, and no other, is the current one. */
export async function untilCurrent(session: Session, step: string) {
  await session.until(
    `${step} is the current step`,
    (step) => {
      const marked = document.querySelectorAll<HTMLElement>('section[aria-current="step"]');
      return marked.length === 1 && marked[0]?.dataset.step === step;
    },
    step,
  );
}

/** The drawn share of every link that the stage highlights, by its id. */
export function lit(session: Session) {
  return session.run(() =>
    Object.fromEntries(
      [...document.querySelectorAll<SVGElement>('.connections [data-state="lit"]')].map(({ dataset }) => [
        dataset.link,
        dataset.drawn,
      ]),
    ),
  );
}

/** Every link of a step, drawn completely. */
export function complete(id: string) {
  const { links } = steps.find((step) => step.id === id)!;
  return Object.fromEntries(links.map((link) => [link, "1.00"]));
}

/** Waits until nothing moves, on a page where a part of the map never loads. */
export async function stopped(session: Session) {
  await session.until("nothing moves", () => {
    const isRunning = ({ playState }: Animation) => playState === "running";
    return document.querySelector("story-map[data-moving]") === null && !document.getAnimations().some(isRunning);
  });
}

/** Waits until this step is current, with its links highlighted; other parts of the map may be missing. */
export async function stepped(session: Session, id: string) {
  await untilCurrent(session, id);
  await stopped(session);
  assert.deepEqual(await lit(session), complete(id), `the links that ${id} lights`);
}

/** Waits until the page rests in this step, with its links highlighted and complete. */
export async function expectStep(session: Session, id: string) {
  await untilCurrent(session, id);
  await rest(session);
  assert.deepEqual(await lit(session), complete(id), `the links that ${id} lights`);
}

/**
 * The errors that the page itself recorded: exceptions, refusals, warnings and errors on the console. Empty
 * where no script may run.
 */
export function heard(session: Session) {
  return session.run(() => window.heard ?? []);
}

export async function expectNothingHeard(session: Session) {
  assert.deepEqual(await heard(session), [], "what went wrong in the page");
}

/**
 * The visible parts of the page, in one look. A still's size is its shorter side, in CSS pixels.
 */
export function seen(session: Session) {
  return session.run(() => {
    const isShown = (part: Element) => {
      const { width, height } = part.getBoundingClientRect();
      return 0 < width && 0 < height && getComputedStyle(part).visibility !== "hidden";
    };
    const shown = <E extends Element = HTMLElement>(query: string, within: ParentNode = document) =>
      [...within.querySelectorAll<E>(query)].filter(isShown);
    const root = document.querySelector<HTMLElement>("story-map")!;
    const sizeOf = (still?: SVGElement) => {
      const { width, height } = still?.getBoundingClientRect() ?? { width: 0, height: 0 };
      return Math.min(width, height);
    };
    const withText = (parts: HTMLElement[]) => parts.filter((part) => part.innerText.trim());
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
        words: shown("p, li", section)
          .map((part) => part.innerText)
          .join("").length,
        still: sizeOf(shown<SVGElement>(`svg[data-still="${section.dataset.step}"]`, section)[0]),
      })),
      figures: withText(shown("[data-figure]")).map(({ dataset }) => dataset.figure!),
      tabledLinks: withText(shown("tr[data-link]")).map(({ dataset }) => dataset.link!),
    };
  });
}

/** The visible parts of the page. */
export type Seen = Awaited<ReturnType<typeof seen>>;

/** Expects every section with its heading and words, every figure, and every row of the table. */
export function expectWholeWords(whole: Seen) {
  assert.deepEqual(
    whole.sections.map(({ step }) => step),
    steps.map(({ id }) => id),
    "the sections",
  );
  for (const { step, hasHeading, words } of whole.sections) {
    assert.ok(hasHeading, `${step} has a heading`);
    assert.ok(FEWEST_WORDS < words, `${step} has words: ${words}`);
  }
  const missing = figures.filter((figure) => !whole.figures.includes(figure));
  assert.deepEqual(missing, [], "figures that are missing");
  assert.deepEqual(whole.tabledLinks.toSorted(), tabledLinks.toSorted(), "the table's rows");
}

/** Expects a still of the current section on the stage, or a still in each section where nothing is sticky. */
export async function expectStills(session: Session) {
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
        const [still, ...more] = document.querySelectorAll<SVGElement>(".stage svg[data-still]");
        if (still?.dataset.still !== step || more.length) return false;
        const { width, height, top } = still.getBoundingClientRect();
        return smallest < Math.min(width, height) && top < innerHeight;
      },
      step,
      SMALLEST_STILL,
    );
  }
}
