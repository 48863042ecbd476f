// Navigation: back, again, by address, by button and by key.

import type { Page } from "@playwright/test";

import { atRest, complete, current, expectSame, lit, markup, picture, scrollSlowly, turn } from "../support/rest.ts";
import { FULL, KINDS, steps } from "../support/story.ts";
import { addressOf, expect, MOTION, openAt, openLive, scrollTo, settle, test, untilLive } from "../support/test.ts";

test.use(MOTION);

const MIDDLE = { share: 0.5 };

/** Turns flights off: every step then takes two frames. */
const STILL = "?motion=off";

test.describe("coming back", () => {
  test("a reload in the middle keeps the step and its picture", async ({ page, site }) => {
    await openLive(page, site);
    await scrollTo(page, "zhengan", MIDDLE);
    const before = await picture(page);
    const scrolled = await page.evaluate(() => scrollY);
    await page.reload();
    await untilLive(page);
    const after = await picture(page);
    expect(await current(page)).toBe("zhengan");
    expect(Math.abs((await page.evaluate(() => scrollY)) - scrolled)).toBeLessThanOrEqual(1);
    await expectSame(page, after, before, "after a reload");
  });

  test("Back from another page returns to the step", async ({ page, site }) => {
    await openLive(page, site);
    await scrollTo(page, "zhengan", MIDDLE);
    await atRest(page);
    const before = await markup(page);
    await page.goto("about:blank");
    await page.goBack();
    await untilLive(page);
    await atRest(page);
    expect(await current(page)).toBe("zhengan");
    expect(addressOf(page, site)).toBe("#zhengan");
    expect(await markup(page)).toEqual(before);
  });

  test("Back from the table, where a link led, returns to the words", { tag: "@phone" }, async ({ page, site }) => {
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await atRest(page);
    const [before, length] = [await markup(page), await page.evaluate(() => history.length)];
    await page
      .locator('.words a[href="#link-ankang"]')
      .first()
      .evaluate((link: HTMLElement) => link.click());
    await settle(page);
    await expect(page.locator('[id="link-ankang"]')).toBeInViewport();
    expect(await page.evaluate(() => history.length)).toBe(length + 1);
    await page.goBack();
    await expect.poll(() => current(page)).toBe("ankang");
    await atRest(page);
    expect(await markup(page)).toEqual(before);
  });
});

