// The contrast of the map's text with the pixels around it: relief, regions and lines lie under it, and
// no rule of the style sheet tells how dark they are there.

import type { Page } from "@playwright/test";

import { leastOfLetters } from "../support/contrast.ts";
import { atRest } from "../support/rest.ts";
import { KINDS, steps } from "../support/story.ts";
import { expect, scrollTo, test, untilLive } from "../support/test.ts";

/** WCAG 2.2, 1.4.3. */
const TEXT = 4.5;

const TEXTS = ".stage .label, .stage .review";

/** The texts with less contrast than `TEXT`, and the contrast of each. */
async function faint(page: Page, texts: string): Promise<string[]> {
  const found = await leastOfLetters(page, texts);
  const lines = found.filter(({ least }) => !(TEXT <= least));
  return lines.map(({ text, least }) => `${text}: ${least.toFixed(2)}`);
}

const SCHEMES = ["light", "dark"] as const;

/** Checks names and the note at these steps. */
async function walk(page: Page, home: string, some: typeof steps) {
  await page.goto(`${home}?motion=off`);
  await untilLive(page);
  for (const { id } of some) {
    await scrollTo(page, id, { share: 0.5 });
    await atRest(page);
    expect.soft(await faint(page, TEXTS), id).toEqual([]);
  }
}

for (const colorScheme of SCHEMES) {
  // The land is the same on both screens.
  const tag = colorScheme === "light" ? "@phone" : "@desk";

  test(`names on the map can be read, ${colorScheme}`, { tag }, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme });
    await walk(page, site.home, colorScheme === "light" ? steps : KINDS);
  });

  // In the system's colours the land has one colour.
  test(`names on the map can be read in the system's colours, ${colorScheme}`, { tag }, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme, forcedColors: "active" });
    await walk(page, site.home, KINDS);
  });

  // Stills are drawn with the same styles as the stage.
  test(`names on the stills can be read, ${colorScheme}`, { tag: "@desk" }, async ({ page, site, faults }) => {
    faults.expect(/refused by script-src|Content Security Policy/);
    site.forbidScripts();
    await page.emulateMedia({ colorScheme });
    await page.goto(site.home);
    for (const { id } of KINDS) {
      const still = `[data-still="${id}"]`;
      await page.locator(still).scrollIntoViewIfNeeded();
      expect.soft(await faint(page, `${still} .label`), id).toEqual([]);
    }
  });
}
