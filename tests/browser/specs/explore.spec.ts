// The explorer: it highlights and lists the reader's choice, links it with the table and the words, and
// keeps it in the address.

import type { Page } from "@playwright/test";

import { chosen, listed, onMap, openExplorer, STILL, tile } from "../support/explorer.ts";
import { atRest, current } from "../support/rest.ts";
import { tabledLinks } from "../support/story.ts";
import { expect, openAt, test, untilLive } from "../support/test.ts";

/** Clicks a connection in the list, scrolled clear of the map and its tools. */
async function press(page: Page, id: string) {
  const button = page.locator(`.chosen [data-link="${id}"] button`);
  await button.evaluate((it) => it.closest("li")!.scrollIntoView({ block: "nearest" }));
  await button.click();
}

test("at first every connection is lit and listed", async ({ page, site }) => {
  await openExplorer(page, site);
  expect(await listed(page)).toEqual(tabledLinks);
  expect(await onMap(page)).toEqual([...tabledLinks].sort());
  await expect(page.locator(".count")).toHaveText(`${tabledLinks.length}条连线`);
});

test("by keyboard alone: a kind, a province, a connection, and back", async ({ page, site }) => {
  await openExplorer(page, site);
  const question = page.getByRole("group", { name: "你的家乡在哪个省？" });
  await expect(question.getByRole("button")).toHaveCount(34);
  // The grid is one stop: from Heilongjiang to Ningxia.
  await tile(page, 230000).focus();
  for (const key of ["Left", "Down", "Left", "Left"]) await page.keyboard.press(`Arrow${key}`);
  await expect(page.getByRole("button", { name: /^宁夏，\d+条连线$/ })).toBeFocused();
  await page.keyboard.press("Space");
  expect(await chosen(page)).toBe("region=640000");
  await page.keyboard.press("Tab");
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "医疗" })).toBeChecked();
  expect(await listed(page)).toEqual(["haiyuan"]);
  expect(await onMap(page)).toEqual(["haiyuan"]);
  await expect(tile(page, 640000)).toHaveAccessibleName("宁夏，1条连线");
  // Past directions, form of the results and the way back.
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await chosen(page)).toBe("kind=health&region=640000&link=haiyuan");
  await expect(page.locator('.chosen [data-link="haiyuan"] button')).toBeFocused();
  await page.keyboard.press("Escape");
  expect(await chosen(page)).toBe("kind=health&region=640000");
  await expect(page.locator('.chosen [data-link="haiyuan"] button')).toBeFocused();
  await page.keyboard.press("Escape");
  expect(await listed(page)).toEqual(tabledLinks);
  expect(await chosen(page)).toBe("");
});

test("Escape closes the switches before it changes a choice", async ({ page, site }) => {
  await openExplorer(page, site, "&kind=market");
  await page.locator(".switches > summary").click();
  await page.keyboard.press("Escape");
  await expect(page.locator(".switches")).not.toHaveAttribute("open");
  await expect(page.locator(".switches > summary")).toBeFocused();
  expect(await chosen(page)).toBe("kind=market");
});

test("Escape leads from one connection back to those it was chosen from", async ({ page, site }) => {
  await openExplorer(page, site, "&kind=industry");
  const among = await listed(page);
  await press(page, "minning");
  expect(await onMap(page)).toEqual(["minning"]);
  await page.keyboard.press("Escape");
  await atRest(page);
  expect(await onMap(page)).toEqual([...among].sort());
  expect(await listed(page)).toEqual(among);
  expect(await chosen(page)).toBe("kind=industry");
});

test("every connection is reached from the list, and leads to its words and back", async ({ page, site }) => {
  await openExplorer(page, site);
  for (const id of tabledLinks) {
    const item = page.locator(`.chosen [data-link="${id}"]`);
    await press(page, id);
    expect(await chosen(page), id).toBe(`link=${id}`);
    await expect(item.locator("button")).toHaveAttribute("aria-pressed", "true");
    const words = await item.locator("> a").getAttribute("href");
    const told = page.locator(`section${words} .words a[href="#link-${id}"]`);
    await expect(told, id).toHaveCount(1);
    await press(page, id);
    expect(await chosen(page)).toBe("");
  }
});

test("every connection is reached from its row of the table", { tag: "@phone" }, async ({ page, site }) => {
  await openExplorer(page, site);
  for (const id of tabledLinks) {
    await page.locator(`tr[data-link="${id}"] .to-map`).click();
    expect(await chosen(page), id).toBe(`link=${id}`);
    await expect(page.locator(`tr[data-link="${id}"]`)).toHaveAttribute("data-lit");
    await expect.poll(() => current(page)).toBe("explore");
    expect(await onMap(page), id).toEqual([id]);
    await expect(page.locator(`.chosen [data-link="${id}"] button`)).toBeFocused();
  }
});

