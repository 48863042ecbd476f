// The whole story by scrolling, in Firefox and WebKitGTK: each step becomes the current one, with its links.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isFull, WINDOWS } from "./engines.ts";
import { inOtherEngines } from "./in-each.ts";
import { expectNothingHeard, expectStep, openLive, rest, scrollTo, STILL, stillPicture, withSite } from "./page.ts";
import { steps } from "../support/story.ts";
import type { Session } from "./webdriver.ts";

/** Steps to fly to: the test without motion, below, visits every step. */
const FLOWN_TO = steps.filter((_, index) => isFull || index % 3 === 0);

async function walk(session: Session, order: typeof steps) {
  for (const { id } of order) {
    await scrollTo(session, id);
    await expectStep(session, id);
  }
}

inOtherEngines("walking through the story", (browser) => {
  // WebKitGTK's driver may give no second screenshot of its window for minutes: see docs/failure-modes.md.
  if (browser.name !== "WebKitGTK")
    test(`${browser.name}: the relief that comes later is painted`, () =>
      withSite(async (site) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        await openLive(session, site, STILL);
        await scrollTo(session, "ankang");
        await expectStep(session, "ankang");
        const withRelief = await stillPicture(session);
        await session.run(() => document.querySelector(".picture > .relief")!.replaceChildren());
        await rest(session);
        assert.ok(!withRelief.equals(await stillPicture(session)), "without its relief the map looks otherwise");
      }));

  test(`${browser.name}: down the page steps fly in and light their links, on a desk`, () =>
    withSite(async (site) => {
      await browser.size(WINDOWS.desk);
      await openLive(browser.session, site);
      await walk(browser.session, FLOWN_TO);
      await expectNothingHeard(browser.session);
    }));

  test(`${browser.name}: down and up again without motion every step lights its links, on a phone`, () =>
    withSite(async (site) => {
      await browser.size(WINDOWS.phone);
      await openLive(browser.session, site, STILL);
      await walk(browser.session, steps);
      await walk(browser.session, steps.toReversed());
      await expectNothingHeard(browser.session);
    }));
});
