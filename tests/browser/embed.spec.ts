// The story in another page by its one line, <story-map src>: in that page's own document where it may,
// else in a frame that stays in sight; whatever the page does to either.

import type { Page } from "@playwright/test";

import { structureFindings } from "./axe";
import { Site } from "./server.mjs";
import { steps } from "./story";
import { expect, settle, test } from "./test";

test.beforeEach(({}, { project }) => test.skip(project.name !== "phone", "how wide it is changes nothing"));

/** The ways in, each with what an embedder writes for it. */
const WAYS = { "in the page's own document": "", "in a frame": 'mode="frame"' };

/** A page of a newsroom on another site, which holds `body` between its own words. */
async function openHost(page: Page, site: Site, body: string, { head = "", hash = "" } = {}) {
  const words = "<p>Words of the page around the story.</p>".repeat(8);
  const html = `<!doctype html><html lang="en"><head><title>News</title><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width">${head}</head>
    <body><main>${words}${body}${words.repeat(4)}</main></body></html>`;
  site.add("host.html", html);
  await page.goto(`${site.as("localhost")}host.html${hash}`);
}

/** The line that a newsroom pastes. */
const line = (site: Site, attributes = "", address = "") =>
  `<script async src="${site.home}embed.js"></script>
   <story-map src="${site.home}${address}" ${attributes} style="display:block;min-height:100vh"><a href="${site.home}">The story</a></story-map>`;

/** The story that the first (or another) element holds: in its shadow, or in the frame there. */
async function storyIn(page: Page, at = 0) {
  const element = page.locator("story-map[src]").nth(at);
  const inline = element.locator("story-map");
  const frame = element.locator("iframe");
  await expect(inline.or(frame)).toBeAttached();
  const story = (await frame.count()) ? frame.contentFrame().locator("story-map") : inline;
  await expect(story).toHaveAttribute("data-mode", "live");
  return story;
}

const current = async (page: Page, at = 0) =>
  (await storyIn(page, at)).locator("[aria-current=step]").getAttribute("data-step");

/** Scrolls the page so far into the element, in CSS pixels. */
async function scrollInto(page: Page, px: number, at = 0) {
  await page.locator("story-map[src]").nth(at).evaluate((element, px) => {
    scrollBy({ top: element.getBoundingClientRect().top + px, behavior: "instant" });
  }, px);
  await settle(page);
}

// --- both ways

