// Compares what a reader loads before the story is live with the limits of the design.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

import type { Page } from "@playwright/test";

import type { Site } from "./server.ts";
import { expect, untilLive } from "./test.ts";

export const KIB = 1024;

type Loaded = { path: string; bytes: number };

/** The size of a file in transfer, in bytes: brotli at its best, or uncompressed if that is smaller. */
function travelSize(file: Buffer): number {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: file.length,
  };
  return Math.min(file.length, brotliCompressSync(file, { params }).length);
}

/**
 * Opens the page at `address` of `site`, and checks everything that it loads until it is live against the limits.
 * Where a page has an address, it also has this many bytes of `metadata`, which other sites read.
 */
export async function expectWithinLimits(page: Page, site: Site, address: string, metadata = 0) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  const asked: { url: string; at: number }[] = [];
  devtools.on("Network.requestWillBeSent", ({ request, wallTime }) => {
    if (!request.url.startsWith("data:")) asked.push({ url: request.url, at: wallTime * 1000 });
  });

  await page.goto(site.home + address);
  await untilLive(page);
  const live = await page.evaluate(
    () => performance.timeOrigin + performance.getEntriesByName("shanhai:live")[0]!.startTime,
  );

  const before = asked.filter(({ at }) => at <= live);
  const loaded: Loaded[] = before.map(({ url }) => {
    const path = new URL(url).pathname.slice(site.prefix.length) || "index.html";
    return { path, bytes: travelSize(readFileSync(join(site.folder, path))) };
  });
  const sum = (ending: string) =>
    loaded.filter(({ path }) => path.endsWith(ending)).reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of loaded) console.log(`${bytes} ${path}`);
  console.log(`${sum("")} bytes in ${loaded.length} requests until live`);

  expect.soft(sum(".html"), "HTML with style and boot").toBeLessThanOrEqual(36 * KIB);
  expect.soft(sum(".js"), "glue").toBeLessThanOrEqual(4 * KIB);
  expect.soft(sum(".wasm"), "WASM").toBeLessThanOrEqual(55 * KIB);
  expect.soft(sum("") - metadata, "all").toBeLessThanOrEqual(94 * KIB);
  expect.soft(loaded.length, "requests").toBeLessThanOrEqual(6);
  // Each file is loaded once: a preload that the app does not use would load it twice.
  expect(loaded.map(({ path }) => path)).toEqual([...new Set(loaded.map(({ path }) => path))]);
  expect(
    loaded.filter(({ path }) => path.endsWith(".wasm")),
    "the WASM was counted",
  ).toHaveLength(1);
}
