// A screen-reader test: what a screen reader finds in the story, and which changes are announced.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { CDPSession, Page } from "@playwright/test";

import { atRest, current, turn } from "../support/rest.ts";
import { FULL, KINDS, TAGGED_PAGES, steps } from "../support/story.ts";
import { expect, MOTION, openAt, openLive, scrollTo, settle, test } from "../support/test.ts";

const MIDDLE = { share: 0.5 };
/** Longest announcement, in characters: listeners do not hear out a longer one. */
const LONGEST = 120;

type Node = {
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
  childIds: string[];
  backendDOMNodeId: number;
  nodeId: string;
};

/** The accessibility tree of an element: its own node, and the nodes within it. */
async function tree(devtools: CDPSession, selector: string): Promise<[Node, Node[]]> {
  const expression = `document.querySelector(${JSON.stringify(selector)})`;
  const { result } = await devtools.send("Runtime.evaluate", { expression });
  const { node } = await devtools.send("DOM.describeNode", { objectId: result.objectId! });
  const { nodes } = (await devtools.send("Accessibility.getFullAXTree")) as unknown as { nodes: Node[] };
  const byId = new Map(nodes.map((it) => [it.nodeId, it]));
  const own = nodes.find((it) => it.backendDOMNodeId === node.backendNodeId)!;
  const within = (it: Node): Node[] =>
    it.childIds
      .map((id) => byId.get(id)!)
      .filter(Boolean)
      .flatMap((child) => [child, ...within(child)]);
  return [own, within(own).filter(({ ignored }) => !ignored)];
}

test.describe("the map", () => {
  test("is one image, described by the section that is read", async ({ context, page, site }) => {
    const devtools = await context.newCDPSession(page);
    await devtools.send("DOM.enable");
    await openLive(page, site);
    for (const { id } of KINDS) {
      await scrollTo(page, id, MIDDLE);
      await expect.poll(() => current(page)).toBe(id);
      const [stage, within] = await tree(devtools, ".stage");
      const text = await page.locator(`#${id} .map-text`).textContent();
      expect.soft(stage.role?.value, id).toBe("image");
      expect.soft(stage.name?.value, id).toBe("地图");
      expect.soft(stage.description?.value, id).toBe(text);
      expect.soft(within, id).toEqual([]);
    }
  });

  test("is described so too while the app does not draw", async ({ page, site, faults }) => {
    faults.expect(/Failed to load/);
    site.cut((path) => path.endsWith(".wasm"));
    await page.goto(site.home);
    await scrollTo(page, "ankang", MIDDLE);
    const stage = page.getByRole("img", { name: "地图" });
    const text = await page.locator("#ankang .map-text").textContent();
    await expect(stage).toHaveAccessibleDescription(text!);
  });
});

