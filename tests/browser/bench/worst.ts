// The slowest network and machine for which the project promises figures: a load, then jumps.

import type { BrowserContext } from "@playwright/test";

import { SLOW_3G, WORST_SLOWDOWN, slowDown } from "./slow.ts";

/** Every fifth step is a target: some are national, some go down to a county. */
const EVERY = 5;

/** Time in milliseconds after which everything has settled that a jump starts. */
const SETTLING_MS = 2000;

/** The figures of one load and one walk, in a context that has loaded nothing yet. */
export async function worst(context: BrowserContext, address: string) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW_3G);
  await slowDown(devtools, WORST_SLOWDOWN);
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForSelector('story-map[data-mode="live"]', { state: "attached", timeout: 60_000 });
  const { first, live } = await page.evaluate(() => ({
    first: performance.getEntriesByName("first-contentful-paint")[0]!.startTime,
    live: performance.getEntriesByName("shanhai:live")[0]!.startTime,
  }));
  await page.waitForTimeout(SETTLING_MS);
  const tasks = await page.evaluate(jump, { every: EVERY, settling: SETTLING_MS });
  return { "worst.first": first, "worst.live": live, "worst.task": Math.max(0, ...tasks) };
}

/** Runs in the page: jumps from step to step, and returns the duration of every task over 50 ms. */
async function jump({ every, settling }: { every: number; settling: number }) {
  const tasks: number[] = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((it) => it.duration))).observe({
    type: "longtask",
  });
  const sections = [...document.querySelectorAll("[data-step]")].filter((_, step) => step % every === 1);
  for (const section of sections) {
    section.scrollIntoView({ behavior: "instant" });
    await new Promise((resolve) => setTimeout(resolve, settling));
  }
  return tasks;
}
