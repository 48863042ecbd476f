// What axe can tell of the page's accessibility: at every step, in the reader's own map, and a
// section at a time, in both languages, by day and by night.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "@playwright/test";

import { atRest, current } from "./rest";
import { steps } from "./story";
import { expect, scrollTo, test, untilLive } from "./test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };
type Axe = { run(options: object): Promise<{ violations: Violation[] }> };

/** What axe finds, as lines: the rule, and where. */
async function violations(page: Page): Promise<string[]> {
  // Through the debugger, where the page's policy does not reach.
  await page.evaluate(axe);
  const found = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: Axe };
    return (await axe.run({ runOnly: rules, resultTypes: ["violations"] })).violations;
  }, RULES);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

const PAGES = { Chinese: "", English: "en/index.html" };

for (const [language, address] of Object.entries(PAGES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`in ${language}, ${colorScheme}`, () => {
      test.use({ colorScheme });

      test("axe finds nothing at any step", async ({ page, site }) => {
        await page.goto(`${site.home}${address}?motion=off`);
        await untilLive(page);
        // In the reader's own map, whose list is longer than the window, see below.
        for (const { id } of steps.filter(({ id }) => id !== "explore")) {
          await scrollTo(page, id, { share: 0.5 });
          await atRest(page);
          expect.soft(await violations(page), id).toEqual([]);
        }
      });

      test("axe finds nothing in the reader's own map", async ({ page, site }) => {
        await page.goto(`${site.home}${address}?motion=off&kind=health#explore`);
        await untilLive(page);
        await expect(page.locator("story-map[data-explorer]")).toBeAttached();
        await expect.poll(() => current(page)).toBe("explore");
        await atRest(page);
        expect.soft(await violations(page), "a kind").toEqual([]);
        await page.locator(".chosen > li:not([hidden]) button").first().press("Enter");
        await page.locator(".switches > summary").click();
        // Where nothing lies half under the map that stays.
        await page.evaluate(() => document.getElementById("explore")!.scrollIntoView());
        await atRest(page);
        expect.soft(await violations(page), "one connection, and the switches").toEqual([]);
      });

      test("axe finds nothing a section at a time", async ({ page, site }) => {
        await page.goto(`${site.home}${address}?motion=off&reading=steps`);
        await untilLive(page);
        for (const { id } of steps) {
          await atRest(page);
          expect.soft(await violations(page), id).toEqual([]);
          await page.locator('[data-control="next"]').press("Enter");
        }
      });
    });
  }
}
