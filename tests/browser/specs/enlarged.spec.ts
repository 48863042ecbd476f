// The story enlarged: zoomed, in larger letters, with wider letter spacing, in small viewports and rotated
// ones. Nothing overlaps or is cut off, no line is lost at the side, and the sticky parts leave room for
// words.

import type { Page } from "@playwright/test";

import { openExplorer, overlooked, unreadable } from "../support/readable.ts";
import { atRest, current } from "../support/rest.ts";
import { FULL, KINDS, PAGES, steps } from "../support/story.ts";
import { expect, openAt, scrollTo, settle, test, untilLive } from "../support/test.ts";

type Size = [width: number, height: number];

/** A viewport of 1280 by 1024 at 400 and at 200 %, a small phone upright and on its side, a phone, a laptop. */
const SIZES: Size[] = [
  [320, 256],
  [640, 512],
  [320, 568],
  [568, 320],
  [390, 844],
  [1280, 800],
];

/** The sizes at which a step of each kind is checked; with FULL, with the map above the words and beside them. */
const WALKED = FULL ? ["640x512", "320x568", "1280x800"] : ["320x568"];

/** Ways in which readers enlarge letters and space them; each call undoes the last. */
const LETTERS: Record<string, (page: Page) => Promise<void>> = {
  "as they are": async () => {},
  "of twice the size": (page) => adopt(page, "html { font-size: 32px }"),
  // The values of WCAG 2.2, 1.4.12, applied as its bookmarklets do.
  "set apart": (page) =>
    adopt(
      page,
      `* {
        line-height: 1.5 !important;
        letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important;
      }
      p { margin-block-end: 2em !important }`,
    ),
  "of 160 % in the lengths as they were": growLetters,
};

async function adopt(page: Page, style: string) {
  await page.evaluate((style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
    dispatchEvent(new Event("resize"));
  }, style);
}

/** Enlarges as WeChat does on Android: every letter, in any unit, and nothing else. */
async function growLetters(page: Page) {
  await page.evaluate(() => {
    const hasText = ({ childNodes }: Element) =>
      [...childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
    const grown = [...document.querySelectorAll<HTMLElement>("body, body *:not(svg *), .lens")].filter(
      (element) => !element.style.fontSize && (hasText(element) || element.matches(".lens, select, button")),
    );
    const sizes = grown.map((element) => parseFloat(getComputedStyle(element).fontSize));
    for (const [index, element] of grown.entries()) element.style.fontSize = `${1.6 * sizes[index]!}px`;
    dispatchEvent(new Event("resize"));
  });
}

async function shrinkLetters(page: Page) {
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
    for (const element of document.querySelectorAll<HTMLElement>("[style*=font-size]")) element.style.fontSize = "";
  });
}

/** Sets the viewport to each size, and then enlarges the letters in it. */
async function* windows(page: Page, sizes: Size[], enlarge: (page: Page) => Promise<void>) {
  for (const [width, height] of sizes) {
    await shrinkLetters(page);
    await page.setViewportSize({ width, height });
    await enlarge(page);
    yield `${width}x${height}`;
  }
}

