// Snapshots of the page at rest, for comparing two routes to the same position.

import type { Page } from "@playwright/test";

import { expect, settle } from "./test.ts";

/** The page is at rest after this many frames in a row without motion: a counter begins a frame late. */
const QUIET = 4;

/** Selectors of a page on which something moves, and of one whose map is still loading. */
const MOVES = "story-map[data-moving]";
const COMES = "story-map[data-asked], [data-relief]";

/** Waits until no flight, counter or transition runs, and the whole map has loaded. */
export async function atRest(page: Page) {
  await stillWithout(page, `${MOVES}, ${COMES}`);
}

/** The same on a page where a part of the map never loads. */
export async function stopped(page: Page) {
  await stillWithout(page, MOVES);
}

/** Does `act` and waits until something has moved. Observes from before `act`, as a later look may miss the motion. */
export async function untilMoving(page: Page, act: () => Promise<unknown>) {
  const seen = await page.evaluateHandle((marks) => {
    const seen = { moved: false };
    const look = () => (seen.moved ||= document.querySelector(marks) !== null);
    new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ["data-moving"] });
    return seen;
  }, MOVES);
  await act();
  await expect.poll(() => seen.evaluate(({ moved }) => moved)).toBe(true);
}

async function stillWithout(page: Page, marks: string) {
  await page.evaluate(
    async ([marks, quiet]) => {
      const frame = () => new Promise(requestAnimationFrame);
      const moves = () =>
        document.querySelector(marks) !== null ||
        document.getAnimations().some(({ playState }) => playState === "running");
      for (let still = 0; still < quiet; still = moves() ? 0 : still + 1) await frame();
    },
    [marks, QUIET] as const,
  );
}

/**
 * The markup of the stage, an element per line. The order of attributes, and an empty style attribute,
 * depend on how the element was changed and mean nothing: the former are sorted, the latter left out.
 */
export function markup(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".picture > svg, .picture > svg *")].map((element) => {
      const attributes = [...element.attributes]
        .filter(({ name, value }) => name !== "style" || value !== "")
        .map(({ name, value }) => `${name}="${value}"`);
      const text = element.children.length ? "" : (element.textContent ?? "");
      return [element.localName, ...attributes.toSorted(), text].join(" ").trim();
    }),
  );
}

/**
 * A screenshot of the stage. Its note is masked: Chromium paints those letters a pixel lower, at
 * the same position on the page, once the stage has been scrolled past its sticky range.
 */
export async function painted(page: Page): Promise<Buffer> {
  const clip = (await page.locator(".stage").boundingBox())!;
  const mask = [page.locator(".stage .review")];
  return page.screenshot({ clip, mask, animations: "allow" });
}

export type Picture = { markup: string[]; painted: Buffer };

/** The stage at rest. */
export async function picture(page: Page): Promise<Picture> {
  await atRest(page);
  return { markup: await markup(page), painted: await painted(page) };
}

/**
 * Tolerances of a comparison. Chromium smooths edges a little differently when it repaints only a part of
 * the screen, and where it has cut its tiles differently, as it does once the stage has been out of
 * sight: it then fills an arc that crosses a tile's edge from other pieces. `shades`: the largest
 * difference of a pixel, of 255, measured up to 27. `share`: the share of the pixels that differ by more
 * than `few` shades, measured up to 0.0008. A line that is missing, or half a pixel off, differs by more
 * than a hundred shades.
 */
const SMOOTHED = { shades: 40, few: 4, share: 0.002 };

/** Where and how much two screenshots differ; an empty string if they do not. */
async function differences(page: Page, seen: Buffer, expected: Buffer): Promise<string> {
  if (seen.equals(expected)) return "";
  const addresses = [seen, expected].map((png) => `data:image/png;base64,${png.toString("base64")}`);
  return page.evaluate(
    async ([addresses, smoothed]) => {
      const [one, other] = await Promise.all(
        addresses.map(async (src) => {
          const image = Object.assign(new Image(), { src });
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d")!;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (one!.width !== other!.width || one!.height !== other!.height) return "of another size";
      let [count, most, left, top, right, bottom] = [0, 0, Infinity, Infinity, 0, 0];
      for (let at = 0; at < one!.data.length; at += 4) {
        const by = Math.max(...[0, 1, 2].map((part) => Math.abs(one!.data[at + part]! - other!.data[at + part]!)));
        if (by <= smoothed.few) continue;
        const [x, y] = [(at / 4) % one!.width, Math.floor(at / 4 / one!.width)];
        [count, most] = [count + 1, Math.max(most, by)];
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      }
      const isSeen = smoothed.shades < most || smoothed.share * one!.width * one!.height < count;
      return isSeen ? `${count} pixels by up to ${most} between ${left},${top} and ${right},${bottom}` : "";
    },
    [addresses, SMOOTHED] as const,
  );
}

/** Expects two pictures to be equal, in their markup and in every pixel. */
export async function expectSame(page: Page, seen: Picture, expected: Picture, way: string) {
  expect.soft(seen.markup, `the markup, ${way}`).toEqual(expected.markup);
  const differing = await differences(page, seen.painted, expected.painted);
  expect.soft(differing, `pixels that differ, ${way}`).toBe("");
}

/** The id of the step that the page marks as current. */
export function current(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const marked = document.querySelectorAll<HTMLElement>('[aria-current="step"]');
    return [...marked].map(({ dataset }) => dataset.step).join(" and ");
  });
}

/** The drawn share of every highlighted link, by its id. */
export function lit(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const paths = document.querySelectorAll<SVGElement>('.connections [data-state="lit"]');
    return Object.fromEntries([...paths].map(({ dataset }) => [dataset.link, dataset.drawn!]));
  });
}

/** Calls `go` until another step is current: the page shows the rest of a step before it turns to another. */
export async function turn(page: Page, go: () => Promise<unknown>) {
  const before = await current(page);
  for (let times = 0; times < 12 && (await current(page)) === before; times += 1) {
    await go();
    await settle(page);
  }
}

/** Every link of a step, drawn completely. */
export function complete({ links }: { links: string[] }): Record<string, string> {
  return Object.fromEntries(links.map((link) => [link, "1.00"]));
}

/** Scrolls by `px` CSS pixels a frame, as a hand does, until the page's scroll position is `top`. */
export async function scrollSlowly(page: Page, top: number, px: number) {
  await page.evaluate(
    async ([top, px]) => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let left = top! - scrollY; left !== 0; ) {
        const by = Math.sign(left) * Math.min(Math.abs(left), px!);
        scrollBy({ top: by, behavior: "instant" });
        left -= by;
        await frame();
      }
    },
    [top, px],
  );
  await settle(page);
}
