// The same story in another language: a page of its own, one link away.

import { atRest, current } from "../support/rest.ts";
import { expect, openLive, scrollTo, test, untilLive } from "../support/test.ts";

const MIDDLE = { share: 0.5 };

test("a link on the cover leads to the other language and back", async ({ page, site }) => {
  await openLive(page, site);
  await page.locator(".cover").getByText("English").click();
  await untilLive(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.locator(".cover").getByText("中文").click();
  await untilLive(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("the switch of the language keeps the step, and how the story is read", async ({ page, site }) => {
  await page.goto(`${site.home}?motion=off`);
  await untilLive(page);
  await scrollTo(page, "zhengan", MIDDLE);
  await atRest(page);
  await page.locator(".switches > summary").click();
  await page.locator(".switches").getByText("English").click();
  await untilLive(page);
  await expect.poll(() => current(page)).toBe("zhengan");
  expect(page.url()).toBe(`${site.home}en/index.html?motion=off#zhengan`);
  await expect(page.locator("#zhengan h3")).toHaveText("One guitar, three places");
});

test("without any script the link leads there all the same", async ({ browser, site }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(site.home);
  await page.locator(".cover").getByText("English").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.close();
});

test("each page tells a search engine of the other", async ({ page, site }) => {
  const alternates = () =>
    page
      .locator("link[rel=alternate]")
      .evaluateAll((links: HTMLLinkElement[]) => links.map(({ hreflang, href }) => [hreflang, href]));
  await page.goto(site.home);
  expect(await alternates()).toEqual([["en", `${site.home}en/index.html`]]);
  await page.goto(`${site.home}en/index.html`);
  expect(await alternates()).toEqual([["zh-CN", `${site.home}index.html`]]);
});

test("day and night follow the reader's switch, and stay over a reload", async ({ page, site }) => {
  await openLive(page, site);
  await scrollTo(page, "ankang", MIDDLE);
  const paper = () => page.locator("story-map").evaluate((it) => getComputedStyle(it).backgroundColor);
  const day = await paper();
  await page.locator(".switches > summary").click();
  const theme = page.locator('[data-switch="theme"]');
  await theme.click();
  expect(await paper()).toBe(day);
  await theme.click();
  const night = await paper();
  expect(night).not.toBe(day);
  await page.reload();
  await untilLive(page);
  expect(await paper()).toBe(night);
});