for (const [way, attribute] of Object.entries(WAYS)) {
  test.describe(way, () => {
    test("the map stays in sight while the page scrolls through every step", async ({ page, site }) => {
      await openHost(page, site, line(site, attribute, "?motion=off"));
      const story = await storyIn(page);
      await expect(story).toHaveAttribute("data-layout", attribute ? "stacked pinned" : "stacked");
      const tall = await story.locator(".story").evaluate((element) => element.clientHeight);
      const seen = new Set<string | null>();
      for (let px = 500; px < tall - 850; px += 250) {
        await scrollInto(page, px);
        await settle(page);
        seen.add(await current(page));
        const stage = await story.locator(".stage").boundingBox();
        expect(Math.abs(stage!.y), `the map's top at ${px}`).toBeLessThanOrEqual(1);
      }
      // The cover is read before the map sticks.
      expect(steps.map(({ id }) => id).filter((id) => !seen.has(id) && id !== "cover")).toEqual([]);
    });

    test("an address opens at what it names, and none is added to the history", async ({ page, site }) => {
      const before = await page.evaluate(() => history.length);
      for (const [hash, step] of [["#ankang", "ankang"], ["#link-ankang", "ankang"], ["#figure-ankang.jobs", "ankang"], ["#nothing", "cover"]]) {
        await page.goto("about:blank");
        await openHost(page, site, line(site, attribute, "?motion=off"), { hash });
        await expect.poll(() => current(page), hash).toBe(step);
      }
      const opened = await page.evaluate(() => history.length);
      const story = await storyIn(page);
      for (const { id } of steps.slice(1, 4)) {
        await story.locator(`.contents a[href="#${id}"]`).dispatchEvent("click");
        await expect.poll(() => current(page)).toBe(id);
      }
      await scrollInto(page, 6_000);
      expect(await page.evaluate(() => history.length)).toBe(opened);
      expect(opened - before).toBeLessThanOrEqual(8);
      expect(new URL(page.url()).hash).toBe("#nothing");
    });

    test("the buttons move the page", async ({ page, site }) => {
      await openHost(page, site, line(site, attribute, "?motion=off"), { hash: "#ankang" });
      await expect.poll(() => current(page)).toBe("ankang");
      const story = await storyIn(page);
      const before = await page.evaluate(() => scrollY);
      await story.locator("[data-control=next]").click();
      await expect.poll(() => current(page)).toBe("zhengan");
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before);
      await story.locator("[data-control=previous]").click();
      await expect.poll(() => current(page)).toBe("ankang");
      expect(await page.evaluate(() => scrollY)).toBeCloseTo(before, -2);
    });

    test("the page is told of each step by an event", async ({ page, site }) => {
      await openHost(page, site, line(site, attribute, "?motion=off"));
      await page.evaluate(() => {
        const told: unknown[] = [];
        Object.assign(window, { told });
        addEventListener("shanhai:step", ({ detail, target }) => told.push([detail, (target as Element).tagName]));
      });
      await storyIn(page);
      await scrollInto(page, 6_000);
      await expect.poll(() => page.evaluate(() => (window as unknown as { told: unknown[] }).told.length)).toBeGreaterThan(0);
      const told = await page.evaluate(() => (window as unknown as { told: [{ step: string; index: number }, string][] }).told);
      const [{ step, index }, from] = told.at(-1)!;
      expect([steps[index]!.id, from]).toEqual([step, "STORY-MAP"]);
    });

    test("the page sets how it looks, and day and night, which its own system does not", async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: "dark" });
      const look = (story: Awaited<ReturnType<typeof storyIn>>) =>
        story.evaluate((root) => [getComputedStyle(root).backgroundColor, getComputedStyle(root).colorScheme]);
      await openHost(page, site, line(site, attribute));
      expect(await look(await storyIn(page))).toEqual(["rgb(245, 239, 225)", "light"]);
      await openHost(page, site, line(site, `${attribute} theme="dark"`));
      expect((await look(await storyIn(page)))[1]).toBe("dark");
      await openHost(page, site, line(site, attribute), { head: "<style>story-map { --story-paper: rgb(1, 2, 3) }</style>" });
      expect((await look(await storyIn(page)))[0]).toBe("rgb(1, 2, 3)");
    });

    test("a bar that stays at the window's top covers none of it", async ({ page, site }) => {
      const head = `<style>header { position: sticky; top: 0; height: 60px; background: silver; z-index: 9 } story-map { --story-top: 60px }</style>`;
      await openHost(page, site, line(site, attribute, "?motion=off"), { head });
      const story = await storyIn(page);
      await scrollInto(page, 6_000);
      await settle(page);
      const stage = await story.locator(".stage").boundingBox();
      expect(Math.abs(stage!.y - 60)).toBeLessThanOrEqual(1);
    });

    test("the wheel over the map scrolls the page", async ({ page, site }) => {
      await openHost(page, site, line(site, attribute, "?motion=off"));
      await storyIn(page);
      await scrollInto(page, 6_000);
      const before = await page.evaluate(() => scrollY);
      await page.mouse.move(200, 200);
      // A frame that has just come may not have been there for the first turn.
      await expect(async () => {
        await page.mouse.wheel(0, 400);
        await settle(page);
        expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before + 300);
      }).toPass();
    });

    test("axe finds nothing in the page that holds it", async ({ page, site }) => {
      await openHost(page, site, `<h1>News</h1>${line(site, attribute, "?motion=off")}`);
      await storyIn(page);
      await scrollInto(page, 6_000);
      expect(await structureFindings(page)).toEqual([]);
    });

    test("on paper the whole of it stands", async ({ page, site }) => {
      await openHost(page, site, line(site, attribute));
      const story = await storyIn(page);
      await page.emulateMedia({ media: "print" });
      const box = await page.locator(attribute ? "story-map[src] iframe" : "story-map[src]").boundingBox();
      expect(box!.height).toBeGreaterThan(5_000);
      for (const step of ["tianzhu", "epilogue"]) await expect(story.locator(`svg[data-still=${step}]`)).toBeVisible();
    });

    test("what stands below moves nowhere as it comes", async ({ page, site }) => {
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
        }).observe({ type: "layout-shift", buffered: true });
      });
      await openHost(page, site, line(site, attribute));
      await storyIn(page);
      await scrollInto(page, 3_000);
      await settle(page);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.02);
    });

    test("what it listens to goes with it", async ({ context, page, site }) => {
      await openHost(page, site, line(site, attribute, "?motion=off"));
      const devtools = await context.newCDPSession(page);
      const listeners = async () => {
        const found = await Promise.all(["window", "document"].map(async (expression) => {
          const { result } = await devtools.send("Runtime.evaluate", { expression });
          const { listeners } = await devtools.send("DOMDebugger.getEventListeners", { objectId: result.objectId! });
          // Playwright listens as well, to what a finger or a mouse does.
          return listeners.map(({ type }) => type).filter((type) => !/click|mouse|touch(start|end|cancel)|pointer|contextmenu|playwright/.test(type));
        }));
        return found.flat().toSorted();
      };
      await page.goto("about:blank");
      const before = await listeners();
      await openHost(page, site, line(site, attribute, "?motion=off"));
      await storyIn(page);
      await scrollInto(page, 3_000);
      expect((await listeners()).length).toBeGreaterThan(before.length);
      await page.evaluate(() => document.querySelector("story-map[src]")!.remove());
      await settle(page);
      expect(await listeners()).toEqual(before);
    });
  });
}

