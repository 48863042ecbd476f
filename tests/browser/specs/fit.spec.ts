// All that is highlighted is in sight, at seven sizes, by the boxes that the browser has laid out.

import type { Page } from "@playwright/test";

import { atRest } from "../support/rest.ts";
import { FULL, steps } from "../support/story.ts";
import { expect, scrollTo, test, untilLive } from "../support/test.ts";

const SIZES = {
  phone: ["320x568", "360x640", "390x844", "412x915", "844x390"],
  desk: ["768x1024", "1440x900"],
};

/** Browsers round boxes to fractions of a pixel. In CSS pixels. */
const ROUNDED = 0.5;

/**
 * Highlighted links, ends and names that cannot be seen, and names that overlap. In a step that `isClose`, one end of
 * a link may be beyond the map.
 */
function faultsOf(page: Page, links: string[], isClose: boolean): Promise<string[]> {
  return page.evaluate(
    ([links, isClose, rounded]) => {
      const stage = document.querySelector(".stage")!;
      const within = stage.getBoundingClientRect();
      const at = ({ left, top, right, bottom }: DOMRect) =>
        [left, top, right, bottom].map((edge) => edge.toFixed(1)).join(" ");
      const isWithin = (box: DOMRect) =>
        within.left - rounded <= box.left &&
        within.top - rounded <= box.top &&
        box.right <= within.right + rounded &&
        box.bottom <= within.bottom + rounded;
      const faults: string[] = [];
      const look = (what: string, box: DOMRect) => {
        if (!isWithin(box)) faults.push(`${what} at ${at(box)} leaves the stage ${at(within)}`);
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (!top) faults.push(`${what} at ${at(box)} is outside of the window`);
        else if (!stage.contains(top)) {
          const cover = `${top.localName}.${top.getAttribute("class")}`;
          faults.push(`${what} at ${at(box)} is covered by ${cover}`);
        }
      };

      for (const mark of document.querySelectorAll<SVGElement>(".connections [data-place]")) {
        // A group of regions has a name only.
        if (mark.getAttribute("d")) look(`the mark of ${mark.dataset.place}`, mark.getBoundingClientRect());
      }
      // Not every end has a mark: pairs have none, and places too close to be drawn apart share one.
      for (const link of links) {
        const line = document.querySelector<SVGPathElement>(`.connections path[data-link="${link}"]`)!;
        const toWindow = line.getScreenCTM()!;
        const ends = [...line.getAttribute("d")!.matchAll(/M([-\d.]+) ([-\d.]+)|Q\S+ \S+ ([-\d.]+) ([-\d.]+)/g)];
        if (ends.length < 2) faults.push(`${link} has ${ends.length} ends`);
        const points = ends.map(([, fromX, fromY, toX, toY]) => {
          const end = new DOMPoint(Number(fromX ?? toX), Number(fromY ?? toY)).matrixTransform(toWindow);
          return new DOMRect(end.x, end.y, 0, 0);
        });
        const near = isClose ? points.filter(isWithin) : points;
        if (!near.length) faults.push(`neither end of ${link} is on the stage`);
        for (const end of near) look(`an end of ${link}`, end);
      }

      const note = document.querySelector(".stage .review")!.getBoundingClientRect();
      const names = [...document.querySelectorAll(".connections .label")].map((label) => ({
        text: label.textContent,
        box: label.getBoundingClientRect(),
      }));
      for (const [index, { text, box }] of names.entries()) {
        if (!isWithin(box)) faults.push(`the name ${text} at ${at(box)} leaves the stage ${at(within)}`);
        for (const other of [...names.slice(index + 1), { text: "of the note", box: note }]) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (rounded < across && rounded < down) {
            const by = `${across.toFixed(1)}x${down.toFixed(1)}`;
            faults.push(`the names ${text} and ${other.text} overlap by ${by}`);
          }
        }
      }
      return faults;
    },
    [links, isClose, ROUNDED] as const,
  );
}

/** The islands and dashes of the sea that cannot be seen in a national view, and what covers them. */
function coveredAtSea(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const stage = document.querySelector(".stage")!;
    const sea = document.querySelector<SVGSVGElement>(".picture > .lines")!;
    const toWindow = sea.getScreenCTM()!;
    const covered = new Set<string>();
    for (const name of ["islets", "dashes"]) {
      const d = document.querySelector(`[id$="-${name}"]`)!.getAttribute("d")!;
      for (const [, x, y] of d.matchAll(/M(-?[\d.]+) ?(-?[\d.]+)/g)) {
        const at = new DOMPoint(Number(x), Number(y)).matrixTransform(toWindow);
        const top = document.elementFromPoint(at.x, at.y);
        if (!top) covered.add(`${name} are outside of the window`);
        else if (!stage.contains(top) || top.closest(".review")) covered.add(`${name} by ${top.className}`);
      }
    }
    return [...covered];
  });
}

/** Scrolls to the whole stage: the cover's words come first, and in letters at 150 % may fill the viewport. */
async function scrollToWholeStage(page: Page) {
  await page.evaluate(() => {
    const { bottom } = document.querySelector(".stage")!.getBoundingClientRect();
    scrollBy({ top: Math.max(0, bottom - innerHeight), behavior: "instant" });
  });
  await atRest(page);
}

/** Ways to read: the size of the reader's letters in CSS pixels, the browser's default or half as large again,
 *  and the address of the page, Chinese or English with its longer names. */
const READINGS = {
  "with letters as they are": { letters: 16, address: "" },
  "with letters at 150 %": { letters: 24, address: "" },
  "in English": { letters: 16, address: "en/index.html" },
};

for (const [screen, sizes] of Object.entries(SIZES)) {
  for (const [index, size] of sizes.entries()) {
    for (const [turn, [how, { letters, address }]] of Object.entries(READINGS).entries()) {
      // Each size with one way to read, in turns, and English on both screens;
      // `every_lit_region_is_in_sight_at_every_size` tests all sizes.
      if (!FULL && turn !== (screen === "desk" ? index + 2 : index) % 3) continue;
      test(`what is lit is in sight at ${size} ${how}`, { tag: `@${screen}` }, async ({ page, site }) => {
        const [width, height] = size.split("x").map(Number);
        await page.setViewportSize({ width: width!, height: height! });
        // Without flights: the camera comes to rest in the same place.
        await page.goto(`${site.home}${address}?motion=off`);
        await page.evaluate((px) => (document.documentElement.style.fontSize = `${px}px`), letters);
        await untilLive(page);
        for (const { id, links, isClose } of steps) {
          await scrollTo(page, id, { share: 0.5 });
          await atRest(page);
          if (id === "cover") await scrollToWholeStage(page);
          expect.soft(await faultsOf(page, links, isClose), id).toEqual([]);
          const isNational = await page.locator('.connections[data-extent="nation"]').count();
          if (isNational) expect.soft(await coveredAtSea(page), id).toEqual([]);
        }
      });
    }
  }
}
