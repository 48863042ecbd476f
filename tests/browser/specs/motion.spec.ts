// Motion: none for readers who want none, and for others nothing that flashes or lasts long.

import type { Page } from "@playwright/test";

import { atRest, current, markup, untilMoving } from "../support/rest.ts";
import { FULL, KINDS, steps } from "../support/story.ts";
import { expect, MOTION, openAt, openLive, scrollTo, settle, test } from "../support/test.ts";

test.use(MOTION);

const MIDDLE = { share: 0.5 };

/** The longest duration of an animation, in milliseconds: one of five seconds would need a way to stop it. */
const LONGEST = 1_500;

test.describe("where the system wants less motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("each step is there at once, and is what motion would have ended in", { tag: "@desk" }, async ({
    page,
    site,
  }) => {
    await openAt(page, site, "?motion=on");
    const ends: string[][] = [];
    for (const { id } of KINDS) {
      await scrollTo(page, id, MIDDLE);
      await atRest(page);
      ends.push(await markup(page));
    }
    await openAt(page, site, "");
    for (const [index, { id }] of KINDS.entries()) {
      await scrollTo(page, id, MIDDLE);
      // A transition of no duration may be listed until the next frame.
      const runs = () =>
        document.getAnimations().filter(({ effect }) => 1 < Number(effect!.getComputedTiming().endTime)).length;
      expect.soft(await page.evaluate(runs), `animations in ${id}`).toBe(0);
      await expect.soft(page.locator("story-map"), id).not.toHaveAttribute("data-moving");
      // Finer land may still be loading: that is not motion.
      await atRest(page);
      expect.soft(await markup(page), id).toEqual(ends[index]);
    }
  });

  test("two pictures of a step, one after the other, are the same", { tag: "@phone" }, async ({ page, site }) => {
    await openLive(page, site);
    for (const id of ["ankang", "parks", "zhengan"]) {
      await scrollTo(page, id, MIDDLE);
      await atRest(page);
      const first = await page.screenshot({ animations: "allow" });
      await settle(page);
      expect.soft((await page.screenshot({ animations: "allow" })).equals(first), id).toBe(true);
    }
  });
});

test("the reader's own answer goes before the system's, either way", { tag: "@desk" }, async ({ page, site }) => {
  for (const [system, own, moves] of [
    ["reduce", "on", true],
    ["no-preference", "off", false],
  ] as const) {
    await page.emulateMedia({ reducedMotion: system });
    await openAt(page, site, `?motion=${own}`);
    await atRest(page);
    const go = () => scrollTo(page, "ankang", MIDDLE);
    if (moves) {
      await untilMoving(page, go);
    } else {
      await go();
      await expect(page.locator("story-map"), own).not.toHaveAttribute("data-moving");
    }
  }
});

test("no animation lasts longer than a second and a half, and none begins again", { tag: "@phone" }, async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    const seen = new Map<string, { lasts: number; times: number }>();
    Object.assign(window, { seen });
    const look = () => {
      // A figure that waits to count is hidden by an animation without motion.
      const isMotion = (animation: Animation) => (animation as CSSAnimation).animationName !== "soon";
      for (const animation of document.getAnimations().filter(isMotion)) {
        const { endTime, iterations } = animation.effect!.getComputedTiming();
        const element = (animation.effect as KeyframeEffect).target;
        seen.set(`${element?.getAttribute("class")} ${endTime}`, { lasts: Number(endTime), times: iterations! });
      }
      requestAnimationFrame(look);
    };
    addEventListener("DOMContentLoaded", look);
  });
  await openLive(page, site);
  for (const { id } of steps.filter((_, index) => FULL || index % 3 === 0)) {
    await scrollTo(page, id, MIDDLE);
    await expect(page.locator("story-map"), id).not.toHaveAttribute("data-moving");
  }
  type Seen = Map<string, { lasts: number; times: number }>;
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Seen }).seen]);
  expect(seen.length).toBeGreaterThan(0);
  for (const [what, { lasts, times }] of seen) {
    expect.soft(lasts, what).toBeLessThanOrEqual(LONGEST);
    expect.soft(times, what).toBe(1);
  }
});

/**
 * A flash as WCAG 2.3.1 defines it: the relative luminance of a place rises and falls by a tenth of the
 * maximum, and the darker of the two is below 0.8. A place is as large as the area that must not flash: a
 * square with a quarter of the area of 341 by 256 CSS pixels.
 */
