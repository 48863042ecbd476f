// Newsroom pages that embed the story with one line, <story-map src>.

import type { Page } from "@playwright/test";

import { Site } from "./server.ts";
import { test as base, expect, settle, twoFrames } from "./test.ts";

/** The test of a page that embeds the story, with a site that the page does not list as trusted. */
export const test = base.extend<{ other: Site }>({
  other: async ({}, use) => {
    const other = await Site.open({ host: "127.0.0.2" });
    await use(other);
    await other.close();
  },
});

/** The ways to embed, each with the attribute that an embedder writes for it. */
export const WAYS = { "in the page's own document": "", "in a frame": 'mode="frame"' };

/** Opens a newsroom's page on another site, which holds `body` between its own words. */
export async function openHost(page: Page, site: Site, body: string, { head = "", hash = "" } = {}) {
  const words = "<p>Words of the page around the story.</p>".repeat(8);
  const html = `<!doctype html><html lang="en"><head><title>News</title><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width">${head}</head>
    <body><main>${words}${body}${words.repeat(4)}</main></body></html>`;
  site.add("host.html", html);
  await page.goto(`${site.as("localhost")}host.html${hash}`);
}

/** The line that a newsroom pastes. */
export const line = (site: Site, attributes = "", address = "") =>
  `<script async src="${site.home}embed.js"></script>
   <story-map src="${site.home}${address}" ${attributes} style="display:block;min-height:100vh"><a href="${site.home}">The story</a></story-map>`;

/** The story in the element at index `at`: in its shadow tree, or in the frame there. */
export async function storyIn(page: Page, at = 0) {
  const element = page.locator("story-map[src]").nth(at);
  // A frame that a policy refuses is attached for a moment, too.
  const inline = element.locator("story-map[data-mode=live]");
  const frame = element.locator("iframe");
  await expect(inline.or(frame)).toBeAttached();
  const story = (await frame.count()) ? frame.contentFrame().locator("story-map") : inline;
  await expect(story).toHaveAttribute("data-mode", "live");
  return story;
}

/** The id of the step that the story in the element at index `at` shows. */
export async function current(page: Page, at = 0) {
  const story = await storyIn(page, at);
  // A frame learns of the page's scroll position by a message, and draws a frame later.
  await story.evaluate(twoFrames);
  return story.locator("[aria-current=step]").getAttribute("data-step");
}

/** Scrolls the page until the element's top is `px` CSS pixels above the viewport; retries while the element has
 *  not received its height yet. */
export async function scrollInto(page: Page, px: number, at = 0) {
  const element = page.locator("story-map[src]").nth(at);
  const scroll = () =>
    element.evaluate((element, px) => {
      scrollBy({ top: element.getBoundingClientRect().top + px, behavior: "instant" });
      return element.getBoundingClientRect().top;
    }, px);
  await expect.poll(scroll, `scrolled ${px} px into the element`).toBeCloseTo(-px, -1);
  await settle(page);
}

/** The page's scroll position, in CSS pixels, once it has stopped. */
export const restingAt = (page: Page) =>
  page.evaluate(async () => {
    let y = -1;
    while (y !== scrollY) {
      y = scrollY;
      for (let frames = 0; frames < 6; frames += 1) await new Promise(requestAnimationFrame);
    }
    return y;
  });