/** Records the text of live regions whenever it changes. */
async function listen(page: Page) {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const told = "[aria-live],[role=status],[role=alert],[role=log],output";
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(told);
        if (region) heard.push(region.textContent!);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** The announcements since the last call. */
async function heard(page: Page): Promise<string[]> {
  await settle(page);
  return page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
}

test.describe("announcements", () => {
  test("is nothing while the reader scrolls", async ({ page, site }) => {
    await openLive(page, site);
    await listen(page);
    for (const order of [steps, KINDS.toReversed()]) {
      for (const { id } of order) {
        await scrollTo(page, id, MIDDLE);
        await expect.poll(() => current(page)).toBe(id);
      }
    }
    await atRest(page);
    expect(await heard(page)).toEqual([]);
  });

  for (const [language, address] of Object.entries(TAGGED_PAGES)) {
    for (const query of ["", "?reading=steps"]) {
      // Pairs of languages and reading modes.
      if (!FULL && (language === "en") !== (query === "")) continue;
      const way = query ? "a section at a time" : "by scrolling";
      test(`is the section that a button leads to, once and briefly, in ${language}, ${way}`, async ({
        page,
        site,
      }) => {
        await openAt(page, site, `${address}${query}`);
        await listen(page);
        const headings = await page.locator("section[data-step] :is(h1, h2, h3)").allTextContents();
        const next = page.locator('[data-control="next"]');
        await next.focus();
        for (const [index, { id }] of steps.entries()) {
          if (index === 0) continue;
          await turn(page, () => page.keyboard.press(index % 2 ? "Enter" : "Space"));
          await expect.poll(() => current(page)).toBe(id);
          const told = await heard(page);
          expect.soft(told, id).toHaveLength(1);
          expect.soft(told[0], id).toContain(`${index + 1}/${steps.length} ${headings[index]}`);
          expect.soft(told[0]!.length, id).toBeLessThanOrEqual(LONGEST);
        }
        await expect(next).toBeFocused();
      });
    }
  }

  test("name the section that an arrow key opens, with the start of its map's text", async ({ page, site }) => {
    await openLive(page, site);
    await listen(page);
    await page.locator('[data-control="next"]').focus();
    await turn(page, () => page.keyboard.press("ArrowDown"));
    await expect.poll(() => current(page)).toBe("thirty-years");
    const [told, ...more] = await heard(page);
    expect(more).toEqual([]);
    expect(told).toMatch(/^2\/\d+ 三十年没松手\n地图：.+[。，；]$/u);
  });

  test("is cut where a long heading has no punctuation", async ({ page, site }) => {
    await openAt(page, site, "?motion=off");
    await listen(page);
    await page.evaluate(() => {
      document.querySelector("#thirty-years :is(h2, h3)")!.textContent = "长".repeat(200);
    });
    await page.locator('[data-control="next"]').focus();
    await turn(page, () => page.keyboard.press("ArrowDown"));
    expect(await current(page)).toBe("thirty-years");
    const [told] = await heard(page);
    expect(told).toMatch(/^2\/\d+ 长{20,}$/u);
    expect(told!.length).toBeLessThanOrEqual(LONGEST);
  });

  test("is nothing where a link leads, and where Tab comes to", async ({ page, site }) => {
    await openAt(page, site, "?motion=off#ankang");
    await listen(page);
    await page.locator("#ankang .words a").first().press("Enter");
    await expect(page.locator("#link-ankang")).toBeInViewport();
    for (let press = 0; press < 12; press += 1) await page.keyboard.press("Tab");
    await expect.poll(() => current(page)).not.toBe("ankang");
    expect(await heard(page)).toEqual([]);
    expect(await page.evaluate(() => location.hash), "of the row").toBe("#link-ankang");
  });

  test("is how a switch stands now", async ({ page, site }) => {
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await page.locator(".switches > summary").click();
    await listen(page);
    for (const name of ["motion", "theme", "reading"]) {
      const button = page.locator(`[data-switch="${name}"]`);
      await button.click();
      const said = await button.evaluate((it) => (it as HTMLElement).innerText);
      expect.soft(await heard(page), name).toEqual([said]);
    }
  });

  test("is an address once it is copied", async ({ context, page, site }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await listen(page);
    await page.locator('[data-control="copy"]').click();
    await expect(page.locator(".copied")).not.toBeEmpty();
    expect(await heard(page)).toEqual([`已复制：${site.home}#ankang`]);
  });

  test("is what a choice finds in the reader's own map", async ({ page, site }) => {
    await openAt(page, site, "?motion=off#explore");
    await expect(page.locator("story-map[data-explorer]")).toBeAttached();
    await atRest(page);
    await listen(page);
    await page.locator('.choices input[value="health"]').focus();
    await page.keyboard.press("Space");
    expect(await heard(page)).toEqual(["2条连线"]);
    await expect(page.getByRole("img", { name: "地图" })).toHaveAccessibleDescription("地图：2条连线");
    await page.locator('.chosen [data-link="haiyuan"] button').press("Enter");
    await expect(page.getByRole("img", { name: "地图" })).toHaveAccessibleDescription("地图：福建 到 宁夏海原");
  });
});

test("a connection in both directions is announced so, in the words, the table and the list", async ({
  page,
  site,
}) => {
  await openAt(page, site, "?motion=off#explore");
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await expect(page.locator("#yunnan .eyebrow")).toContainText("⇄");
  const way = "科研 上海 往返 云南";
  await expect(page.getByRole("button", { name: way, exact: true })).toBeAttached();
  await expect(page.locator("#link-yunnan").getByRole("img", { name: "往返" })).toBeAttached();
});

test("a note leads back to the words that led to it", async ({ page, site }) => {
  await openAt(page, site, "?motion=off");
  const marks = page.locator("section[data-step] .reading-mark");
  for (const mark of await marks.all()) {
    const note = page.locator((await mark.getAttribute("href"))!);
    const section = await mark.evaluate((it) => it.closest("section")!.id);
    await expect.soft(note.locator("a").last()).toHaveAttribute("href", `#${section}`);
  }
});

test.describe("with motion", () => {
  test.use(MOTION);

  test("a screen reader reads the final figure from its first moment", async ({ context, page, site }) => {
    const devtools = await context.newCDPSession(page);
    await devtools.send("DOM.enable");
    await openLive(page, site);
    const figure = '#ankang .figure[data-figure="ankang.firms"]';
    const texts = async () => {
      const [, nodes] = await tree(devtools, `${figure} .amount`);
      return nodes
        .filter(({ role }) => role?.value === "StaticText")
        .map(({ name }) => name?.value)
        .join("");
    };
    const final = await page.locator(`${figure} .amount`).textContent();
    const squeezed = final!.replace(/\s/gu, "");
    expect((await texts()).replace(/\s/gu, "")).toBe(squeezed);
    // Scrolled until the whole figure is in sight, which is when it counts.
    await page.locator(figure).evaluate((it) => it.scrollIntoView({ block: "start", behavior: "instant" }));
    await page.waitForFunction((figure) => document.querySelector(`${figure} [data-shown]`), figure);
    do {
      expect((await texts()).replace(/\s/gu, "")).toBe(squeezed);
    } while (await page.locator("story-map[data-moving]").count());
  });
});

test.describe("the tree of each section", () => {
  for (const [language, address] of Object.entries(TAGGED_PAGES)) {
    test(`is as its golden file says, in ${language}`, async ({ page, site }) => {
      await openAt(page, site, address);
      const sections: string[] = [];
      for (const { id } of steps) {
        await scrollTo(page, id, MIDDLE);
        await expect.poll(() => current(page)).toBe(id);
        if (id === "explore") await expect(page.locator("story-map[data-explorer]")).toBeAttached();
        const stage = page.locator(".stage");
        const described = await stage.evaluate(
          (it) => document.getElementById(it.getAttribute("aria-describedby")!)!.textContent,
        );
        const seen = [await page.locator(`#${id}`).ariaSnapshot(), await stage.ariaSnapshot(), `  ${described}`];
        sections.push(`# ${id}\n${seen.join("\n")}\n`);
      }
      const golden = join(import.meta.dirname, "trees", `${language}.yaml`);
      const found = sections.join("\n");
      if (process.env.UPDATE_GOLDEN || !existsSync(golden)) {
        mkdirSync(dirname(golden), { recursive: true });
        writeFileSync(golden, found);
      }
      expect(found).toBe(readFileSync(golden, "utf8"));
    });
  }
});
