// The scale of years along the foot of the map.

import type { Page } from "@playwright/test";

import { atRest } from "../support/rest.ts";
import { expect, openLive, scrollTo, test } from "../support/test.ts";

/** What the scale says in the middle of a step, and the share of it, in percent, that its line covers. */
async function scaleAt(page: Page, step: string) {
  await scrollTo(page, step, { share: 0.5 });
  await atRest(page);
  return page.locator(".years > div").evaluate((scale) => {
    const textsOf = (selector: string) => [...scale.querySelectorAll(selector)].map(({ textContent }) => textContent);
    const { transform } = getComputedStyle(scale, "::before");
    const { a, e } = new DOMMatrix(transform);
    const from = (100 * e) / scale.clientWidth;
    return { marked: textsOf(".marked"), ends: textsOf(".end"), line: [from, from + 100 * a].map(Math.round) };
  });
}

test("the scale marks the years in a step's words", async ({ page, site }) => {
  await openLive(page, site);
  await expect(page.locator(".years .marked")).toHaveText(["1996", "2026"]);
  const zhengan = { marked: ["2025"], ends: ["1996", "2026"], line: [0, 0] };
  expect.soft(await scaleAt(page, "zhengan")).toEqual(zhengan);
  const people = { marked: ["2019", "2021", "2024"], ends: ["1996", "2026"], line: [0, 0] };
  expect.soft(await scaleAt(page, "people")).toEqual(people);
  // Two years are the ends of a span.
  const whole = { marked: ["1996", "2026"], ends: [], line: [0, 100] };
  expect.soft(await scaleAt(page, "thirty-years")).toEqual(whole);
  expect.soft(await scaleAt(page, "roots")).toEqual({ marked: [], ends: ["1996", "2026"], line: [0, 0] });
  // Going back ends in the same picture.
  expect.soft(await scaleAt(page, "zhengan")).toEqual(zhengan);
});

test("on the cover the line runs from the first year to the last", async ({ page, site }) => {
  await page.addInitScript(() => {
    addEventListener("transitionrun", ({ target, pseudoElement }) => {
      if (pseudoElement === "::before" && (target as Element).matches(".years > div")) document.body.dataset.ran = "";
    });
  });
  await openLive(page, site);
  await expect(page.locator("body")).toHaveAttribute("data-ran");
});

test("no two years on the scale overlap", async ({ page, site }) => {
  await openLive(page, site);
  for (const step of ["zhengan", "people"]) {
    await scaleAt(page, step);
    const overlaps = await page.locator(".years").evaluate((scale) => {
      const boxes = [...scale.querySelectorAll("span")].map((label) => label.getBoundingClientRect());
      const meet = (one: DOMRect, other: DOMRect) =>
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      return boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => meet(one, other))).length;
    });
    expect.soft(overlaps, step).toBe(0);
  }
});
