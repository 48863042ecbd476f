// The explorer: it highlights and lists the reader's choice, links it with the table and the words, and
// keeps it in the address.

import type { Page } from "@playwright/test";

import { atRest, current, lit } from "../support/rest.ts";
import { tabledLinks } from "../support/story.ts";
import { expect, openAt, settle, test, untilLive } from "../support/test.ts";

type Site = import("../support/server.ts").Site;

const STILL = "?motion=off";

/** Opens the explorer with the choice in the address. */
async function open(page: Page, site: Site, choice = "", language = "") {
  await openAt(page, site, `${language}${STILL}${choice}#explore`);
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await expect.poll(() => current(page)).toBe("explore");
  await atRest(page);
}

/** The ids of the links in the list. */
function listed(page: Page): Promise<string[]> {
  return page
    .locator(".chosen > li:not([hidden])")
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.link!));
}

/** The ids of the links that the map highlights, sorted. */
async function onMap(page: Page): Promise<string[]> {
  await atRest(page);
  return Object.keys(await lit(page)).sort();
}

/** Clicks a connection in the list, scrolled clear of the map and its tools. */
async function press(page: Page, id: string) {
  const button = page.locator(`.chosen [data-link="${id}"] button`);
  await button.evaluate((it) => it.closest("li")!.scrollIntoView({ block: "nearest" }));
  await button.click();
}

/** The choice in the address. */
async function chosen(page: Page): Promise<string> {
  const query = new URLSearchParams(await page.evaluate(() => location.search));
  return ["kind", "side", "region", "link"]
    .filter((key) => query.has(key))
    .map((key) => `${key}=${query.get(key)}`)
    .join("&");
}

test("at first every connection is lit and listed", async ({ page, site }) => {
  await open(page, site);
  expect(await listed(page)).toEqual(tabledLinks);
  expect(await onMap(page)).toEqual([...tabledLinks].sort());
  await expect(page.locator(".count")).toHaveText(`${tabledLinks.length}条连线`);
});

test("by keyboard alone: a kind, a province, a connection, and back", async ({ page, site }) => {
  await open(page, site);
  await page.getByRole("radio", { name: "全部" }).first().focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "医疗" })).toBeChecked();
  expect(await listed(page)).toEqual(["gansu-health", "haiyuan"]);
  expect(await onMap(page)).toEqual(["gansu-health", "haiyuan"]);
  // Past the directions, to the provinces.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "省份" })).toBeFocused();
  const province = page.getByRole("combobox", { name: "省份" });
  while ((await province.inputValue()) !== "640000") await page.keyboard.press("ArrowDown");
  expect(await listed(page)).toEqual(["haiyuan"]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await chosen(page)).toBe("kind=health&region=640000&link=haiyuan");
  await expect(page.getByRole("button", { pressed: true })).toBeFocused();
  await page.keyboard.press("Escape");
  expect(await chosen(page)).toBe("kind=health&region=640000");
  await expect(page.locator('.chosen [data-link="haiyuan"] button')).toBeFocused();
  await page.keyboard.press("Escape");
  expect(await listed(page)).toEqual(tabledLinks);
  expect(await chosen(page)).toBe("");
});

test("Escape closes the switches before it changes a choice", async ({ page, site }) => {
  await open(page, site, "&kind=market");
  await page.locator(".switches > summary").click();
  await page.keyboard.press("Escape");
  await expect(page.locator(".switches")).not.toHaveAttribute("open");
  await expect(page.locator(".switches > summary")).toBeFocused();
  expect(await chosen(page)).toBe("kind=market");
});

test("Escape leads from one connection back to those it was chosen from", async ({ page, site }) => {
  await open(page, site, "&kind=industry");
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
  await open(page, site);
  for (const id of tabledLinks) {
    const item = page.locator(`.chosen [data-link="${id}"]`);
    await press(page, id);
    expect(await chosen(page), id).toBe(`link=${id}`);
    await expect(page.getByRole("button", { pressed: true })).toHaveCount(1);
    await expect(item.locator("button")).toHaveAttribute("aria-pressed", "true");
    const words = await item.locator("> a").getAttribute("href");
    const told = page.locator(`section${words} .words a[href="#link-${id}"]`);
    await expect(told, id).toHaveCount(1);
    await press(page, id);
    expect(await chosen(page)).toBe("");
  }
});

