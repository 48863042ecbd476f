// At the stop of each step no figure is cut by an edge or by the bar, and the step's lines are drawn.

import type { Page } from "@playwright/test";

import { PAGES, steps } from "../support/story.ts";
import { expect, settle, test, untilLive } from "../support/test.ts";

const SIZES = ["390x844", "820x1180", "1440x900", "1920x1080", "2560x1440"];

/** The figures of the step that an edge of the words' part of the viewport cuts, and whether its lines are drawn and its
 *  first figure is seen. */
const seenAt = (page: Page, id: string) =>
  page.evaluate((id) => {
    const boxOf = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
    const isStacked = document.querySelector<HTMLElement>("story-map")!.dataset.layout!.includes("stacked");
    const top = isStacked ? boxOf(".stage").bottom : 0;
    const bottom = boxOf(".controls").top;
    const step = boxOf(`#${id}`);
    // How far the trigger line is in the step, from 0 to 1.
    const read = (0.6 * innerHeight - step.top) / step.height;
    const figures = [...document.querySelectorAll<HTMLElement>(`#${id} .figure`)].map((figure) => ({
      id: figure.dataset.figure,
      box: figure.getBoundingClientRect(),
    }));
    const isCut = ({ box }: (typeof figures)[0]) =>
      (box.top < top && top < box.bottom) || (box.top < bottom && bottom < box.bottom);
    return {
      cut: figures.filter(isCut).map((figure) => figure.id),
      // The reader's own map is always whole: its form makes it several viewports high.
      isOpen: id === "explore" || (0.15 <= read && read <= 0.85),
      isFirstSeen: !figures[0] || (top <= figures[0].box.top && figures[0].box.bottom <= bottom),
    };
  }, id);

for (const [index, size] of SIZES.entries()) {
  test(`where a step stops, no figure is cut at ${size}`, { tag: index ? "@desk" : "@phone" }, async ({
    page,
    site,
  }) => {
    const [width, height] = size.split("x").map(Number);
    await page.setViewportSize({ width: width!, height: height! });
    for (const [language, address] of Object.entries(PAGES)) {
      await page.goto(`${site.home}${address}?motion=off`);
      await untilLive(page);
      for (const { id } of steps.slice(1)) {
        await page.evaluate((id) => document.getElementById(id)!.scrollIntoView({ behavior: "instant" }), id);
        await settle(page);
        expect
          .soft(await seenAt(page, id), `${id} in ${language}`)
          .toEqual({ cut: [], isOpen: true, isFirstSeen: true });
      }
    }
  });
}
