// After every failure the page can be read: its words, its figures, a picture of each step, the table.

import type { Page } from "@playwright/test";

import { figures, FULL, KINDS, steps, tabledLinks } from "../support/story.ts";
import { expect, scrollTo, settle, test, untilLive } from "../support/test.ts";

/** No section of the story has fewer words. In characters. */
const FEWEST_WORDS = 30;

/** A smaller picture shows no provinces. In CSS pixels. */
const SMALLEST_STILL = 150;

type Seen = {
  sections: { id: string; step?: string; hasHeading: boolean; words: number; still: number }[];
  figures: (string | undefined)[];
  tabledLinks: (string | undefined)[];
};

/** The visible parts of the page, in one look. `still` is the shorter side of a still, in CSS pixels. */
function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const shown = (query: string, within: ParentNode = document) =>
      [...within.querySelectorAll<HTMLElement>(query)].filter((part) => part.checkVisibility());
    const sections = shown("section[data-step]").map((section) => {
      const words = shown("p, li", section).map((part) => part.innerText);
      const still = shown(`svg[data-still="${section.dataset.step}"]`, section)[0];
      const { width, height } = still?.getBoundingClientRect() ?? { width: 0, height: 0 };
      return {
        id: section.id,
        step: section.dataset.step,
        hasHeading: shown("h1, h2, h3", section).length > 0,
        words: words.join("").length,
        still: Math.min(width, height),
      };
    });
    const withText = (parts: HTMLElement[]) => parts.filter((part) => part.innerText.trim());
    return {
      sections,
      figures: withText(shown("[data-figure]")).map(({ dataset }) => dataset.figure),
      tabledLinks: withText(shown("tr[data-link]")).map(({ dataset }) => dataset.link),
    };
  });
}

/** Expects every word, figure and row to be visible; `stills` says where the stills are. */
async function expectWholeStory(page: Page, stills: "in each section" | "on the stage") {
  await expect(page.locator("story-map")).toHaveAttribute("data-mode", "static");
  const whole = await seen(page);
  expect(whole.sections.map(({ id, step }) => [id, step])).toEqual(steps.map(({ id }) => [id, id]));
  for (const { id, hasHeading, words, still } of whole.sections) {
    expect(hasHeading, `${id} has a heading`).toBe(true);
    expect(words, `the words of ${id}`).toBeGreaterThan(FEWEST_WORDS);
    const least = stills === "in each section" ? SMALLEST_STILL : 0;
    expect(still, `the still of ${id}`).toBeGreaterThanOrEqual(least);
  }
  expect(whole.figures).toEqual(expect.arrayContaining(figures));
  expect(whole.tabledLinks.toSorted()).toEqual(tabledLinks.toSorted());
  if (stills === "on the stage") await expectStillsOnStage(page);
}

/** Expects the stage to show, as the reader scrolls, the still of the current section and nothing else. */
async function expectStillsOnStage(page: Page) {
  await expect(page.locator(".stage")).toBeVisible();
  for (const { id } of KINDS.slice(1)) {
    await scrollTo(page, id, { px: 2 });
    const still = page.locator(".stand-in > svg");
    await expect(still, id).toHaveAttribute("data-still", id);
    const box = await still.boundingBox();
    expect(Math.min(box!.width, box!.height), id).toBeGreaterThan(SMALLEST_STILL);
  }
  await expect(page.locator(".lens")).toBeHidden();
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the whole story is there", async ({ page, site }) => {
    await page.goto(site.home);
    await expectWholeStory(page, "in each section");
  });
});

type Site = import("../support/server.ts").Site;
const isWasm = (path: string) => path.endsWith(".wasm");
const isScript = (path: string) => path.endsWith(".js");
const isPack = (path: string) => path.endsWith(".bin");
const isGlue = (path: string) => path.startsWith("shanhai.") && isScript(path);