test("every connection is reached from its row of the table", { tag: "@phone" }, async ({ page, site }) => {
  await open(page, site);
  for (const id of tabledLinks) {
    await page.locator(`tr[data-link="${id}"] .to-map`).click();
    expect(await chosen(page), id).toBe(`link=${id}`);
    await expect(page.locator(`tr[data-link="${id}"]`)).toHaveAttribute("data-lit");
    await expect.poll(() => current(page)).toBe("explore");
    expect(await onMap(page), id).toEqual([id]);
    await expect(page.locator(`.chosen [data-link="${id}"] button`)).toBeFocused();
  }
});

test("every connection is reached from the map", { tag: "@phone" }, async ({ page, site }) => {
  await open(page, site);
  const facts = await page.locator("story-map").evaluate(async (root: HTMLElement) => {
    const address = root.dataset.facts!;
    const { links } = await (await fetch(new URL(address, document.baseURI))).json();
    return links as { id: string; kind: string; regions: number[] }[];
  });
  /** Makes a choice with the form, from an empty choice. */
  const choose = async (kind: string, region: number) => {
    await page.evaluate(
      ([kind, region]) => {
        document.querySelector<HTMLElement>(".reset")!.click();
        document.querySelector<HTMLElement>(`.choices input[value="${kind}"]`)!.click();
        const select = document.querySelector<HTMLSelectElement>(".choices select")!;
        select.value = String(region);
        select.dispatchEvent(new Event("change", { bubbles: true }));
      },
      [kind, region] as const,
    );
    await atRest(page);
    expect(await chosen(page)).toBe(`kind=${kind}&region=${region}`);
  };
  for (const { id, kind, regions } of facts) {
    await choose(kind, regions[0]!);
    const at = await page.evaluate((id) => {
      const svg = document.querySelector<SVGSVGElement>(".picture > .lit")!;
      const matrix = svg.getScreenCTM()!;
      const shown = [...document.querySelectorAll<HTMLElement>(".chosen > li:not([hidden])")];
      const points = (id: string) => {
        const path = document.querySelector<SVGPathElement>(`[id="s1-l-${id}"]`)!;
        const length = path.getTotalLength();
        return Array.from({ length: 33 }, (_, step) =>
          path.getPointAtLength((length * step) / 32).matrixTransform(matrix),
        );
      };
      const others = shown
        .map(({ dataset }) => dataset.link!)
        .filter((other) => other !== id)
        .flatMap(points);
      const stage = document.querySelector(".stage")!.getBoundingClientRect();
      // The point of the curve that is farthest from other curves.
      const apart = points(id)
        .filter(({ x, y }) => stage.left + 4 < x && x < stage.right - 4 && stage.top + 4 < y && y < stage.bottom - 30)
        .map(({ x, y }) => ({ x, y, far: Math.min(Infinity, ...others.map((it) => Math.hypot(it.x - x, it.y - y))) }));
      return apart.sort((one, other) => other.far - one.far)[0]!;
    }, id);
    await page.mouse.click(at.x, at.y);
    expect.soft(await chosen(page), id).toContain(`link=${id}`);
    await expect.soft(page.locator(`.chosen [data-link="${id}"] button`), id).toBeInViewport();
  }
});

test("a province is chosen where the map is clicked, among what was chosen", { tag: "@phone" }, async ({
  page,
  site,
}) => {
  await open(page, site, "&kind=health");
  const at = (code: number) =>
    page.evaluate((code) => {
      const path = document.querySelector<SVGPathElement>(`[id="s1-r${code}"]`)!;
      const matrix = document.querySelector<SVGSVGElement>(".picture > .lit")!.getScreenCTM()!;
      const unit = path.transform.baseVal.consolidate()!.matrix.a;
      const { x, y, width, height } = path.getBBox();
      return new DOMPoint((x + width / 2) * unit, (y + height / 2) * unit).matrixTransform(matrix).toJSON();
    }, code);
  const chongqing = await at(500000);
  await page.mouse.click(chongqing.x, chongqing.y);
  expect(await chosen(page)).toBe("kind=health&region=500000");
  await expect(page.getByRole("combobox")).toHaveValue("500000");
  await expect(page.locator(".count")).toHaveText("重庆：没有这样的连线");
  await expect(page.locator(".count")).toBeInViewport();
  await page.locator(".reset").click();
  expect(await chosen(page)).toBe("");
});

