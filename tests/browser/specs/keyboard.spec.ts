// The story by keyboard: focus reaches every control in order and in sight, and nothing traps it.

import type { Page } from "@playwright/test";

import { atRest, current, turn } from "../support/rest.ts";
import { PAGES, steps } from "../support/story.ts";
import { expect, openAt, openLive, scrollTo, settle, test } from "../support/test.ts";

/** The parts of the page that can take the focus, in their order. */
const PARTS = [
  "skip-link",
  "controls",
  "cover",
  "narrative",
  "keepsake",
  "contents",
  "table-frame",
  "download",
  "sources",
];

/** The explorer's map tools: they are there if the keys have left it the time to load. */
const TOOLS = "map-tools";
const KNOWN = [...PARTS, TOOLS];

const MIDDLE = { share: 0.5 };

/** An element that a key has moved the focus to, as a reader would find it. */
type Stop = {
  /** Whether it comes after the previous focus in the order of the document. */
  isBehind: boolean;
  /** The part of the page that it is in. */
  part: string;
  isShown: boolean;
  name: string;
  /** The element that covers its middle, if it is not the element itself. */
  under: string;
  /** Whether its middle, or that of its first line, is within the viewport. */
  isInWindow: boolean;
  outline: { width: number; style: string; colour: string };
};

