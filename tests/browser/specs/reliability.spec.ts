// The story withstands what a browser lacks and what a reader does: it is live or static, and in both states
// its words are there, the map is correct and the console is quiet.

import type { Page } from "@playwright/test";

import { atRest, complete, current, lit } from "../support/rest.ts";
import { figures, steps } from "../support/story.ts";
import { expect, MOTION, openAt, openLive, scrollTo, settle, test, untilLive } from "../support/test.ts";
import { linearMemory, reach, spring, springAt } from "../support/traps.ts";

const MIDDLE = { share: 0.5 };

const storyMap = (page: Page) => page.locator("story-map");

/** Steps far apart, of every kind: the cover, a county, many links, the explorer. */
const SOME = steps.filter(({ id }) => ["cover", "tianzhu", "market", "epilogue", "explore"].includes(id));

/** Expects every step at rest to show its own connections, all of them. */
async function expectAlive(page: Page, some = SOME) {
  for (const step of some) {
    await scrollTo(page, step.id, MIDDLE);
    await expect.poll(() => lit(page), step.id).toEqual(complete(step));
    expect(await current(page), step.id).toBe(step.id);
  }
}

/** Expects the words to be there, and the stage to show the still of the current step. */
async function expectStandsStill(page: Page, some = SOME.slice(1)) {
  await expect(storyMap(page)).toHaveAttribute("data-mode", "static");
  await expect(storyMap(page)).not.toHaveAttribute("data-moving");
  for (const { id } of some) {
    await scrollTo(page, id, MIDDLE);
    await expect(page.locator(".stand-in > svg"), id).toHaveAttribute("data-still", id);
    await expect(page.locator(`#${id}`).locator("h1, h2, h3"), id).toBeVisible();
  }
  await expect(page.locator(".lens")).toBeHidden();
  const shown = await page
    .locator(".figure")
    .evaluateAll((all) => all.filter((it) => it.checkVisibility()).map((it) => (it as HTMLElement).dataset.figure));
  expect(shown).toEqual(expect.arrayContaining(figures));
}

test.describe("what a browser lacks", () => {
  const LACKING = [
    "IntersectionObserver",
    "ResizeObserver",
    "requestIdleCallback",
    "customElements",
    "FinalizationRegistry",
  ];
  for (const name of LACKING) {
    test(`without ${name} the story lives`, async ({ page, site }) => {
      await page.addInitScript((name) => Reflect.deleteProperty(window, name), name);
      await openLive(page, site);
      await expectAlive(page);
    });
  }

  test("without streaming compilation the story lives", async ({ page, site }) => {
    await page.addInitScript(() => Reflect.deleteProperty(WebAssembly, "instantiateStreaming"));
    await openLive(page, site);
    await expectAlive(page);
  });

  for (const kind of ["application/octet-stream", "text/plain", "application/wasm; charset=utf-8"]) {
    test(`the story lives where the WASM is called ${kind}`, async ({ page, site }) => {
      site.answer((path) => path.endsWith(".wasm"), { kind });
      await openLive(page, site);
      await expectAlive(page);
    });
  }

  test("without WebAssembly the map stands still", async ({ page, site }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
    await page.goto(site.home);
    await expect(storyMap(page)).toHaveAttribute("data-fault", /./);
    await expectStandsStill(page);
  });

  test("where a policy forbids WebAssembly the map stands still, and nothing is tried twice", async ({
    page,
    site,
    faults,
  }) => {
    faults.expect(/wasm-eval|WebAssembly|unsafe-eval/);
    site.answer((path) => path === "index.html", {
      body: (file) => String(file).replace(" 'wasm-unsafe-eval'", ""),
    });
    await page.goto(site.home);
    await expect(storyMap(page)).toHaveAttribute("data-fault", /./);
    await expectStandsStill(page);
    expect(site.asked.filter((path) => path?.endsWith(".wasm"))).toHaveLength(1);
  });

  test("offline as soon as it lives, every step works", async ({ page, site, faults }) => {
    // Optional assets, which refine the map, no longer load.
    faults.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
    await openLive(page, site);
    await site.close();
    await expectAlive(page, steps);
  });

  test("once all of it has come nothing is asked for", async ({ page, site }) => {
    await openLive(page, site);
    for (const { id } of steps) {
      await scrollTo(page, id, MIDDLE);
      await atRest(page);
    }
    await expect(storyMap(page)).toHaveAttribute("data-explorer");
    const before = site.asked.length;
    await expectAlive(page);
    // A private window does not cache icons: Chromium requests the page's icon at the address of each step.
    expect(site.asked.slice(before).filter((path) => path !== "share/icon.svg")).toEqual([]);
  });

  for (const locale of ["en-US", "ar-EG"]) {
    test.describe(`in ${locale}, on the other side of the earth`, () => {
      test.use({ locale, timezoneId: "America/New_York" });

      test("dates and numbers are the same", async ({ page, site, browser }) => {
        await openLive(page, site);
        const text = () => document.querySelector("main")!.innerText;
        const here = await page.evaluate(text);
        const home = await browser.newPage({
          locale: "zh-CN",
          timezoneId: "Asia/Shanghai",
          viewport: page.viewportSize(),
        });
        await openLive(home, site);
        expect(here).toEqual(await home.evaluate(text));
        await home.close();
      });
    });
  }

  test("blockers of advertising find nothing by its name", async ({ page, site }) => {
    // As common filter lists do: by parts of addresses, classes and ids.
    const blocked =
      /(^|[-_/.])(ads?|adverts?|advertising|banners?|track(er|ing)?|analytics|pop-?ups?|sponsors?|promo)([-_/.]|$)/i;
    await openLive(page, site);
    await scrollTo(page, "explore", MIDDLE);
    await expect(storyMap(page)).toHaveAttribute("data-explorer");
    const names = await page.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((it) => [it.id, it.localName, ...it.classList]),
    );
    expect(names.filter((name) => blocked.test(name))).toEqual([]);
    expect(site.asked.filter((path) => path !== null && blocked.test(path))).toEqual([]);
  });
});

