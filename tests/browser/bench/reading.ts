// Reads the whole story without a stop on a slow machine, then rests, then measures the memory.

import type { Browser, BrowserContext, Page } from "@playwright/test";

import { memory } from "./memory.ts";
import { READING, scrollDown } from "./scroll.ts";
import { slowDown } from "./slow.ts";
import type { Span } from "./span.ts";
import { Trace, markSteps } from "./trace.ts";

/** How long a page at rest is observed. In milliseconds. */
const REST_MS = 5000;

/** Distance read at a reader's pace, in CSS pixels: some ten steps. */
const READ = 5000;

/** Time in milliseconds after which everything has settled that a load or a scroll starts. */
const SETTLING_MS = 1500;

/** The figures of one reading, and notes on its worst frame, task and step. */
export async function reading(browser: Browser, context: BrowserContext, address: string) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(address);
  await page.waitForSelector('story-map[data-mode="live"]', { state: "attached" });
  await markSteps(page);
  await slowDown(devtools);
  await settle(page);

  const read = await Trace.of(browser, page, () => scrollDown(page, devtools, READ, READING));
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await settle(page);

  const distance = await page.evaluate(narrativeEnd);
  const scrolled = await Trace.of(browser, page, () => scrollDown(page, devtools, distance));
  await settle(page);
  const rested = await Trace.of(browser, page, () => page.waitForTimeout(REST_MS));

  const scroll = scrolled.whileScrolling();
  const calm = read.whileScrolling();
  // At a reader's pace: the app shows no step to a reader who skims past it.
  const steps = calm.stepChanges();
  const figures = {
    ...scrollFigures(scroll),
    ...readFigures(calm),
    ...stepFigures(steps),
    ...restFigures(rested.whole()),
    "rest.willChange": await page.evaluate(willChangeCount),
    ...(await memory(devtools)),
  };
  return {
    figures,
    notes: [
      calm.worstFrame(),
      calm.longestTask().note,
      scroll.worstFrame(),
      scroll.longestTask().note,
      worstStep(steps),
    ],
  };
}

function scrollFigures(scroll: Span) {
  const drawn = scroll.draws();
  const main = scroll.mainFrames();
  const work = scroll.work();
  return {
    "scroll.frames": drawn.rate,
    "scroll.gap": drawn.longest,
    "scroll.long": drawn.long,
    "scroll.main.frames": main.rate,
    "scroll.main.gap": main.longest,
    "scroll.main.task": scroll.longestTask().ms,
    "scroll.main": work.main,
    "scroll.script": work.script,
    "scroll.style": work.style,
    "scroll.layout": work.layout,
    "scroll.paint": work.paint,
    "scroll.rest": work.rest,
    "scroll.main.each": work.main / main.rate,
    "scroll.raster": scroll.raster(),
    "machine.waiting": scroll.waiting(),
  };
}

function readFigures(read: Span) {
  const drawn = read.draws();
  return {
    "read.frames": drawn.rate,
    "read.gap": drawn.longest,
    "read.long": drawn.long,
    "read.main.task": read.longestTask().ms,
    "read.main": read.work().main,
  };
}

type StepChanges = ReturnType<Span["stepChanges"]>;

function stepFigures(steps: StepChanges) {
  if (steps.length === 0) throw new Error("no step changed while scrolling");
  return {
    "step.script": Math.max(...steps.map(({ script }) => script)),
    "step.layouts": Math.max(...steps.map(({ layouts }) => layouts)),
  };
}

function restFigures(rest: Span) {
  return {
    "rest.callbacks": rest.count("FireAnimationFrame"),
    "rest.timers": rest.count("TimerFire"),
    "rest.frames": rest.draws().count,
    "rest.main": rest.work().main * rest.seconds,
  };
}

function worstStep(steps: StepChanges) {
  const worst = steps.reduce((one, other) => (one.script < other.script ? other : one));
  return `the longest script of a step change is ${worst.step}'s, ${worst.script.toFixed(1)} ms`;
}

/** Waits until nothing moves, and some time more: a page that does not mark motion gets the time alone. */
async function settle(page: Page) {
  await page.waitForTimeout(SETTLING_MS);
  await page.waitForSelector("story-map:not([data-moving])", { state: "attached" });
  await page.waitForTimeout(SETTLING_MS);
}

/** Runs in the page: the scroll position at which the trigger line leaves the last step, in CSS pixels. */
function narrativeEnd() {
  const last = [...document.querySelectorAll("section[data-step]")].at(-1)!;
  const end = last.getBoundingClientRect().bottom + scrollY - innerHeight * 0.6;
  return Math.floor(Math.min(end, document.documentElement.scrollHeight - innerHeight));
}

/** Runs in the page: the elements that keep a layer of their own, which costs memory at rest. */
function willChangeCount() {
  const all = [...document.querySelectorAll("*")];
  return all.filter((element) => getComputedStyle(element).willChange !== "auto").length;
}
