// Measures another page in the same runs, for the ratios of our figures to its: only ratios compare between
// machines. That page sets the performance marks `story-ready` and, when its map is drawn, `story-map`.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import type { Browser, BrowserContext } from "@playwright/test";

import { Site } from "../support/server.ts";
import type { Figures } from "./figures.ts";
import { loading } from "./loading.ts";
import { scrollDown } from "./scroll.ts";
import { slowDown } from "./slow.ts";
import { Trace } from "./trace.ts";

/** Time in milliseconds after which everything has settled that a load starts by itself. */
const SETTLING_MS = 1500;

const MARKS = { live: "story-ready", map: "story-map" };

/** Serves the page in `folder` compressed, as a good host would. */
export async function openPeer(folder: string) {
  const copy = mkdtempSync(join(tmpdir(), "peer-"));
  cpSync(folder, copy, { recursive: true });
  const files = readdirSync(copy, { recursive: true, encoding: "utf8" }).map((name) => join(copy, name));
  for (const file of files.filter((file) => statSync(file).isFile())) {
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
  }
  const site = await Site.open({ folder: copy });
  return {
    home: site.home,
    async close() {
      await site.close();
      rmSync(copy, { recursive: true });
    },
  };
}

/** Runs a measurement in a context that has loaded nothing yet. */
type InContext = <T>(measure: (context: BrowserContext) => Promise<T>) => Promise<T>;

/** The ratios of the figures `ours`, of this run, to those of the page at `address`. */
export async function besidePeer(browser: Browser, inContext: InContext, address: string, ours: Figures) {
  const theirs: Figures = await inContext((context) => loading(context, address, MARKS));
  const scrolling = await inContext((context) => scrolled(browser, context, address));
  const ratio = (key: string, their = theirs[key]) => ours[key]! / Math.max(1, their!);
  return {
    "peer.kib": ratio("load.live.kib"),
    "peer.map": ratio("load.first", theirs["load.map"]),
    "peer.live": ratio("load.live"),
    "peer.blocking": ratio("load.blocking"),
    "peer.longest": ratio("load.longest"),
    "peer.scroll": ratio("scroll.main", scrolling),
  };
}

/** Main-thread work in milliseconds per second while the whole page scrolls by. */
async function scrolled(browser: Browser, context: BrowserContext, address: string) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.goto(address);
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length, MARKS.live);
  await slowDown(devtools);
  await page.waitForTimeout(SETTLING_MS);
  const length = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  const trace = await Trace.of(browser, page, () => scrollDown(page, devtools, length));
  return trace.whileScrolling().work().main;
}
