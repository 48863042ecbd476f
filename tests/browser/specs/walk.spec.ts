// The whole story by scrolling: every step becomes the current one, with its connections highlighted.

import type { CDPSession, Page } from "@playwright/test";

import { FULL, links, steps } from "../support/story.ts";
import { expect, MOTION, openLive, scrollTo, test, untilLive } from "../support/test.ts";

test.use(MOTION);

/** Distance past an edge, more than a browser rounds a scroll position by. In CSS pixels. */
const JUST = 2;

type Seen = { current: string[]; lit: Record<string, string> };

/** The steps that the live page marks as current, and the drawn share of each highlighted connection. */
function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const current = [...document.querySelectorAll<HTMLElement>('[aria-current="step"]')];
    const lit = [...document.querySelectorAll<SVGElement>('[data-link][data-state="lit"]')];
    return {
      current: current.map((section) => section.dataset.step ?? section.outerHTML),
      lit: Object.fromEntries(lit.map(({ dataset }) => [dataset.link, dataset.drawn])),
    };
  });
}

/** Every link of a step, drawn completely. */
function complete(step: { links: string[] }) {
  return Object.fromEntries(step.links.map((link) => [link, "1.00"]));
}

/** Scrolls through `order`: just before a step begins, the step before it is still current. */
async function walk(page: Page, order: typeof steps) {
  for (const step of order) {
    const before = steps[steps.indexOf(step) - 1];
    await test.step(step.id, async () => {
      const current = async () => (await seen(page)).current;
      if (before) {
        await scrollTo(page, step.id, { px: -JUST });
        await expect.poll(current, { message: `just before ${step.id}`, ...SOON }).toEqual([before.id]);
      }
      await scrollTo(page, step.id, { px: JUST });
      await expect.poll(current, { message: `just after ${step.id} begins`, ...SOON }).toEqual([step.id]);
      await scrollTo(page, step.id, { share: 0.5 });
      await expect
        .poll(() => seen(page), { message: `half way through ${step.id}`, ...SOON })
        .toEqual({ current: [step.id], lit: complete(step) });
    });
  }
}

/** Each path below which a host may serve the story, with flights or without, and the directions to walk; with
 *  FULL both directions. */
const WALKS = [
  { prefix: "/", ways: ["down"], query: "", tag: ["@quick", "@phone"] },
  { prefix: "/a/b/", ways: ["up"], query: "?motion=off", tag: ["@desk"] },
  { prefix: "/中文 路径/", ways: ["down"], query: "?motion=off", tag: ["@desk"] },
] as const;

/** Polling interval in milliseconds: with 29 steps, longer pauses would take most of a walk. */
const SOON = { intervals: [50] };

for (const { prefix, ways, query, tag } of WALKS) {
  test.describe(`served at ${prefix}`, () => {
    test.use({ prefix });

    for (const way of FULL ? ["down", "up"] : ways) {
      test(`every step becomes current and lights its connections, ${way} the page`, { tag: [...tag] }, async ({
        page,
        site,
      }) => {
        await page.goto(site.home + query);
        await untilLive(page);
        if (way === "up")
          await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
        await walk(page, way === "up" ? steps.toReversed() : steps);
      });
    }
  });
}

/** Moves a finger up the screen. */
async function swipe(devtools: CDPSession) {
  const at = (y: number) => ({ touchPoints: [{ x: 100, y }] });
  await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", ...at(700) });
  for (let y = 680; 400 <= y; y -= 20) {
    await devtools.send("Input.dispatchTouchEvent", { type: "touchMove", ...at(y) });
  }
  await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test("a finger or a wheel moves the story too", async ({ context, page, site, isMobile }) => {
  await openLive(page, site);
  const devtools = await context.newCDPSession(page);
  const current = page.locator('section[aria-current="step"]');
  await page.mouse.move(200, 600);
  await expect(async () => {
    await (isMobile ? swipe(devtools) : page.mouse.wheel(0, 200));
    await expect(current).not.toHaveAttribute("data-step", steps[0]!.id, { timeout: 200 });
  }).toPass();
});

test("the live map holds one path for each connection", { tag: "@phone" }, async ({ page, site }) => {
  await openLive(page, site);
  const marks = await page
    .locator("path[data-link]")
    .evaluateAll((paths) => paths.map((path) => (path as SVGElement).dataset));
  // A bundle stands for several connections, and has no id of a story's file.
  const single = marks.map(({ link }) => link!).filter((link) => !link.startsWith("~"));
  expect(single.toSorted()).toEqual(links.toSorted());
  // A connection that the step neither highlights nor shows as past has no state.
  for (const { link, state } of marks) expect(["ghost", "lit", undefined], link).toContain(state);
});

test("the story sends an event for each new step", { tag: "@desk" }, async ({ page, site }) => {
  await openLive(page, site);
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    // On the document, so that it also hears of a story in a shadow tree: the event bubbles and is composed.
    document.addEventListener("shanhai:step", (event) => {
      told.push((event as CustomEvent).detail, event.composed);
    });
  });
  await scrollTo(page, "ankang", { share: 0.5 });
  const index = steps.findIndex(({ id }) => id === "ankang");
  const told = () => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
  await expect.poll(told).toEqual([{ step: "ankang", index }, true]);
});
