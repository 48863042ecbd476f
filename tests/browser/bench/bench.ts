// Measures what loading and reading the built site cost, phone and desk: cargo xtask bench. Writes
// progress to standard error, and the figures of every run to standard output as JSON.

import { cpus } from "node:os";
import { parseArgs } from "node:util";

import { type BrowserContext, type BrowserContextOptions, chromium } from "@playwright/test";

import { acting, addEmptyPage } from "./acting.ts";
import { calm } from "./calm.ts";
import type { Figures } from "./figures.ts";
import { loading } from "./loading.ts";
import { besidePeer, openPeer } from "./peer.ts";
import { addPlainPage, plainScroll } from "./plain.ts";
import { reading } from "./reading.ts";
import { worst } from "./worst.ts";
import { launchOptions, screens } from "../support/chromium.ts";
import { Site } from "../support/server.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "3" }, peer: { type: "string" } },
});

const site = await Site.open();
addPlainPage(site);
addEmptyPage(site);
const peer = values.peer ? await openPeer(values.peer) : undefined;
const browser = await chromium.launch(launchOptions);
const measured: Record<string, Runs> = {};
try {
  // The first page of a browser also pays for starting its processes and reading its fonts.
  await inContext(screens.phone, (context) => loading(context, site.home));
  for (const [name, screen] of Object.entries(screens)) measured[name] = await runs(name, screen);
  const machine = { browser: browser.version(), cores: cpus().length };
  console.log(JSON.stringify({ ...machine, screens: measured }));
} finally {
  await browser.close();
  await site.close();
  await peer?.close();
}

/** The figures of each run on one screen, and notes on them. */
type Runs = { figures: Figures[]; notes: string[] };

async function runs(name: string, screen: BrowserContextOptions): Promise<Runs> {
  const figures: Figures[] = [];
  const notes: string[] = [];
  for (let run = 1; run <= Number(values.runs); run += 1) {
    console.error(`${name}, run ${run} of ${values.runs}`);
    const busy = await calm();
    const loaded = await inContext(screen, (context) => loading(context, site.home));
    const read = await inContext(screen, (context) => reading(browser, context, site.home));
    const plain = await inContext(screen, (context) => plainScroll(browser, context, site));
    const slowest = await inContext(screen, (context) => worst(context, site.home));
    const acts = await inContext(screen, (context) => acting(context, site));
    const ours = { ...loaded, ...slowest, ...read.figures, ...plain, ...acts, "machine.busy": busy };
    const beside = peer && (await besidePeer(browser, (measure) => inContext(screen, measure), peer.home, ours));
    figures.push({ ...ours, ...beside });
    notes.push(...read.notes.map((note) => `${name}, run ${run}: ${note}`));
  }
  return { figures, notes };
}

/** Each measurement begins with an empty cache. */
async function inContext<T>(screen: BrowserContextOptions, measure: (context: BrowserContext) => Promise<T>) {
  const context = await browser.newContext({ ...screen, locale: "zh-CN" });
  try {
    return await measure(context);
  } finally {
    await context.close();
  }
}
