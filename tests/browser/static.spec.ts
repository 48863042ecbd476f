// Whatever fails, the page reads: its words, its figures, a picture of each step, the table.

import type { Page } from "@playwright/test";

import { figures, steps, tabledLinks } from "./story";
import { expect, settle, test } from "./test";

/** No section of the story says less. In characters. */
const FEWEST_WORDS = 30;

async function expectWholeStory(page: Page) {
  await expect(page.locator("story-map")).toHaveAttribute("data-mode", "static");
  const sections = page.locator("section[data-step]");
  const ids = await sections.evaluateAll((all) => all.map((section) => [section.id, (section as HTMLElement).dataset.step]));
  expect(ids).toEqual(steps.map(({ id }) => [id, id]));
  for (const { id } of steps) {
    const section = page.locator(`section[data-step="${id}"]`);
    await expect(section.locator("h1, h2, h3").first(), id).toBeVisible();
    const words = await section.locator("p:visible, li:visible").allInnerTexts();
    expect(words.join("").length, `the words of ${id}`).toBeGreaterThan(FEWEST_WORDS);
    const still = section.locator(`svg[data-still="${id}"]`);
    await expect(still).toBeVisible();
    const size = await still.boundingBox();
    expect(Math.min(size!.width, size!.height), `the still of ${id}`).toBeGreaterThan(150);
  }
  for (const id of figures) {
    const figure = page.locator(`[data-figure="${id}"]:visible`).first();
    await expect(figure, id).toHaveText(/\S/);
  }
  for (const id of tabledLinks) {
    await expect(page.locator(`tr[data-link="${id}"]`), id).toBeVisible();
  }
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
