// A step looks the same however the reader reached it: by a jump, from above, from below, after a resize,
// by its address.

import type { Page } from "@playwright/test";

import { atRest, current, expectSame, markup, picture, untilMoving, type Picture } from "../support/rest.ts";
import { KINDS, steps } from "../support/story.ts";
import { expect, MOTION, openLive, scrollTo, test, untilLive } from "../support/test.ts";

test.use(MOTION);

/** Steps of every kind: near and far, the whole country, after a step that looks alike, the last one. */
const TELLING = ["zhengan", "parks", "people", "epilogue"];

const MIDDLE = { share: 0.5 };

/** The id of the step that is `by` steps away, or the first or the last. */
function beside(id: string, by: number): string {
  const index = steps.findIndex((step) => step.id === id);
  return steps[Math.min(Math.max(index + by, 0), steps.length - 1)]!.id;
}

async function at(page: Page, id: string) {
  await scrollTo(page, id, MIDDLE);
  expect(await current(page)).toBe(id);
  return picture(page);
}

for (const [index, id] of TELLING.entries()) {
  // Each step's route tests run on one screen, in turns, and its address test on the other.
  const [one, other] = index % 2 ? ["@desk", "@phone"] : ["@phone", "@desk"];
  test(`${id} is the same picture by a jump, from above, from below and after a resize`, { tag: one }, async ({
    page,
    site,
  }) => {
    await openLive(page, site);
    const jumped = await at(page, id);

    await scrollTo(page, beside(id, -1), MIDDLE);
    await atRest(page);
    await expectSame(page, await at(page, id), jumped, "from above");

    await scrollTo(page, beside(id, 1), MIDDLE);
    await atRest(page);
    await expectSame(page, await at(page, id), jumped, "from below");

    const { width, height } = page.viewportSize()!;
    await page.setViewportSize({ width: height, height: width });
    await atRest(page);
    await page.setViewportSize({ width, height });
    await atRest(page);
    await expectSame(page, await at(page, id), jumped, "after a resize there and back");
  });

  test(`${id} is the same picture, complete, when its address is opened`, { tag: other }, async ({ page, site }) => {
    await openLive(page, site);
    const jumped = await at(page, id);
    await page.goto("about:blank");
    await page.goto(`${site.home}#${id}`);
    await untilLive(page);
    const opened = await picture(page);
    expect(await current(page)).toBe(id);
    expect.soft(opened.markup).toEqual(jumped.markup);
    await expectSame(page, await at(page, id), jumped, "in the middle of it");
  });
}

test("a flight that is turned back half way ends in the same picture", { tag: "@desk" }, async ({ page, site }) => {
  await openLive(page, site);
  const first = await at(page, "zhengan");
  await untilMoving(page, () => scrollTo(page, "neimenggu", MIDDLE));
  await expectSame(page, await at(page, "zhengan"), first, "turned back");
});

test("every step is the same picture on the way down and on the way up", { tag: "@phone" }, async ({ page, site }) => {
  // Without flights, which the tests above cover, every step takes two frames.
  await page.goto(`${site.home}?motion=off`);
  await untilLive(page);
  const down = new Map<string, string[]>();
  for (const { id } of steps) {
    await scrollTo(page, id, MIDDLE);
    await atRest(page);
    down.set(id, await markup(page));
  }
  for (const { id } of steps.toReversed()) {
    await scrollTo(page, id, MIDDLE);
    await atRest(page);
    expect.soft(await markup(page), id).toEqual(down.get(id));
  }
});

test("every step is the same picture after a resize, by a jump over the others, and by its address", {
  tag: "@desk",
}, async ({ page, site }) => {
  await page.goto(`${site.home}?motion=off`);
  await untilLive(page);
  const { width, height } = page.viewportSize()!;
  const pictures = new Map<string, Picture>();
  for (const { id } of steps) pictures.set(id, await at(page, id));

  await page.setViewportSize({ width: height, height: width });
  await atRest(page);
  await page.setViewportSize({ width, height });
  await atRest(page);
  // From one end to the other and back, each time a step further in: no jump leads to a neighbour.
  const jumps = steps.flatMap((_, index) => [steps[index]!, steps.at(-1 - index)!]).slice(0, steps.length);
  for (const { id } of jumps) {
    await expectSame(page, await at(page, id), pictures.get(id)!, `${id}, jumped to after a resize`);
  }
  for (const { id } of KINDS.slice(1)) {
    await page.evaluate((id) => (location.hash = id), id);
    await expect.poll(() => current(page)).toBe(id);
    await expectSame(page, await picture(page), pictures.get(id)!, `${id}, by its address`);
  }
});
