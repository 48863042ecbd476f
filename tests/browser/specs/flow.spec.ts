// The story in a frame as high as itself, on another site's page: every section has a place for the one stage,
// which moves from section to section; and claims about every kind of frame.

import type { Frame, Page } from "@playwright/test";

import { currentIn, deckIn, flowIn, WORDS } from "../support/held.ts";
import { FULL, steps } from "../support/story.ts";
import { expect, settle, test } from "../support/test.ts";

const ids = steps.map(({ id }) => id);

/** Scrolls the host until the section's top is at 40 % of the viewport's height. */
async function readAt(page: Page, frame: Frame, id: string) {
  const top = await frame.locator(`#${id}`).evaluate((section) => section.getBoundingClientRect().top);
  await page.evaluate((top) => {
    const frame = document.querySelector("iframe")!.getBoundingClientRect();
    scrollTo({ top: scrollY + frame.top + top - 0.4 * innerHeight, behavior: "instant" });
  }, top);
  await expect.poll(() => currentIn(frame), id).toBe(id);
  await settle(frame);
}

/** Compares the stage with the still of the current section: their boxes, and what they show. */
const stageAndStill = (frame: Frame) =>
  frame.evaluate(() => {
    const section = document.querySelector("[aria-current=step]")!;
    const still = section.querySelector(".still")!;
    const stage = document.querySelector(".stage")!;
    const [there, here] = [still, stage].map((it) => it.getBoundingClientRect());
    const lit = (root: Element) =>
      [...root.querySelectorAll<SVGElement>(".region[data-state]")]
        .map((region) => `${/r\d+/.exec(region.getAttribute("href")!)} ${region.dataset.state}`)
        .toSorted();
    // The ends of highlighted links, from the picture's own corner, as shares of its width.
    const ends = (root: Element, box: DOMRect) =>
      [...root.querySelectorAll(".node")].map((node) => {
        const { left, top, width, height } = node.getBoundingClientRect();
        return [(left + width / 2 - box.left) / box.width, (top + height / 2 - box.top) / box.width];
      });
    const apart = ends(stage, here!).map(([x, y]) =>
      Math.min(1, ...ends(still, there!).map(([a, b]) => Math.hypot(a! - x!, b! - y!))),
    );
    return {
      isInside: section.contains(stage),
      off: Math.max(
        ...(["left", "top", "width", "height"] as const).map((edge) => Math.abs(there![edge] - here![edge])),
      ),
      stage: lit(stage),
      still: lit(still),
      ends: [stage, still].map((root) => root.querySelectorAll(".node").length),
      apart: Math.max(0, ...apart),
    };
  });

for (const width of [390, 1000]) {
  test(`in a frame ${width} wide each section has its stage where its still was, and no height changes`, async ({
    page,
    site,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    const frame = await flowIn(page, site, { address: "?motion=off" });
    const height = () => page.locator("iframe").evaluate((it) => it.getBoundingClientRect().height);
    await expect
      .poll(
        async () =>
          (await height()) -
          (await frame.evaluate(() => Math.ceil(document.querySelector("story-map")!.getBoundingClientRect().height))),
      )
      .toBe(0);
    // The explorer loads as the reader comes near it.
    const last = ids.indexOf("explore");
    const before = await height();
    for (const id of ids.slice(1, last - 3).filter((_, index) => FULL || index % (width === 390 ? 1 : 3) === 0)) {
      await readAt(page, frame, id);
      const { isInside, off, stage, still, ends, apart } = await stageAndStill(frame);
      expect(isInside, id).toBe(true);
      expect(off, `${id}: how far the stage stands off its still`).toBeLessThanOrEqual(0.5);
      expect(stage, id).toEqual(still);
      expect(ends[0], id).toBe(ends[1]);
      expect(apart, `${id}: how far an end lies off, as a share of the width`).toBeLessThan(0.02);
      expect(await height(), id).toBe(before);
    }
    expect(
      await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1),
      "all of it is shown",
    ).toBe(true);
  });
}

/** A host that scrolls to the positions that its frame requests, and records them. */
const GOES = `<script>addEventListener("message", ({ data }) => {
  if (data?.kind !== "shanhai:scroll-to") return;
  (window.asked ??= []).push(data.scroll);
  scrollTo({ top: document.querySelector("iframe").offsetTop + data.scroll, behavior: "instant" });
})</script>`;

