// Attempts to break the page, each found by trying: removed elements, unusual moments, unusual viewports.

import type { Page } from "@playwright/test";

import { atRest, current } from "../support/rest.ts";
import { steps } from "../support/story.ts";
import { expect, MOTION, openAt, scrollTo, settle, test, untilLive } from "../support/test.ts";
import { reach, springAt } from "../support/traps.ts";

const MIDDLE = { share: 0.5 };
const storyMap = (page: Page) => page.locator("story-map");

test.describe("with motion", () => {
  test.use(MOTION);

  test("a trap while figures are counted leaves their true numbers", async ({ page, site, faults }) => {
    faults.expect(/unreachable/);
    await reach(page);
    await springAt(page, "[data-shown]");
    await page.goto(`${site.home}#ankang`);
    await expect(storyMap(page)).toHaveAttribute("data-fault", "unreachable");
    await expect(page.locator("[data-shown]")).toHaveCount(0);
  });
});

test("after a trap the explorer asks nothing any more and lists every connection", async ({ page, site, faults }) => {
  faults.expect(/unreachable/);
  await reach(page);
  await springAt(page, "[data-explorer] input[value=health]:checked");
  await openAt(page, site, "#explore");
  await expect(storyMap(page)).toHaveAttribute("data-explorer");
  await page.locator("input[value=health]").evaluate((input: HTMLInputElement) => input.click());
  await expect(storyMap(page)).toHaveAttribute("data-fault", "unreachable");
  for (const part of [".choices", ".map-tools", ".found"]) await expect(page.locator(part)).toBeHidden();
  for (const item of await page.locator(".chosen > li").all()) await expect(item).toBeVisible();
});

test("where a section has been taken away the map stands still, each still with its own", async ({ page, site }) => {
  const release = site.hold((path) => path.endsWith(".wasm"));
  await page.goto(site.home, { waitUntil: "domcontentloaded" });
  await page.evaluate(() => document.getElementById("ankang")!.remove());
  release();
  await expect(storyMap(page)).toHaveAttribute("data-fault", /sections/);
  for (const id of ["tianzhu", "zhengan", "market"]) {
    await scrollTo(page, id, MIDDLE);
    await expect(page.locator(".stand-in > svg")).toHaveAttribute("data-still", id);
  }
});

for (const taken of [".lens", ".stage"]) {
  test(`where ${taken} has been taken away each section has its still`, async ({ page, site }) => {
    const release = site.hold((path) => path.endsWith(".wasm"));
    await page.goto(site.home, { waitUntil: "domcontentloaded" });
    await page.evaluate((taken) => document.querySelector(taken)!.remove(), taken);
    release();
    await expect(storyMap(page)).toHaveAttribute("data-fault", /./);
    await expect(storyMap(page)).toHaveAttribute("data-layout", "unrolled");
    for (const { id } of steps) await expect(page.locator(`[data-still="${id}"]`)).toBeVisible();
  });
}

test("who has gone on by hand is not thrown back when the page has loaded at last", async ({ page, site, faults }) => {
  faults.expect(/Failed to load resource/);
  site.changePages((html: string) => html.replace("</main>", '<img src="slow.png" alt=""></main>'));
  const release = site.hold((path) => path === "slow.png");
  await page.goto(`${site.home}?reading=steps#pairing`, { waitUntil: "domcontentloaded" });
  await untilLive(page);
  for (let turn = 0; turn < 4; turn += 1) await page.locator("[data-control=next]").click();
  const there = await current(page);
  expect(there).not.toBe("pairing");
  release();
  await page.waitForFunction(() => document.readyState === "complete");
  await settle(page);
  expect(await current(page)).toBe(there);
});

test.describe("a section at a time", () => {
  test("a link from the table leads to the section that it names", async ({ page, site }) => {
    await openAt(page, site, "?reading=steps#pairing");
    await page.evaluate(() => (location.hash = "#figure-juncao.boxes"));
    await expect.poll(() => current(page)).toBe("juncao");
    await expect(page.locator("#juncao h3")).toBeInViewport();
  });

  test("all sections are printed", async ({ page, site }) => {
    const pages = async (address: string) => {
      await openAt(page, site, address);
      await atRest(page);
      const paper = await page.pdf({ format: "A4" });
      return paper.toString("latin1").match(/\/Type\s*\/Page\b/g)!.length;
    };
    const whole = await pages("#pairing");
    const stepped = await pages("?reading=steps#pairing");
    expect(Math.abs(stepped - whole), `${stepped} pages, not ${whole}`).toBeLessThanOrEqual(2);
  });
});

for (const address of ["#pairing", "?reading=steps#pairing"]) {
  test(`a window too low for a map, and back, keeps the section at ${address}`, async ({ page, site }) => {
    await openAt(page, site, address);
    const size = page.viewportSize()!;
    const isThere = async (layout: RegExp) => {
      await expect(storyMap(page)).toHaveAttribute("data-layout", layout);
      await settle(page);
      await expect(page.locator("#pairing")).toBeInViewport();
      expect(await current(page)).toBe("pairing");
    };
    await page.setViewportSize({ width: 640, height: 280 });
    await isThere(/unrolled/);
    await page.setViewportSize(size);
    await isThere(/stacked|beside/);
  });
}

test("a row of the table, where a link led, stays in sight when the explorer comes", async ({ page, site }) => {
  const release = site.hold((path) => path.startsWith("explore."));
  await openAt(page, site, "#ankang");
  await page.locator('.words a[href="#link-ankang"]').first().click();
  const row = page.locator("#link-ankang");
  await expect(row).toBeInViewport();
  release();
  await expect(storyMap(page)).toHaveAttribute("data-explorer");
  await settle(page);
  await expect(row).toBeInViewport();
});
