// The app takes the page over without moving it, on a phone and on a desk, and leaves paper alone.

import type { Page } from "@playwright/test";

import { countShifts, shifts } from "./shifts";
import { steps } from "./story";
import { expect, openLive, settle, test, untilLive } from "./test";

/** Below what a reader sees, and above what a browser rounds. In CSS pixels. */
const UNMOVED = 1;

type Place = { scrolled: number; tops: number[] };

function placeOf(page: Page): Promise<Place> {
  return page.evaluate(() => ({
    scrolled: scrollY,
    tops: [...document.querySelectorAll("section[data-step]")].map(
      (section) => section.getBoundingClientRect().top,
    ),
  }));
}

/** Goes live while the reader is this far down the page, as a share of it. */
async function expectUnmoved(page: Page, site: import("./server.mjs").Site, share: number) {
  await countShifts(page);
  const release = site.hold((path) => path.endsWith(".wasm"));
  await page.goto(site.home, { waitUntil: "domcontentloaded" });
  await page.evaluate(
    (share) => scrollTo({ top: document.body.scrollHeight * share, behavior: "instant" }),
    share,
  );
  await settle(page);
  const before = await placeOf(page);
  release();
  await untilLive(page);
  await settle(page);
  const after = await placeOf(page);
  expect(Math.abs(after.scrolled - before.scrolled), "scrolled").toBeLessThanOrEqual(UNMOVED);
  for (const [index, top] of after.tops.entries()) {
    const moved = Math.abs(top - before.tops[index]!);
    expect(moved, `the top of ${steps[index]!.id}`).toBeLessThanOrEqual(UNMOVED);
  }
  expect(await shifts(page)).toEqual([]);
}

test("nothing moves when the story goes live at its beginning", async ({ page, site }) => {
  await expectUnmoved(page, site, 0);
});

test("nothing moves when the story goes live under a reader in its middle", async ({ page, site }) => {
  await expectUnmoved(page, site, 0.5);
});

test("the map stands above the words on a phone and beside them on a desk", async ({ page, site }, { project }) => {
  await openLive(page, site);
  const layout = project.name === "phone" ? "stacked" : "beside";
  await expect(page.locator("story-map")).toHaveAttribute("data-layout", layout);
});

test("the words never make the page wider than the screen", async ({ page, site }) => {
  await openLive(page, site);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(excess).toBeLessThanOrEqual(0);
});

test("on paper every step has its still, and no map sticks", async ({ page, site }) => {
  await openLive(page, site);
  await page.emulateMedia({ media: "print" });
  for (const { id } of steps) {
    await expect(page.locator(`svg[data-still="${id}"]`), id).toBeVisible();
  }
  const live = page.locator("path[data-link]");
  for (const path of await live.all()) await expect(path).toBeHidden();
});
