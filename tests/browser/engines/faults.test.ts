// After every failure the reader has the whole story: tests every fault in every engine, and its outcome.
// docs/failure-modes.md lists the outcomes; UPDATE_GOLDEN=1 rewrites it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";

import type { Site } from "../support/server.ts";
import { ALL, engines, isFull, isTurnOf, Running, WINDOWS, withoutScript } from "./engines.ts";
import { EXTRAS, type Extra, type Fault, faults } from "./faults.ts";
import { type Browser, inEachEngine } from "./in-each.ts";
import { expectStills, expectWholeWords, heard, type Seen, scrollTo, seen, STILL, stepped, withSite } from "./page.ts";
import { type Outcome, type Outcomes, page, says } from "./table.ts";
import type { Session } from "./webdriver.ts";

const TABLE = new URL("../../../docs/failure-modes.md", import.meta.url);

/** How soon after a fault the page must have its final form. In milliseconds. */
const FINAL = 10_000;

/** How soon the map must then have its optional assets. In milliseconds. */
const FURNISHED = 15_000;

/** The same on a slow connection, where the app itself loads late. In milliseconds. */
const PATIENT = 40_000;

/** The outcomes in each engine, by the words of the fault. */
const outcomes: Outcomes = new Map(engines.map(({ name }) => [name, new Map()]));

/** The page's final form, with everything laid out: live, left to boot by the app (static), or left alone by boot
 *  (plain). Only with `isPlain` does a page without boot count as final, as otherwise a file may still load. */
const end = (session: Session, limit: number, isPlain: boolean) =>
  session.untilWithin(
    limit,
    "the page has its final form",
    (isPlain) => {
      const { mode, fault, motion, arriving } = document.querySelector<HTMLElement>("story-map")!.dataset;
      if (arriving !== undefined) return false;
      if (mode === "live" && performance.getEntriesByName("shanhai:live").length) return "live";
      if (fault !== undefined) return "static";
      return isPlain && document.readyState === "complete" && motion === undefined && "plain";
    },
    isPlain,
  );

/** Visits steps far apart, and returns the optional assets that have not loaded within `limit` ms of the last. */
async function visit(session: Session, lacks: Extra[], limit: number) {
  // Finer land is requested once the map is finished: the reader could pass the step that needs it too early.
  const isFinished = () => document.querySelector("story-map .shore") !== null;
  if (!lacks.includes("finer land")) await session.untilWithin(limit, "the map is finished", isFinished);
  for (const id of ["ankang", "market", "explore"]) {
    await scrollTo(session, id, 0.3);
    await stepped(session, id);
  }
  const extras = () => {
    const land = [...document.querySelectorAll(".picture use.whole")].map((use) => use.getAttribute("href"));
    return {
      relief: document.querySelector(".shapes image")!.hasAttribute("href"),
      "finer land": document.querySelector('.shapes [id$="-land-1"]') !== null && 0 < land.length,
      explorer: document.querySelector("story-map[data-explorer]") !== null,
    };
  };
  const expected = EXTRAS.filter((extra) => !lacks.includes(extra));
  await session.untilWithin(
    limit,
    `there is ${expected.join(", ")}`,
    `(expected) => { const extras = (${extras})(); return expected.every((extra) => extras[extra]); }`,
    expected,
  );
  const found = await session.run(extras);
  return EXTRAS.filter((extra) => !found[extra]);
}

/** The reader's result in a phrase. */
function phrase({ mode, layout, isStyled }: Seen, { isLate }: Fault, lacking: Extra[]) {
  if (mode === "live") {
    const without = lacking.length ? `, without ${lacking.join(", ")}` : "";
    return `the map moves${without}${isLate ? ", a little later" : ""}`;
  }
  if (!isStyled) return "whole story without style, a still in each section";
  return layout === "sticky" ? "whole story, the map a still at each step" : "whole story, a still in each section";
}

/** Opens the page with the fault, and returns the outcome. */
async function outcome(session: Session, site: Site, fault: Fault): Promise<Outcome> {
  fault.apply?.(site);
  if (fault.open) await fault.open(session, site);
  else await session.goTo(site.home + STILL);
  assert.equal(await end(session, fault.isLate ? PATIENT : FINAL, fault.ends === "plain"), fault.ends);
  const limit = fault.isLate ? PATIENT : FURNISHED;
  const lacking = fault.ends === "live" ? await visit(session, fault.lacks ?? [], limit) : [];
  const whole = await seen(session);
  assert.equal(whole.mode, fault.ends === "live" ? "live" : "static");
  expectWholeWords(whole);
  if (fault.ends !== "live") await expectStills(session);
  const isKnown = (words: string) =>
    fault.hears?.test(words) || (fault.ends === "static" && words.startsWith("warn: The map stays still"));
  const complaints = (await heard(session)).filter((words) => !isKnown(words));
  assert.deepEqual(complaints, [], "what else went wrong in the page");
  return { mode: whole.mode, words: phrase(whole, fault, lacking) };
}

/** Runs `task` in the browser, or in a second one with JavaScript disabled. */
async function inBrowser(browser: Browser, fault: Fault, task: (session: Session) => Promise<Outcome>) {
  if (!fault.isWithoutScript) {
    await browser.size(WINDOWS.desk);
    const came = await task(browser.session);
    if (fault.ends === "live") return came;
    // A page without the app works at another size, too.
    await browser.size(WINDOWS.phone);
    await expectStills(browser.session);
    return came;
  }
  const running = await Running.start(withoutScript(browser.engine));
  try {
    return await task(running.session);
  } finally {
    await running.stop();
  }
}

inEachEngine("every failure", (browser) => {
  for (const [index, fault] of faults.entries()) {
    const able = ALL.filter((name) => !fault.notIn?.[name]);
    if (!isTurnOf(browser.name, index, able)) continue;
    const check = fault.check ? ` (${fault.check})` : "";
    const claim = fault.ends === "live" ? "the map lives" : "the whole story is there";
    test(`${browser.name}: ${fault.words}${check}: ${claim}`, () =>
      withSite(
        async (site) => {
          const came = await inBrowser(browser, fault, (session) => outcome(session, site, fault));
          outcomes.get(browser.name)!.set(fault.words, came);
        },
        ...(fault.deed ? [fault.deed] : []),
      ));
  }
});

// Runs after all others.
test("docs/failure-modes.md says what each fault came to, wherever it was tried", () => {
  const table = readFileSync(TABLE, "utf8");
  const tried = [...outcomes].flatMap(([name, each]) => [...each].map(([words, came]) => ({ name, words, came })));
  const untold = tried.filter(({ name, words, came }) => !says(table, name, words, came));
  assert.deepEqual(untold, [], "with --full UPDATE_GOLDEN=1 writes it anew");
  const untried = faults.filter(({ words }) => !tried.some((other) => other.words === words)).map(({ words }) => words);
  assert.deepEqual(untried, [], "faults that have passed nowhere");
});

// The whole table is known once every fault has run in every engine.
if (isFull && engines.length === ALL.length) {
  test("docs/failure-modes.md is as this run would write it", () => {
    const hasAll = ({ words, notIn = {} }: Fault) => ALL.every((name) => notIn[name] || outcomes.get(name)!.has(words));
    const lacking = faults.filter((fault) => !hasAll(fault)).map(({ words }) => words);
    assert.deepEqual(lacking, [], "faults that have not passed everywhere");
    const now = page(faults, outcomes);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(TABLE, now);
    assert.equal(now, readFileSync(TABLE, "utf8"), "UPDATE_GOLDEN=1 writes it anew");
  });
}
