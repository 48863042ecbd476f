// The optional assets that load once the story is live, and the page without them.

import type { Page } from "@playwright/test";

import { atRest, complete, lit, stopped } from "../support/rest.ts";
import { FULL, steps } from "../support/story.ts";
import { expect, openLive, scrollTo, test, untilLive } from "../support/test.ts";

const KIB = 1024;

/** The most that a phone may load after live, in bytes, in all. */
const MOST = 150 * KIB;

const MIDDLE = { share: 0.5 };

/** The address of the relief's image, or `null` while there is none. */
function relief(page: Page) {
  return page.evaluate(() => document.querySelector(".shapes image")!.getAttribute("href"));
}

/** The ids of the shapes that draw the stage's land, except the waterlines behind it. */
function land(page: Page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".picture > svg > .whole")]
      .map((use) => use.getAttribute("href"))
      .filter((href) => href !== "#s1-shores"),
  );
}

function asked(site: import("../support/server.ts").Site, name: RegExp) {
  return site.asked.filter((path) => path !== null && name.test(path));
}

test("the relief comes last, in the best kind of picture", async ({ page, site }) => {
  await openLive(page, site);
  await atRest(page);
  expect(await relief(page)).toMatch(/relief\.\w+\.avif$/);
  expect(asked(site, /^relief/)).toHaveLength(1);
  const order = ["index.html", /wasm$/, /^later/, /^relief/].map((name) =>
    site.asked.findIndex((path) => path !== null && (name instanceof RegExp ? name.test(path) : path === name)),
  );
  expect(order).toEqual(order.toSorted((one, other) => one - other));
});

test("where the best kind of relief does not come, the next does", async ({ page, site, faults }) => {
  faults.expect(/Failed to load resource/);
  site.answer((path) => path.endsWith(".avif"), { status: 404 });
  await openLive(page, site);
  await atRest(page);
  expect(await relief(page)).toMatch(/relief\.\w+\.webp$/);
});

test("finer land comes when a camera first needs it, and shows the counties", async ({ page, site }) => {
  await openLive(page, site);
  await atRest(page);
  expect(await land(page)).toEqual(["#s1-land", "#s1-relief", "#s1-lines"]);
  expect(asked(site, /^land/)).toHaveLength(0);

  await scrollTo(page, "tianzhu", MIDDLE);
  await atRest(page);
  expect(await land(page)).toEqual(["#s1-land-1", "#s1-relief", "#s1-lines-1"]);
  await expect(page.locator('.lit [data-area="620623"]')).toHaveCount(1);

  await scrollTo(page, "parks", MIDDLE);
  await atRest(page);
  expect(await land(page), "the whole country stays coarse").toEqual(["#s1-land", "#s1-relief", "#s1-lines"]);
  expect(asked(site, /^land/), "and nothing is asked for twice").toHaveLength(1);
});

test("the relief comes to finer land that came before it", async ({ page, site }) => {
  const release = site.hold((path) => path.startsWith("relief"));
  await page.goto(`${site.home}#tianzhu`);
  await expect.poll(() => land(page)).toEqual(["#s1-land-1", "#s1-relief", "#s1-lines-1"]);
  release();
  await atRest(page);
  expect(await relief(page)).toMatch(/relief\.\w+\.avif$/);
});

/** Names of files that never load, by what is then missing. */
const MISSING = {
  "the relief": /^relief/,
  "finer land": /^land/,
  "all optional assets": /^(relief|land|later)/,
};

for (const [what, name] of Object.entries(MISSING)) {
  for (const way of ["is missing", "is cut off", "is not what it should be"]) {
    // Each way to fail with one file, and each file with one way.
    if (!FULL && way !== "is missing" && what !== "finer land") continue;
    test(`when ${what} ${way}, the story moves all the same`, async ({ page, site, faults }) => {
      faults.expect(/Failed to load resource|MIME type|valid digest/);
      const is = (path: string) => name.test(path);
      // Counted in the page: the browser itself retries several times after a cut connection.
      const forLand: string[] = [];
      page.on("request", (request) => /\/land\./.test(request.url()) && forLand.push(request.url()));
      if (way === "is missing") site.answer(is, { status: 404 });
      else if (way === "is cut off") site.cut(is);
      else site.answer(is, { kind: "text/html", body: () => "<!doctype html><p>no" });
      await openLive(page, site);
      for (const step of steps.filter(({ id }) => ["cover", "tianzhu", "minning", "epilogue"].includes(id))) {
        await scrollTo(page, step.id, MIDDLE);
        await stopped(page);
        expect.soft(await lit(page), step.id).toEqual(complete(step));
        const isDrawn = await page.evaluate(() =>
          [...document.querySelectorAll<SVGUseElement>(".picture > svg > use")].every(
            (use) => document.querySelector(use.getAttribute("href")!) !== null,
          ),
        );
        expect.soft(isDrawn, `everything that the stage draws at ${step.id} is there`).toBe(true);
      }
      await expect(page.locator("story-map")).toHaveAttribute("data-mode", "live");
      expect(forLand.length, "what does not come is not asked for again").toBeLessThanOrEqual(1);
    });
  }
}

test("what is loaded after live keeps to its limit", async ({ context, page, site }) => {
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  const later = new Set<string>();
  let bytes = 0;
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (/\/(later|relief|land)\./.test(request.url)) later.add(requestId);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (later.has(requestId)) bytes += encodedDataLength;
  });
  // Cameras come to rest in the same place without flights.
  await page.goto(`${site.home}?motion=off`);
  await untilLive(page);
  for (const { id } of steps) {
    await scrollTo(page, id, MIDDLE);
    await atRest(page);
  }
  console.log(`${bytes} bytes in ${later.size} requests after live`);
  expect(later.size).toBeGreaterThanOrEqual(3);
  expect(bytes).toBeLessThanOrEqual(MOST);
});

test("the picture at the end is shown near it", async ({ page, site }) => {
  await openLive(page, site);
  const end = page.locator(".keepsake");
  await expect(end.locator("img")).toHaveCount(0);
  await end.scrollIntoViewIfNeeded();
  await expect(end.locator("img")).toBeVisible();
});
