// The story in a frame of fixed height, on another site's page: a section at a time, split into pages
// that hold all of its words, with nothing that scrolls.

import type { Frame, Page } from "@playwright/test";

import { currentIn, deckIn, openHeld, WORDS } from "../support/held.ts";
import { faultsOf } from "../support/paged.ts";
import { FULL, KINDS, PAGES, steps } from "../support/story.ts";
import { expect, settle, test } from "../support/test.ts";

type Site = import("../support/server.ts").Site;

/** Frames that newsrooms use, as width and height in CSS pixels, and languages; English needs more room. */
const FRAMES = [
  [320, 480, "Chinese", "English"],
  [390, 640, "Chinese"],
  [600, 338, "Chinese", "English"],
  [680, 600, "English"],
  [800, 1000, "Chinese"],
] as const;

/** Width of the frame in which every section is checked, in CSS pixels: words that fit there fit elsewhere. */
const SMALLEST = FRAMES[0][0];

const ids = steps.map(({ id }) => id);

/** A deck in a viewport that shows all of it. */
async function deckOf(page: Page, site: Site, width: number, height: number, address = "", hash = "") {
  await page.setViewportSize({ width: Math.max(width, 360), height: height + 60 });
  return deckIn(page, site, { address: `${address}?motion=off${hash}`, width, height });
}

/** The reader's position: the section, and the page within it. */
const place = (frame: Frame) =>
  frame.evaluate(() => {
    const page = document.querySelector<HTMLElement>(".where")!.dataset.page;
    return `${document.querySelector("[aria-current=step]")!.id} ${page}`.trim();
  });

/** Pages to turn with any means but keys, enough to show that it turns each; keys turn all of them. */
const SOME = FULL ? Infinity : 6;

const isAtEnd = (frame: Frame, name: "previous" | "next") =>
  frame
    .locator(`[data-control=${name}]`)
    .getAttribute("aria-disabled")
    .then((value) => value === "true");

/** Every position from the first to the last, or the first `most` of them, and back. */
async function walk(frame: Frame, turn: (by: 1 | -1) => Promise<unknown>, most = Infinity) {
  const there = [await place(frame)];
  while (!(await isAtEnd(frame, "next")) && there.length < most) {
    await turn(1);
    await settle(frame);
    there.push(await place(frame));
  }
  const back = [await place(frame)];
  while (!(await isAtEnd(frame, "previous"))) {
    await turn(-1);
    await settle(frame);
    back.push(await place(frame));
  }
  return { there, back };
}

/** Expects a walk to pass every section in order, each from its first page to its last; `most` is that of the walk. */
function expectWhole({ there, back }: Awaited<ReturnType<typeof walk>>, most = Infinity) {
  const sections = [...new Set(there.map((at) => at.split(" ")[0]))];
  expect(sections).toEqual(ids.slice(0, sections.length));
  expect(there.length === most || sections.length === ids.length, "it ends where it is to end").toBe(true);
  for (const [index, at] of there.entries()) {
    const [, id, one, many] = /^(\S+)(?: · (\d+)\/(\d+))?$/.exec(at)!;
    const before = there[index - 1]?.startsWith(`${id} `) ? Number(/· (\d+)/.exec(there[index - 1]!)![1]) : 0;
    expect(Number(one ?? 1), at).toBe(before + 1);
    if (index + 1 < most && !there[index + 1]?.startsWith(`${id} `)) expect(one, at).toBe(many);
  }
  expect(back, "the way back").toEqual(there.toReversed());
}

for (const [width, height, ...languages] of FRAMES) {
  for (const language of languages) {
    test(`a frame of ${width} × ${height} shows every page of every section whole, in ${language}`, async ({
      page,
      site,
    }) => {
      const frame = await deckOf(page, site, width, height, PAGES[language]);
      expect(await place(frame), "the cover has one page").toBe("cover");
      const faults: string[] = [];
      const look = async () => {
        const at = await place(frame);
        faults.push(...(await faultsOf(frame)).map((fault) => `${at}: ${fault}`));
      };
      const next = frame.locator("[data-control=next]");
      for (const { id } of width === SMALLEST ? steps : KINDS) {
        await frame.evaluate((id) => location.replace(`#${id}`), id);
        await expect.poll(() => place(frame), id).toMatch(new RegExp(`^${id}( · 1/|$)`));
        for (let at = await place(frame); at.startsWith(id); at = await place(frame)) {
          await look();
          if (await isAtEnd(frame, "next")) break;
          await next.click();
          await settle(frame);
        }
      }
      expect(faults).toEqual([]);
    });
  }
}

