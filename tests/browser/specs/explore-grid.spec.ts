// The explorer's first question: the grid of provinces, and what a province without connections shows.

import { chosen, listed, onMap, openExplorer, tile } from "../support/explorer.ts";
import { tabledLinks } from "../support/story.ts";
import { expect, test } from "../support/test.ts";

test("the arrow keys reach every tile from every other, and go where they point", async ({ page, site }) => {
  await openExplorer(page, site);
  const reached = await page.evaluate(() => {
    const tiles = [...document.querySelectorAll<HTMLButtonElement>(".tiles > button")];
    const placeOf = (tile: Element) => {
      const { gridColumnStart, gridRowStart } = getComputedStyle(tile);
      return [Number(gridColumnStart), Number(gridRowStart)] as const;
    };
    const seen = new Set([tiles[0]!]);
    const wrong: string[] = [];
    for (const tile of seen) {
      for (const [key, axis, sign] of [
        ["ArrowLeft", 0, -1],
        ["ArrowRight", 0, 1],
        ["ArrowUp", 1, -1],
        ["ArrowDown", 1, 1],
      ] as const) {
        tile.focus({ preventScroll: true });
        const before = placeOf(tile)[axis];
        tile.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        const next = document.activeElement as HTMLButtonElement;
        if (next !== tile && (placeOf(next)[axis] - before) * sign <= 0) wrong.push(`${tile.value} ${key}`);
        seen.add(next);
      }
    }
    const stops = tiles.filter(({ tabIndex }) => tabIndex === 0).length;
    return { seen: seen.size, all: tiles.length, wrong, stops };
  });
  expect(reached).toEqual({ seen: 34, all: 34, wrong: [], stops: 1 });
});

test("a tile that is chosen again withdraws the choice", { tag: "@phone" }, async ({ page, site }) => {
  await openExplorer(page, site);
  const ningxia = tile(page, 640000);
  const many = Number(await ningxia.locator("b").textContent());
  await ningxia.click();
  expect(await chosen(page)).toBe("region=640000");
  expect((await listed(page)).length).toBe(many);
  await expect(ningxia).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator('.tiles > [aria-pressed="true"]')).toHaveCount(1);
  await ningxia.click();
  expect(await chosen(page)).toBe("");
  expect(await listed(page)).toEqual(tabledLinks);
});

test("the grid fits the narrowest screen, and its numbers follow the filters", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await openExplorer(page, site, "&kind=health");
  const boxes = await page.locator(".tiles > button").evaluateAll((tiles) =>
    tiles.map((tile) => {
      const { left, right, width } = tile.getBoundingClientRect();
      return { isInside: 0 <= left && right <= innerWidth, width };
    }),
  );
  expect(boxes.every(({ isInside }) => isInside)).toBe(true);
  expect(Math.min(...boxes.map(({ width }) => width))).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expect(tile(page, 640000).locator("b")).toHaveText("1");
  await expect(tile(page, 610000).locator("b")).toHaveText("0");
});

for (const [language, address, name, text] of [
  ["Chinese", "", "台湾，没有连线", "本文没有讲到台湾的连线。下面是离它最近的。"],
  [
    "English",
    "en/index.html",
    "Taiwan (TW), no connections",
    "This story has no connections with Taiwan. Below are the nearest.",
  ],
] as const) {
  test(`a province without connections has the nearest on the whole map, in ${language}`, async ({ page, site }) => {
    await openExplorer(page, site, "", address);
    const whole = await page.locator(".picture > .land").getAttribute("viewBox");
    await page.getByRole("button", { name }).click();
    await expect(page.locator(".count")).toHaveText(text);
    const near = await listed(page);
    expect(near).toHaveLength(3);
    expect(await onMap(page)).toEqual([...near].sort());
    await expect(page.locator(".picture > .land")).toHaveAttribute("viewBox", whole!);
  });
}

test("a province with connections of other kinds says how many", async ({ page, site }) => {
  await openExplorer(page, site, "&kind=health&region=610000");
  await expect(page.locator(".count")).toHaveText(/^陕西：没有这样的连线，不筛选有\d条连线$/);
  expect(await listed(page)).toEqual([]);
});

test("a base map without a grid has a list of provinces", async ({ page, site }) => {
  // The data has other bytes than the build's.
  await page.route(site.home, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/data-facts-integrity="[^"]*"/, "") });
  });
  await page.route(/explore\.\w+\.json/, async (route) => {
    const answer = await route.fetch();
    const facts = await answer.json();
    for (const region of facts.regions) delete region.tile;
    await route.fulfill({ response: answer, json: facts });
  });
  await page.goto(`${site.home}#explore`);
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await expect(page.locator(".tiles")).toHaveCount(0);
  await page.getByRole("combobox", { name: "你的家乡在哪个省？" }).selectOption("640000");
  expect(await chosen(page)).toBe("region=640000");
});

test("the same in English", { tag: "@phone" }, async ({ page, site }) => {
  await openExplorer(page, site, "&region=640000", "en/index.html");
  const ningxia = page.getByRole("button", { name: /^Ningxia \(NX\), \d+ connections$/, pressed: true });
  await expect(ningxia).toBeVisible();
  await expect(page.locator(".count")).toHaveText(`Ningxia: ${(await listed(page)).length} connections`);
});
