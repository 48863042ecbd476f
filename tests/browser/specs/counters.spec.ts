// Figures count up once, over a text that is final at every moment.

import type { CDPSession, Page } from "@playwright/test";

import { atRest } from "../support/rest.ts";
import { expect, MOTION, openLive, settle, test, untilLive } from "../support/test.ts";

test.use(MOTION);

/** One observed change of `data-shown`. */
type Shown = { of: string; shown: string | null; text: string; width: number };

/** Records every change of `data-shown` on the page, with the text and the width at that moment. */
async function listen(page: Page) {
  await page.addInitScript(() => {
    const heard: Shown[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const number = target as HTMLElement;
        const figure = number.matches(".figure[id] .number")
          ? number.closest<HTMLElement>(".figure")!.dataset.figure!
          : number.outerHTML;
        heard.push({
          of: figure,
          shown: number.getAttribute("data-shown"),
          text: number.textContent!,
          width: number.getBoundingClientRect().width,
        });
      }
    }).observe(document, { subtree: true, attributeFilter: ["data-shown"] });
  });
}

function heard(page: Page): Promise<Shown[]> {
  return page.evaluate(() => (window as unknown as { heard: Shown[] }).heard);
}

type Figure = { id: string; text: string; width: number };

/** The figures with their final numbers, at rest. */
function numbers(page: Page): Promise<Figure[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".figure[id]")].map((figure) => {
      const number = figure.querySelector(".number")!;
      return {
        id: figure.dataset.figure!,
        text: number.textContent!,
        width: number.getBoundingClientRect().width,
      };
    }),
  );
}

/** Whether a figure counts: one in digits, of more than 12, separators aside. */
function isCounted({ text }: Figure): boolean {
  return /^[\d.,]+$/.test(text) && 12 < Number(text.replaceAll(/[.,]/g, ""));
}

async function show(page: Page, id: string) {
  await page.evaluate((id) => {
    const figure = document.getElementById(`figure-${id}`)!;
    const { top, height } = figure.getBoundingClientRect();
    // Below the middle: on a phone the map takes the upper half.
    scrollBy({ top: top + height / 2 - innerHeight * 0.75, behavior: "instant" });
  }, id);
}

test("each figure counts once, over its own text, and keeps its width", async ({ page, site }) => {
  await listen(page);
  await openLive(page, site);
  await atRest(page);
  const figures = await numbers(page);
  for (const { id } of figures) {
    await show(page, id);
    await atRest(page);
  }
  // On the way back no figure counts again.
  for (const { id } of figures.toReversed()) {
    await show(page, id);
    await settle(page);
  }
  await atRest(page);
  const changes = await heard(page);

  for (const figure of figures) {
    const mine = changes.filter(({ of }) => of === figure.id);
    const values = mine.flatMap(({ shown }) => shown ?? []);
    const ends = mine.filter(({ shown }) => shown === null);
    if (isCounted(figure)) {
      expect.soft(new Set(values).size, `values of ${figure.id}`).toBeGreaterThanOrEqual(3);
      expect.soft(ends.length, `${figure.id} ends its only count`).toBe(1);
      expect.soft(mine.at(-1)?.shown, `the last of ${figure.id}`).toBe(null);
    } else {
      expect.soft(values, `${figure.id} is not counted`).toEqual([]);
    }
    for (const { text, width } of mine) {
      expect.soft(text, `the text of ${figure.id} while it counts`).toBe(figure.text);
      expect.soft(width, `the width of ${figure.id} while it counts`).toBe(figure.width);
    }
  }
  // Nothing else counted: no date, and no figure that the page shows a second time.
  const known = figures.map(({ id }) => id);
  expect(changes.filter(({ of }) => !known.includes(of))).toEqual([]);
  await expect(page.locator("[data-shown]")).toHaveCount(0);
});

test("the digits that run never run back and never pass the figure", async ({ page, site }) => {
  await listen(page);
  await openLive(page, site);
  await show(page, "fujian.aid");
  await atRest(page);
  const mine = (await heard(page)).filter(({ of }) => of === "fujian.aid");
  const values = mine.flatMap(({ shown }) => (shown === null ? [] : Number(shown)));
  expect(values).toEqual(values.toSorted((a, b) => a - b));
  expect(Math.max(...values)).toBeLessThanOrEqual(76.8);
});

/** The text of a figure's value in the accessibility tree. */
async function spoken(devtools: CDPSession, id: string): Promise<string> {
  const { root } = await devtools.send("DOM.getDocument");
  const selector = `[id="figure-${id}"] .amount`;
  const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { nodes } = await devtools.send("Accessibility.queryAXTree", { nodeId, role: "StaticText" });
  return nodes.map(({ name }) => name?.value ?? "").join("");
}

for (const [id, text, value] of [
  ["ankang.firms", "800", "800余家"],
  ["zhengan.exports", "2.48", "达2.48亿元"],
  ["fujian.aid", "76.8", "76.8亿元"],
] as const) {
  test(`${id} reads ${value} at 0, 100 and 2,000 ms of its count`, async ({ context, page, site }) => {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Accessibility.enable");
    await page.clock.install();
    await page.goto(site.home);
    await untilReady(page);
    const number = page.locator(`[id="figure-${id}"] .number`);

    // From here on the page's clock is stopped, and frames run only as it advances.
    await page.clock.pauseAt(Date.now() + 60_000);
    await show(page, id);
    // The browser reports intersections at its own time; the first frame after that starts the count.
    await expect(async () => {
      await page.clock.runFor(17);
      await expect(number).toHaveAttribute("data-shown", /./, { timeout: 200 });
    }).toPass();
    for (const [ms, runs] of [
      [0, true],
      [100, true],
      [1900, false],
    ] as const) {
      if (ms) await page.clock.runFor(ms);
      if (runs) await expect(number).toHaveAttribute("data-shown");
      else await expect(number).not.toHaveAttribute("data-shown");
      await expect(number).toHaveText(text);
      expect(await page.locator(`[id="figure-${id}"] .amount`).textContent()).toBe(value);
      expect(await spoken(devtools, id), `after ${ms} ms more`).toBe(value);
    }
  });
}

