// Whatever fails, the page reads: its words, its figures, a picture of each step, the table.

import type { Page } from "@playwright/test";

import { figures, steps, tabledLinks } from "./story";
import { expect, settle, test } from "./test";

/** No section of the story says less. In characters. */
const FEWEST_WORDS = 30;

/** A smaller picture shows no provinces. In CSS pixels. */
const SMALLEST_STILL = 150;

type Seen = {
  sections: { id: string; step?: string; hasHeading: boolean; words: number; still: number }[];
  figures: (string | undefined)[];
  tabledLinks: (string | undefined)[];
};

/** What of the page can be seen, in one look. A still's size is its shorter side, in CSS pixels. */
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

async function expectWholeStory(page: Page) {
  await expect(page.locator("story-map")).toHaveAttribute("data-mode", "static");
  const whole = await seen(page);
  expect(whole.sections.map(({ id, step }) => [id, step])).toEqual(
    steps.map(({ id }) => [id, id]),
  );
  for (const { id, hasHeading, words, still } of whole.sections) {
    expect(hasHeading, `${id} has a heading`).toBe(true);
    expect(words, `the words of ${id}`).toBeGreaterThan(FEWEST_WORDS);
    expect(still, `the still of ${id}`).toBeGreaterThan(SMALLEST_STILL);
  }
  expect(whole.figures).toEqual(expect.arrayContaining(figures));
  expect(whole.tabledLinks.toSorted()).toEqual(tabledLinks.toSorted());
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the whole story is there", async ({ page, site }) => {
    await page.goto(site.home);
    await expectWholeStory(page);
  });
});

type Site = import("./server.mjs").Site;
const isWasm = (path: string) => path.endsWith(".wasm");
const isScript = (path: string) => path.endsWith(".js");
const isPack = (path: string) => path.endsWith(".bin");

/** Ways for a page to be left alone by its app. */
const failures: Record<string, (site: Site) => void> = {
  "the WASM is cut off": (site) => site.cut(isWasm),
  "the WASM is missing": (site) => site.answer(isWasm, { status: 404 }),
  "a page stands for the WASM": (site) =>
    site.answer(isWasm, { kind: "text/html", body: () => "<h1>not here</h1>" }),
  "the WASM ends half way": (site) =>
    site.answer(isWasm, { body: (file) => file.subarray(0, file.length / 2) }),
  "the scripts are cut off": (site) => site.cut(isScript),
  "the scripts are missing": (site) => site.answer(isScript, { status: 404 }),
  "the pack is missing": (site) => site.answer(isPack, { status: 404 }),
};

for (const [failure, befall] of Object.entries(failures)) {
  test(`when ${failure}, the whole story is there and stays`, async ({ page, site, faults }) => {
    // The browser itself tells of what it could not load.
    faults.expect(/^console: Failed to load resource/);
    faults.expect(/^console: (Fetch API cannot load|Failed to find a valid digest)/);
    befall(site);
    await page.goto(site.home);
    // Nothing more is on its way: what the page is now, it stays.
    await page.waitForLoadState("networkidle");
    await settle(page);
    await expect(page.locator("section[data-step] svg[data-still]").first()).toBeVisible();
    await expectWholeStory(page);
    const marks = await page.evaluate(() => performance.getEntriesByName("shanhai:live").length);
    expect(marks).toBe(0);
  });
}
