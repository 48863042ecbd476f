// One section at a time, for readers who prefer it or cannot scroll: the same scenes.

import type { Page } from "@playwright/test";

import { atRest, current, markup, turn } from "../support/rest.ts";
import { FULL, KINDS, steps } from "../support/story.ts";
import { expect, openAt, scrollTo, test } from "../support/test.ts";

type Site = import("../support/server.ts").Site;

const STEPPED = "?reading=steps";

async function openAtRest(page: Page, site: Site, address: string) {
  await openAt(page, site, address);
  await atRest(page);
}

/** Goes to a section by its address. */
async function goTo(page: Page, id: string) {
  await page.evaluate((id) => (location.hash = id), id);
  await expect.poll(() => current(page)).toBe(id);
}

/** The ids of the sections that are shown. */
function shown(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("section[data-step]")]
      .filter((section) => section.checkVisibility() && 1 < section.offsetHeight)
      .map(({ id }) => id),
  );
}

const next = (page: Page) => page.locator('[data-control="next"]');
const previous = (page: Page) => page.locator('[data-control="previous"]');
const goOn = (page: Page) => turn(page, () => next(page).press("Enter"));

test("every section is shown alone, on the way there and back", async ({ page, site }) => {
  await openAtRest(page, site, `${STEPPED}&motion=off`);
  const ids = steps.map(({ id }) => id);
  for (const id of ids) {
    expect(await shown(page)).toEqual([id]);
    await goOn(page);
  }
  expect(await shown(page), "beyond the last there is nothing").toEqual(ids.slice(-1));
  for (const id of ids.toReversed().slice(0, FULL ? undefined : 6)) {
    expect(await shown(page)).toEqual([id]);
    await turn(page, () => previous(page).press("Enter"));
  }
});

test("the buttons say where there is nothing before, and nothing after", async ({ page, site }) => {
  const states = () => Promise.all([previous(page), next(page)].map((button) => button.getAttribute("aria-disabled")));
  await openAtRest(page, site, `${STEPPED}&motion=off`);
  expect(await states()).toEqual(["true", "false"]);
  await goOn(page);
  expect(await states()).toEqual(["false", "false"]);
  await openAtRest(page, site, `${STEPPED}&motion=off#${steps.at(-1)!.id}`);
  expect(await states()).toEqual(["false", "true"]);
});

test("the map shows what it shows to those who scroll", async ({ page, site }) => {
  await openAtRest(page, site, "?motion=off");
  const expected = new Map<string, unknown>();
  for (const { id } of KINDS.slice(1)) {
    await scrollTo(page, id, { share: 0.5 });
    await atRest(page);
    expected.set(id, await markup(page));
  }
  await openAtRest(page, site, `${STEPPED}&motion=off`);
  for (const { id } of KINDS.slice(1)) {
    await goTo(page, id);
    await atRest(page);
    expect.soft(await markup(page), id).toEqual(expected.get(id));
  }
});

test("the heading stands in sight, and the map beside or above it", { tag: ["@phone", "@desk"] }, async ({
  page,
  site,
}) => {
  await openAtRest(page, site, `${STEPPED}&motion=off`);
  for (const { id } of steps.slice(1)) {
    await goTo(page, id);
    await expect(page.locator(`#${id}-heading`), id).toBeInViewport({ ratio: 1 });
    await expect(page.locator(".stage"), id).toBeInViewport({ ratio: 0.99 });
  }
});

test("the switch keeps the step, both ways", async ({ page, site }) => {
  await openAtRest(page, site, "?motion=off#zhengan");
  await page.locator(".switches > summary").click();
  const reading = page.locator('[data-switch="reading"]');
  await reading.click();
  expect(await shown(page)).toEqual(["zhengan"]);
  await goOn(page);
  expect(await shown(page)).toEqual(["parks"]);
  await reading.click();
  await expect.poll(() => current(page)).toBe("parks");
  expect(await shown(page)).toHaveLength(steps.length);
});

test("an address opens its section, and so does one that is followed", async ({ page, site }) => {
  await openAtRest(page, site, `${STEPPED}#zhengan`);
  expect(await shown(page)).toEqual(["zhengan"]);
  await openAtRest(page, site, `${STEPPED}#link-ankang`);
  expect(await shown(page)).toEqual(["ankang"]);
  await page.evaluate(() => (location.hash = "figure-jiange.wage"));
  await expect.poll(() => shown(page)).toEqual(["jiange"]);
});

test("keys turn the page, and scroll keys still scroll", async ({ page, site }) => {
  await openAtRest(page, site, `${STEPPED}&motion=off#zhengan`);
  await page.locator("#zhengan .words a").first().focus();
  await page.keyboard.press("ArrowDown");
  expect(await shown(page)).toEqual(["zhengan"]);
  await turn(page, () => page.keyboard.press("ArrowRight"));
  expect(await shown(page)).toEqual(["parks"]);
  await previous(page).focus();
  await turn(page, () => page.keyboard.press("ArrowLeft"));
  expect(await shown(page)).toEqual(["zhengan"]);
  await turn(page, () => page.keyboard.press("ArrowDown"));
  expect(await shown(page)).toEqual(["parks"]);
});

test("the bar says which section this is, and of how many", async ({ page, site }) => {
  await openAtRest(page, site, `${STEPPED}#ankang`);
  await expect(page.locator(".where")).toHaveText(`6/${steps.length} 玩具缝在家门口`);
  await expect(page.locator(".where")).toBeVisible();
});

test.describe("by touch", { tag: "@phone" }, () => {
  test.use({ hasTouch: true });

  test("a swipe to the side turns the page, one down does not", async ({ context, page, site }) => {
    await openAtRest(page, site, `${STEPPED}&motion=off#zhengan`);
    const devtools = await context.newCDPSession(page);
    const swipe = async (right: number, down: number) => {
      const [x, y] = [200, 600];
      await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
      await devtools.send("Input.dispatchTouchEvent", {
        type: "touchMove",
        touchPoints: [{ x: x + right, y: y + down }],
      });
      await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    };
    await expect(async () => {
      await swipe(-120, 10);
      expect(await shown(page)).toEqual(["parks"]);
    }).toPass();
    await swipe(120, 10);
    await expect.poll(() => shown(page)).toEqual(["zhengan"]);
    await swipe(20, -120);
    expect(await shown(page)).toEqual(["zhengan"]);
  });
});
