// A page's metadata in a browser: none of it runs, is fetched, or gets in the way.

import { publish } from "../support/published.ts";
import { expect, openLive, test as base, untilLive } from "../support/test.ts";

/** Files for other sites to show. The browser itself requests the icon beside them. */
const isShared = (path: string | null) => path !== null && /(^|\/)share\/(?!icon\.svg)/.test(path);

/** Published once for all tests of a worker. */
const test = base.extend<object, { published: ReturnType<typeof publish> }>({
  published: [
    async ({}, use) => {
      const published = publish("");
      await use(published);
      published.remove();
    },
    { scope: "worker" },
  ],
});

test.describe("a story with an address", () => {
  test.use({
    site: async ({ published }, use) => {
      const site = await published.open();
      await use(site);
      await site.close();
    },
  });

  // Every test here fails on a violation of the policy: the fixture listens for it.
  test("structured data are a block of data that no policy minds, and nothing else is within the text", async ({
    page,
    site,
  }) => {
    await openLive(page, site);
    const within = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLScriptElement>("script:not([src])")].map(({ type, text }) => [
        type,
        type && JSON.parse(text)["@type"],
      ]),
    );
    // The scripts without a type are those that the policy allows by hash.
    expect(within).toEqual([
      ["", ""],
      ["application/ld+json", "NewsArticle"],
      ["", ""],
    ]);
  });

  test("nothing that a page says of itself is asked for", async ({ page, site }) => {
    await openLive(page, site);
    await page.waitForLoadState("networkidle");
    expect(site.asked.filter((path) => isShared(path))).toEqual([]);
  });

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? "with script" : "without script", () => {
      test.use({ javaScriptEnabled });

      for (const folder of ["", "en/"]) {
        test(`a chapter's page in ${folder || "the first language"} leads to the chapter and brings nothing`, async ({
          page,
          site,
        }) => {
          await page.goto(`${site.home}${folder}share/tianzhu.html`, { waitUntil: "commit" });
          await page.waitForURL(`${site.home}${folder}#tianzhu`);
          await expect(page.locator("#tianzhu")).toBeInViewport();
          const share = site.asked.filter((path) => isShared(path));
          expect(share).toEqual([`${folder}share/tianzhu.html`]);
        });
      }
    });
  }

  test("in a frame the story is not to be found, and by itself it is", async ({ page, site }) => {
    const robots = 'meta[name="robots"]';
    await openLive(page, site);
    await expect(page.locator(robots)).toHaveCount(0);

    const html = `<!doctype html><title>News</title><link rel="icon" href="data:,0"><iframe src="${site.home}" width="390" height="800"></iframe>`;
    site.add("host.html", html);
    await page.goto(`${site.home}host.html`);
    const frame = page.locator("iframe").contentFrame();
    await expect(frame.locator(robots)).toHaveAttribute("content", "noindex");
    await expect(frame.locator('link[rel="canonical"]')).toHaveAttribute("href", "https://stories.example/small/");
  });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("the first picture of the body is neither fetched nor seen nor said", async ({ page, site }) => {
      // As crates/site/src/build/about.rs writes it; a story without pictures has none.
      const picture = '<picture hidden><source srcset="data:,0"><img src="share/square.png" alt=""></picture>';
      site.changePages((text) => text.replace(/<body>\s*(<picture.*?<\/picture>)?/, `<body>${picture}`));
      await page.goto(site.home);
      if (javaScriptEnabled) await untilLive(page);
      await page.waitForLoadState("networkidle");
      expect(site.asked.filter((path) => isShared(path))).toEqual([]);
      await expect(page.locator("body img").first()).toHaveAttribute("src", "share/square.png");
      await expect(page.locator("body picture")).toBeHidden();
      expect(await page.locator("body").ariaSnapshot()).not.toMatch(/^- img\s*$/m);
    });
  });
}
