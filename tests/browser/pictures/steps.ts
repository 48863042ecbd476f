// The steps of the built story, on every screen and in every colour scheme of the pictures.

import type { Browser, Page } from "@playwright/test";

import { screens } from "../support/chromium.ts";
import type { Site } from "../support/server.ts";

export type Screen = keyof typeof screens;
export type ColorScheme = "light" | "dark";

/** Visits the page on one screen. `name` says which screen and colour scheme, as `phone-dark` does. */
type Visit = (page: Page, name: string, screen: Screen, colorScheme: ColorScheme) => Promise<void>;

/** Opens a page for each screen, light and dark, one after the other. */
export async function onEachScreen(browser: Browser, visit: Visit) {
  for (const screen of ["phone", "desk"] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ ...screens[screen], colorScheme, locale: "zh-CN" });
      const page = await context.newPage();
      const name = `${screen}-${colorScheme}`;
      page.on("pageerror", (fault) => console.error(`${name}: ${fault}`));
      await visit(page, name, screen, colorScheme);
      await context.close();
    }
  }
}

/** Opens the story in a language, `zh` or `en`, and returns the ids of its steps. */
export async function openStory(page: Page, site: Site, language: string, query = "") {
  const path = language === "zh" ? "" : `${language}/`;
  await page.goto(site.home + path + query);
  await page.waitForSelector('story-map[data-mode="live"]:not([data-arriving])', { state: "attached" });
  return page.$$eval("section[data-step]", (sections) => sections.map(({ id }) => id));
}

/** Scrolls to `share`, 0 to 1, of the step, or to where it stops, and waits until the page is at rest with its whole
 *  map and its drawings. */
export async function scrollInto(page: Page, step: string, share?: string) {
  await page.evaluate(
    async ({ step, share }) => {
      const section = document.getElementById(step)!;
      const { top, height } = section.getBoundingClientRect();
      if (share === null) section.scrollIntoView({ behavior: "instant" });
      else scrollTo({ top: scrollY + top + height * share - innerHeight * 0.6, behavior: "instant" });
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      await frame();
    },
    { step, share: share === undefined ? null : Number(share) },
  );
  const whole = "story-map:not([data-moving], [data-asked], :has([data-relief]))";
  await page.waitForSelector(whole, { state: "attached" });
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  const drawn = (id: string) =>
    [...document.querySelectorAll<HTMLImageElement>(`#${id} img`)].every((it) => it.complete);
  await page.waitForFunction(drawn, step);
}
