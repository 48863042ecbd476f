// The yardstick: the same scroll of a page with nothing but words and one listener. What the
// browser itself takes on this machine, no story can go below.

import { scrollDown } from "./scroll.mjs";
import { slowDown } from "./slow.mjs";
import { Trace } from "./trace.mjs";

const PAGE = "plain.html";

/** In CSS pixels: long enough for a mean, and no longer. */
const DISTANCE = 6000;

/** Lets the site answer for the plain page, too. */
export function addPlainPage(site) {
  const words = "<p>山海</p>".repeat(400);
  // Asks for a frame after each scroll, as any page does that follows the reader.
  const listener = `addEventListener("scroll", () => requestAnimationFrame(() => scrollY), { passive: true })`;
  const head = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">`;
  const html = `${head}<body>${words}<script>${listener}</script>`;
  site.answer((path) => path === PAGE, { status: 200, kind: "text/html", body: () => html });
}

/** The figures of scrolling it. */
export async function plainScroll(browser, context, site) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(site.home + PAGE);
  await slowDown(devtools);
  const trace = await Trace.of(browser, page, () => scrollDown(page, devtools, DISTANCE));
  const scroll = trace.whileScrolling();
  const { main } = scroll.work();
  return { "plain.main": main, "plain.main.each": main / scroll.mainFrames().rate };
}
