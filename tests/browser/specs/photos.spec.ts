// Photos among the words, in the third story: when they load, that they move nothing, how they open, and that
// they come with the story into another page.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { findings } from "../support/axe.ts";
import { line, openHost, storyIn } from "../support/host.ts";
import { testOf } from "../support/shanhai.ts";
import { countShifts, shifts } from "../support/shifts.ts";
import { expect, openLive, settle } from "../support/test.ts";

const folder = fileURLToPath(new URL("../../../stories/map/", import.meta.url));
const data = readFileSync(join(folder, "story.toml"), "utf8");
const told = data.match(/^\[\[photo\]\]/gm)!.length;
/** The step whose photo stands in place of the map. */
const [, covered] = data.match(/id = "([\w-]+)"\nphoto = /)!;
/** The number of photos among the words. */
const among = told - 1;

const test = testOf(folder);

const isLoaded = (image: HTMLImageElement) => image.complete && 0 < image.naturalWidth;

test("every photo loads when it is near, none before the story is live, and nothing moves", async ({ page, site }) => {
  await countShifts(page);
  await openLive(page, site);
  const photos = page.locator(".photo img");
  await expect(photos).toHaveCount(among);
  for (const photo of await photos.all()) {
    await photo.evaluate((image) => image.scrollIntoView({ block: "center", behavior: "instant" }));
    await expect.poll(() => photo.evaluate(isLoaded)).toBe(true);
  }
  const [live, files] = await page.evaluate(() => {
    const [mark] = performance.getEntriesByName("shanhai:live");
    const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const posters = [...document.querySelectorAll<HTMLImageElement>(".video img")].map((image) => image.currentSrc);
    const photos = files.filter(({ name }) => name.includes("/photos/") && !posters.includes(name));
    return [mark!.startTime, photos.map(({ name, startTime }) => ({ name, startTime }))] as const;
  });
  expect(files.filter(({ startTime }) => startTime < live)).toEqual([]);
  // One file for each photo.
  expect(files).toHaveLength(among);
  for (const { name } of files) expect(name).toMatch(/\.(avif|webp)$/);
  expect((await shifts(page)).reduce((sum, shift) => sum + shift, 0)).toBe(0);
  await photos.first().scrollIntoViewIfNeeded();
  expect(await findings(page, { within: [".photo"] })).toEqual([]);
});

test("a photo opens large, and Escape leads back to it", { tag: ["@phone", "@desk"] }, async ({ page, site }) => {
  await openLive(page, site);
  const link = page.locator(".photo > a").first();
  const large = page.locator("dialog.large");
  const step = () => page.locator("[aria-current=step]").getAttribute("data-step");
  await link.scrollIntoViewIfNeeded();
  await settle(page);
  const before = [await step(), await page.evaluate(() => scrollY)];
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(large).toBeVisible();
  await expect.poll(() => large.locator("img").evaluate(isLoaded)).toBe(true);
  const alternative = await link.locator("img").getAttribute("alt");
  await expect(page.getByRole("dialog", { name: alternative! })).toBeVisible();
  await expect(large.getByRole("button", { name: "关闭" })).toBeFocused();
  const [box, viewport] = [(await large.boundingBox())!, page.viewportSize()!];
  expect(box).toEqual({ x: 0, y: 0, ...viewport });
  expect(await findings(page, { within: ["dialog"] })).toEqual([]);
  // Its keys are not those of the story behind it.
  for (const key of ["ArrowDown", "ArrowRight", "Escape"]) await page.keyboard.press(key);
  await expect(large).toHaveCount(0);
  await expect(link).toBeFocused();
  for (const place of ["button", "img"]) {
    await link.click();
    await large.locator(place).click();
    await expect(large).toHaveCount(0);
  }
  expect([await step(), await page.evaluate(() => scrollY)]).toEqual(before);
});

test("a photo stands in place of the map while its step is read", { tag: ["@phone", "@desk"] }, async ({
  page,
  site,
}) => {
  await openLive(page, site);
  const stage = page.getByRole("img", { name: "地图", exact: true });
  const instead = page.getByRole("img", { name: "照片", exact: true });
  const photo = page.locator(".stage > .shot");
  const alternative = await page.locator(".step .shot img").getAttribute("alt");
  await expect(stage).toBeVisible();
  await expect(photo).toHaveCount(0);
  await page.locator(`#${covered}`).evaluate((step) => step.scrollIntoView({ behavior: "instant" }));
  await expect(photo).toBeVisible();
  await expect(page.locator(`#${covered} figcaption`)).toContainText("CC BY 4.0");
  await expect(instead).toHaveAccessibleDescription(alternative!);
  const [over, under] = [(await photo.boundingBox())!, (await page.locator(".stage").boundingBox())!];
  expect(over).toEqual(under);
  expect(await photo.locator("img").evaluate(isLoaded)).toBe(true);
  expect(await findings(page, { within: [".stage"] })).toEqual([]);
  await page.locator("#explore").evaluate((step) => step.scrollIntoView({ behavior: "instant" }));
  await expect(photo).toHaveCount(0);
  await expect(stage).toBeVisible();
});

test("where the app cannot run, the photo stands in place of the map as well", async ({ faults, page, site }) => {
  faults.expect(/ERR_FAILED|did not come as it was built/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(`${site.home}#${covered}`);
  const photo = page.locator(".stand-in > .shot img");
  await expect(photo).toBeVisible();
  await expect.poll(() => photo.evaluate(isLoaded)).toBe(true);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("every photo loads, and its link opens its file", async ({ page, site }) => {
    await page.goto(site.home);
    const links = page.locator(".photo > a");
    await expect(links).toHaveCount(among);
    for (const link of await links.all()) {
      await link.scrollIntoViewIfNeeded();
      const file = new URL((await link.getAttribute("href"))!, page.url());
      expect((await page.request.get(file.href)).headers()["content-type"]).toBe("image/jpeg");
    }
    await expect(page.locator(".photo img").first()).toBeVisible();
    const instead = page.locator(`#${covered} .shot img`);
    await instead.scrollIntoViewIfNeeded();
    await expect.poll(() => instead.evaluate(isLoaded)).toBe(true);
    expect(await page.locator(`#${covered} svg.still`).count()).toBe(0);
  });
});

test("in another page's own document a photo loads in its best format, and opens over that page", async ({
  page,
  site,
}) => {
  await openHost(page, site, line(site, "", "?motion=off"));
  const story = await storyIn(page);
  const photo = story.locator(".photo img").first();
  await photo.scrollIntoViewIfNeeded();
  await expect.poll(() => photo.evaluate(isLoaded)).toBe(true);
  const file = await photo.evaluate((image: HTMLImageElement) => image.currentSrc);
  expect(file).toMatch(/\.(avif|webp)$/);
  expect(file.startsWith(`${site.home}photos/`)).toBe(true);
  await story.locator(".photo > a").first().click();
  const large = story.locator("dialog.large");
  await expect(large).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(large).toHaveCount(0);
});