test("keys turn every page, also of who has clicked on the words", async ({ page, site }) => {
  const frame = await deckOf(page, site, 600, 338);
  await frame.locator("#cover .words").click();
  const turn = (by: number) => page.keyboard.press(by < 0 ? "ArrowLeft" : "ArrowRight");
  expectWhole(await walk(frame, turn));
});

test("what find-in-page finds stands on a page that is whole", async ({ page, site }) => {
  const frame = await deckOf(page, site, 320, 480, "", "#tianzhu");
  expect(await place(frame)).toBe("tianzhu · 1/2");
  // Find-in-page scrolls its match into the middle, which a script cannot trigger: this scroll stands for it.
  await frame.evaluate(() => {
    const caption = [...document.querySelectorAll("#tianzhu .caption")].at(-1)!;
    caption.scrollIntoView({ inline: "center" });
  });
  await expect.poll(() => place(frame)).toBe("tianzhu · 2/2");
  expect(await faultsOf(frame)).toEqual([]);
});

test.describe("by touch", () => {
  /** Swipes with one finger from the middle of the frame, in steps, as a hand does. */
  async function swipe(page: Page, right: number, down: number) {
    const devtools = await page.context().newCDPSession(page);
    const box = (await page.locator("iframe").boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    for (const share of [0.25, 0.5, 0.75, 1]) {
      const at = { x: x + right * share, y: y + down * share };
      await devtools.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [at] });
    }
    await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await devtools.detach();
  }

  test("a swipe to the side turns every page", async ({ page, site }) => {
    const frame = await deckOf(page, site, 680, 600);
    await expect(async () => {
      await swipe(page, -100, 5);
      expect(await currentIn(frame)).not.toBe("cover");
    }).toPass();
    while (!(await isAtEnd(frame, "previous")))
      await frame
        .locator("[data-control=previous]")
        .click()
        .then(() => settle(frame));
    expectWhole(await walk(frame, (by) => swipe(page, -100 * by, 5), SOME), SOME);
  });

  test("a finger that goes down or up is the page's", async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const frame = await deckIn(page, site, { height: 480, around: WORDS });
    await page.locator("iframe").scrollIntoViewIfNeeded();
    const [before, at] = [await page.evaluate(() => scrollY), await place(frame)];
    await swipe(page, 0, -200);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 100);
    expect(await place(frame)).toBe(at);
  });
});

test("a wheel over words, map and bar scrolls the page around the deck", async ({ page, site }) => {
  const frame = await deckIn(page, site, { width: 360, height: 480, around: WORDS });
  for (const part of [".cover .words", ".stage", ".where"]) {
    await page.evaluate(() =>
      document.querySelector("iframe")!.scrollIntoView({ block: "center", behavior: "instant" }),
    );
    const before = await page.evaluate(() => scrollY);
    const box = (await frame.locator(part).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, 150);
    await expect.poll(() => page.evaluate(() => scrollY), part).toBeGreaterThan(before);
    expect(await frame.evaluate(() => scrollY), part).toBe(0);
  }
});

test("Tab goes through the deck in order, and out of it", async ({ page, site }) => {
  const frame = await deckOf(page, site, 320, 480);
  const focused = () =>
    page
      .evaluate(() => document.activeElement?.localName)
      .then(async (name) => {
        if (name !== "iframe") return page.evaluate(() => document.activeElement!.textContent);
        return frame.evaluate(() => {
          const { dataset, parentElement, localName } = document.activeElement as HTMLElement;
          return dataset.control ?? parentElement!.className ?? localName;
        });
      });
  await frame.locator("[data-control=next]").click();
  await page.getByText("Before").focus();
  const order = [];
  do {
    await page.keyboard.press("Tab");
    order.push(await focused());
  } while (order.at(-1) !== "After" && order.length < 30);
  expect(order.filter((name) => !["skip-link", ""].includes(name ?? ""))).toEqual(
    expect.arrayContaining(["switches", "next", "whole", "After"]),
  );
  expect(order.at(-1)).toBe("After");
});

