// What the page shows when nothing moves, in a form that two ways to the same place can be held to.

import type { Page } from "@playwright/test";

import { expect, settle } from "./test";

/** So many frames in a row without anything that moves are rest: a counter begins a frame late. */
const QUIET = 4;

/** What says that something moves, and that something of the map is on its way. */
const MOVES = "story-map[data-moving]";
const COMES = "story-map[data-asked], [data-relief]";

/** Waits until no flight, no counter and no transition runs, and all of the map has come. */
export async function atRest(page: Page) {
  await stillWithout(page, `${MOVES}, ${COMES}`);
}

/** The same on a page to which some of its map never comes. */
export async function stopped(page: Page) {
  await stillWithout(page, MOVES);
}

/** Does `act`, and waits until something has moved. Who asks only afterwards may come too late on a busy machine. */
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
  await page.evaluate(async ([marks, quiet]) => {
    const frame = () => new Promise(requestAnimationFrame);
    const moves = () =>
      document.querySelector(marks) !== null ||
      document.getAnimations().some(({ playState }) => playState === "running");
    for (let still = 0; still < quiet; still = moves() ? 0 : still + 1) await frame();
  }, [marks, QUIET] as const);
}

/**
 * The markup of the stage, an element a line. The order of attributes and a style attribute without
 * a style say nothing, and differ by how the element was changed: they are sorted, and left out.
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
 * The stage as it is painted. Its note is left out: Chromium sets those letters a pixel lower, at
 * the same place on the page, once the stage has been scrolled out of its stickiness.
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
 * Edges are smoothed a little otherwise when only a part of the screen was painted afresh, and where
 * Chromium has cut its tiles otherwise, as it does once the stage has been out of sight: an arc that
 * crosses a tile's edge is then filled from other pieces. By so many of 255 shades, seen up to 27;
 * and by more than a few on so large a share of the pixels, seen up to 0.0008. A line that is
 * missing, or stands half a pixel off, differs by over a hundred.
 */
const SMOOTHED = { shades: 40, few: 4, share: 0.002 };

/** Where and how much two screenshots differ; nothing where they do not. */
async function differences(page: Page, seen: Buffer, expected: Buffer): Promise<string> {
  if (seen.equals(expected)) return "";
  const addresses = [seen, expected].map((png) => `data:image/png;base64,${png.toString("base64")}`);
  return page.evaluate(async ([addresses, smoothed]) => {
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
  }, [addresses, SMOOTHED] as const);
}

/** Holds one picture to another: by what it is made of, and by every pixel of it. */
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

/** Every link that is lit, with its drawn share. */
export function lit(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const paths = document.querySelectorAll<SVGElement>('.connections [data-state="lit"]');
    return Object.fromEntries([...paths].map(({ dataset }) => [dataset.link, dataset.drawn!]));
  });
}

/** Asks for more by `go` until another step is current: what is left of a step is shown first. */
export async function turn(page: Page, go: () => Promise<unknown>) {
  const before = await current(page);
  for (let times = 0; times < 12 && (await current(page)) === before; times += 1) {
    await go();
    await settle(page);
  }
}

/** Every link of a step, complete. */
export function complete({ links }: { links: string[] }): Record<string, string> {
  return Object.fromEntries(links.map((link) => [link, "1.00"]));
}

/** Scrolls as a hand does, `px` CSS pixels a frame, until the page is scrolled to `top`. */
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
