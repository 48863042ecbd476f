// Every target is large enough for a finger.

import type { Page } from "@playwright/test";

import { atRest } from "../support/rest.ts";
import { FULL, PAGES } from "../support/story.ts";
import { expect, test, untilLive } from "../support/test.ts";

/** WCAG 2.2, 2.5.8, and for controls 2.5.5. In CSS pixels, in both directions. */
const LEAST = 24;
const STEERING = 44;

/** Browsers round boxes to fractions of a pixel. In CSS pixels. */
const ROUNDED = 0.5;

/** The targets that are smaller, with their size. */
function small(page: Page): Promise<string[]> {
  return page.evaluate(
    ([least, steering, rounded]) => {
      const found: string[] = [];
      for (const part of document.querySelectorAll<HTMLElement>("a, button, summary, select, input")) {
        // The target of a radio button is its label.
        const target = part.matches("input") ? part.nextElementSibling! : part;
        if (!target.checkVisibility({ visibilityProperty: true })) continue;
        const isSteering = !part.matches("a") || part.closest(".controls");
        const asked = isSteering ? steering : least;
        // A link that wraps is as wide as its lines together.
        const boxes = [...target.getClientRects()];
        const width = boxes.reduce((sum, box) => sum + box.width, 0);
        const height = Math.min(...boxes.map((box) => box.height));
        if (asked <= Math.min(width, height) + rounded) continue;
        // Some targets reach further than they look.
        target.scrollIntoView({ block: "center" });
        const { left, top, width: across, height: down } = target.getBoundingClientRect();
        const reach = (asked - 1) / 2;
        const isReached = [-reach, 0, reach].every((aside) =>
          [-reach, 0, reach].every((below) => {
            const hit = document.elementFromPoint(left + across / 2 + aside, top + down / 2 + below);
            return target.contains(hit);
          }),
        );
        const size = `${width.toFixed(1)} by ${height.toFixed(1)}`;
        if (!isReached) found.push(`${size}, of ${asked}: ${part.outerHTML.slice(0, 100)}`);
      }
      return found;
    },
    [LEAST, STEERING, ROUNDED] as const,
  );
}

for (const [index, width] of [320, 768, 1280].entries()) {
  for (const [language, address] of Object.entries(PAGES)) {
    // Pairwise: at each width one language scrolls, and the other is read a section at a time.
    const isScrolled = (language === "English") === (index % 2 === 0);
    test.describe(`at ${width} px, in ${language}`, () => {
      test.use({ viewport: { width, height: 800 } });

      if (FULL || isScrolled)
        test("every target is as large as a finger", async ({ page, site }) => {
          await page.goto(`${site.home}${address}?motion=off&kind=health#explore`);
          await untilLive(page);
          await expect(page.locator("story-map[data-explorer]")).toBeAttached();
          await atRest(page);
          await page.locator(".switches > summary").click();
          expect(await small(page)).toEqual([]);
        });

      if (FULL || !isScrolled)
        test("a section at a time, too", async ({ page, site }) => {
          await page.goto(`${site.home}${address}?motion=off&reading=steps`);
          await untilLive(page);
          await page.locator('[data-control="next"]').press("Enter");
          await atRest(page);
          expect(await small(page)).toEqual([]);
        });
    });
  }
}
