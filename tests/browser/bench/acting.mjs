// Interaction to next paint: the time from a reader's input to the next frame, on a slow machine.

import { addPage } from "./plain.mjs";
import { slowDown } from "./slow.mjs";

/** A step in the middle, with one before and one after it. */
const STEP = "ankang";

/** Time in milliseconds after which everything has settled that an action or a load starts. */
const SETTLING_MS = 1500;

/** Shortest duration that the browser reports of an interaction, in milliseconds; it rounds the others to 8 ms. */
const LEAST_MS = 16;

const EMPTY_PAGE = "empty.html";

/** Makes the site serve a page with only a button. */
export function addEmptyPage(site) {
  addPage(
    site,
    EMPTY_PAGE,
    `<button>山海</button><script>addEventListener("click", () => document.body.append("山"))</script>`,
  );
}

/** The figures of one reader's actions. */
export async function acting(context, site) {
  const opened = (address) => openSlow(context, site.home + address);
  const press = (page, target) => () => page.locator(target).first().click();
  const figures = {};
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

async function openSlow(context, address) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.answers = [];
    new PerformanceObserver((list) =>
      globalThis.answers.push(
        ...list
          .getEntries()
          .filter(({ interactionId }) => interactionId)
          .map((it) => it.duration),
      ),
    ).observe({ type: "event", durationThreshold: 16 });
  });
  await page.goto(address);
  await page.waitForSelector('story-map[data-mode="live"], body > button', { state: "attached" });
  await page.waitForTimeout(SETTLING_MS);
  await slowDown(await context.newCDPSession(page));
  return page;
}

/** The longest time from an event of the action to its paint, in milliseconds. */
async function answered(page, act) {
  await page.evaluate(() => void (globalThis.answers = []));
  await act();
  await page.waitForTimeout(SETTLING_MS);
  return Math.max(LEAST_MS, ...(await page.evaluate(() => globalThis.answers)));
}
