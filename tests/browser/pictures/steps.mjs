// The steps of the built story, on every screen and in every colour scheme of the pictures.

import { screens } from "../support/chromium.mjs";

/** Share of a step at which its heading is just below a phone's map and its connections are drawn. */
export const SHARE = "0.16";

/**
 * Opens a page for each screen, light and dark, one after the other.
 *
 * @param {import("@playwright/test").Browser} browser
 * @param {(page: import("@playwright/test").Page, name: string, colorScheme: "light" | "dark") => Promise<void>} visit
 */
export async function onEachScreen(browser, visit) {
  for (const [name, screen] of Object.entries(screens)) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ ...screen, colorScheme, locale: "zh-CN" });
      const page = await context.newPage();
      page.on("pageerror", (fault) => console.error(`${name}-${colorScheme}: ${fault}`));
      await visit(page, `${name}-${colorScheme}`, colorScheme);
      await context.close();
    }
  }
}

/** Opens the story in a language, `zh` or `en`, and returns the ids of its steps. */
export async function openStory(page, site, language, query = "") {
  const path = language === "zh" ? "" : `${language}/`;
  await page.goto(site.home + path + query);
  await page.waitForSelector('story-map[data-mode="live"]:not([data-arriving])', { state: "attached" });
  return page.$$eval("section[data-step]", (sections) => sections.map(({ id }) => id));
}

/** Scrolls to `share`, 0 to 1, of the step, and waits until the page is at rest with its whole map. */
export async function scrollInto(page, step, share) {
  await page.evaluate(
    async ([step, share]) => {
      const section = document.getElementById(step);
      const { top, height } = section.getBoundingClientRect();
      scrollTo({ top: scrollY + top + height * share - innerHeight * 0.6, behavior: "instant" });
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      await frame();
    },
    [step, Number(share)],
  );
  const whole = "story-map:not([data-moving], [data-asked], :has([data-relief]))";
  await page.waitForSelector(whole, { state: "attached" });
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
}
