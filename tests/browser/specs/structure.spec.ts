// The words in order and in their languages, with links that say where they lead: the page for screen-reader
// users, before and after the app has taken over.

import type { Page } from "@playwright/test";

import { TAGGED_PAGES, steps, tabledLinks, words } from "../support/story.ts";
import { expect, openAt, test } from "../support/test.ts";

/** The text without white space, which style sheets and browsers set differently. */
const squeezed = (text: string) => text.replace(/\s/gu, "");

/** The pieces of the story that `text` lacks, or has before pieces that precede them in the story. */
function missing(text: string, language: string): string[] {
  const whole = squeezed(text);
  let at = 0;
  return words(language.slice(0, 2)).filter((piece) => {
    const found = whole.indexOf(squeezed(piece), at);
    if (found < 0) return true;
    at = found + squeezed(piece).length;
    return false;
  });
}

for (const [language, address] of Object.entries(TAGGED_PAGES)) {
  test.describe(`in ${language}`, () => {
    test.describe("without JavaScript", () => {
      test.use({ javaScriptEnabled: false });

      test("and without style sheets, the page reads in the story's order", async ({ page, site, faults }) => {
        faults.expect(/^console: Failed to load resource/);
        site.answer((path) => /\.(css|js)$/u.test(path), { status: 404 });
        await page.goto(site.home + address);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        expect(missing(await page.locator("main").innerText(), language)).toEqual([]);
      });

      test("each section shows its words and a picture, and says what that shows", async ({ page, site }) => {
        await page.goto(site.home + address);
        for (const { id } of steps) {
          const section = page.locator(`section[data-step="${id}"]`);
          await expect.soft(section.locator(".words")).toBeVisible();
          await expect.soft(section.locator("figure > svg")).toHaveCount(1);
          await expect.soft(section.locator("figure > svg")).toBeVisible();
          await expect.soft(section.locator("figure > figcaption")).toBeVisible();
        }
        expect(missing(await page.locator("main").innerText(), language)).toEqual([]);
        await expect(page.locator("tr[data-link]")).toHaveCount(tabledLinks.length);
        await expect(page.locator("table")).toBeVisible();
      });
    });

    test("the live page stays in order, in its language, and tells where its links lead", async ({ page, site }) => {
      await openExplorer(page, site, address);
      expect(missing((await page.locator("main").textContent())!, language)).toEqual([]);

      // Every text is in the language that its element declares.
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      expect(await inAnotherLanguage(page)).toEqual([]);

      // Links with the same name lead to the same address.
      const links = await page.locator("a").evaluateAll((links: HTMLAnchorElement[]) =>
        links.map((link) => {
          const name = link.getAttribute("aria-label") ?? link.textContent!;
          return { name: name.trim().replace(/\s+/gu, " "), href: link.href, target: link.target };
        }),
      );
      expect(links.length).toBeGreaterThan(100);
      const known = new Map<string, string>();
      for (const { name, href, target } of links) {
        if (!known.has(name)) known.set(name, href);
        expect.soft(href, name).toBe(known.get(name));
        expect.soft(name.length, `what leads to ${href}`).toBeGreaterThan(1);
        expect.soft(target, name).toBe("");
      }
    });
  });
}

async function openExplorer(page: Page, site: import("../support/server.ts").Site, address: string) {
  await openAt(page, site, `${address}?motion=off#explore`);
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
}

/** Texts, and names in attributes, with letters of another language than their element declares. */
function inAnotherLanguage(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isForeign = (text: string, element: Element) => {
      const { lang } = element.closest<HTMLElement>("[lang]")!;
      // Abbreviations in Latin capitals are common in Chinese.
      const english = /(?<![A-Za-z])(?=[A-Za-z]*[a-z])[A-Za-z]{2,}/u;
      return (lang.startsWith("zh") ? english : /\p{Script=Han}/u).test(text);
    };
    const found: string[] = [];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode as Text;
      // Scripts and styles have no language, nor has a pronunciation.
      if (parentElement!.closest("script, noscript, style, rt")) continue;
      if (isForeign(data, parentElement!)) found.push(data);
    }
    for (const attribute of ["aria-label", "title", "alt", "label", "placeholder"]) {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        const value = element.getAttribute(attribute)!;
        if (isForeign(value, element)) found.push(`${attribute}: ${value}`);
      }
    }
    return found;
  });
}

test("a name with its pronunciation over it moves no line", async ({ page, site }) => {
  await openAt(page, site, "?motion=off#juncao");
  const ruby = page.locator(".words ruby");
  await expect(ruby).toHaveCount(1);
  const [name, spelt] = [await ruby.boundingBox(), await ruby.locator("rt > span").boundingBox()];
  // Above its name, and centred.
  expect(spelt!.y).toBeLessThan(name!.y);
  expect(spelt!.height).toBeGreaterThanOrEqual(12);
  expect(Math.abs(spelt!.x + spelt!.width / 2 - (name!.x + name!.width / 2))).toBeLessThan(1);
  const [withIt, without] = await ruby.evaluate((it) => {
    const paragraph = it.closest("p")!;
    const lines = () => {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const tops = [...range.getClientRects()].map(({ bottom }) => Math.round(bottom));
      return [paragraph.getBoundingClientRect().height, new Set(tops).size];
    };
    const before = lines();
    it.querySelectorAll("rt, rp").forEach((part) => part.remove());
    return [before[0], lines()[0]];
  });
  expect(withIt).toBe(without);
});
