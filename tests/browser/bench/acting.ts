// Interaction to next paint: the time from a reader's input to the next frame, on a slow machine.

import type { BrowserContext, Page } from "@playwright/test";

import type { Site } from "../support/server.ts";
import type { Figures } from "./figures.ts";
import { addPage } from "./plain.ts";
import { slowDown } from "./slow.ts";

/** A step in the middle, with one before and one after it. */
const STEP = "ankang";

/** Time in milliseconds after which everything has settled that an action or a load starts. */
const SETTLING_MS = 1500;

/** Shortest duration that the browser reports of an interaction, in milliseconds; it rounds the others to 8 ms. */
const LEAST_MS = 16;

const EMPTY_PAGE = "empty.html";

/** Makes the site serve a page with only a button. */
export function addEmptyPage(site: Site) {
  addPage(
    site,
    EMPTY_PAGE,
    `<button>山海</button><script>addEventListener("click", () => document.body.append("山"))</script>`,
  );
}

declare global {
  interface Window {
    /** The durations of the reader's interactions so far, in milliseconds. */
    answers: number[];
  }
}

/** The figures of one reader's actions. */
export async function acting(context: BrowserContext, site: Site) {
  const opened = (address: string) => openSlow(context, site.home + address);
  const press = (page: Page, target: string) => () => page.locator(target).first().click();
  const figures: Figures = {};
  const empty = await opened(EMPTY_PAGE);
  figures["plain.act"] = await answered(empty, press(empty, "button"));

  const story = await opened(`#${STEP}`);
  figures["act.next"] = await answered(story, press(story, "[data-control=next]"));
  figures["act.settings"] = await answered(story, press(story, ".switches > summary"));

  const sections = await opened(`?reading=steps#${STEP}`);
  await sections.locator("[data-control=next]").focus();
  figures["act.key"] = await answered(sections, () => sections.keyboard.press("ArrowRight"));

  const explorer = await opened("#explore");
  await explorer.waitForSelector("[data-explorer]", { state: "attached" });
  await explorer.waitForTimeout(SETTLING_MS);
  figures["act.choice"] = await answered(
    explorer,
    press(explorer, ".choices label:has(input[name=kind]:not(:checked))"),
  );
  return figures;
}

async function openSlow(context: BrowserContext, address: string) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.answers = [];
    // The threshold is not in TypeScript's type of the options.
    const options = { type: "event", durationThreshold: 16 };
    new PerformanceObserver((list) => {
      const events = list.getEntries() as PerformanceEventTiming[];
      window.answers.push(...events.filter(({ interactionId }) => interactionId).map((it) => it.duration));
    }).observe(options);
  });
  await page.goto(address);
  await page.waitForSelector('story-map[data-mode="live"], body > button', { state: "attached" });
  await page.waitForTimeout(SETTLING_MS);
  await slowDown(await context.newCDPSession(page));
  return page;
}

/** The longest time from an event of the action to its paint, in milliseconds. */
async function answered(page: Page, act: () => Promise<void>) {
  await page.evaluate(() => void (window.answers = []));
  await act();
  await page.waitForTimeout(SETTLING_MS);
  return Math.max(LEAST_MS, ...(await page.evaluate(() => window.answers)));
}