// --- which way

test("an ancestor that clips leaves it to a frame, which stays in sight all the same", async ({ page, site }) => {
  const around = (style: string) => `<div style="${style}">${line(site, "", "?motion=off")}</div>`;
  for (const style of ["overflow: clip", "overflow: visible"]) {
    await openHost(page, site, around(style));
    await expect(await storyIn(page), style).toHaveAttribute("data-layout", "stacked");
  }
  for (const style of ["overflow: hidden", "overflow-x: auto", "overflow: scroll", "height: 700px; overflow-y: auto"]) {
    await openHost(page, site, around(style));
    await expect(await storyIn(page), style).toHaveAttribute("data-layout", "stacked pinned");
  }
  await openHost(page, site, around("overflow: hidden"));
  await storyIn(page);
  for (const px of [3_000, 9_000]) {
    await scrollInto(page, px);
    await settle(page);
    const frame = await page.locator("story-map[src] iframe").boundingBox();
    expect(Math.abs(frame!.y), `at ${px}`).toBeLessThanOrEqual(1);
  }
  await openHost(page, site, around("height: 700px; overflow-y: auto"));
  const story = await storyIn(page);
  await expect.poll(() => page.locator("story-map[src]").evaluate((element) => element.clientHeight)).toBeGreaterThan(10_000);
  await page.evaluate(() => document.querySelector("main > div")!.scrollTo({ top: 6_000, behavior: "instant" }));
  await expect.poll(() => story.evaluate(() => scrollY)).toBeGreaterThan(5_000);
});

test("what cuts off the window itself clips nothing", async ({ page, site }) => {
  for (const head of ["<style>body { overflow-x: hidden }</style>", "<style>html { overflow-x: hidden }</style>"]) {
    await openHost(page, site, line(site), { head });
    await expect(await storyIn(page), head).toHaveAttribute("data-layout", "stacked");
  }
});

test("where the host lets no other site read its files, a frame holds it", async ({ page, site, faults }) => {
  faults.expect(/blocked by CORS policy|Failed to load resource/);
  site.headers = {} as typeof site.headers;
  await openHost(page, site, line(site));
  await expect(await storyIn(page)).toHaveAttribute("data-layout", "stacked pinned");
});

