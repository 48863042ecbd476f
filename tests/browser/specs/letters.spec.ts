// The size of letters on the screen, after all scaling, in stills and on the stage.

import type { Page } from "@playwright/test";

import { atRest } from "../support/rest.ts";
import { FULL, PAGES, steps } from "../support/story.ts";
import { expect, scrollTo, test, untilLive } from "../support/test.ts";

/** The smallest letters that a reader must read, in CSS pixels. */
const SMALLEST = 12;

/** Every text that is smaller on the screen, with its size. */
function small(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set<string>();
    // Visually hidden text, which only screen readers read.
    const isCut = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).clipPath !== "none" || isCut(element.parentElement));
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement!;
      if (!texts.currentNode.textContent!.trim() || !element.checkVisibility() || isCut(element)) continue;
      const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM()! : { a: 1, b: 0 };
      const size = parseFloat(getComputedStyle(element).fontSize) * Math.hypot(matrix.a, matrix.b);
      // Tolerates rounding: the scale of a still may have endless digits.
      if (size + 0.01 < smallest) found.add(`${size.toFixed(2)} px: ${element.outerHTML.slice(0, 90)}`);
    }
    return [...found];
  }, SMALLEST);
}

for (const [index, width] of [320, 390, 1440].entries()) {
  for (const [language, address] of Object.entries(PAGES)) {
    // Pairwise: the stage in one language at each width, the stills in the other.
    const isOfStage = (language === "English") === (index % 2 === 1);
    test.describe(`at ${width} px, in ${language}`, () => {
      test.use({ viewport: { width, height: 800 } });

      if (FULL || isOfStage)
        test("no letters are smaller than 12 pixels", async ({ page, site }) => {
          await page.goto(`${site.home}${address}?motion=off`);
          await untilLive(page);
          for (const { id } of steps) {
            await scrollTo(page, id, { share: 0.5 });
            await atRest(page);
            expect.soft(await small(page), id).toEqual([]);
          }
        });

      if (FULL || !isOfStage)
        test("no letters of the stills are smaller than 12 pixels", async ({ page, site, faults }) => {
          faults.expect(/refused by script-src|Content Security Policy/);
          site.forbidScripts();
          await page.goto(site.home + address);
          await expect(page.locator(".still .label").first()).toBeVisible();
          expect(await small(page)).toEqual([]);
        });
    });
  }
}
