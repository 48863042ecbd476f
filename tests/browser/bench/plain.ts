// The baseline: the same scroll on a page with only words and one listener. No story can take less than
// the browser itself does on this machine.

import type { Browser, BrowserContext } from "@playwright/test";

import type { Site } from "../support/server.ts";
import { scrollDown } from "./scroll.ts";
import { slowDown } from "./slow.ts";
import { Trace } from "./trace.ts";

const PAGE = "plain.html";

/** Distance in CSS pixels, just long enough for a mean. */
const DISTANCE = 6000;

/** Makes the site serve a page of ours at `path`, with `body` as its content. */
export function addPage(site: Site, path: string, body: string) {
  const head = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">`;
  site.answer((asked) => asked === path, { status: 200, kind: "text/html", body: () => `${head}<body>${body}` });
}

/** Makes the site serve the plain page, too. */
export function addPlainPage(site: Site) {
  const words = "<p>山海</p>".repeat(400);
  // Requests a frame after each scroll, as every page does that follows the reader.
  const listener = `addEventListener("scroll", () => requestAnimationFrame(() => scrollY), { passive: true })`;
  addPage(site, PAGE, `${words}<script>${listener}</script>`);
}

/** The figures of scrolling it. */
export async function plainScroll(browser: Browser, context: BrowserContext, site: Site) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(site.home + PAGE);
  await slowDown(devtools);
  const trace = await Trace.of(browser, page, () => scrollDown(page, devtools, DISTANCE));
  const scroll = trace.whileScrolling();
  const { main } = scroll.work();
  return { "plain.main": main, "plain.main.each": main / scroll.mainFrames().rate };
}