const POLICIES = {
  "lets no WebAssembly run": (story: string) =>
    `script-src ${story}; connect-src ${story}; style-src ${story} 'unsafe-inline'; frame-src ${story}; img-src *`,
  "takes no style of others": (story: string) => `script-src ${story} 'wasm-unsafe-eval'; connect-src ${story}; style-src 'self'; frame-src ${story}`,
  "asks for trusted types": (story: string) => `require-trusted-types-for 'script'; frame-src ${story}`,
};
for (const [policy, text] of Object.entries(POLICIES)) {
  test(`where the page's policy ${policy}, a frame holds it`, async ({ page, site, faults }) => {
    faults.expect(/Content Security Policy|refused by|Trusted/);
    const head = `<meta http-equiv="Content-Security-Policy" content="${text(new URL(site.home).origin)}">`;
    await openHost(page, site, line(site), { head });
    await expect(await storyIn(page)).toHaveAttribute("data-layout", "stacked pinned");
  });
}

test("where neither is let in, its link stays", async ({ page, site, faults }) => {
  faults.expect(/Content Security Policy|refused by|Trusted/);
  const story = new URL(site.home).origin;
  const head = `<meta http-equiv="Content-Security-Policy" content="script-src ${story}; frame-src 'none'">`;
  await openHost(page, site, line(site), { head });
  await expect(page.locator("story-map[src] iframe")).toBeAttached();
  await expect(page.getByRole("link", { name: "The story" })).toBeVisible();
});

// --- beside others

test("on a hostile page two stories move, and one goes on without the other", async ({ page, site }) => {
  const head = `<style>
    * { font: 9px cursive !important; color: red !important; letter-spacing: 9px !important; text-align: right !important }
    div { overflow: hidden } html { font-size: 7px } svg, path { fill: red !important } section { display: none !important }
    header { position: sticky; top: 0; height: 40px }</style>`;
  const two = `<header>News</header>${line(site, 'id="one"', "?motion=off")}<div>${line(site, 'id="two"', "?motion=off")}</div>`;
  await openHost(page, site, two, { head });
  const one = await storyIn(page, 0);
  await expect(one).toHaveAttribute("data-layout", "stacked");
  const look = (root: Element) => {
    const style = getComputedStyle(root.querySelector(".words p")!);
    const { fontSize, color, letterSpacing, textAlign, fontFamily } = style;
    const sea = getComputedStyle(root.querySelector(".stage")!).backgroundColor;
    const region = getComputedStyle(root.querySelector(".picture .region")!);
    return [fontSize, color, letterSpacing, textAlign, fontFamily, sea, region.fill, region.display];
  };
  const hostile = await one.evaluate(look);
  await page.goto(`${site.home}?theme=light&motion=off`);
  await expect(page.locator("story-map")).toHaveAttribute("data-mode", "live");
  expect(hostile).toEqual(await page.locator("story-map").evaluate(look));

  await openHost(page, site, two, { head });
  await storyIn(page, 0);
  await scrollInto(page, 100, 1);
  const second = await storyIn(page, 1);
  await expect(second).toHaveAttribute("data-layout", "stacked pinned");
  await page.evaluate(() => document.querySelector("#one")!.remove());
  await scrollInto(page, 6_000, 0);
  await expect.poll(() => current(page)).not.toBe("cover");
});

test("two stories in one document move each by itself", async ({ page, site }) => {
  await openHost(page, site, line(site, 'id="one"', "?motion=off") + line(site, 'id="two"', "en/?motion=off"));
  await storyIn(page, 0);
  await scrollInto(page, 6_000, 1);
  await storyIn(page, 1);
  await scrollInto(page, 6_000, 1);
  const [last, there] = [await current(page, 0), await current(page, 1)];
  expect(last).toBe("explore");
  expect(there).not.toBe("explore");
  await page.evaluate(() => document.querySelector("#one")!.remove());
  await scrollInto(page, 9_000, 0);
  await expect.poll(() => current(page, 0)).not.toBe(there);
});