test("what Tab comes to lies on the page that is shown", async ({ page, site }) => {
  const frame = await deckOf(page, site, 600, 338);
  for (const id of ["zhengan", "people", "minning-ningxia"]) {
    await frame.evaluate((id) => location.replace(`#${id}`), id);
    await expect.poll(() => currentIn(frame)).toBe(id);
    await frame.locator("[data-control=next]").focus();
    const links = await frame.locator(`#${id} a`).count();
    expect(links, id).toBeGreaterThan(0);
    for (let at = 0; at < links; ) {
      await page.keyboard.press("Tab");
      await settle(frame);
      const state = await frame.evaluate(() => {
        const focused = document.activeElement!;
        const section = document.querySelector("[aria-current=step]")!;
        if (!section.contains(focused)) return undefined;
        const [box, page] = [focused.getClientRects()[0]!, section.getBoundingClientRect()];
        return page.left <= box.left && box.right <= page.right && section.scrollLeft % page.width < 1;
      });
      if (state === undefined) continue;
      expect(state, `${id}, link ${at}`).toBe(true);
      at += 1;
    }
  }
});

test("the settings open within the frame", async ({ page, site }) => {
  for (const [width, height, address] of [
    [320, 480, PAGES.English],
    [600, 338, PAGES.Chinese],
  ] as const) {
    const frame = await deckOf(page, site, width, height, address);
    await frame.locator(".switches > summary").click();
    const all = frame.locator(".switches > div > :visible");
    expect(await all.count()).toBe(3);
    for (const one of await all.all()) {
      const box = await one.evaluate((it) => it.getBoundingClientRect().toJSON());
      expect
        .soft(0 <= box.left && 0 <= box.top && box.right <= width && box.bottom <= height, JSON.stringify(box))
        .toBe(true);
    }
  }
});

test("an address opens its section, and the page on which what it names stands", async ({ page, site }) => {
  const open = async (hash: string) => {
    const frame = await deckOf(page, site, 320, 480, "", `#${hash}`);
    return [await place(frame), frame] as const;
  };
  expect((await open("ankang"))[0]).toBe("ankang · 1/2");
  // The address of a connection opens the words about it.
  expect((await open("link-ankang"))[0]).toBe("ankang · 1/2");
  const [at, frame] = await open("figure-ankang.jobs");
  expect(at).toBe("ankang · 2/2");
  await expect(frame.locator("[id='figure-ankang.jobs']")).toBeInViewport({ ratio: 1 });
  // An address that is requested while the deck is open.
  await frame.evaluate(() => location.replace("#figure-years"));
  await expect.poll(() => place(frame)).not.toMatch(/^ankang/);
});

test("nothing that is done in a deck leaves a trace in the history", async ({ page, site }) => {
  const frame = await deckOf(page, site, 600, 338, "", "#zhengan");
  const before = await page.evaluate(() => history.length);
  for (const name of ["next", "next", "next", "previous"]) {
    await frame.locator(`[data-control=${name}]`).click();
    await settle(frame);
  }
  await frame.evaluate(() => document.querySelector<HTMLElement>("[data-switch=theme]")!.click());
  expect(await page.evaluate(() => history.length)).toBe(before);
});

