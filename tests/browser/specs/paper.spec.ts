// The story on paper: each section whole, with its still, black on white, and without anything that only a
// screen can do. The tests measure Chromium's print layout at the width of a sheet.

import type { Page } from "@playwright/test";

import { openExplorer, unreadable } from "../support/readable.ts";
import { atRest } from "../support/rest.ts";
import { FULL, PAGES, steps, tabledLinks } from "../support/story.ts";
import { expect, openAt, test } from "../support/test.ts";

/** A sheet without its margins, in CSS pixels: A4 and Letter. */
const SHEETS = { A4: [680, 994], Letter: [702, 927] } as const;

/** With more sheets than this, sheets would be half empty: 29 sections, mostly three to a sheet, and the table. */
const MOST_SHEETS = 20;

/** States of the page from which it is printed. */
const WAYS: Record<string, { address: string; colorScheme?: "dark"; explores?: true }> = {
  "while it is scrolled": { address: "?motion=off#zhengan" },
  "by night": { address: "?motion=off&theme=dark#link-ankang", colorScheme: "dark" },
  "a section at a time": { address: "?motion=off&reading=steps#zhengan" },
  "from the reader's own map": { address: "?motion=off&kind=health#explore", explores: true },
};

async function layOut(page: Page, [width, height]: readonly [number, number]) {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width, height });
}

/** Parts of a section that leave its box, or sections that do not fit on a sheet. */
function unfit(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    for (const section of document.querySelectorAll<HTMLElement>("section[data-step]")) {
      const { id } = section;
      const own = section.getBoundingClientRect();
      if (innerHeight < own.height) faults.push(`${id} is higher than a sheet: ${own.height}`);
      if (getComputedStyle(section).breakInside !== "avoid") faults.push(`${id} may be cut`);
      const stills = [...section.querySelectorAll(".still")].filter((still) => still.checkVisibility());
      if (stills.length !== 1) faults.push(`${id} has ${stills.length} stills`);
      for (const part of [...stills, ...section.querySelectorAll("h1, h2, h3, p, li, .amount, .caption")]) {
        if (!part.checkVisibility()) continue;
        const box = part.getBoundingClientRect();
        const isWithin =
          own.left - 1 <= box.left &&
          box.right <= own.right + 1 &&
          own.top - 1 <= box.top &&
          box.bottom <= own.bottom + 1;
        if (!isWithin) faults.push(`${part.localName} of ${id} leaves it`);
      }
      const words = section.querySelector(".words")!.getBoundingClientRect();
      const map = stills[0]?.getBoundingClientRect();
      if (map && words.left < map.right && map.left < words.right && words.top < map.bottom && map.top < words.bottom) {
        faults.push(`the still of ${id} lies over its words`);
      }
    }
    const { scrollWidth } = document.documentElement;
    if (innerWidth < scrollWidth) faults.push(`the page is ${scrollWidth} wide, the sheet ${innerWidth}`);
    return faults;
  });
}

/** Backgrounds that are not white, and words that are neither black nor dark grey. */
function coloured(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    const rgba = (color: string) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const DARK = 100;
    const seen = new Set<string>();
    for (const element of document.querySelectorAll("story-map, story-map *:not(svg, svg *, script)")) {
      if (!element.checkVisibility()) continue;
      const { color, backgroundColor } = getComputedStyle(element);
      const named = `${element.localName}.${element.className}`;
      const [red, green, blue] = rgba(color);
      const isGrey = Math.max(red!, green!, blue!) - Math.min(red!, green!, blue!) <= 2;
      if (!isGrey || DARK < red!) seen.add(`${named} in ${color}`);
      const ground = rgba(backgroundColor);
      // The two sides of a sum keep their pale backgrounds, for browsers set to print backgrounds.
      const isWhite = ground[3] === 0 || ground.slice(0, 3).every((part) => part === 255);
      if (!isWhite && !element.closest(".sum")) seen.add(`${named} on ${backgroundColor}`);
    }
    return [...seen];
  });
}

/** Parts of the page that are useless on paper. */
const USELESS =
  ".controls, .progress, .stage, .contents, .skip-link, .threshold, .download, .map-tools, .to-tools, .choices, .found, .chosen, .to-map";

