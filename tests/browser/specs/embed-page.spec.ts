// The page on which a newsroom previews each way to embed the story, chooses one and copies its code; and
// that code, pasted into an article of another site.

import type { Frame, Page } from "@playwright/test";

import { findings } from "../support/axe.ts";
import { atRest } from "../support/rest.ts";
import { countShifts, shifts } from "../support/shifts.ts";
import { steps } from "../support/story.ts";
import { expect, test as base } from "../support/test.ts";
import { Site } from "../support/server.ts";

const GUIDES = { Chinese: "embed.html", English: "en/embed.html" };

const CODES = ["inline", "pinned", "flow", "deck", "poster"] as const;
type Way = (typeof CODES)[number];

/** A newsroom's own site; `story` is the story's home under another host name, which browsers treat as another site. */
const test = base.extend<{ newsroom: Site; story: string }>({
  newsroom: async ({}, use) => {
    const newsroom = await Site.open();
    await use(newsroom);
    await newsroom.close();
  },
  story: async ({ site }, use) => use(site.as("localhost")),
});

/** The code that the page offers under that name, once its script runs. */
async function offered(page: Page, name: string): Promise<string> {
  return (await page.locator(`[data-code=${name}] code[data-template]`).textContent())!;
}

/** A newsroom's article with `code` in a column `width` CSS pixels wide, a screen down. */
function article(code: string, width = 680): string {
  const words = "<p>正文正文正文正文正文正文正文正文正文正文正文正文正文正文正文正文。</p>".repeat(4);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>新闻</title><link rel="icon" href="data:,"><style>body { margin: 0 } main { max-width: ${width}px; margin: auto }</style>
    <main><h1>新闻</h1>${words}${code}<p id="after">后文。</p>${words}</main>`;
}

/** Opens the guide at the story's public address. */
async function openGuide(page: Page, story: string, name = GUIDES.Chinese) {
  await page.goto(story + name);
  await expect(page.locator(".options")).toBeVisible();
}

/** Scrolls to the preview of `way`, waits for it, and returns its frame. */
async function preview(page: Page, way: Way): Promise<Frame> {
  const frame = page.locator(`#${way} .pane iframe`);
  await page.locator(`#${way} .preview`).scrollIntoViewIfNeeded();
  await expect(frame).toBeAttached();
  return (await (await frame.elementHandle())!.contentFrame())!;
}

/** The height in the code of the full-height frame, in CSS pixels. */
async function saidHeight(page: Page): Promise<number> {
  return Number(/ height="(\d+)"/.exec(await offered(page, "flow"))![1]);
}

/** Waits until the code has the height of the preview at this width, or at its own, with everything that loads while
 *  reading: from then on, nothing above the other previews changes its height. */
async function measured(page: Page, atWidth?: number) {
  const frame = await preview(page, "flow");
  const inner = frame.locator(".slot iframe");
  const width = atWidth ?? (await inner.evaluate((it) => it.clientWidth));
  const root = frame.frameLocator(".slot iframe").locator("story-map[data-explorer]");
  const own = () => root.evaluate((it) => [innerWidth, Math.ceil(it.getBoundingClientRect().height)].join());
  await expect(async () => {
    expect(await own()).toBe([width, await saidHeight(page)].join());
    expect(await inner.getAttribute("height")).toBe(String(await saidHeight(page)));
  }).toPass();
}

