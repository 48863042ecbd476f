// Measures what loading and reading the built site cost, phone and desk: cargo xtask bench. Writes
// progress to standard error, and the figures of every run to standard output as JSON.

import { cpus } from "node:os";
import { parseArgs } from "node:util";

import { chromium } from "@playwright/test";

import { acting, addEmptyPage } from "./acting.mjs";
import { calm } from "./calm.mjs";
import { loading } from "./loading.mjs";
import { besidePeer, openPeer } from "./peer.mjs";
import { addPlainPage, plainScroll } from "./plain.mjs";
import { reading } from "./reading.mjs";
import { worst } from "./worst.mjs";
import { launchOptions, screens } from "../support/chromium.mjs";
import { Site } from "../support/server.mjs";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "3" }, peer: { type: "string" } },
});

const site = await Site.open();
addPlainPage(site);
addEmptyPage(site);
const peer = values.peer && (await openPeer(values.peer));
const browser = await chromium.launch(launchOptions);
const measured = {};
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
async function runs(name, screen) {
  const figures = [];
  const notes = [];
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
async function inContext(screen, measure) {
  const context = await browser.newContext({ ...screen, locale: "zh-CN" });
  try {
    return await measure(context);
  } finally {
    await context.close();
  }
}