/** Whether the frame has asked its host to scroll to the element with this id; `undefined` before any request. */
const isAskedFor = (page: Page, frame: Frame, id: string) => async () => {
  const asked = await page.evaluate(() => (window as unknown as { asked?: number[] }).asked?.at(-1));
  const top = await frame.locator(`[id="${id}"]`).evaluate((it) => it.getBoundingClientRect().top);
  return asked === undefined ? asked : Math.round(Math.abs(asked - top)) <= 2;
};

test("a story that comes to life late says no height twice for it", async ({ page, site }) => {
  await page.clock.install();
  const release = site.hold((path) => path.endsWith(".wasm"));
  site.add(
    "host.html",
    `<!doctype html><title>News</title><link rel="icon" href="data:,"><script>
    const said = [];
    addEventListener("message", ({ source, data }) => {
      if (data?.type !== "embed-size") return;
      said.push(data.height);
      document.querySelector("iframe").height = data.height;
    });
    </script><iframe src="${site.home}" width="390" height="600"></iframe>`,
  );
  await page.goto(`${site.as("localhost")}host.html`);
  const frame = (await (await page.waitForSelector("iframe")).contentFrame())!;
  const map = frame.locator("story-map");
  await expect(map).toHaveAttribute("data-frame", "flow");
  // The frame no longer waits for a host's answer, and the story is in sight.
  await page.clock.fastForward(2_000);
  await frame.evaluate(async () => {
    await new Promise((resolve) => new IntersectionObserver(resolve).observe(document.querySelector("story-map")!));
    for (let frames = 0; frames < 4; frames += 1) await new Promise(requestAnimationFrame);
  });
  release();
  await expect(frame.locator("story-map[data-explorer]")).toBeAttached();
  const said = (await page.evaluate("said")) as number[];
  const again = said.filter((height, index) => height === said[index - 1]);
  // Once more when the page has loaded, in case no host was listening before.
  expect(again.length, `${said}`).toBeLessThanOrEqual(1);
});

test("an address asks the host to scroll to its step, and so does a link, without a trace", async ({ page, site }) => {
  // The address of a connection is that of the words about it.
  const open = (hash: string) => flowIn(page, site, { address: `?motion=off#${hash}`, around: GOES + WORDS });
  for (const hash of ["ankang", "link-ankang"]) {
    const frame = await open(hash);
    await expect.poll(isAskedFor(page, frame, "ankang"), hash).toBe(true);
    await expect.poll(() => currentIn(frame), hash).toBe("ankang");
  }
  const figure = (await open("figure-ankang.firms")).locator("[id='figure-ankang.firms']");
  await expect(figure).toBeInViewport({ ratio: 1 });
  const frame = (await (await page.$("iframe"))!.contentFrame())!;
  await expect.poll(() => currentIn(frame)).toBe("ankang");
  const before = await page.evaluate(() => history.length);
  await frame.locator("#ankang .words a").first().click();
  await expect.poll(isAskedFor(page, frame, "link-ankang")).toBe(true);
  await frame.locator("#link-ankang .sources a, #link-ankang a").first().click();
  expect(await page.evaluate(() => history.length)).toBe(before);
});

test("the reader's own map can be chosen from, by its form and by a click", async ({ page, site }) => {
  await page.setViewportSize({ width: 1000, height: 844 });
  const frame = await flowIn(page, site, { address: "?motion=off" });
  const before = await page.locator("iframe").evaluate((it) => it.clientHeight);
  await readAt(page, frame, "explore");
  await expect(frame.locator("story-map[data-explorer]")).toBeAttached();
  await readAt(page, frame, "explore");
  // The list takes room, but no more than its words need.
  expect(await page.locator("iframe").evaluate((it) => it.clientHeight)).toBeLessThan(1.5 * before);
  const items = frame.locator(".chosen > li:visible");
  const all = await items.count();
  await frame.locator(".choices").getByText("教育").click();
  await expect.poll(() => items.count()).toBeLessThan(all);
  const few = await items.count();
  await expect.poll(() => frame.locator('.connections .line[data-state="lit"]').count()).toBe(few);
  await frame.locator(".reset").click();
  await expect.poll(() => items.count()).toBe(all);
  // The middle of a province that no curve crosses.
  const at = await frame.evaluate(() => {
    const path = document.querySelector<SVGPathElement>('[id="s1-r650000"]')!;
    const matrix = document.querySelector<SVGSVGElement>(".picture > .lit")!.getScreenCTM()!;
    const unit = path.transform.baseVal.consolidate()!.matrix.a;
    const { x, y, width, height } = path.getBBox();
    const middle = new DOMPoint((x + width / 2) * unit, (y + height / 2) * unit).matrixTransform(matrix);
    const stage = document.querySelector(".stage")!.getBoundingClientRect();
    return { x: middle.x - stage.left, y: middle.y - stage.top };
  });
  await frame.locator(".stage").click({ position: at });
  await expect(frame.locator('.tiles > [aria-pressed="true"]')).toHaveAttribute("value", "650000");
  expect(await currentIn(frame)).toBe("explore");
});

