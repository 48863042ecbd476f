// In the system's forced colours everything with a meaning stays visible, by outline, fill or border, never by
// its background alone.

import type { Page } from "@playwright/test";

import { contrasts } from "../support/contrast.ts";
import { atRest } from "../support/rest.ts";
import { expect, scrollTo, settle, test, untilLive } from "../support/test.ts";

/** WCAG 2.2, 1.4.11 and 1.4.3. */
const MARK = 3;
const TEXT = 4.5;

/** The contrast of two fills that are apart on the map: readers must tell them apart, not read text on them. */
const FILLED = 1.5;

const MIDDLE = { share: 0.5 };

/** Opens the story at an address, unless it is open. */
async function open(page: Page, home: string, address = "?motion=off") {
  if (page.url().split("#")[0] === home + address) return;
  await page.goto(home + address);
  await untilLive(page);
}

/** The computed value of a property of the first element that matches `selector`. */
function used(page: Page, selector: string, property: string): Promise<string> {
  const value = (part: Element, property: string) => getComputedStyle(part).getPropertyValue(property);
  return page.locator(selector).first().evaluate(value, property);
}

/** The contrast of a property's colour with the background of the map. */
async function onCanvas(page: Page, selector: string, property: string): Promise<number> {
  const ground = await used(page, ".stage", "background-color");
  const [contrast] = await contrasts(page, [ground, await used(page, selector, property)]);
  return contrast!;
}

/** The claims, in order; the page stays open from one to the next. */
const CLAIMS: Record<string, (page: Page, home: string) => Promise<void>> = {
  "connections, heads, places and dashes stand out": async (page, home) => {
    await open(page, home);
    await scrollTo(page, "ankang", MIDDLE);
    await atRest(page);
    const gradient = ".shapes stop";
    expect.soft(await onCanvas(page, gradient, "stop-color"), "a line").toBeGreaterThanOrEqual(MARK);
    expect.soft(await onCanvas(page, ".connections .head", "fill"), "a head").toBeGreaterThanOrEqual(MARK);
    expect.soft(await onCanvas(page, ".connections .node", "stroke"), "a place").toBeGreaterThanOrEqual(MARK);
    expect.soft(await onCanvas(page, ".shapes .dashes", "stroke"), "the dashes").toBeGreaterThanOrEqual(MARK);
    expect.soft(await onCanvas(page, ".key .line", "stroke"), "the legend").toBeGreaterThanOrEqual(MARK);
  },
  "lit regions are outlined, and the sea side filled as well": async (page, home) => {
    await open(page, home);
    await scrollTo(page, "ankang", MIDDLE);
    await atRest(page);
    const [sea, mountains] = ["east", "west"].map((side) => `.lit [data-state="lit"][data-side="${side}"]`) as [
      string,
      string,
    ];
    for (const region of [sea, mountains]) {
      expect.soft(await onCanvas(page, region, "stroke"), region).toBeGreaterThanOrEqual(MARK);
      expect.soft(await used(page, region, "stroke-width"), region).toBe("2px");
    }
    expect.soft(await onCanvas(page, sea, "fill"), "the sea side").toBeGreaterThanOrEqual(FILLED);
    expect.soft(await onCanvas(page, mountains, "fill"), "the mountain side").toBe(1);
    expect.soft(await used(page, ".shapes .region", "stroke-width"), "at rest").toBe("0.8px");
    expect.soft(await used(page, ".picture > .relief", "opacity"), "relief").toBe("0");
  },
  "the legend's sides look as on the map": async (page, home) => {
    await open(page, home);
    await scrollTo(page, "parks", MIDDLE);
    await atRest(page);
    for (const side of ["east", "west"]) {
      for (const property of ["fill", "stroke"]) {
        const drawn = await used(page, `.lit [data-state="lit"][data-side="${side}"]`, property);
        const told = await used(page, `#parks .key [data-side="${side}"]`, property);
        const [apart] = await contrasts(page, [drawn, told]);
        expect.soft(apart, `${side}, ${property}`).toBeCloseTo(1, 1);
      }
    }
  },
  "the line of progress keeps its two parts": async (page, home) => {
    await open(page, home);
    await scrollTo(page, "compute", MIDDLE);
    await atRest(page);
    const [rest, ink] = await Promise.all(["--story-rule", "--story-ink"].map((token) => painted(page, token)));
    expect.soft((await contrasts(page, [rest!, ink!]))[0]).toBeGreaterThanOrEqual(MARK);
    expect.soft(await used(page, ".progress", "background-image")).toContain("linear-gradient");
  },
  "the choice in the explorer stands out": async (page, home) => {
    await open(page, home, "?motion=off&kind=health#explore");
    await expect(page.locator("story-map[data-explorer]")).toBeAttached();
    const chosen = ".choices input:checked + span";
    expect.soft(await onCanvas(page, chosen, "background-color"), "its ground").toBeGreaterThanOrEqual(MARK);
    const [read] = await contrasts(page, [
      await used(page, chosen, "background-color"),
      await used(page, chosen, "color"),
    ]);
    expect.soft(read, "its name").toBeGreaterThanOrEqual(TEXT);
    expect.soft(await used(page, chosen, "forced-color-adjust"), "no ground lies under its name").toBe("none");
    await page.locator(".chosen > li:not([hidden]) button").first().press("Enter");
    await settle(page);
    for (const told of [".chosen > li:has([aria-pressed=true])", "tr[data-lit]"]) {
      expect.soft(await used(page, told, "outline-style"), told).toBe("solid");
    }
  },
  "a figure that is come to has a border": async (page, home) => {
    await open(page, home, "?motion=off#figure-ankang.firms");
    expect(await used(page, ".figure:target", "outline-style")).toBe("solid");
  },
  "the two parts of a sum have their bars": async (page, home) => {
    await open(page, home);
    const parts = page.locator(".sum > span");
    expect.soft(await parts.count()).toBeGreaterThan(0);
    for (const [side, edge] of [
      ["east", "left"],
      ["west", "right"],
    ] as const) {
      const part = side === "west" ? '.sum > [data-side="west"]' : '.sum > span:not([data-side="west"])';
      expect.soft(await used(page, part, `border-${edge}-width`), side).toBe("4px");
      expect.soft(await onCanvas(page, part, `border-${edge}-color`), side).toBeGreaterThanOrEqual(MARK);
    }
  },
  "the ring of the focus is seen": async (page, home) => {
    await open(page, home);
    await scrollTo(page, "ankang", MIDDLE);
    await page.locator('[data-control="next"]').focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    expect.soft(await used(page, ":focus-visible", "outline-style")).toBe("solid");
    expect.soft(await onCanvas(page, ":focus-visible", "outline-color")).toBeGreaterThanOrEqual(MARK);
  },
};

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`with a ${colorScheme} system`, () => {
    test.use({ colorScheme, forcedColors: "active" });

    test("everything that means something is seen", async ({ page, site }) => {
      for (const [claim, holds] of Object.entries(CLAIMS)) await test.step(claim, () => holds(page, site.home));
    });
  });
}

/** A token's colour, as painted. */
function painted(page: Page, token: string): Promise<string> {
  return page.evaluate((token) => {
    const patch = document.querySelector(".progress")!.appendChild(document.createElement("i"));
    patch.style.color = `var(${token})`;
    const { color } = getComputedStyle(patch);
    patch.remove();
    return color;
  }, token);
}
