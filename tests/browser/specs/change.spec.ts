// Others alter the page, before the story is live and after: they translate it, normalise it, add to it and
// restyle it. Every number and name stays as the story has it, and nothing fails.

import type { Page } from "@playwright/test";

import { atRest, complete, lit } from "../support/rest.ts";
import { steps } from "../support/story.ts";
import { expect, openLive, scrollTo, settle, test, untilLive } from "../support/test.ts";

const MIDDLE = { share: 0.5 };

/** Ways in which others alter a page. Each function runs in the page. */
const alterations: Record<string, () => void> = {
  // As browsers' translators do: an element with the text replaces its text node.
  "is translated": () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      const parent = text.parentElement!;
      if (!text.data.trim() || parent.closest("[translate=no],script,style,font")) continue;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = `«${text.data}»`;
      outer.append(inner);
      text.replaceWith(outer);
    }
  },
  // As some extensions do that keep the text node: they move it into an element, wherever it is.
  "has each of its texts wrapped": () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement!.closest("script,style,font")) continue;
      const font = document.createElement("font");
      text.replaceWith(font);
      font.append(text);
    }
  },
  "is normalised": () => document.body.normalize(),
  "is added to": () => {
    for (const part of document.querySelectorAll("body, story-map, .story, section, .picture, .picture svg, .stage")) {
      for (const place of ["afterbegin", "beforeend"] as const) {
        part.insertAdjacentElement(place, document.createElement("aside"));
        part.insertAdjacentText(place, " ");
      }
    }
  },
  // As dark-mode extensions do: with a constructed style sheet.
  "is restyled": () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "*{background-color:#111!important;color:#eee!important;border-color:#555!important}svg *{filter:invert(1)}",
    );
    document.adoptedStyleSheets.push(sheet);
    for (const part of document.querySelectorAll("*")) part.setAttribute("data-darkened", "");
  },
};

type Told = { names: string[]; numbers: string[]; lit: Record<string, string> };

/** The names and numbers that the map and the figures show at each step. */
async function told(page: Page, id: string): Promise<Told> {
  await scrollTo(page, id, MIDDLE);
  await atRest(page);
  const texts = await page.evaluate((id) => {
    const textOf = (query: string) =>
      [...document.querySelectorAll(query)].map(({ textContent }) => textContent!.replace(/[«»]/g, "").trim());
    return { names: textOf(".picture .label"), numbers: textOf(`#${id} .amount, #${id} data`) };
  }, id);
  return { ...texts, lit: await lit(page) };
}

async function toldThroughout(page: Page): Promise<Record<string, Told>> {
  const whole: Record<string, Told> = {};
  for (const { id } of steps) whole[id] = await told(page, id);
  return whole;
}

for (const [way, alter] of Object.entries(alterations)) {
  test(`where the page ${way}, before it lives and while, every number and name stays`, async ({ page, site }) => {
    await openLive(page, site);
    const expected = await toldThroughout(page);
    for (const step of steps) expect(expected[step.id]!.lit, step.id).toEqual(complete(step));

    const release = site.hold((path) => path.endsWith(".wasm"));
    await page.goto("about:blank");
    await page.goto(site.home, { waitUntil: "domcontentloaded" });
    await page.evaluate(alter);
    release();
    await untilLive(page);
    await settle(page);
    for (const id of [steps[0]!.id, steps[3]!.id, steps.at(-1)!.id]) {
      await scrollTo(page, id, MIDDLE);
      await atRest(page);
      await page.evaluate(alter);
    }
    expect(await toldThroughout(page)).toEqual(expected);
  });
}
