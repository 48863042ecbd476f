// The story in WeChat's own browser, where most readers open a link from a friend.

import type { Page } from "@playwright/test";

import { publish } from "../support/published.ts";
import type { Site } from "../support/server.ts";
import { steps } from "../support/story.ts";
import { expect, openLive, scrollTo, test as base, untilLive } from "../support/test.ts";

const AGENT =
  "Mozilla/5.0 (Linux; Android 14; 2211133C Build/UKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300473 MMWEBSDK/20241202 MicroMessenger/8.0.56 WeChat/arm64 Language/zh_CN";

/** A stand-in for WeChat's script: it records its calls, and can be made to fail. */
const SDK = `(function (global) {
  var told = (global.told = []);
  var tell = function (name) {
    return function (said) { told.push([name, said]); };
  };
  if (/fails=throws/.test(location.search)) throw new Error("an SDK that fails");
  global.wx = {
    config: tell("config"),
    ready: function (then) { setTimeout(then); },
    error: function (then) { if (/fails=refuses/.test(location.search)) then({ errMsg: "config:invalid signature" }); },
    updateAppMessageShareData: tell("message"),
    updateTimelineShareData: tell("timeline")
  };
  if (/fails=old/.test(location.search)) delete global.wx.updateAppMessageShareData;
})(this);
//# a comment without an end of line`;

const ANSWER = {
  appId: "wx1996",
  timestamp: 1788220800,
  nonceStr: "a",
  signature: "0f9de62fce790f9a083d5c99e95740ceb90c27ed",
};

/** Published once for all tests of a worker. */
const test = base.extend<object, { published: ReturnType<typeof publish> }>({
  published: [
    async ({}, use) => {
      const published = publish(SDK);
      await use(published);
      published.remove();
    },
    { scope: "worker" },
  ],
});

test.use({ userAgent: AGENT });

test("in WeChat the story says what it is, and asks nobody else for anything", async ({ page, site }) => {
  await openLive(page, site);
  await expect(page).toHaveTitle(/./);
  await expect(page.locator("meta[name=description]")).toHaveAttribute("content", /./);
});

// Screen edges that a phone without a button reserves: CSS pixels of an iPhone 15, upright and on its side.
const EDGES = {
  "held up": { size: { width: 393, height: 700 }, insets: { top: 0, right: 0, bottom: 34, left: 0 } },
  "on its side": { size: { width: 852, height: 393 }, insets: { top: 0, right: 59, bottom: 21, left: 59 } },
};

for (const [name, { size, insets }] of Object.entries(EDGES)) {
  test(`on a phone ${name} no word and no button lies under what its edges keep`, async ({ page, site }) => {
    await page.setViewportSize(size);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setSafeAreaInsetsOverride", { insets });
    await openLive(page, site);
    for (const { id } of [steps[0]!, steps[4]!, steps.at(-1)!]) {
      await scrollTo(page, id, { share: 0.3 });
      const kept = await page.evaluate((insets) => {
        const right = innerWidth - insets.right;
        const bottom = innerHeight - insets.bottom;
        const isUnder = (part: Element) => {
          const range = document.createRange();
          range.selectNodeContents(part);
          const isBar = part.closest(".controls");
          return [...range.getClientRects()].some(
            (line) =>
              2 < line.width &&
              0 < line.bottom &&
              line.top < innerHeight &&
              (line.left < insets.left || right < line.right || (isBar && bottom < line.bottom)),
          );
        };
        const parts = document.querySelectorAll(
          "story-map :is(p, h1, h2, h3, li, summary, button, a, td, label):not(.map-text)",
        );
        const seen = [...parts].filter((part) => part.checkVisibility({ visibilityProperty: true }));
        return seen.filter(isUnder).map((part) => part.textContent!.slice(0, 20));
      }, insets);
      expect(kept, id).toEqual([]);
    }
  });
}

