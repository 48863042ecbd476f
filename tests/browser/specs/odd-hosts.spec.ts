// Hosts that do less than others, or something else: the story goes live on each, and transfers no more
// than its limit there.

import { gzipSync } from "node:zlib";

import type { Page } from "@playwright/test";

import { line, openHost, storyIn } from "../support/host.ts";
import type { Site } from "../support/server.ts";
import { KINDS, PAGES } from "../support/story.ts";
import { expect, openLive, scrollTo, test, untilDrawn, untilLive } from "../support/test.ts";

const KIB = 1024;
const isWasm = (path: string) => path.endsWith(".wasm");
const isPack = (path: string) => path.endsWith(".bin");
const any = () => true;
const asItIs = (file: Buffer) => file;

/** Visits the whole story, and waits until everything has loaded that loads by itself. */
async function visit(page: Page, site: Site) {
  await openLive(page, site);
  for (const { id } of KINDS) await scrollTo(page, id, { share: 0.5 });
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await page.waitForLoadState("networkidle");
}

/** Files that load once the story is live, or that live does not need; the browser requests icons when it likes. */
const isLater = (path: string) => /^(later|print)\.|^share\/|^favicon/.test(path);

/**
 * Opens a page of the story with the optional assets held back, and returns what was requested until
 * it was live, with the bytes of each file.
 */
async function loadedUntilLive(page: Page, site: Site, address = "") {
  const release = site.hold(isLater);
  await page.goto(site.home + address, { waitUntil: "commit" });
  await untilDrawn(page);
  const loaded = [...site.sent].filter(([path]) => !isLater(path));
  release();
  const of = (ending: string) =>
    loaded.filter(([path]) => path.endsWith(ending)).reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log(`${of("")} bytes: ${loaded.map((entry) => entry.join(" ")).join(", ")}`);
  expect(
    loaded.filter(([path]) => isWasm(path)),
    "the WASM was counted",
  ).toHaveLength(1);
  return { paths: loaded.map(([path]) => path), of };
}

// --- bytes

/**
 * The limits of size.spec.ts, each multiplied by the ratio of gzip to brotli for that part when this was
 * written: HTML by 1.3, scripts by 1.14, WASM by 1.21, everything together by 1.23. In KiB.
 */
const BY_GZIP = { ".html": 46, ".js": 5, ".wasm": 77, "": 123 };

for (const [language, address] of Object.entries(PAGES)) {
  test(`where WASM and pack are sent as they are the ${language} story is live after 250 KiB`, async ({
    page,
    site,
  }) => {
    site.packs = ["gzip"];
    site.answer((path) => isWasm(path) || isPack(path), { body: asItIs });
    const { of } = await loadedUntilLive(page, site, address);
    expect(of("")).toBeLessThanOrEqual(250 * KIB);
  });

  test(`where all is packed by gzip alone the ${language} story keeps to limits of its own`, async ({ page, site }) => {
    site.packs = ["gzip"];
    const { of } = await loadedUntilLive(page, site, address);
    for (const [ending, limit] of Object.entries(BY_GZIP)) {
      expect.soft(of(ending), ending || "all").toBeLessThanOrEqual(limit * KIB);
    }
  });
}

test("files that are stored as gzip go live for every client, in 123 KiB", async ({ page, site }) => {
  // As object stores serve files that were uploaded in this form only.
  site.answer(any, { body: (file) => gzipSync(file, { level: 9 }), headers: { "content-encoding": "gzip" } });
  const { of } = await loadedUntilLive(page, site);
  expect(of("")).toBeLessThanOrEqual(BY_GZIP[""] * KIB);
});

test("where nothing is packed at all the story goes live", async ({ page, site }) => {
  site.answer(any, { body: asItIs });
  await openLive(page, site);
});

test("where everything is packed twice, and said to be, the story goes live", async ({ page, site }) => {
  site.answer(any, { body: (file) => gzipSync(gzipSync(file)), headers: { "content-encoding": "gzip, gzip" } });
  await openLive(page, site);
});

// --- requests to a host

test("a whole visit asks by GET alone, for whole files, without a query", async ({ page, site }) => {
  await visit(page, site);
  expect(site.requests.length).toBeGreaterThan(10);
  for (const { method, address, headers } of site.requests) {
    expect(method, address).toBe("GET");
    expect(headers.range, address).toBeUndefined();
    expect(address).not.toContain("?");
  }
});

test("where each connection closes after an answer the story is live after four requests", async ({ page, site }) => {
  site.headers = { ...site.headers, connection: "close" };
  const { paths } = await loadedUntilLive(page, site);
  expect(paths.length, paths.join()).toBeLessThanOrEqual(4);
  await visit(page, site);
});

test("a host that names no time and no version of a file serves the story, again and again", async ({ page, site }) => {
  await openLive(page, site);
  await page.reload();
  await untilLive(page);
  for (const { address, headers } of site.requests) {
    expect([headers["if-none-match"], headers["if-modified-since"]], address).toEqual([undefined, undefined]);
  }
});

test.describe("at an address of Chinese words and a space", () => {
  test.use({ prefix: "/中文 路径/" });

  test("the story is found by the line of another site's page as well", async ({ page, site }) => {
    await openHost(page, site, line(site, "", "?motion=off"));
    const story = await storyIn(page);
    await expect(story).toHaveAttribute("data-layout", "stacked");
  });
});