for (const [language, page_] of Object.entries(PAGES)) {
  for (const [index, [way, { address, colorScheme, explores }]] of Object.entries(WAYS).entries()) {
    // Each printed state in one language, in turns.
    if (!FULL && (language === "English") !== (index % 2 === 1)) continue;
    test.describe(`printed ${way}`, () => {
      test.use({ colorScheme });

      test(`in ${language}, printed ${way}, each section stands whole with its still, black on white`, async ({
        page,
        site,
      }) => {
        await openAt(page, site, page_ + address);
        if (explores) await openExplorer(page);
        await atRest(page);
        for (const [sheet, size] of Object.entries(SHEETS)) {
          await layOut(page, size);
          expect.soft(await unfit(page), sheet).toEqual([]);
          expect.soft(await unreadable(page), sheet).toEqual([]);
        }
        expect.soft(await coloured(page)).toEqual([]);
        const useless = await page
          .locator(USELESS)
          .evaluateAll((parts) => parts.filter((part) => part.checkVisibility()).map(({ className }) => className));
        expect.soft(useless).toEqual([]);
      });
    });
  }

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });

    test(`in ${language}, printed without scripts, each section stands whole with its still`, async ({
      page,
      site,
    }) => {
      await page.goto(site.home + page_);
      for (const [sheet, size] of Object.entries(SHEETS)) {
        await layOut(page, size);
        expect.soft(await unfit(page), sheet).toEqual([]);
        expect.soft(await unreadable(page), sheet).toEqual([]);
      }
      expect.soft(await coloured(page)).toEqual([]);
    });
  });

  for (const format of FULL ? ["A4", "Letter"] : language === "English" ? ["Letter"] : ["A4"]) {
    test(`in ${language}, on ${format}, the whole story takes ${MOST_SHEETS} sheets at most`, async ({
      page,
      site,
    }) => {
      await openAt(page, site, `${page_}?motion=off`);
      const pdf = (await page.pdf({ format })).toString("latin1");
      const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length;
      expect(sheets).toBeGreaterThan(steps.length / 4);
      expect(sheets).toBeLessThanOrEqual(MOST_SHEETS);
    });
  }
}

test("the table of connections is printed whole, its head on each sheet, no row cut", async ({ page, site }) => {
  await openAt(page, site, "?motion=off");
  await layOut(page, SHEETS.A4);
  const seen = await page.evaluate(() => ({
    rows: [...document.querySelectorAll<HTMLElement>("tr[data-link]")].filter((row) => row.checkVisibility()).length,
    head: getComputedStyle(document.querySelector("thead")!).display,
    cut: [...document.querySelectorAll("tr")].filter((row) => getComputedStyle(row).breakInside !== "avoid").length,
    wide:
      document.querySelector("table")!.offsetWidth - document.querySelector<HTMLElement>(".table-frame")!.clientWidth,
  }));
  expect(seen).toEqual({ rows: tabledLinks.length, head: "table-header-group", cut: 0, wide: 0 });
});

test("no heading stays behind at the foot of a sheet", async ({ page, site }) => {
  await openAt(page, site, "?motion=off");
  await layOut(page, SHEETS.A4);
  const free = await page.evaluate(() =>
    [...document.querySelectorAll("h2, h3, caption, thead")]
      .filter((head) => head.checkVisibility() && getComputedStyle(head).breakAfter !== "avoid")
      .map((head) => head.textContent),
  );
  expect(free).toEqual([]);
});

test("an address in the sources is printed, and none among the words", async ({ page, site }) => {
  await openAt(page, site, "?motion=off");
  await layOut(page, SHEETS.A4);
  const printed = await page.evaluate(() =>
    [".sources li", ".words p"].map((where) => {
      const link = Object.assign(document.createElement("a"), { href: "https://example.org/a", textContent: "a" });
      document.querySelector(where)!.append(link);
      return getComputedStyle(link, "::after").content;
    }),
  );
  expect(printed).toEqual([expect.stringContaining("https://example.org/a"), "none"]);
});