const FLASH = { change: 0.1, dark: 0.8, side: 148 };

/** A screenshot, and when it was taken, in seconds. */
type Picture = [string, number];

/** The most flashes of any place within one second, in screenshots of a viewport of this size, in CSS pixels;
 *  `page` only computes them, and its own viewport does not matter. */
function flashes(page: Page, pictures: Picture[], window: { width: number; height: number }): Promise<number> {
  return page.evaluate(
    async ([pictures, { change, dark, side }, { width, height }]) => {
      const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
      const places = columns * rows;
      const canvas = new OffscreenCanvas(columns, rows).getContext("2d", { willReadFrequently: true })!;
      canvas.imageSmoothingQuality = "high";
      const lights: number[][] = [];
      for (const [picture] of pictures) {
        const image = Object.assign(new Image(), { src: `data:image/jpeg;base64,${picture}` });
        await image.decode();
        canvas.drawImage(image, 0, 0, columns, rows);
        const { data } = canvas.getImageData(0, 0, columns, rows);
        const part = (at: number) => ((data[at]! / 255 + 0.055) / 1.055) ** 2.4;
        lights.push(
          Array.from(
            { length: places },
            (_, place) => 0.2126 * part(4 * place) + 0.7152 * part(4 * place + 1) + 0.0722 * part(4 * place + 2),
          ),
        );
      }
      let most = 0;
      for (let place = 0; place < places; place += 1) {
        let [low, high] = [Infinity, -Infinity];
        const turns: number[] = [];
        let goesUp: boolean | undefined;
        for (const [at, light] of lights.map((it, index) => [pictures[index]![1], it[place]!] as const)) {
          [low, high] = [Math.min(low, light), Math.max(high, light)];
          const isUp = change <= light - low && low < dark;
          const isDown = change <= high - light && light < dark;
          if (isUp && goesUp !== true) {
            turns.push(at);
            [goesUp, high] = [true, light];
          } else if (isDown && goesUp !== false) {
            turns.push(at);
            [goesUp, low] = [false, light];
          }
          if (goesUp === true && isUp) low = high = light;
          if (goesUp === false && isDown) low = high = light;
        }
        for (const [first, from] of turns.entries()) {
          const within = turns.slice(first).filter((at) => at <= from + 1);
          most = Math.max(most, Math.floor(within.length / 2));
        }
      }
      return most;
    },
    [pictures, FLASH, window] as const,
  );
}

for (const colorScheme of ["light", "dark"] as const) {
  const tag = colorScheme === "light" ? "@phone" : "@desk";
  test(`nothing flashes where a step changes, ${colorScheme}`, { tag }, async ({ context, page, site }) => {
    await page.emulateMedia({ colorScheme });
    await openLive(page, site);
    const devtools = await context.newCDPSession(page);
    let pictures: Picture[] = [];
    devtools.on("Page.screencastFrame", async ({ data, metadata, sessionId }) => {
      pictures.push([data, metadata.timestamp!]);
      // There is no answer once the page is closed.
      await devtools.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
    });
    const reader = await context.newPage();
    const window = page.viewportSize()!;
    expect(await flashes(reader, await blinking(reader), window), "what does flash is seen").toBeGreaterThan(3);
    await page.bringToFront();
    await devtools.send("Page.startScreencast", { format: "jpeg", quality: 60, maxWidth: 320 });
    // From the whole country to one county, to another, and back.
    for (const id of ["parks", "jiange", "labour", "juncao", "minning", "epilogue"]) {
      pictures = [];
      await scrollTo(page, id, MIDDLE);
      await expect.poll(() => current(page)).toBe(id);
      await expect(page.locator("story-map")).not.toHaveAttribute("data-moving");
      expect(pictures.length, `pictures of ${id}`).toBeGreaterThan(2);
      expect.soft(await flashes(reader, pictures, window), id).toBeLessThan(3);
    }
  });
}

/** Screenshots that alternate between black and white, ten a second. */
function blinking(page: Page): Promise<Picture[]> {
  return page.evaluate(async () => {
    const canvas = new OffscreenCanvas(16, 16);
    const context = canvas.getContext("2d")!;
    const pictures: Picture[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      context.fillStyle = turn % 2 ? "black" : "white";
      context.fillRect(0, 0, 16, 16);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer());
      pictures.push([btoa(String.fromCharCode(...bytes)), turn / 10]);
    }
    return pictures;
  });
}