test("what is never answered is asked for once more when it is late", async ({ page, site }) => {
  let isFirst = true;
  site.hold((path) => path.endsWith(".wasm") && isFirst && !(isFirst = false));
  await page.clock.install();
  await page.goto(site.home, { waitUntil: "domcontentloaded" });
  await scrollTo(page, "ankang", MIDDLE);
  await expect(page.locator(".stand-in > svg")).toHaveAttribute("data-still", "ankang");
  await page.clock.runFor(25_000);
  await expect(storyMap(page)).toHaveAttribute("data-mode", "live");
  await expect.poll(() => current(page)).toBe("ankang");
});

test.describe("a reader who was there before the app", () => {
  for (const [way, address] of [
    ["scrolls", ""],
    ["scrolls away from where a link led", "#link-ankang"],
    ["reads a section at a time", "?reading=steps"],
  ]) {
    test(`stays where they are, who ${way}`, async ({ page, site }) => {
      const release = site.hold((path) => path.endsWith(".wasm"));
      await page.goto(site.home + address, { waitUntil: "domcontentloaded" });
      await page.mouse.move(200, 600);
      await page.mouse.wheel(0, 10);
      await scrollTo(page, "pairing", MIDDLE);
      await expect(page.locator(".stand-in > svg")).toHaveAttribute("data-still", "pairing");
      const top = () => page.locator("#pairing").evaluate((it) => it.getBoundingClientRect().top);
      const before = await top();
      release();
      await untilLive(page);
      await page.waitForLoadState("load");
      await settle(page);
      await expect.poll(() => current(page)).toBe("pairing");
      await expect(page.locator(".stand-in")).toHaveCount(0);
      // Where the other sections are hidden, the section moves to the top of the viewport.
      if (address !== "?reading=steps") expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
      else await expect(page.locator("#pairing h3")).toBeInViewport();
    });
  }
});

test.describe("a trap in the app", () => {
  test.use(MOTION);

  /** Events on which the app may trap, each as a function that triggers it. */
  const handlers: Record<string, (page: Page) => Promise<unknown>> = {
    "as the page scrolls": (page) => page.mouse.wheel(0, 300),
    "as the window changes": (page) => page.setViewportSize({ width: 500, height: 700 }),
    "as motion is refused": (page) => page.emulateMedia({ reducedMotion: "reduce" }),
    "as a button leads on": (page) => page.locator("[data-control=next]").evaluate((it: HTMLElement) => it.click()),
    "as a key leads on": (page) => page.locator('[data-control="next"]').press("ArrowDown"),
    "as a switch is turned": (page) => page.locator("[data-switch=theme]").evaluate((it: HTMLElement) => it.click()),
    "as an address changes": (page) =>
      page.evaluate(() => {
        document.querySelector<HTMLElement>("[data-switch=motion]")!.click();
        location.hash = "#market";
      }),
    "as the story is led from outside": (page) =>
      page.evaluate(() => {
        const { story } = document.querySelector("story-map") as unknown as { story: { go(by: number): void } };
        story.go(1);
      }),
    "as finer land comes": (page) =>
      page.evaluate(() => {
        const { story } = document.querySelector("story-map") as unknown as { story: { refine(level: number): void } };
        story.refine(2);
      }),
    "as the reader explores": (page) =>
      page.evaluate(() => {
        const { story } = document.querySelector("story-map") as unknown as {
          story: { explore(links: Uint8Array, region: number): void; look(x: number, y: number, zoom: number): void };
        };
        location.hash = "#explore";
        story.explore(new Uint8Array([1]), 0);
        story.look(1, 1, 2);
      }),
  };

  for (const [when, act] of Object.entries(handlers)) {
    test(`leaves the words and a still of each step, ${when}, and is reported once`, async ({ page, site, faults }) => {
      faults.expect(/unreachable/);
      let logged = 0;
      page.on("pageerror", () => (logged += 1));
      page.on("console", ({ type }) => (logged += Number(["warning", "error"].includes(type()))));
      await reach(page);
      await openAt(page, site, "#ankang");
      await atRest(page);
      await spring(page);
      await act(page).catch((fault: Error) => expect(fault.message).toContain("unreachable"));
      await expect(storyMap(page)).toHaveAttribute("data-fault", "unreachable");
      await expectStandsStill(page, SOME.slice(1, 3));
      expect(logged).toBeLessThanOrEqual(1);
    });
  }

  test("leaves them in the midst of a flight too", async ({ page, site, faults }) => {
    faults.expect(/unreachable/);
    await reach(page);
    await openAt(page, site, "#ankang");
    await atRest(page);
    await springAt(page, "story-map:has(#market[aria-current]) .lens[data-flying]");
    await scrollTo(page, "market", MIDDLE);
    await expect(storyMap(page)).toHaveAttribute("data-fault", "unreachable");
    await expect(page.locator(".stand-in > svg")).toHaveAttribute("data-still", "market");
    await expectStandsStill(page);
  });

  for (const calls of [1, 50, 200, 500]) {
    test(`leaves them when the app starts, at its call ${calls}`, async ({ page, site, faults }) => {
      faults.expect(/unreachable/);
      await reach(page, { trapAfter: calls });
      await page.goto(site.home);
      await expect(storyMap(page)).toHaveAttribute("data-fault", /unreachable/);
      await expectStandsStill(page);
    });
  }

  test("keeps the section of who reads one at a time", async ({ page, site, faults }) => {
    faults.expect(/unreachable/);
    await reach(page);
    await openAt(page, site, "?reading=steps#pairing");
    await spring(page);
    await page.locator("[data-control=next]").evaluate((it: HTMLElement) => it.click());
    await expect(storyMap(page)).toHaveAttribute("data-fault", "unreachable");
    await expect(page.locator("#pairing h3")).toBeInViewport();
    await expectStandsStill(page);
  });
});