/** Waits until figures can count. With a stopped clock there are no performance marks: the page's attributes tell. */
async function untilReady(page: Page) {
  const story = page.locator("story-map");
  await expect(story).toHaveAttribute("data-mode", "live");
  await expect(story.locator("[data-uncounted]").first()).toBeAttached();
  await expect(story).not.toHaveAttribute("data-moving");
}

/** Stops the page's clock once the figure `id` has begun to count, before its number has changed. */
async function stopIn(page: Page, id: string) {
  await page.clock.pauseAt(Date.now() + 60_000);
  await show(page, id);
  const number = page.locator(`[id="figure-${id}"] .number`);
  await expect(async () => {
    await page.clock.runFor(17);
    await expect(number).toHaveAttribute("data-shown", /./, { timeout: 200 });
  }).toPass();
}

/** The boxes of a figure's parts, and of the cells in which its digits run, relative to the figure's corner. */
function boxes(page: Page, id: string) {
  return page.evaluate((id) => {
    const figure = document.getElementById(`figure-${id}`)!;
    const corner = figure.getBoundingClientRect();
    const boxOf = (part: Element | Range) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      return [left - corner.left, top - corner.top, width, height].map((px) => Math.round(px * 16) / 16);
    };
    const number = figure.querySelector(".number")!;
    const letters = [...number.firstChild!.textContent!].map((_, at) => {
      const range = new Range();
      range.setStart(number.firstChild!, at);
      range.setEnd(number.firstChild!, at + 1);
      return boxOf(range);
    });
    const cells = [...number.querySelectorAll<HTMLElement>(":scope > span")];
    return {
      parts: [...figure.querySelectorAll(".number, .before, .after, .caption")].map(boxOf),
      letters,
      cells: cells.map(boxOf),
      digits: cells.map(({ dataset }) => dataset.digit),
    };
  }, id);
}

// A Song typeface with a narrow `1`, and a typeface whose digits are equally wide.
for (const face of ["Noto Serif CJK SC", "DejaVu Serif"]) {
  test(`digits run in one line, each where it ends, in ${face}`, async ({ page, site }) => {
    await page.clock.install();
    await page.goto(site.home);
    await untilReady(page);
    await page.evaluate((face) => {
      document.querySelector<HTMLElement>("story-map")!.style.setProperty("--story-serif", `"${face}"`);
    }, face);
    const id = "zhengan.exports";
    const before = await boxes(page, id);
    await stopIn(page, id);
    const zero = await boxes(page, id);
    await page.clock.runFor(400);
    const during = await boxes(page, id);
    await page.clock.runFor(1_000);
    const after = await boxes(page, id);
    expect(zero.digits).toEqual(["0", ".", "0", "0"]);
    expect(during.digits.join("")).toMatch(/^[12]\.\d\d$/);
    for (const { parts, letters } of [zero, during, after]) {
      expect(parts, "no part moves").toEqual(before.parts);
      expect(letters, "nor does a letter").toEqual(before.letters);
    }
    for (const { cells } of [zero, during]) {
      const across = (boxes: number[][]) => boxes.map(([left, , width]) => left! + width! / 2);
      for (const [at, middle] of across(cells).entries()) {
        expect(middle, `cell ${at}`).toBeCloseTo(across(before.letters)[at]!, 0);
      }
      expect(new Set(cells.map(([, top]) => top)).size, "lines").toBe(1);
    }
    expect(after.cells).toEqual([]);
  });
}

test("a figure is not read before it is counted, and not counted before it is whole", async ({ page, site }) => {
  await listen(page);
  await openLive(page, site);
  await atRest(page);
  const id = "ankang.firms";
  const number = page.locator(`[id="figure-${id}"] .number`);
  /** Scrolls until the figure's lower edge is `above` CSS pixels above the bar. */
  const put = (above: number) =>
    page.evaluate(
      ([id, above]) => {
        const bar = document.querySelector(".controls")!.getBoundingClientRect().top;
        const { bottom } = document.getElementById(`figure-${id}`)!.getBoundingClientRect();
        scrollBy({ top: bottom - bar + Number(above), behavior: "instant" });
      },
      [id, above] as const,
    );
  const values = async () => (await heard(page)).filter(({ of }) => of === id).map(({ shown }) => shown);
  await put(-30);
  await atRest(page);
  await expect(number).toHaveCSS("opacity", "0");
  expect(await values(), "half behind the bar").toEqual([]);
  await put(8);
  await expect.poll(async () => (await values()).at(-1)).toBe(null);
  expect((await values())[0]).toBe("000");
  await expect(number).toHaveCSS("opacity", "1");
});

test("a figure that was seen while the app was late is not counted", async ({ page, site }) => {
  await listen(page);
  const release = site.hold((path) => path.endsWith(".wasm"));
  await page.goto(`${site.home}#thirty-years`);
  const number = page.locator('[id="figure-years"] .number');
  await expect(number).toHaveCSS("opacity", "0");
  // As if two seconds had passed.
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await expect(number).toHaveCSS("opacity", "1");
  release();
  await untilLive(page);
  await atRest(page);
  expect((await heard(page)).filter(({ of }) => of === "years")).toEqual([]);
  await expect(number).toHaveCSS("opacity", "1");
});
