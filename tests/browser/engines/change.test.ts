// Others change the page, as translators and extensions do: every name and number stays as the story has it.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { steps } from "../support/story.ts";
import { isTurnOf, OTHERS, WINDOWS } from "./engines.ts";
import { inOtherEngines } from "./in-each.ts";
import { expectNothingHeard, openLive, scrollTo, STILL, stepped, withSite } from "./page.ts";
import type { Change } from "./probe.ts";
import type { Session } from "./webdriver.ts";

/** The changes that the probe can make, in words, with the check that each proves. */
const CHANGES: Record<Change, string> = {
  wrap: "each text is wrapped (R20)",
  translate: "it is translated (R20)",
  normalize: "it is normalised (R21)",
  insert: "strange nodes are put into it (R21)",
  style: "it is restyled (R21)",
};

/** The indices of the steps at which the page is changed: at the beginning, early on, and at the end. */
const WHEN = [0, 3, steps.length - 1];

/** The text of the stage and the figures in a step, without a translator's marks. */
async function told(session: Session, id: string) {
  await scrollTo(session, id);
  await stepped(session, id);
  return session.run((id) => {
    const textOf = (query: string) =>
      [...document.querySelectorAll(query)].map(({ textContent }) => textContent!.replace(/[«»]/g, "").trim());
    return { labels: textOf(".picture .label"), numbers: textOf(`#${id} .amount, #${id} data`) };
  }, id);
}

/** The same for every step, by id; calls `prepare` with the index of each step before reading it. */
type Told = Record<string, Awaited<ReturnType<typeof told>>>;

async function toldThroughout(session: Session, prepare = async (_index: number) => {}) {
  const whole: Told = {};
  for (const [index, { id }] of steps.entries()) {
    await prepare(index);
    whole[id] = await told(session, id);
  }
  return whole;
}

inOtherEngines("a page that others change", (browser) => {
  let untouched: Told;
  before(() =>
    withSite(async (site) => {
      await browser.size(WINDOWS.desk);
      await openLive(browser.session, site, STILL);
      untouched = await toldThroughout(browser.session);
    }),
  );

  // Each change before live in one engine, and after it in the other.
  const claim = (turn: number, words: string, task: () => Promise<void>) => {
    if (isTurnOf(browser.name, turn, OTHERS)) test(`${browser.name}: ${words}`, task);
  };

  for (const [index, [change, words]] of (Object.entries(CHANGES) as [Change, string][]).entries()) {
    claim(index, `when ${words} before it lives, every step tells its names and numbers`, () =>
      withSite(async (site) => {
        const { session } = browser;
        await openLive(session, site, STILL);
        assert.equal(await session.run(() => window.modeBefore), "static", "it was changed before");
        assert.deepEqual(await toldThroughout(session), untouched);
        await expectNothingHeard(session);
      }, `${change}-early`),
    );

    claim(index + 1, `when ${words} as it is read, every step tells its names and numbers`, () =>
      withSite(async (site) => {
        const { session } = browser;
        await openLive(session, site, STILL);
        const changed = await toldThroughout(session, async (index) => {
          if (WHEN.includes(index)) await session.run((change) => window.changes[change](), change);
        });
        assert.deepEqual(changed, untouched);
        assert.deepEqual(await toldThroughout(session), untouched, "told once more");
        await expectNothingHeard(session);
      }),
    );
  }
});