test.describe("a window that changes", () => {
  test("turned and narrowed again and again, the step stays and nothing is left behind", async ({ page, site }) => {
    await openLive(page, site);
    // Load first what loads late, and once.
    await scrollTo(page, "explore", MIDDLE);
    await expect(storyMap(page)).toHaveAttribute("data-explorer");
    const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
    const size = page.viewportSize()!;
    for (const { id } of SOME.slice(1, 3)) {
      await scrollTo(page, id, MIDDLE);
      await atRest(page);
      const turned = async (turns: number) => {
        for (let turn = 0; turn < turns; turn += 1) {
          const [width, height] = turn % 2 ? [320, 720] : [1280, 720];
          await page.setViewportSize({ width, height });
          await scrollTo(page, id, MIDDLE);
          expect(await current(page), `${id} at ${width}`).toBe(id);
        }
        await page.setViewportSize(size);
        await scrollTo(page, id, MIDDLE);
        await atRest(page);
        return nodes();
      };
      // A larger viewport may request finer land, once.
      const before = await turned(2);
      expect(await turned(8), id).toBe(before);
    }
  });

  test("the bar of a phone's browser comes and goes, and nothing jumps", async ({ page, site }) => {
    await openLive(page, site);
    await page.setViewportSize({ width: 390, height: 750 });
    await scrollTo(page, "ankang", MIDDLE);
    const placed = () =>
      page.evaluate(() => ({
        step: document.querySelector("[aria-current]")!.id,
        stage: document.querySelector(".stage")!.getBoundingClientRect().top,
      }));
    const before = await placed();
    for (let turn = 0; turn < 6; turn += 1) {
      await page.setViewportSize({ width: 390, height: turn % 2 ? 750 : 650 });
      await settle(page);
      const after = await placed();
      expect(after.step).toBe(before.step);
      expect(Math.abs(after.stage - before.stage)).toBeLessThanOrEqual(1);
    }
  });
});

test("two hundred changes of step keep the memory as it is", async ({ context, page, site }) => {
  const MIB = 1024 * 1024;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await reach(page);
  await openLive(page, site);
  const devtools = await context.newCDPSession(page);
  const linear = () => linearMemory(page);
  const heap = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    return usedSize + (await linear());
  };
  const change = async (times: number) => {
    const ids = SOME.slice(0, 4).map(({ id }) => id);
    const missed = await page.evaluate(
      async ([ids, times]) => {
        const frame = () => new Promise(requestAnimationFrame);
        let missed = 0;
        for (let turn = 0; turn < times; turn += 1) {
          const section = document.getElementById(ids[turn % ids.length]!)!;
          const { top, height } = section.getBoundingClientRect();
          window.scrollTo({ top: scrollY + top + height / 2 - innerHeight * 0.6, behavior: "instant" });
          await frame();
          await frame();
          missed += Number(section.getAttribute("aria-current") !== "step");
        }
        return missed;
      },
      [ids, times] as const,
    );
    expect(missed, "steps that were not current").toBe(0);
  };
  // Everything has loaded, and everything that is created once exists.
  await change(12);
  await atRest(page);
  const before = await heap();
  await change(200);
  await atRest(page);
  const grown = (await heap()) - before;
  console.log(`${grown} bytes more after 200 changes of step; ${await linear()} of linear memory`);
  expect(grown).toBeLessThan(MIB);
  expect(await linear()).toBeLessThanOrEqual(32 * MIB);
});