test("on paper every section of either frame stands with its still", async ({ page, site }) => {
  for (const open of [flowIn, deckIn]) {
    const frame = await open(page, site, { address: "?motion=off" });
    await page.emulateMedia({ media: "print" });
    const lacking = () =>
      frame.evaluate(() => {
        const isShown = (it: Element | null) => !!it?.checkVisibility() && 1 < it.getBoundingClientRect().height;
        const bare = [...document.querySelectorAll("[data-step]")].filter(
          (step) => !["h1, h2, h3", ".words", ".still"].every((part) => isShown(step.querySelector(part))),
        );
        const extra = [...document.querySelectorAll(".stage, .controls, .progress, .ticks > i")].filter((it) =>
          it.checkVisibility({ visibilityProperty: true }),
        );
        return [...bare.map(({ id }) => id), ...extra.map(({ className }) => className)];
      });
    await expect.poll(lacking, open.name).toEqual([]);
    const height = await page.locator("iframe").evaluate((it) => it.getBoundingClientRect().height);
    expect(height, open.name).toBeGreaterThan(400);
    await page.emulateMedia({ media: "screen" });
  }
});

// --- every frame

test("where nothing may be kept, nothing fails", async ({ page, site, faults }) => {
  faults.expect(/Blocked opening|sandbox/);
  for (const open of [flowIn, deckIn]) {
    const frame = await open(page, site, { attributes: 'sandbox="allow-scripts"', address: "?motion=off#ankang" });
    expect(await frame.evaluate(() => self.origin)).toBe("null");
    for (const name of ["theme", "motion", "theme"]) {
      await frame.evaluate((name) => document.querySelector<HTMLElement>(`[data-switch=${name}]`)!.click(), name);
    }
    await expect(frame.locator("story-map"), "the choice holds for this visit").toHaveAttribute("data-theme", "system");
    await settle(frame);
  }
});

/** The colour of the frame's pixel at a position in it, as the page shows it. */
async function colourAt(page: Page, x: number, y: number) {
  const box = (await page.locator("iframe").boundingBox())!;
  const png = await page.screenshot({ clip: { x: box.x + x, y: box.y + y, width: 4, height: 4 } });
  return page.evaluate(
    async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      const context = new OffscreenCanvas(4, 4).getContext("2d")!;
      context.drawImage(image, 0, 0);
      return [...context.getImageData(1, 1, 1, 1).data.slice(0, 3)];
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
}

test("a frame is light by every system setting, unless its address asks for another theme", async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const isLight = async (address: string) => {
    await deckIn(page, site, { address });
    return 3 * 128 < (await colourAt(page, 3, 596)).reduce((sum, shade) => sum + shade, 0);
  };
  expect(await isLight("")).toBe(true);
  expect(await isLight("?theme=dark")).toBe(false);
  expect(await isLight("?theme=system")).toBe(false);
  await page.emulateMedia({ colorScheme: "light" });
  expect(await isLight("?theme=system")).toBe(true);
});

test("the host's ground is seen through a paper that is transparent", async ({ page, site }) => {
  const around = "<style>body { background: rgb(200, 30, 90) }</style>";
  for (const open of [flowIn, deckIn]) {
    await open(page, site, { address: "?story-paper=transparent", around });
    expect(await colourAt(page, 3, 300), open.name).toEqual([200, 30, 90]);
    await open(page, site, { around });
    expect(await colourAt(page, 3, 300), open.name).not.toEqual([200, 30, 90]);
  }
});