/** The focused element; `null` if the focus has left the page. */
function focused(page: Page): Promise<Stop | null> {
  return page.evaluate((parts) => {
    const element = document.activeElement as HTMLElement;
    if (!element || element === document.body) return null;
    // A radio button is hidden, and its label is visible in its place.
    const seen = element.matches(".choices input") ? (element.nextElementSibling as HTMLElement) : element;
    const { left, top, width, height } = seen.getClientRects()[0]!;
    // Of an element higher than the viewport, the visible part.
    const bottom = Math.min(top + height, innerHeight);
    const [x, y] = [left + width / 2, (Math.max(top, 0) + bottom) / 2];
    const over = document.elementFromPoint(x, y);
    const isSeen =
      over !== null &&
      (seen.contains(over) || (over.contains(seen) && over.closest("a,button,summary,label") !== null));
    const { outlineWidth, outlineStyle, outlineColor } = getComputedStyle(seen);
    const kept = window as unknown as { before?: Element };
    const isBehind =
      !kept.before || (kept.before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    kept.before = element;
    return {
      isBehind,
      part: parts.find((name) => element.closest(`.${name}`)) ?? "",
      isShown: element.checkVisibility(),
      name: `${element.localName} “${(element.getAttribute("aria-label") ?? element.innerText ?? "").trim().slice(0, 24)}” ${element.getAttribute("href") ?? ""}`,
      under: isSeen ? "" : (over?.outerHTML.slice(0, 80) ?? "nothing"),
      isInWindow: 0 <= y && y <= innerHeight,
      outline: { width: parseFloat(outlineWidth), style: outlineStyle, colour: outlineColor },
    };
  }, KNOWN);
}

/** Presses a key until the focus has left the page, and returns every stop. */
async function walk(page: Page, key: "Tab" | "Shift+Tab"): Promise<Stop[]> {
  const stops: Stop[] = [];
  // More stops than the page can hold: beyond that the focus is trapped.
  while (stops.length < 1_000) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}

function expectSeen(stops: Stop[]) {
  for (const { name, under, isInWindow, outline } of stops) {
    expect.soft(isInWindow, `${name} is in the window`).toBe(true);
    expect.soft(under, `what covers ${name}`).toBe("");
    expect.soft(outline.style, `the outline of ${name}`).not.toBe("none");
    expect.soft(outline.width, `the outline of ${name}`).toBeGreaterThanOrEqual(2);
  }
}

for (const [language, address] of Object.entries(PAGES)) {
  test(`Tab comes to everything once, in the order of the page, always in sight, in ${language}`, {
    tag: language === "English" ? "@phone" : "@desk",
  }, async ({ page, site }) => {
    await openAt(page, site, address);
    const stops = await walk(page, "Tab");
    expect(
      stops.filter(({ isBehind }) => !isBehind),
      "each behind the one before",
    ).toEqual([]);
    expectSeen(stops);
    const names = stops.map(({ name }) => name.split(" ")[0]);
    expect(names.slice(0, 6), "the skip link, the settings, back and on, into the words, the address").toEqual([
      "a",
      "summary",
      "button",
      "button",
      "a",
      "button",
    ]);
    const parts = stops.map(({ part }) => part).filter((part) => part !== TOOLS);
    expect(parts.filter((part, at) => part !== parts[at - 1])).toEqual(PARTS);
  });
}

test("Shift and Tab come back the same way, always in sight", async ({ page, site }) => {
  await openAt(page, site, "?motion=off#explore");
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await page.evaluate(() => document.querySelector<HTMLElement>(".sources a:last-of-type")!.focus());
  const stops = await walk(page, "Shift+Tab");
  expect(
    stops.slice(1).filter(({ isBehind }) => isBehind),
    "each before the one before",
  ).toEqual([]);
  expectSeen(stops);
});

test("a section at a time Tab comes to what is shown, and to nothing else", async ({ page, site }) => {
  await openAt(page, site, "?motion=off&reading=steps#ankang");
  await atRest(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const stops = await walk(page, "Tab");
  expectSeen(stops);
  expect(stops.filter(({ isShown }) => !isShown)).toEqual([]);
});

test("the skip link leads to the story, past the controls", async ({ page, site }) => {
  await openLive(page, site);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => current(page)).toBe(steps[0]!.id);
  await page.keyboard.press("Tab");
  await expect(page.locator(".cover a").first()).toBeFocused();
});

test("from the bar one key leads into the words of the section that is read", { tag: "@phone" }, async ({
  page,
  site,
}) => {
  for (const query of ["", "?reading=steps"]) {
    await openAt(page, site, `${query}#ankang`);
    await page.locator('[data-control="next"]').focus();
    await turn(page, () => page.keyboard.press("Enter"));
    await expect.poll(() => current(page)).toBe("zhengan");
    await page.keyboard.press("Tab");
    await expect(page.locator('[data-control="read"]')).toBeInViewport();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(page.locator("#zhengan a").first()).toBeFocused();
  }
});

test("a section at a time a link to the table leads there, and the section stays", async ({ page, site }) => {
  await openAt(page, site, "?motion=off&reading=steps#people");
  await page.locator('#people .words a[href="#link-haiyuan"]').press("Enter");
  await expect(page.locator("#link-haiyuan")).toBeInViewport();
  await expect.poll(() => current(page)).toBe("people");
});

test("a section at a time the keys of a form are the form's", async ({ page, site }) => {
  await openAt(page, site, "?motion=off&reading=steps#explore");
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await page.locator(".tiles > [tabindex='0']").focus();
  await page.keyboard.press("ArrowLeft");
  await page.locator(".map-tools button").first().focus();
  await page.keyboard.press("ArrowLeft");
  expect(await current(page)).toBe("explore");
});

test("the keys that scroll a page scroll it", { tag: "@phone" }, async ({ page, site }) => {
  // Load everything on the way to the end first: as it loads it would move the page, too.
  await openAt(page, site, "#explore");
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await scrollTo(page, "cover");
  /** The distance that a key scrolls, in CSS pixels, once the scroll has ended. */
  const scrolledBy = async (key: string) => {
    const ended = await page.evaluateHandle(() => {
      const before = scrollY;
      const ended = new Promise((end) => addEventListener("scrollend", end, { once: true }));
      return { by: ended.then(() => scrollY - before) };
    });
    await page.keyboard.press(key);
    return ended.evaluate(({ by }) => by);
  };
  for (const key of ["Space", "PageDown", "ArrowDown", "End"]) {
    expect(await scrolledBy(key), key).toBeGreaterThan(0);
  }
  for (const key of ["PageUp", "ArrowUp", "Shift+Space", "Home"]) {
    expect(await scrolledBy(key), key).toBeLessThan(0);
  }
});

test("no letter and no digit does anything", { tag: "@phone" }, async ({ page, site }) => {
  await openLive(page, site);
  await scrollTo(page, "ankang", MIDDLE);
  await atRest(page);
  const state = () =>
    page.evaluate(() => {
      const { dataset } = document.querySelector<HTMLElement>("story-map")!;
      return [scrollY, location.href, JSON.stringify(dataset), document.activeElement?.className].join();
    });
  for (const place of ["body", "#ankang .words a", '[data-control="next"]']) {
    await page.evaluate((place) => document.querySelector<HTMLElement>(place)!.focus({ preventScroll: true }), place);
    await settle(page);
    const before = await state();
    for (const key of "abcdefghijklmnopqrstuvwxyz0123456789/?.,+-=[]") await page.keyboard.press(key);
    expect(await state(), place).toBe(before);
  }
});

test("the settings open and close by key, and Escape gives the focus back", async ({ page, site }) => {
  await openLive(page, site);
  const summary = page.locator(".switches > summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.locator('[data-switch="motion"]'), "motion is the first of them").toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.locator("story-map")).toHaveAttribute("data-motion", "on");
  await page.keyboard.press("Escape");
  await expect(page.locator(".switches")).not.toHaveAttribute("open");
  await expect(summary).toBeFocused();
});

/** The least contrast ratio between a focus ring and the pixels painted along it. */
async function contrastOfRing(page: Page, selector: string): Promise<number> {
  const element = page.locator(selector).first();
  await element.evaluate((it) => (it as HTMLElement).blur());
  const png = `data:image/png;base64,${(await page.screenshot()).toString("base64")}`;
  await page.keyboard.press("Shift");
  await element.evaluate((it) => (it as HTMLElement).focus({ preventScroll: true }));
  return element.evaluate(async (it, png) => {
    const image = Object.assign(new Image(), { src: png });
    await image.decode();
    const scale = image.width / innerWidth;
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true })!;
    const light = ([...parts]: Iterable<number>) => {
      const [r, g, b] = parts.slice(0, 3).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const { outlineColor, outlineOffset } = getComputedStyle(it);
    canvas.fillStyle = outlineColor;
    canvas.fillRect(0, 0, 1, 1);
    const ring = light(canvas.getImageData(0, 0, 1, 1).data);
    canvas.drawImage(image, 0, 0);
    // Next to the ring, on its inner side.
    const offset = parseFloat(outlineOffset) - 1;
    const { left, top, right, bottom } = it.getClientRects()[0]!;
    const [x0, y0, x1, y1] = [left - offset, top - offset, right + offset, bottom + offset];
    let least = Infinity;
    for (let part = 0; part < 200; part += 1) {
      const [x, y] = [x0 + ((x1 - x0) * part) / 200, y0 + ((y1 - y0) * part) / 200];
      for (const [at, down] of [
        [x, y0],
        [x, y1],
        [x0, y],
        [x1, y],
      ] as const) {
        if (at < 0 || down < 0 || innerWidth <= at || innerHeight <= down) continue;
        const ground = light(canvas.getImageData(Math.floor(at * scale), Math.floor(down * scale), 1, 1).data);
        least = Math.min(least, (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05));
      }
    }
    return least;
  }, png);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`the ring of what a key has come to stands out, ${colorScheme}`, {
    tag: colorScheme === "dark" ? "@phone" : "@desk",
  }, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme });
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await atRest(page);
    for (const selector of ['[data-control="next"]', ".switches > summary"]) {
      expect.soft(await contrastOfRing(page, selector), selector).toBeGreaterThanOrEqual(3);
    }
    // The explorer loads on the way to the table, and moves it.
    await scrollTo(page, "explore");
    await expect(page.locator("story-map[data-explorer]")).toBeAttached();
    await page.locator(".table-frame").scrollIntoViewIfNeeded();
    await settle(page);
    expect(await contrastOfRing(page, ".table-frame"), "the table").toBeGreaterThanOrEqual(3);
  });
}

test("what a key does on the map, buttons do too", async ({ page, site }) => {
  await openAt(page, site, "?motion=off#explore");
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await atRest(page);
  const view = () => page.locator(".picture").innerHTML();
  const press = async (name: string) => {
    await page.getByRole("button", { name, exact: true }).press("Enter");
    await settle(page);
    await atRest(page);
  };
  const names = await page.locator(".map-tools button").evaluateAll((buttons) => buttons.map((it) => it.ariaLabel!));
  expect(names).toHaveLength(7);
  const [closer] = names;
  for (const name of names) {
    // Zoom in first: while all of the land is in sight, the buttons have nowhere to move to.
    await press(closer!);
    const before = await view();
    await press(name);
    expect.soft((await view()) === before, `${name} leaves the picture as it is`).toBe(false);
  }
});