/** The layout of the story in a page that holds it, in any of its frames. */
async function layoutIn(page: Page): Promise<string | undefined> {
  for (const frame of page.frames()) {
    const layout = await frame.evaluate(() => {
      const element = document.querySelector<HTMLElement>("story-map");
      const root = element?.shadowRoot?.querySelector<HTMLElement>("story-map") ?? element;
      return root?.dataset.mode === "live" ? root.dataset.layout : undefined;
    });
    if (layout) return layout;
  }
  return undefined;
}

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  for (const [language, address] of Object.entries(GUIDES)) {
    test(`in ${language} every way, what it needs and its code stand in the page`, async ({ page, site }) => {
      await page.goto(site.home + address);
      await expect(page.locator(".ways tbody tr")).toHaveCount(CODES.length);
      for (const way of CODES) {
        await expect(page.locator(`#${way} .what`)).toBeVisible();
        await expect(page.locator(`#${way} .needs dt`).first()).toBeVisible();
        const code = page.locator(`[data-code=${way}] code[data-template]`);
        await expect(code).toBeVisible();
        const folder = address.replace("embed.html", "");
        await expect(code).toContainText(`https://YOUR-HOST/${folder}`);
        await expect(code).not.toContainText("[[");
      }
      // Controls that need a script are absent.
      await expect(page.locator("button:visible, form:visible, .preview:visible")).toHaveCount(0);
      const links = await page
        .locator(".ways a, .elsewhere a")
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
      for (const link of links) expect((await page.request.get(link)).ok(), link).toBe(true);
    });
  }

  test("the codes that need a script show the picture and its link until one comes", async ({
    browser,
    page,
    newsroom,
    story,
    faults,
  }) => {
    faults.expect(/another host/);
    const withScript = await (await browser.newContext({ javaScriptEnabled: true })).newPage();
    await openGuide(withScript, story);
    for (const way of ["inline", "pinned", "poster"]) {
      newsroom.add(`${way}.html`, article(await offered(withScript, way)));
      await page.goto(`${newsroom.home}${way}.html`);
      const link = page.locator("main a");
      await expect(link, way).toHaveAttribute("href", story);
      await expect(link.locator("img"), way).toHaveAttribute("alt", /./);
      const box = (await link.locator("img").boundingBox())!;
      expect(box.width, way).toBeGreaterThan(300);
      const isDrawn = (image: Element) => (image as HTMLImageElement).naturalWidth;
      expect(await link.locator("img").evaluate(isDrawn), way).toBe(720);
    }
    await withScript.context().close();
  });
});