test("what has no room in a deck opens in the whole story, beside the page", async ({ context, page, site }) => {
  const frame = await deckOf(page, site, 680, 600, "", "#ankang");
  const before = await page.evaluate(() => history.length);
  const opened = context.waitForEvent("page");
  await frame.locator("#ankang .words a").first().click();
  const other = await opened;
  await expect(other).toHaveURL(/#link-ankang$/);
  await expect(other.locator("story-map")).toHaveAttribute("data-mode", "live");
  expect(await other.evaluate(() => opener)).toBeNull();
  await other.close();
  expect(await page.evaluate(() => history.length)).toBe(before);
  expect(await currentIn(frame)).toBe("ankang");
});

test("the last step leads to the reader's own map, and says where that is", async ({ page, site }) => {
  const frame = await deckOf(page, site, 600, 338, "", "#explore");
  const whole = frame.locator("#explore .whole");
  while (!(await isAtEnd(frame, "next")))
    await frame
      .locator("[data-control=next]")
      .click()
      .then(() => settle(frame));
  const link = whole.getByRole("link");
  await expect(link).toBeInViewport({ ratio: 1 });
  await expect(link).toHaveAttribute("href", `${site.home}#explore`);
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(link).toHaveAttribute("rel", "noopener");
  await expect(whole).toContainText(`${site.home}#explore`);
  await expect(frame.locator(".choices"), "the form has no room").toBeHidden();
});

test("the bar leads to the whole story, in a window of its own", async ({ page, site }) => {
  for (const [language, address] of Object.entries(PAGES)) {
    const frame = await deckOf(page, site, 320, 480, address);
    const whole = frame.locator("[data-control=whole]");
    await expect(whole, language).toHaveAttribute("target", "_blank");
    await expect(whole, language).toHaveAttribute("rel", "noopener");
    await expect(whole, language).toBeInViewport({ ratio: 1 });
  }
});

test("where a frame may open nothing, what a link leads to is shown to copy", async ({ page, site, faults }) => {
  faults.expect(/Blocked opening|sandbox/);
  const frame = await deckIn(page, site, { height: 480, attributes: 'sandbox="allow-scripts"' });
  await frame.locator("[data-control=whole]").click();
  await expect(frame.locator(".copied")).toHaveText(/^http.*\/$/);
  await expect(frame.locator(".copied")).toBeInViewport({ ratio: 1 });
});

test("as WordPress frames it, the story is a complete deck of no more than 1000 pixels", async ({ page, site }) => {
  await page.setViewportSize({ width: 640, height: 900 });
  const heard = `<script>addEventListener("message", ({ source, data }) => {
    const frame = document.querySelector("iframe");
    if (source !== frame.contentWindow || data.secret !== "a1B2c3D4e5") return;
    if (data.message === "height") frame.height = Math.min(1000, Math.max(200, ~~data.value));
  })</script>`;
  site.add(
    "wordpress.html",
    `<!doctype html><title>Post</title><link rel="icon" href="data:,"><body style="margin:0">${heard}
    <iframe title="The story" sandbox="allow-scripts" security="restricted" src="${site.home}?motion=off#?secret=a1B2c3D4e5" width="600" height="338" style="border:0"></iframe>`,
  );
  await page.goto(`${site.as("localhost")}wordpress.html`);
  const frame = (await (await page.waitForSelector("iframe")).contentFrame())!;
  await expect(frame.locator("story-map")).toHaveAttribute("data-layout", / deck$/);
  const height = Number(await page.locator("iframe").getAttribute("height"));
  expect(height).toBeGreaterThanOrEqual(200);
  expect(height).toBeLessThanOrEqual(1000);
  await settle(frame);
  const turn = (by: number) => frame.locator(`[data-control=${by < 0 ? "previous" : "next"}]`).click();
  expectWhole(await walk(frame, turn, SOME), SOME);
});

test("a frame too low for a deck scrolls, and has all of the words", async ({ page, site }) => {
  const frame = await openHeld(page, site, { width: 360, height: 240 });
  await expect(frame.locator("story-map")).toHaveAttribute("data-frame", "deck");
  const reached = () =>
    frame.evaluate(() => {
      const last = document.querySelector("[data-step=explore]")!;
      last.scrollIntoView({ behavior: "instant" });
      const { overflowY } = getComputedStyle(document.documentElement);
      return overflowY !== "hidden" && 5_000 < scrollY && last.checkVisibility();
    });
  await expect.poll(reached).toBe(true);
});