test("the page around it keeps its style, its address and its globals; the line may stand there twice", async ({ page, site }) => {
  await openHost(page, site, line(site) + line(site));
  const of = () =>
    page.evaluate(() => {
      const styles = [...document.querySelectorAll("html, body, main, p")].map((it) => {
        const style = getComputedStyle(it);
        return [...style].filter((name) => !/block-size|height|origin|perspective/.test(name)).map((name) => style.getPropertyValue(name)).join();
      });
      return { styles, globals: Object.keys(window).filter((name) => !/^\d+$/.test(name)), address: location.href, title: document.title };
    });
  await storyIn(page);
  await scrollInto(page, 6_000);
  await settle(page);
  const after = await of();
  await openHost(page, site, "<div style='height:100vh'></div>");
  expect(after).toEqual(await of());
});

test("another language is shown in its place, at the same step", async ({ page, site }) => {
  await openHost(page, site, line(site, "", "?motion=off"), { hash: "#ankang" });
  const story = await storyIn(page);
  await expect.poll(() => current(page)).toBe("ankang");
  await story.locator("a[hreflang]").first().dispatchEvent("click");
  await expect(page.locator("story-map[src] h1")).toHaveAttribute("id", "cover-heading");
  await expect(page.locator("story-map[src] story-map")).toHaveAttribute("lang", "en");
  await expect.poll(() => current(page)).toBe("ankang");
});

// --- whom the loader hears

test("the loader hears its own frame alone, and nothing that is no length", async ({ page, site }) => {
  await openHost(page, site, `${line(site, 'mode="frame"', "?motion=off")}<iframe id="other" srcdoc="other"></iframe>`);
  const story = await storyIn(page);
  const box = page.locator("story-map[src]");
  const tall = () => box.evaluate((element) => element.clientHeight);
  await expect.poll(tall).toBeGreaterThan(10_000);
  const [before, y] = [await tall(), await page.evaluate(() => scrollY)];
  await page.evaluate(() => {
    const other = document.querySelector<HTMLIFrameElement>("#other")!.contentWindow as Window & { eval: typeof eval };
    other.eval(`parent.postMessage({ kind: "interactive:height", height: 5 }, "*"); parent.postMessage({ kind: "shanhai:scroll-to", scroll: 9000 }, "*")`);
  });
  const nonsense = [null, 0, "x", [], {}, { kind: 1 }, ...[NaN, -1, Infinity, 1e12, "9", null, {}].flatMap((px) => [
    { kind: "interactive:height", height: px }, { kind: "shanhai:scroll-to", scroll: px }, { kind: "shanhai:step", step: px, index: px },
  ])];
  await story.evaluate((_, nonsense) => nonsense.forEach((it) => parent.postMessage(it, "*")), nonsense);
  await settle(page);
  expect([await tall(), await page.evaluate(() => scrollY)]).toEqual([before, y]);
});

test("a frame of another site is in a sandbox, one of its own is not", async ({ page, site }) => {
  await openHost(page, site, line(site, 'mode="frame"'));
  const sandbox = () => page.locator("story-map[src] iframe").getAttribute("sandbox");
  await storyIn(page);
  expect(await sandbox()).toBe("allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  await page.goto(`${site.home}host.html`);
  await storyIn(page);
  expect(await sandbox()).toBe(null);
});

test("nothing of it is asked for before the reader comes near", async ({ page, site }) => {
  const far = "<p>Words</p>".repeat(400);
  for (const attribute of Object.values(WAYS)) {
    site.asked.length = 0;
    await openHost(page, site, far + line(site, attribute, "?motion=off"));
    await expect.poll(() => site.asked).toContain("embed.js");
    await settle(page);
    expect(site.asked.filter((path) => !["host.html", "favicon.ico", "embed.js"].includes(path!))).toEqual([]);
    await scrollInto(page, 0);
    await storyIn(page);
  }
});