test("each preview shows the story as its code would, and breaks no policy", async ({ page, site, faults }) => {
  faults.expect(/allow-scripts and allow-same-origin/);
  await openGuide(page, site.home);
  const layouts = { inline: /^stacked$|^beside$/, pinned: /pinned/, flow: /flow/, deck: /deck/ };
  for (const [way, layout] of Object.entries(layouts)) {
    const frame = await preview(page, way as Way);
    const holder =
      way === "inline"
        ? frame.locator(".slot story-map story-map")
        : frame.frameLocator(".slot iframe").locator("story-map");
    await expect(holder, way).toHaveAttribute("data-mode", "live");
    await expect(holder, way).toHaveAttribute("data-layout", layout);
  }
  const poster = (await preview(page, "poster")).locator(".slot img");
  await expect.poll(() => poster.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(720);
});

test("what is chosen changes every code and each preview", async ({ page, story, faults }) => {
  faults.expect(/./);
  await openGuide(page, story);
  const frame = await preview(page, "deck");
  const inner = frame.locator(".slot iframe");
  await page.getByLabel("深色").check();
  await page.getByLabel("English").check();
  await page.getByLabel("纸").fill("#ffeedd");
  await page.locator("#step").selectOption("ankang");
  const asked = `${story}en/?frame=deck&theme=dark&story-paper=%23ffeedd#ankang`;
  expect(await inner.getAttribute("src")).toBe(asked);
  expect(await offered(page, "deck")).toContain(`src="${asked.replaceAll("&", "&amp;")}"`);
  expect(await offered(page, "pym")).toContain(JSON.stringify(asked.replace("deck", "flow").replace("#ankang", "")));
  for (const way of ["inline", "pinned"]) {
    const code = await offered(page, way);
    // The code of a page that scrolls names no step.
    expect(code).toContain(`src="${story}en/" theme="dark"`);
    expect(code).toContain("--story-paper:#ffeedd");
    expect(code).toContain(`src="${story}embed.js"`);
  }
  expect(await offered(page, "poster")).toContain(`href="${story}en/#ankang"`);
  const shown = frame.frameLocator(".slot iframe").locator("story-map");
  await expect(shown).toHaveAttribute("data-theme", "dark");
  await expect(shown.locator("[aria-current]")).toHaveAttribute("id", "ankang");
  const paper = (map: Element) => getComputedStyle(map).backgroundColor;
  expect(await shown.evaluate(paper)).toBe("rgb(255, 238, 221)");

  await page.getByRole("button", { name: "恢复原色" }).click();
  expect(await offered(page, "inline")).not.toContain("--story-");
  await page.getByLabel("390").check();
  expect(await page.locator("#deck .pane iframe").evaluate((frame) => (frame as HTMLElement).offsetWidth)).toBe(390);
});

test("a deck that begins at a step leaves the page around it where its reader is", async ({
  page,
  newsroom,
  story,
  faults,
}) => {
  faults.expect(/another host/);
  await openGuide(page, story);
  await measured(page);
  const frame = await preview(page, "deck");
  const before = await page.evaluate(() => scrollY);
  // Set as a reader would: Playwright would scroll the page to the element that it acts on.
  await page.locator("#step").evaluate((select: HTMLSelectElement) => {
    select.value = "ankang";
    select.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const read = (deck: ReturnType<Page["frameLocator"]>) => deck.locator("story-map[data-frame=deck] [aria-current]");
  await expect(read(frame.frameLocator(".slot iframe"))).toHaveAttribute("id", "ankang");
  expect(await page.evaluate(() => scrollY), "the guide").toBe(before);
  await expect.poll(() => frame.evaluate(() => scrollY), "the article of the preview").toBe(0);

  newsroom.add("article.html", article(await offered(page, "deck")));
  await page.goto(`${newsroom.home}article.html`);
  await expect(read(page.frameLocator("iframe"))).toHaveAttribute("id", "ankang");
  expect(await page.evaluate(() => scrollY), "the newsroom's page").toBe(0);
});

test("a button copies its code, and says so; where nothing may be copied, the code is selected", async ({
  context,
  page,
  site,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openGuide(page, site.home);
  const code = page.locator("[data-code=deck]");
  await code.getByRole("button").click();
  await expect(code.getByRole("status")).toHaveText("已复制");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await offered(page, "deck"));
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  });
  const other = page.locator("[data-code=inline]");
  await other.getByRole("button").click();
  await expect(other.getByRole("status")).toHaveText("已选中，请按复制键");
  const selected = await page.evaluate(() => getSelection()!.toString());
  expect(selected.replace(/\s+/g, " ")).toBe((await offered(page, "inline")).replace(/\s+/g, " "));
});

test("each frame's code has a name, comes late, fills its column, has a height and asks for little", async ({
  page,
  newsroom,
  story,
  faults,
}) => {
  faults.expect(/./);
  await openGuide(page, story);
  const codes = {
    flow: await offered(page, "flow"),
    deck: await offered(page, "deck"),
    resizer: await offered(page, "resizer"),
  };
  for (const [name, code] of Object.entries(codes)) {
    newsroom.add(`${name}.html`, article(code.replace(/<script.*/su, "")));
    await page.goto(`${newsroom.home}${name}.html`);
    const frame = page.locator("iframe");
    await expect.soft(frame, name).toHaveAttribute("title", "山海同心——东西部协作三十年");
    await expect.soft(frame, name).toHaveAttribute("loading", "lazy");
    await expect.soft(frame, name).toHaveAttribute("width", "100%");
    await expect.soft(frame, name).toHaveAttribute("height", /^\d{3,5}$/);
    await expect.soft(frame, name).toHaveAttribute("allow", "fullscreen; clipboard-write");
    await expect.soft(frame, name).toHaveAttribute("referrerpolicy", "strict-origin-when-cross-origin");
    const named = (await findings(page)).filter((line) => line.includes("frame-title"));
    expect.soft(named, name).toEqual([]);
  }
});

/** The layout that each code claims, in an article of another site. */
const CLAIMS = { inline: /^(stacked|beside)$/, pinned: / pinned$/, flow: / flow$/, deck: / deck$/ };

for (const [way, claim] of Object.entries(CLAIMS)) {
  const tag = way === "inline" || way === "flow" ? "@phone" : "@desk";
  test(
    `the code of the way "${way}", pasted into another site, is what it says, and moves nothing there`,
    { tag },
    async ({ page, newsroom, story, faults }, info) => {
      faults.expect(/another host|allow-scripts/);
      const width = info.project.name === "phone" ? 390 : 680;
      await openGuide(page, story);
      if (width === 390) await page.getByLabel("390").check();
      if (way === "flow") await measured(page, width);
      const code = await offered(page, way);
      const listener = way === "flow" ? await offered(page, "listener") : "";
      newsroom.add("article.html", article(code + listener, width));

      await countShifts(page);
      await page.goto(`${newsroom.home}article.html`);
      const lowest = () =>
        page.locator("iframe").evaluate((it) => {
          new ResizeObserver(
            () =>
              ((window as unknown as { lowest: number }).lowest = Math.min(
                it.clientHeight,
                (window as unknown as { lowest?: number }).lowest ?? Infinity,
              )),
          ).observe(it);
        });
      if (way === "flow") await lowest();
      // Scrolled to a position with content that could shift, where the story comes into sight.
      await page
        .locator("iframe, story-map")
        .first()
        .evaluate((map) => scrollBy(0, map.getBoundingClientRect().top - 200));
      const before = (await page.locator("iframe, story-map").first().boundingBox())!.height;
      const at = await page.evaluate(() => scrollY);
      await expect.poll(() => layoutIn(page), { timeout: 30_000 }).toMatch(claim);
      if (way === "flow") {
        const frame = page.locator("iframe");
        const inner = page.frameLocator("iframe").locator("story-map");
        // The frame has its final height once the explorer is there.
        await expect(page.frameLocator("iframe").locator("story-map[data-explorer]")).toBeAttached();
        const own = () => inner.evaluate((map) => Math.ceil(map.getBoundingClientRect().height));
        await expect.poll(async () => (await frame.evaluate((it) => it.clientHeight)) - (await own())).toBe(0);
        const after = await own();
        console.log(`${before} CSS pixels were kept for ${after}`);
        expect(Math.abs(before - after) / after, "of the final height").toBeLessThanOrEqual(0.1);
        const least = await page.evaluate(() => (window as unknown as { lowest: number }).lowest);
        expect(least / after, "no less on the way").toBeGreaterThan(0.9);
      }
      const shifted = (await shifts(page)).reduce((sum, one) => sum + one, 0);
      console.log(`${way}: layout shift ${shifted}`);
      expect(await page.evaluate(() => scrollY), "the page stays where its reader is").toBe(at);
      expect(shifted, "cumulative layout shift").toBeLessThanOrEqual(0.02);
    },
  );
}

test("in a frame of full height the still shows nowhere through the map that moves", async ({
  page,
  newsroom,
  story,
  faults,
}) => {
  faults.expect(/another host/);
  newsroom.add(
    "article.html",
    article(`<iframe src="${story}?frame=flow&motion=off#zhengan" width="100%" height="33000"></iframe>`),
  );
  await page.goto(`${newsroom.home}article.html`);
  const section = page.frameLocator("iframe").locator("#zhengan[aria-current]");
  await expect(section.locator(".stage")).toBeAttached();
  await atRest(page.frames()[1] as never);
  // The names over the sea, where the map has nothing of its own.
  const shot = () => section.locator(".stage").screenshot();
  const shown = await shot();
  await section.locator(".still").evaluate((still: HTMLElement) => (still.style.visibility = "hidden"));
  expect((await shot()).equals(shown)).toBe(true);
});

for (const [language, address] of Object.entries(GUIDES)) {
  test(`axe finds nothing on the page in ${language}`, { tag: language === "English" ? "@phone" : "@desk" }, async ({
    page,
    site,
  }) => {
    await openGuide(page, site.home, address);
    expect(await findings(page, { within: [".guide"] })).toEqual([]);
    const width = () => document.documentElement.scrollWidth;
    expect(await page.evaluate(width), "nothing runs out of the page").toBe(page.viewportSize()!.width);
  });
}

test("the page offers to begin at each step", async ({ page, site }) => {
  await openGuide(page, site.home);
  const values = await page
    .locator("#step option")
    .evaluateAll((options) => options.map((it) => (it as HTMLOptionElement).value));
  expect(values.slice(1)).toEqual(steps.slice(1).map(({ id }) => id));
});