test.describe("with a publisher's hook", () => {
  test.use({
    site: async ({ published }, use) => {
      const site = await published.open();
      await use(site);
      await site.close();
    },
  });

  /** Makes the publisher's server answer. */
  const sign = (site: Site, answer: object = ANSWER) => site.add("wechat/signature", JSON.stringify(answer));

  type Told = [string, Record<string, unknown>];
  const told = (page: Page) => page.evaluate(() => (window as unknown as { told?: Told[] }).told ?? []);
  const last = async (page: Page, name: string) => (await told(page)).findLast(([about]) => about === name)?.[1];

  /** The paths that were requested from the publisher's server. */
  const asked = (site: Site) => site.asked.filter((path) => path?.startsWith("wechat/"));

  test("WeChat gets the title, the text, the address and the current section", async ({ page, site }) => {
    sign(site);
    const signed: string[] = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname === "/wechat/signature") signed.push(url.searchParams.get("url")!, url.searchParams.get("of")!);
    });
    const address = `${site.home}?from=singlemessage&theme=dark`;
    await page.goto(`${address}#cover`);
    await untilLive(page);
    await expect.poll(() => last(page, "timeline")).toBeTruthy();
    // The signature is for the page's address as requested, without its hash.
    expect(signed).toEqual([address, "story"]);
    const { appId, timestamp, nonceStr, signature } = ANSWER;
    expect(await last(page, "config")).toMatchObject({ appId, timestamp, nonceStr, signature });
    const card = { title: "一条线", desc: "最小的故事。", link: site.home };
    expect(await last(page, "message")).toMatchObject(card);

    await scrollTo(page, "tianzhu", { share: 0.5 });
    await expect.poll(async () => (await last(page, "message"))?.link).toBe(`${site.home}#tianzhu`);
    expect(await last(page, "timeline")).toMatchObject({ ...card, link: `${site.home}#tianzhu` });
  });

  test("the picture is the chapter's, and the story's where it has none", async ({ page, site }) => {
    sign(site);
    const pictures = JSON.stringify({ tianzhu: "share/tianzhu.png" }).replaceAll('"', "&quot;");
    site.changePages((text) =>
      text
        .replace(/ data-pictures?="[^"]*"/g, "")
        .replace(" data-signature", ` data-picture="share/square.png" data-pictures="${pictures}" data-signature`),
    );
    await openLive(page, site);
    const image = async () => (await last(page, "message"))?.imgUrl;
    await expect.poll(image).toBe(`${site.home}share/square.png`);
    await scrollTo(page, "tianzhu", { share: 0.5 });
    await expect.poll(image).toBe(`${site.home}share/tianzhu.png`);
  });

  const FAILURES: Record<string, { query?: string; prepare?: (site: Site) => void }> = {
    "has no server": {},
    "has a server that is gone": { prepare: (site) => site.cut((path) => path.startsWith("wechat/")) },
    "has a server that answers with a page": {
      prepare: (site) => site.answer((path) => path.startsWith("wechat/"), { status: 200, body: () => "<p>Hello" }),
    },
    "has a server that answers with nothing": { prepare: (site) => sign(site, []) },
    "has a script that fails": { query: "?fails=throws", prepare: sign },
    "has a script that refuses": { query: "?fails=refuses", prepare: sign },
    "has a script that is too old": { query: "?fails=old", prepare: sign },
    "has lost the script": { prepare: (site) => site.cut((path) => path.startsWith("wechat.")) },
  };

  for (const [name, { query = "", prepare }] of Object.entries(FAILURES)) {
    test(`where the publisher ${name}, nobody hears of it`, async ({ page, site, faults }) => {
      // No page can suppress the browser's own report of a file that it could not load.
      faults.expect(/^console: Failed to load resource/);
      prepare?.(site);
      await page.goto(site.home + query);
      await untilLive(page);
      await page.waitForLoadState("networkidle");
      await scrollTo(page, "tianzhu", { share: 0.5 });
      await expect(page.locator("#tianzhu")).toHaveAttribute("aria-current", "step");
    });
  }

  test("the story does not wait for the script", async ({ page, site }) => {
    const release = site.hold((path) => path.startsWith("wechat."));
    await page.goto(site.home, { waitUntil: "commit" });
    await untilLive(page);
    release();
  });

  test("in another page's frame it is that page's to tell", async ({ page, site }) => {
    sign(site);
    const html = `<!doctype html><title>News</title><link rel="icon" href="data:,"><iframe src="${site.home}" width="390" height="800"></iframe>`;
    site.add("host.html", html);
    await page.goto(`${site.home}host.html`);
    const frame = page.locator("iframe").contentFrame();
    await expect(frame.locator("story-map")).toHaveAttribute("data-mode", "live");
    await page.waitForLoadState("networkidle");
    expect(asked(site)).toEqual([]);
  });

  test.describe("in any other browser", () => {
    test.use({ userAgent: AGENT.replace(/MicroMessenger\/\S+ /, "") });

    test("neither script does anything", async ({ page, site }) => {
      sign(site);
      await openLive(page, site);
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate(() => "wx" in window || "told" in window)).toBe(false);
      expect(asked(site)).toEqual([]);
    });
  });
});