test("the address keeps the choice, and a copied one carries it", async ({ page, site }) => {
  await openExplorer(page, site, "&kind=health&link=haiyuan");
  const among = ["gansu-health", "haiyuan"];
  expect(await listed(page)).toEqual(among);
  expect(await onMap(page)).toEqual(["haiyuan"]);
  await page.reload();
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  expect(await listed(page)).toEqual(among);
  expect(await onMap(page)).toEqual(["haiyuan"]);
  await page.locator('[data-control="copy"]').click();
  await expect(page.locator(".copied")).toContainText("kind=health&link=haiyuan#explore");
});

test("a choice that there is not is no choice", async ({ page, site }) => {
  await openExplorer(page, site, "&kind=magic&region=1&link=nowhere&side=up");
  expect(await listed(page)).toEqual(tabledLinks);
});

test("the table is sorted by kind and place, and by the story again", async ({ page, site }) => {
  await openExplorer(page, site);
  const column = (index: number) =>
    page
      .locator("tbody tr")
      .evaluateAll((rows, index) => rows.map((row) => (row as HTMLTableRowElement).cells[index]!.textContent!), index);
  const order = await column(5);
  const kind = page.getByRole("columnheader", { name: "类别" });
  await kind.getByRole("button").click();
  await expect(kind).toHaveAttribute("aria-sort", "ascending");
  const kinds = await column(0);
  expect(kinds.filter((it, at) => it !== kinds[at - 1])).toEqual([...new Set(kinds)]);
  await kind.getByRole("button").click();
  await expect(kind).toHaveAttribute("aria-sort", "descending");
  expect(await column(0)).toEqual(kinds.toReversed());
  await page.getByRole("columnheader", { name: "见" }).getByRole("button").click();
  expect(await column(5)).toEqual(order);
});

test("the table can be taken away", async ({ page, site }) => {
  await page.goto(site.home);
  const download = page.waitForEvent("download");
  await page.getByText("下载表格").click();
  const { default: fs } = await import("node:fs");
  const rows = fs
    .readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\n");
  expect(rows).toHaveLength(tabledLinks.length + 1);
  expect(rows[0]).toBe("\uFEFFid,类别,从,到,内容,数字,见");
});

test("as a table, the rows follow the choice, and the address keeps it", async ({ page, site }) => {
  await openExplorer(page, site, "&kind=health");
  await page.locator(".choices").getByText("表格").click();
  expect(await chosen(page)).toBe("kind=health&view=table");
  const rows = page.locator("tbody tr:visible");
  await expect(rows).toHaveCount(2);
  expect(await listed(page)).toEqual([]);
  await page.reload();
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("radio", { name: "表格" })).toBeChecked();
  await page.locator('tr[data-link="haiyuan"] .to-map').click();
  expect(await chosen(page)).toBe("link=haiyuan&view=table");
  expect(await listed(page), "the chosen one has its card").toEqual(["haiyuan"]);
  await page.keyboard.press("Escape");
  await expect(rows).toHaveCount(tabledLinks.length);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("tbody tr:visible")).toHaveCount(tabledLinks.length);
});

test("a link to a row leads there, even if the choice leaves the row out", async ({ page, site }) => {
  await openExplorer(page, site, "&kind=health&view=table");
  await page.evaluate(() => (location.hash = "link-ankang"));
  await expect(page.locator("#link-ankang")).toBeInViewport();
});

test("until the explorer is there a line says so", async ({ page, site }) => {
  const release = site.hold((path) => path.startsWith("explore."));
  await page.goto(`${site.home}${STILL}#explore`);
  const note = page.locator(".explorer-note");
  await expect(note).toHaveText("正在打开选连线的地图……");
  release();
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await expect(note).toHaveCount(0);
});

test("without the explorer the step shows every connection, and says where they are", async ({
  page,
  site,
  faults,
}) => {
  faults.expect(/Failed to load resource/);
  await page.route(/explore\./, (route) => route.abort());
  await page.goto(`${site.home}${STILL}#explore`);
  await untilLive(page);
  await expect.poll(() => current(page)).toBe("explore");
  expect(await onMap(page)).toEqual([...tabledLinks].sort());
  await expect(page.locator(".explorer-note")).toHaveText("选连线的部分没有打开；全部连线都在下面的表里。");
});

test("a link's place in the story may be over 255", async ({ page, site }) => {
  await openAt(page, site, "?motion=off#explore");
  const lit = () => page.locator('.connections path[data-state="lit"]').count();
  await expect.poll(lit).toBeGreaterThan(1);
  await page.evaluate(() => {
    const { story } = document.querySelector("story-map") as unknown as {
      story: { explore(links: Uint32Array, region: number): void };
    };
    story.explore(Uint32Array.of(256 + 9), 0);
  });
  await expect.poll(lit, "the story has no such link").toBe(0);
});
