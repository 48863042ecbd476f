// Which embed mode the story takes in another page, and how the two affect each other there.

import { current, line, openHost, scrollInto, storyIn, WAYS } from "../support/host.ts";
import { expect, settle, test } from "../support/test.ts";

// --- the embed mode

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
  await expect
    .poll(() => page.locator("story-map[src]").evaluate((element) => element.clientHeight))
    .toBeGreaterThan(10_000);
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
  "takes no style of others": (story: string) =>
    `script-src ${story} 'wasm-unsafe-eval'; connect-src ${story}; style-src 'self'; frame-src ${story}`,
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
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
  });
  faults.expect(/Content Security Policy|refused by|Trusted/);
  const story = new URL(site.home).origin;
  const head = `<meta http-equiv="Content-Security-Policy" content="script-src ${story}; frame-src 'none'">`;
  await openHost(page, site, line(site), { head });
  // No broken frame takes its place, and the link is no further down than before.
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { refused?: string[] }).refused))
    .toContain("frame-src");
  await expect(page.locator("story-map[src] iframe")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "The story" })).toBeVisible();
});

// --- next to other content

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

test("what comes into the page above the story later moves no step", async ({ page, site }) => {
  await openHost(page, site, `<div id="late"></div>${line(site, "", "?motion=off")}`);
  await storyIn(page);
  await scrollInto(page, 6_000);
  const before = await current(page);
  await page.evaluate(() => (document.querySelector<HTMLElement>("#late")!.style.height = "3000px"));
  await scrollInto(page, 6_001);
  await settle(page);
  expect(await current(page)).toBe(before);
  await scrollInto(page, 9_000);
  await expect.poll(() => current(page)).not.toBe(before);
});

test("the page around it keeps its style, its address and its globals; the line may stand there twice", async ({
  page,
  site,
}) => {
  await openHost(page, site, line(site) + line(site));
  const of = () =>
    page.evaluate(() => {
      const styles = [...document.querySelectorAll("html, body, main, p")].map((it) => {
        const style = getComputedStyle(it);
        return [...style]
          .filter((name) => !/block-size|height|origin|perspective/.test(name))
          .map((name) => style.getPropertyValue(name))
          .join();
      });
      return {
        styles,
        globals: Object.keys(window).filter((name) => !/^\d+$/.test(name)),
        address: location.href,
        title: document.title,
      };
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

// --- messages that the loader accepts

test("the loader hears its own frame alone, and nothing that is no length", async ({ page, site }) => {
  await openHost(page, site, `${line(site, 'mode="frame"', "?motion=off")}<iframe id="other" srcdoc="other"></iframe>`);
  const story = await storyIn(page);
  const box = page.locator("story-map[src]");
  const tall = () => box.evaluate((element) => element.clientHeight);
  const needed = () => story.evaluate((root) => Math.ceil(root.getBoundingClientRect().height));
  await expect(story).toHaveAttribute("data-layout", "stacked pinned");
  await expect.poll(async () => (await tall()) - (await needed())).toBe(0);
  const y = await page.evaluate(() => scrollY);
  await page.evaluate(() => {
    const other = document.querySelector<HTMLIFrameElement>("#other")!.contentWindow as Window & { eval: typeof eval };
    other.eval(
      `parent.postMessage({ kind: "interactive:height", height: 5 }, "*"); parent.postMessage({ kind: "shanhai:scroll-to", scroll: 9000 }, "*")`,
    );
  });
  const nonsense = [
    null,
    0,
    "x",
    [],
    {},
    { kind: 1 },
    ...[NaN, -1, Infinity, 1e12, "9", null, {}].flatMap((px) => [
      { kind: "interactive:height", height: px },
      { kind: "shanhai:scroll-to", scroll: px },
      { kind: "shanhai:step", step: px, index: px },
    ]),
  ];
  await story.evaluate((_, nonsense) => nonsense.forEach((it) => parent.postMessage(it, "*")), nonsense);
  await settle(page);
  // The story itself may have grown meanwhile: what loads late, such as the explorer, changes its height.
  await expect.poll(async () => (await tall()) - (await needed())).toBe(0);
  expect(await page.evaluate(() => scrollY)).toBe(y);
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
    // Requests that the previous page still makes do not count.
    await page.goto("about:blank");
    site.asked.length = 0;
    await openHost(page, site, far + line(site, attribute, "?motion=off"));
    await expect.poll(() => site.asked).toContain("embed.js");
    await settle(page);
    expect(site.asked.filter((path) => !["host.html", "favicon.ico", "embed.js"].includes(path!))).toEqual([]);
    await scrollInto(page, 0);
    await storyIn(page);
  }
});

// --- when its address is set and removed

test("an address that is set late, changed, taken away and set again is followed, and so is an element that is moved", async ({
  page,
  site,
  faults,
}) => {
  faults.expect(/story-map/);
  // Set before the script loads, as frameworks do: as an attribute, as a property, or not at all.
  const early = `<div id="a"><story-map id="attribute"><b>kept</b></story-map></div><div id="b"></div><story-map id="property"></story-map><script>
    document.getElementById("attribute").setAttribute("theme", "dark");
    document.getElementById("property").src = "${site.home}en/?motion=off";</script>`;
  await openHost(page, site, `${early}<script async src="${site.home}embed.js"></script>`);
  await page.waitForFunction(() => customElements.get("story-map"));
  const map = page.locator("#attribute");
  const set = (src: string | null) =>
    map.evaluate((element, src) => {
      if (src === null) element.removeAttribute("src");
      else element.setAttribute("src", src);
    }, src);
  const inner = map.locator("story-map[data-mode=live]");
  await expect(map.locator("b")).toBeVisible();
  await set("");
  await settle(page);
  await expect(map.locator("b")).toBeVisible();
  await set(`${site.home}?motion=off`);
  await expect(inner).toHaveAttribute("lang", "zh-CN");
  await expect(inner).toHaveAttribute("data-theme", "dark");
  await set(`${site.home}en/?motion=off`);
  await expect(inner).toHaveAttribute("lang", "en");
  await set(null);
  await expect(inner).toHaveCount(0);
  await expect(map.locator("b")).toBeVisible();
  expect((await map.boundingBox())!.height, "its space").toBeGreaterThanOrEqual(844);
  await set("javascript:1");
  await settle(page);
  await expect(map.locator("b")).toBeVisible();
  await map.evaluate((element, src) => Object.assign(element, { src }), `${site.home}?motion=off`);
  await expect(inner).toHaveAttribute("lang", "zh-CN");
  await map.evaluate((element) => document.getElementById("b")!.append(element));
  await expect(inner).toHaveAttribute("lang", "zh-CN");
  await expect(map.locator("story-map")).toHaveCount(1);
  await map.evaluate((element) => element.setAttribute("mode", "frame"));
  await expect(map.locator("iframe")).toBeAttached();
  await expect(map.locator("story-map")).toHaveCount(0);
  await map.evaluate((element) => element.remove());
  await expect(page.locator("#property story-map[data-mode=live]")).toHaveAttribute("lang", "en");
});