for (const [language, address] of Object.entries(PAGES)) {
  for (const [index, [letters, enlarge]] of Object.entries(LETTERS).entries()) {
    // Pairwise: each language scrolls with two of the letter settings, and is read by section with the two others.
    const isScrolled = (language === "English") === (index % 2 === 0);

    if (FULL || isScrolled)
      test(`in ${language}, with letters ${letters}, every word can be read at every step`, async ({ page, site }) => {
        await page.goto(`${site.home}${address}?motion=off`);
        await untilLive(page);
        await openExplorer(page);
        for await (const window of windows(page, SIZES, enlarge)) {
          expect.soft(await unreadable(page), window).toEqual([]);
          for (const { id } of WALKED.includes(window) ? KINDS : []) {
            await scrollTo(page, id, { share: 0.5 });
            expect.soft(await unreadable(page, ".stage, .controls"), `${id} at ${window}`).toEqual([]);
            expect.soft(await overlooked(page), `${id} at ${window}`).toEqual([]);
          }
          await page.locator(".switches > summary").evaluate((summary: HTMLElement) => summary.click());
          expect.soft(await unreadable(page, ".controls"), `the settings at ${window}`).toEqual([]);
          await page.locator(".switches > summary").evaluate((summary: HTMLElement) => summary.click());
        }
      });

    if (FULL || !isScrolled)
      test(`in ${language}, with letters ${letters}, every section that is read alone can be read`, async ({
        page,
        site,
      }) => {
        await openAt(page, site, `${address}?motion=off&reading=steps#zhengan`);
        await openExplorer(page);
        for await (const window of windows(page, SIZES.slice(1, 4), enlarge)) {
          for (const id of ["cover", "chapter-industry", "ankang", "explore"]) {
            await page.evaluate((id) => (location.hash = id), id);
            await expect.poll(() => current(page)).toBe(id);
            await settle(page);
            expect.soft(await unreadable(page), `${id} at ${window}`).toEqual([]);
            expect.soft(await overlooked(page), `${id} at ${window}`).toEqual([]);
          }
        }
      });
  }

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });

    test(`in ${language}, without scripts, every word can be read in letters of any size`, async ({ page, site }) => {
      await page.goto(`${site.home}${address}`);
      for (const [letters, enlarge] of Object.entries(LETTERS)) {
        for await (const window of windows(page, SIZES, enlarge)) {
          expect.soft(await unreadable(page), `letters ${letters} at ${window}`).toEqual([]);
        }
      }
    });
  });
}

test("at 400 % no map sticks, and each section has its still", async ({ browser, site }) => {
  const page = await browser.newPage({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  await page.goto(`${site.home}?motion=off`);
  await untilLive(page);
  await openExplorer(page);
  await expect(page.locator(".stage")).toBeHidden();
  for (const { id } of steps) await expect(page.locator(`svg[data-still="${id}"]`), id).toBeVisible();
  const sticky = await page.evaluate(() =>
    // The caption of the table is sticky only sideways.
    [...document.querySelectorAll("story-map *:not(svg *, .progress, caption)")]
      .filter((element) => element.checkVisibility() && /sticky|fixed/.test(getComputedStyle(element).position))
      .map((element) => element.className),
  );
  expect(sticky).toEqual([]);
  await page.close();
});

test("of a small window the map takes two fifths at most", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await page.goto(`${site.home}?motion=off`);
  await untilLive(page);
  const { height } = (await page.locator(".stage").boundingBox())!;
  expect(height).toBeLessThanOrEqual(0.4 * 568);
});

test("letters of twice the size by the browser's own setting leave a low window to the words", async ({
  page,
  site,
}) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  await page.setViewportSize({ width: 320, height: 568 });
  await page.goto(`${site.home}?motion=off`);
  await untilLive(page);
  await expect(page.locator("story-map")).toHaveAttribute("data-layout", "unrolled");
  expect(await unreadable(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator("story-map")).toHaveAttribute("data-layout", "stacked");
  expect(await unreadable(page)).toEqual([]);
});

for (const reading of ["scroll", "steps"]) {
  test(`turned mid-story, the step is the same, and the screen is not locked: ${reading}`, async ({ page, site }) => {
    await page.addInitScript(() => {
      const locks: string[] = [];
      Object.assign(window, { locks });
      ScreenOrientation.prototype.lock = async (orientation: string) => void locks.push(orientation);
    });
    await page.setViewportSize({ width: 390, height: 844 });
    await openAt(page, site, `?motion=off&reading=${reading}#zhengan`);
    for (const id of ["zhengan", "pairing", "market"]) {
      await page.evaluate((id) => (location.hash = id), id);
      await expect.poll(() => current(page)).toBe(id);
      for (const [width, height] of [
        [844, 390],
        [390, 844],
      ]) {
        await page.setViewportSize({ width: width!, height: height! });
        await atRest(page);
        expect(await current(page), `${width} wide`).toBe(id);
        await expect(page.locator(`#${id}-heading`), `${width} wide`).toBeInViewport();
      }
    }
    expect(await page.evaluate(() => (window as unknown as { locks: string[] }).locks)).toEqual([]);
  });
}