test("the address keeps the choice, and a copied one carries it", async ({ page, site }) => {
  await open(page, site, "&kind=health&link=haiyuan");
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
  await open(page, site, "&kind=magic&region=1&link=nowhere&side=up");
  expect(await listed(page)).toEqual(tabledLinks);
});

test("buttons and the mouse move the map, and the whole map comes back", async ({ page, site }) => {
  await open(page, site);
  const frame = () => page.locator(".picture > .land").getAttribute("viewBox");
  const whole = await frame();
  for (const name of ["放大", "向右看", "向下看"]) {
    const before = await frame();
    await page.getByRole("button", { name }).click();
    expect(await frame(), name).not.toBe(before);
  }
  await atRest(page);
  const { x, y, width, height } = (await page.locator(".stage").boundingBox())!;
  const before = await frame();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 60, y + height / 2 + 40, { steps: 4 });
  await page.mouse.up();
  expect(await frame()).not.toBe(before);
  expect(await chosen(page), "a drag is no click").toBe("");
  await page.getByRole("button", { name: "看全图" }).click();
  expect(await frame()).toBe(whole);
});

test("the wheel scrolls the page, over the map too", async ({ page, site }) => {
  await open(page, site);
  const { x, y, width, height } = (await page.locator(".stage").boundingBox())!;
  const before = await page.evaluate(() => scrollY);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(before);
});

test.describe("by touch", { tag: "@phone" }, () => {
  test.use({ hasTouch: true });

  test("a tap chooses, one finger scrolls, two fingers move the map", async ({ context, page, site }) => {
    await open(page, site);
    const devtools = await context.newCDPSession(page);
    const touch = (type: string, ...points: [number, number][]) =>
      devtools.send("Input.dispatchTouchEvent", {
        type: type as "touchStart",
        touchPoints: points.map(([x, y], id) => ({ x, y, id })),
      });
    const { x, y, width, height } = (await page.locator(".stage").boundingBox())!;
    const [left, top] = [x + width / 2, y + height / 2];
    const frame = () => page.locator(".picture > .land").getAttribute("viewBox");

    const whole = await frame();
    const scrolled = await page.evaluate(() => scrollY);
    await touch("touchStart", [left, top]);
    for (let down = 15; down <= 150; down += 15) {
      await touch("touchMove", [left, top + down]);
      await settle(page);
    }
    await touch("touchEnd");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(scrolled);
    expect(await frame(), "one finger does not move the map").toBe(whole);

    await open(page, site);
    await touch("touchStart", [left - 40, top], [left + 40, top]);
    await touch("touchMove", [left - 80, top], [left + 80, top]);
    await touch("touchMove", [left - 100, top], [left + 100, top]);
    await touch("touchEnd");
    await expect.poll(frame).not.toBe(whole);

    await open(page, site);
    const at = await page.evaluate(() => {
      const path = document.querySelector<SVGPathElement>('[id="s1-r540000"]')!;
      const matrix = document.querySelector<SVGSVGElement>(".picture > .lit")!.getScreenCTM()!;
      const unit = path.transform.baseVal.consolidate()!.matrix.a;
      const { x, y, width, height } = path.getBBox();
      return new DOMPoint((x + width / 2) * unit, (y + height / 2) * unit).matrixTransform(matrix).toJSON();
    });
    await page.touchscreen.tap(at.x, at.y);
    await expect.poll(() => chosen(page)).toBe("region=540000");
  });
});

test("the table is sorted by kind and place, and by the story again", async ({ page, site }) => {
  await open(page, site);
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

test("without the explorer the step shows every connection", async ({ page, site, faults }) => {
  faults.expect(/Failed to load resource/);
  await page.route(/explore\./, (route) => route.abort());
  await page.goto(`${site.home}${STILL}#explore`);
  await untilLive(page);
  await expect.poll(() => current(page)).toBe("explore");
  expect(await onMap(page)).toEqual([...tabledLinks].sort());
});

test("the same in English", { tag: "@phone" }, async ({ page, site }) => {
  await open(page, site, "&region=640000", "en/index.html");
  await expect(page.getByRole("combobox", { name: "Province" })).toHaveValue("640000");
  await expect(page.locator(".count")).toHaveText(`Ningxia: ${(await listed(page)).length} connections`);
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