/** Failures after which boot runs, but the app does not. */
const failures: Record<string, (site: Site) => void> = {
  "the WASM is cut off": (site) => site.cut(isWasm),
  "the WASM is missing": (site) => site.answer(isWasm, { status: 404 }),
  "a page stands for the WASM": (site) => site.answer(isWasm, { kind: "text/html", body: () => "<h1>not here</h1>" }),
  "the WASM ends half way": (site) => site.answer(isWasm, { body: (file) => file.subarray(0, file.length / 2) }),
  "the glue is missing": (site) => site.answer(isGlue, { status: 404 }),
  "the pack is missing": (site) => site.answer(isPack, { status: 404 }),
  "the pack is of another build": (site) => site.answer(isPack, { body: (file) => otherPack(file) }),
  "the scripts are cut off": (site) => site.cut(isScript),
  "the scripts are missing": (site) => site.answer(isScript, { status: 404 }),
  "the scripts are altered": (site) => site.answer(isScript, { body: (file) => `${file}\n` }),
};

/** The pack with another version number at its start. */
const otherPack = (file: Buffer) => Buffer.concat([Buffer.from([77]), file.subarray(1)]);

/** Failures after which no script of the page runs. */
const scriptFailures: Record<string, (site: Site) => void> = {
  "its host lets no script run": (site) => site.forbidScripts(),
};

/** Failures that `engines/faults.ts` covers, too, in one of three engines; here they run only with FULL. */
const IN_ENGINES = [
  "the WASM is missing",
  "a page stands for the WASM",
  "the WASM ends half way",
  "the pack is missing",
  "the scripts are missing",
  "its host lets no script run",
];
const tried = (all: typeof failures) =>
  Object.entries(all).filter(([failure]) => FULL || !IN_ENGINES.includes(failure));

for (const [failure, apply] of tried(failures)) {
  const tag = failure === "the WASM is cut off" ? "@quick" : [];
  test(`when ${failure}, the map shows a still of each step`, { tag }, async ({ page, site, faults }) => {
    faults.expect(LOADING);
    apply(site);
    await page.goto(site.home);
    await expect(page.locator("story-map")).toHaveAttribute("data-fault", /./);
    await expectWholeStory(page, "on the stage");
    expect(await liveMarks(page)).toBe(0);
  });
}

for (const [failure, apply] of tried(scriptFailures)) {
  test(`when ${failure}, each section has its still`, async ({ page, site, faults }) => {
    faults.expect(/refused by script-src|Content Security Policy/);
    apply(site);
    await page.goto(site.home);
    // Nothing is loading any more: the page stays as it is now.
    await page.waitForLoadState("networkidle");
    await settle(page);
    await expectWholeStory(page, "in each section");
    expect(await liveMarks(page)).toBe(0);
  });
}

test("what fails once is asked for once more, and the story lives", async ({ page, site, faults }) => {
  faults.expect(LOADING);
  for (const which of [isWasm, isPack, isGlue]) site.answerOnce(which, { status: 500 });
  await page.goto(site.home);
  await untilLive(page);
  await expect(page.locator("story-map")).toHaveAttribute("data-layout", /stacked|beside/);
});

test("what fails twice is never asked for again", async ({ page, site, faults }) => {
  faults.expect(LOADING);
  site.answer(isWasm, { status: 404 });
  await page.goto(site.home);
  await expect(page.locator("story-map")).toHaveAttribute("data-fault", /./);
  await page.waitForLoadState("networkidle");
  await scrollTo(page, "market");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await settle(page);
  // The preload's request, the first and the second.
  expect(site.asked.filter((path) => path?.endsWith(".wasm")).length).toBeLessThanOrEqual(3);
});

/** The browser itself reports files that it could not load. */
const LOADING =
  /^console: (Failed to load resource|Fetch API cannot load|Failed to find a valid digest|Subresource Integrity)/;

function liveMarks(page: Page): Promise<number> {
  return page.evaluate(() => performance.getEntriesByName("shanhai:live").length);
}