test.describe("addresses", () => {
  test("every step's address leads into it, with its links complete", async ({ page, site }) => {
    await openAt(page, site, STILL);
    for (const step of steps.slice(1)) {
      await page.evaluate((id) => (location.hash = id), step.id);
      await settle(page);
      expect.soft(await current(page), `#${step.id}`).toBe(step.id);
      expect.soft(await lit(page), `the links at #${step.id}`).toEqual(complete(step));
    }
  });

  for (const id of ["roots", "zhengan", "compute", "epilogue"]) {
    test(`the story opens at the step ${id}`, async ({ page, site }) => {
      await openAt(page, site, `#${id}`);
      expect(await current(page)).toBe(id);
      expect(addressOf(page, site)).toBe(`#${id}`);
      await expect(page.locator(`[id="${id}-heading"]`)).toBeInViewport({ ratio: 1 });
      expect(await lit(page)).toEqual(complete(steps.find((step) => step.id === id)!));
    });
  }

  for (const id of ["zhengan-macao", "compute", "wanghong-nanjing", "minning"]) {
    test(`the story opens where its words mention the link ${id}`, { tag: "@phone" }, async ({ page, site }) => {
      await openAt(page, site, `#link-${id}`);
      const told = await page.evaluate((id) => {
        const words = document.querySelector(`.words a[href="#link-${id}"]`);
        return words!.closest<HTMLElement>("section[data-step]")!.dataset.step;
      }, id);
      expect(await current(page)).toBe(told);
      expect((await lit(page))[id], `the share of ${id} that is drawn`).toBe("1.00");
      expect(addressOf(page, site)).toBe(`#link-${id}`);
    });
  }

  for (const id of ["ankang.firms", "parks", "fujian.investment"]) {
    test(`the story opens at the figure ${id}`, { tag: "@phone" }, async ({ page, site }) => {
      await openAt(page, site, `#figure-${id}`);
      const number = page.locator(`[id="figure-${id}"] .number`);
      const step = await number.evaluate((it) => it.closest<HTMLElement>("section[data-step]")!.dataset.step);
      expect(await current(page)).toBe(step);
      const isUncovered = await number.evaluate((it) => {
        const { left, top, width, height } = it.getBoundingClientRect();
        return it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      expect(isUncovered, "the figure is in sight").toBe(true);
    });
  }

  test("a full read puts every step in the address bar and nothing in the history", async ({ page, site }) => {
    await openLive(page, site);
    const length = await page.evaluate(() => history.length);
    for (const order of [steps, KINDS.toReversed()]) {
      for (const { id } of order) {
        await scrollTo(page, id, MIDDLE);
        await expect.poll(() => addressOf(page, site), id).toBe(id === "cover" ? "" : `#${id}`);
      }
    }
    expect(await page.evaluate(() => history.length)).toBe(length);
  });

  test("a control copies the address of the step, and shows it until the next", { tag: "@phone" }, async ({
    context,
    page,
    site,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await page.locator('[data-control="copy"]').click();
    await expect(page.locator(".copied")).toHaveText(`已复制：${site.home}#ankang`);
    await expect(page.locator(".copied")).toBeVisible();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toBe(`${site.home}#ankang`);
    await scrollTo(page, "zhengan", MIDDLE);
    await expect(page.locator(".copied")).toBeHidden();
  });
});

test.describe("next and previous", () => {
  /** Walks through the first `most` steps with `next`, and back with `previous`. */
  async function walk(page: Page, next: () => Promise<void>, previous: () => Promise<void>, most = steps.length) {
    const some = steps.slice(0, most);
    for (const [order, go] of [
      [some.slice(1), next],
      [some.toReversed().slice(1), previous],
    ] as const) {
      for (const step of order) {
        await turn(page, go);
        expect(await current(page)).toBe(step.id);
        expect.soft(await lit(page), `the links of ${step.id}`).toEqual(complete(step));
      }
    }
  }

  test("buttons lead through every step and back", { tag: "@phone" }, async ({ page, site }) => {
    await openAt(page, site, STILL);
    const press = (control: string) => () =>
      page.locator(`[data-control="${control}"]`).evaluate((button: HTMLElement) => button.click());
    await scrollTo(page, steps[1]!.id, MIDDLE);
    await expect(page.locator('[data-control="next"]')).toBeVisible();
    await turn(page, press("previous"));
    expect(await current(page)).toBe("cover");
    await walk(page, press("next"), press("previous"));
  });

  test("keys lead from step to step and back from the bar", async ({ page, site }) => {
    await openAt(page, site, STILL);
    await page.locator('[data-control="next"]').focus();
    // The test of the buttons walks through all steps.
    await walk(
      page,
      () => page.keyboard.press("ArrowRight"),
      () => page.keyboard.press("ArrowLeft"),
      FULL ? undefined : 10,
    );
  });

  for (const [width, height] of [[1440, 900], [390, 844], [320, 480], ...(FULL ? [[844, 390]] : [])] as [
    number,
    number,
  ][]) {
    test(`nothing of a step is passed over in a window of ${width} x ${height}`, { tag: "@desk" }, async ({
      page,
      site,
    }) => {
      await page.setViewportSize({ width, height });
      await openAt(page, site, STILL);
      const passed = await page.evaluate(async () => {
        const frames = async () => {
          for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
        };
        const next = document.querySelector<HTMLElement>("[data-control=next]")!;
        const read = () => document.querySelector<HTMLElement>("[aria-current=step]")!;
        const passed: string[] = [];
        let presses = 0;
        while (read().dataset.step !== "explore" && presses < 300) {
          const step = read();
          const left = new Set<Element>(step.querySelectorAll(".words p, .figure"));
          while (read() === step && presses < 300) {
            const bar = document.querySelector(".controls")!.getBoundingClientRect();
            // A part higher than the viewport counts as seen once its end is.
            for (const part of left) {
              if (part.getBoundingClientRect().bottom <= bar.top + 1) left.delete(part);
            }
            next.click();
            presses += 1;
            await frames();
          }
          for (const part of left) passed.push(`${step.dataset.step}: ${part.textContent}`);
        }
        return { passed, presses };
      });
      expect(passed.passed).toEqual([]);
      expect(passed.presses, "it is never stuck").toBeLessThan(300);
    });
  }

  test("keys lead on and back while a control has the focus", async ({ page, site }) => {
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await page.locator('[data-control="copy"]').focus();
    await turn(page, () => page.keyboard.press("ArrowDown"));
    expect(await current(page)).toBe("zhengan");
    await turn(page, () => page.keyboard.press("ArrowUp"));
    expect(await current(page)).toBe("ankang");
  });

  test("elsewhere keys scroll the page as anywhere", async ({ page, site }) => {
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    // Chromium under load drops about one key in twenty while the camera flies.
    await atRest(page);
    const before = await page.evaluate(() => {
      Object.assign(window, { refused: 0 });
      addEventListener("keydown", (event) => {
        if (event.defaultPrevented) Object.assign(window, { refused: 1 });
      });
      (document.activeElement as HTMLElement | null)?.blur();
      return scrollY;
    });
    await page.keyboard.press("ArrowDown");
    const scrolled = () => page.evaluate((before) => scrollY - before, before);
    await expect.poll(scrolled).toBeGreaterThan(0);
    await atRest(page);
    expect(await scrolled(), "a line or two").toBeLessThan(100);
    expect(await page.evaluate(() => (window as unknown as { refused: number }).refused)).toBe(0);
  });
});

test(
  "the cue goes and the controls come with the first scroll",
  { tag: ["@phone", "@desk"] },
  async ({ page, site }, { project }) => {
    await openLive(page, site);
    const controls = page.locator(".controls");
    await expect(page.locator(".cue")).toBeVisible();
    await expect(controls).toHaveCSS("opacity", "0");
    await scrollSlowly(page, 10, 5);
    await expect(page.locator(".cue")).toBeHidden();
    if (project.name === "phone") {
      // The cover's map reaches down to where the controls would be, and shows the islands there.
      await expect(controls).toHaveCSS("opacity", "0");
      await scrollTo(page, steps[1]!.id, MIDDLE);
    }
    await expect(controls).toHaveCSS("opacity", "1");
  },
);

test("twenty flings from top to bottom end in the picture of a slow scroll", async ({ page, site }) => {
  await openLive(page, site);
  await scrollTo(page, "zhengan", MIDDLE);
  const top = await page.evaluate(() => scrollY);
  await scrollSlowly(page, 0, 1_000);
  await scrollSlowly(page, top, 120);
  const slow = await picture(page);
  for (let fling = 0; fling < 20; fling += 1) {
    const bottom = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    await scrollSlowly(page, bottom, 4_000);
    await scrollSlowly(page, 0, 4_000);
  }
  await scrollSlowly(page, top, 4_000);
  const flung = await picture(page);
  expect(await current(page)).toBe("zhengan");
  await expectSame(page, flung, slow, "after twenty flings");
});

test("who skims is shown the step where they stop, by one flight", { tag: "@phone" }, async ({ page, site }) => {
  await openLive(page, site);
  await scrollTo(page, "tianzhu", MIDDLE);
  await atRest(page);
  await page.evaluate(() => {
    const flights: string[] = [];
    Object.assign(window, { flights });
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (...way) {
      flights.push(document.querySelector<HTMLElement>('[aria-current="step"]')!.dataset.step!);
      return animate.apply(this, way);
    };
  });
  const top = await page.evaluate(() => {
    const { top, height } = document.getElementById("neimenggu")!.getBoundingClientRect();
    return Math.floor(scrollY + top + height / 2 - innerHeight * 0.6);
  });
  // This many pixels a frame are skimming on a busy machine, too, and the step does not change in the
  // first of them, when the pace is not known yet.
  await scrollSlowly(page, top, 320);
  await atRest(page);
  expect(await current(page)).toBe("neimenggu");
  expect(await lit(page)).toEqual(complete(steps.find(({ id }) => id === "neimenggu")!));
  // A flight may consist of several animations, where the app draws the picture afresh on the way.
  const flights = await page.evaluate(() => (window as unknown as { flights: string[] }).flights);
  expect(new Set(flights)).toEqual(new Set(["neimenggu"]));
});
