// The app takes over the page without moving it, on a phone and on a desktop, and leaves the print layout alone.

import type { Page } from "@playwright/test";

import type { Site } from "../support/server.ts";
import { countShifts, shifts } from "../support/shifts.ts";
import { steps } from "../support/story.ts";
import { expect, openLive, settle, test, untilLive } from "../support/test.ts";

/** Less than a reader notices, and more than a browser's rounding. In CSS pixels. */
const UNMOVED = 1;

type Place = { scrolled: number; tops: number[] };

/** The scroll position and the tops of the sections that are laid out; those far below are laid out once live. */
function placeOf(page: Page): Promise<Place> {
  return page.evaluate(() => {
    const sections = [...document.querySelectorAll("section[data-step]")];
    const isLaid = (section: Element) => section.querySelector("p")!.checkVisibility({ contentVisibilityAuto: true });
    const unlaid = sections.findIndex((section) => !isLaid(section));
    const laid = unlaid === -1 ? sections : sections.slice(0, unlaid + 1);
    return { scrolled: scrollY, tops: laid.map((section) => section.getBoundingClientRect().top) };
  });
}

/** Goes live while the reader is at `share` of the page's height, 0 to 1. */
async function expectUnmoved(page: Page, site: Site, share: number) {
  await countShifts(page);
  const release = site.hold((path) => path.endsWith(".wasm"));
  await page.goto(site.home, { waitUntil: "domcontentloaded" });
  await page.evaluate((share) => scrollTo({ top: document.body.scrollHeight * share, behavior: "instant" }), share);
  await settle(page);
  const before = await placeOf(page);
  release();
  await untilLive(page);
  await settle(page);
  const after = await placeOf(page);
  expect(Math.abs(after.scrolled - before.scrolled), "scrolled").toBeLessThanOrEqual(UNMOVED);
  expect(before.tops.length).toBeGreaterThan(1);
  for (const [index, top] of before.tops.entries()) {
    const moved = Math.abs(top - after.tops[index]!);
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

/** Opens the page with the app held back; returns the function that lets it load. */
async function openWithoutApp(page: Page, site: Site) {
  const release = site.hold((path) => path.endsWith(".wasm"));
  await page.goto(site.home, { waitUntil: "domcontentloaded" });
  await settle(page);
  return release;
}

/** The sections that are laid out, except the cover, and the table if it is. */
const laidOut = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".narrative > .step, .table-of-connections")]
      .filter((part) => part.querySelector("h2, h3")!.checkVisibility({ contentVisibilityAuto: true }))
      .map(({ id, className }) => id || className),
  );

test("what lies far below is laid out once the story is live", async ({ page, site }) => {
  const release = await openWithoutApp(page, site);
  const parts = await page.locator(".narrative > .step, .table-of-connections").count();
  await expect.poll(async () => (await laidOut(page)).length).toBeLessThan(parts / 4);
  release();
  await untilLive(page);
  await settle(page);
  expect(await laidOut(page)).toHaveLength(parts);
});

test("a long table is laid out in slices, and at once for who jumps", async ({ page, site }) => {
  site.changePages((html) =>
    html.replace(
      /<tbody>(.*?)<\/tbody>/s,
      (_, rows: string) => `<tbody>${rows}${rows.replaceAll(" id=", " title=").repeat(9)}</tbody>`,
    ),
  );
  const rows = page.locator(".table-of-connections tbody > tr");
  const hidden = () => rows.evaluateAll((all) => all.filter((row) => getComputedStyle(row).display === "none").length);
  const release = await openWithoutApp(page, site);
  expect(await hidden()).toBe((await rows.count()) - 50);
  await page.evaluate(() => document.querySelector<HTMLElement>(".contents a[href='#market']")!.click());
  expect(await hidden(), "after a jump").toBe(0);
  release();
  await openLive(page, site);
  expect(await hidden(), "once live").toBe(0);
  expect(await page.locator("[data-laid]").count()).toBe(0);
});

for (const [way, go] of [
  ["a link", () => document.querySelector<HTMLElement>(".contents a[href='#market']")!.click()],
  ["an address", () => void (location.hash = "#market")],
] as const) {
  test(`${way} leads into its section before the story is live`, async ({ page, site }) => {
    const release = await openWithoutApp(page, site);
    await page.evaluate(go);
    await settle(page);
    const top = () => page.locator("#market").evaluate((section) => section.getBoundingClientRect().top);
    const before = await top();
    release();
    await untilLive(page);
    await settle(page);
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(UNMOVED);
    await page.locator("#market").evaluate((section) => section.scrollIntoView({ behavior: "instant" }));
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(UNMOVED);
  });
}

test("readers who scroll far before the story is live stay in the section", async ({ page, site }) => {
  const release = await openWithoutApp(page, site);
  await page.evaluate(() => {
    const { top, height } = document.querySelector("#market")!.getBoundingClientRect();
    scrollTo({ top: top + height / 2 - innerHeight * 0.6, behavior: "instant" });
  });
  await settle(page);
  const share = () =>
    page.locator("#market").evaluate((section) => {
      const { top, height } = section.getBoundingClientRect();
      return (innerHeight * 0.6 - top) / height;
    });
  expect(await share()).toBeCloseTo(0.5, 2);
  release();
  await untilLive(page);
  await settle(page);
  expect(await share()).toBeCloseTo(0.5, 2);
});

test("readers who scroll to the sources before the story is live stay there", async ({ page, site }) => {
  await openWithoutApp(page, site);
  const top = () => page.locator("#sources").evaluate((sources) => sources.getBoundingClientRect().top);
  await page.evaluate((top) => scrollTo({ top: top - innerHeight * 0.5, behavior: "instant" }), await top());
  const before = await top();
  await settle(page);
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(UNMOVED);
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
