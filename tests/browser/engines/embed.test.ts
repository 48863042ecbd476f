// The story embedded with one line in a newsroom's page, in Firefox and WebKitGTK: in its own document and in a frame.

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Site } from "../support/server.ts";
import { steps } from "../support/story.ts";
import { WINDOWS } from "./engines.ts";
import { inOtherEngines } from "./in-each.ts";
import { withSite } from "./page.ts";
import type { Session } from "./webdriver.ts";

const WAYS: Record<string, [attribute: string, layout: string]> = {
  "the page's own document": ["", "stacked"],
  "a frame": ['mode="frame"', "stacked pinned"],
};

declare global {
  interface Window {
    /** The step that the story has reported last. */
    told?: { step: string };
  }
}

/** Opens a page of another site that embeds the story. */
async function openHost(session: Session, site: Site, attribute: string) {
  const words = "<p>Words of the page.</p>".repeat(8);
  site.add(
    "host.html",
    `<!doctype html><html lang="en" style="font-size: 62.5%"><title>News</title><meta name="viewport" content="width=device-width">
     ${words}<script async src="${site.home}embed.js"></script>
     <story-map src="${site.home}?motion=off" ${attribute} style="display:block;min-height:100vh"></story-map>${words}`,
  );
  await session.goTo("about:blank");
  await session.goTo(`${site.as("localhost")}host.html`);
  await session.run(() => {
    addEventListener("shanhai:step", (event) => {
      window.told = (event as CustomEvent<{ step: string }>).detail;
    });
  });
  await session.until(
    "the element is as high as the story",
    () => 10_000 < (document.querySelector("story-map")?.clientHeight ?? 0),
  );
  await session.until("the story reports where it stands", () => window.told !== undefined);
}

/** Scrolls `px` CSS pixels into the element, and waits 12 frames for the events to settle. */
const scrollInto = (session: Session, px: number) =>
  session.runToEnd(async (px) => {
    const frame = () => new Promise(requestAnimationFrame);
    const { top } = document.querySelector("story-map")!.getBoundingClientRect();
    scrollBy({ top: top + px, behavior: "instant" });
    for (let frames = 0; frames < 12; frames += 1) await frame();
  }, px);

inOtherEngines("in a newsroom's page", (browser) => {
  for (const [way, [attribute, layout]] of Object.entries(WAYS)) {
    test(`${browser.name}: in ${way} every step sends an event as the page scrolls, with the map in view`, () =>
      withSite(async (site) => {
        const { session } = browser;
        await browser.size(WINDOWS.phone);
        await openHost(session, site, attribute);
        const tall = await session.run(() => document.querySelector("story-map")!.clientHeight);
        const told = new Set<string | undefined>();
        for (let px = 0; px < tall; px += 240) {
          await scrollInto(session, px);
          told.add(await session.run(() => window.told?.step));
        }
        const untold = steps.map(({ id }) => id).filter((id) => !told.has(id) && id !== "cover");
        assert.deepEqual(untold, []);
        await scrollInto(session, 9_000);
        const seen = await session.run(() => {
          const shadow = document.querySelector("story-map")!.shadowRoot!;
          const root = shadow.querySelector<HTMLElement>("story-map");
          const part = shadow.querySelector("iframe") ?? root!.querySelector(".stage")!;
          return { top: part.getBoundingClientRect().top, layout: root?.dataset.layout ?? null };
        });
        assert.ok(Math.abs(seen.top) <= 1, `the map's top is ${seen.top}`);
        if (!attribute) assert.equal(seen.layout, layout);
      }));
  }
});
