// Expects no axe findings in the live page: at a step of each kind, scrolled and a section at a time, and in
// the explorer; in the light and the dark scheme. Widths, languages and reading modes are covered by pairs: each
// width with each language, each width with each reading mode, each language with each reading mode. For each
// pair axe checks the whole document once, then the parts that change from step to step.

import { findings } from "../support/axe.ts";
import { atRest, current, turn } from "../support/rest.ts";
import { FULL, KINDS, PAGES } from "../support/story.ts";
import { expect, scrollTo, test, untilLive } from "../support/test.ts";

const SIZES = { phone: ["320x568", "390x844"], desk: ["768x1024", "1280x800"] };

/** Parts that change from step to step while the page scrolls: the picture and the reader's position. The sections
 *  themselves do not change, and are checked once. */
const MOVING = [".stage", ".controls", ".progress"];

/** The same where only one section is shown. */
const changing = (id: string) => [...MOVING, `#${id}`];

/** What to check in a step: the whole document at the first, then the parts that change. The dark scheme changes
 *  only colours, and those are the same at every step: it is checked at the first. */
const lookAt = (id: string, within: string[]) =>
  id === "cover" ? {} : { within, ...(FULL ? {} : { schemes: ["light"] as const }) };

/** Whether a test runs: with FULL every one, otherwise those of the pairs. */
const isPaired = (screen: string, size: string, language: string, reading: "scroll" | "steps") => {
  const isSecond = SIZES[screen as keyof typeof SIZES].indexOf(size) === 1;
  const isOther = (language === "English") !== (reading === "steps");
  return FULL || isSecond === isOther;
};

for (const [screen, sizes] of Object.entries(SIZES)) {
  for (const size of sizes) {
    for (const [language, address] of Object.entries(PAGES)) {
      test.describe(`in ${language} at ${size}`, { tag: `@${screen}` }, () => {
        const [width, height] = size.split("x").map(Number);
        test.use({ viewport: { width: width!, height: height! } });

        if (isPaired(screen, size, language, "scroll"))
          test("axe finds nothing at any step", async ({ page, site }) => {
            test.slow();
            await page.goto(`${site.home}${address}?motion=off`);
            await untilLive(page);
            // For the explorer, whose list is higher than the viewport, see below.
            for (const { id } of KINDS.filter(({ id }) => id !== "explore")) {
              await scrollTo(page, id, { share: 0.5 });
              await atRest(page);
              expect.soft(await findings(page, lookAt(id, MOVING)), id).toEqual([]);
            }
          });

        if (isPaired(screen, size, language, "steps"))
          test("axe finds nothing a section at a time", async ({ page, site }) => {
            test.slow();
            await page.goto(`${site.home}${address}?motion=off&reading=steps`);
            await untilLive(page);
            for (const { id } of KINDS) {
              if (id !== "cover") await turn(page, () => page.evaluate((id) => void (location.hash = id), id));
              await expect.poll(() => current(page)).toBe(id);
              await atRest(page);
              expect.soft(await findings(page, lookAt(id, changing(id))), id).toEqual([]);
            }
          });

        // The narrowest and the widest size.
        const isEdge = ["320x568", "1280x800"].includes(size) && isPaired(screen, size, language, "scroll");
        if (FULL || isEdge)
          test("axe finds nothing in the reader's own map", async ({ page, site }) => {
            await page.goto(`${site.home}${address}?motion=off&kind=health#explore`);
            await untilLive(page);
            await expect(page.locator("story-map[data-explorer]")).toBeAttached();
            await scrollTo(page, "explore", { px: 1 });
            await expect.poll(() => current(page)).toBe("explore");
            await atRest(page);
            expect.soft(await findings(page), "a kind").toEqual([]);
            await page.locator(".chosen > li:not([hidden]) button").first().press("Enter");
            await page.locator(".switches > summary").click();
            // Scrolled so that no target lies half under the sticky map.
            await page.evaluate(() => document.getElementById("explore")!.scrollIntoView());
            await atRest(page);
            const within = changing("explore");
            expect.soft(await findings(page, { within }), "one connection, and the switches").toEqual([]);
          });
      });
    }
  }
}
