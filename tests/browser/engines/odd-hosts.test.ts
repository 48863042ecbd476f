// The story goes live and walks from unusual hosts and addresses, in Firefox and WebKitGTK.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { WINDOWS } from "./engines.ts";
import { inOtherEngines } from "./in-each.ts";
import { complete, lit, openLive, scrollTo, STILL, untilCurrent } from "./page.ts";
import { Site } from "../support/server.ts";
import { steps } from "../support/story.ts";

const any = () => true;

/** Hosts that send files in unusual ways. */
const WAYS: Record<string, (site: Site) => void> = {
  unpacked: (site) => site.answer(any, { body: (file) => file }),
  "packed twice, and said to be": (site) =>
    site.answer(any, { body: (file) => gzipSync(gzipSync(file)), headers: { "content-encoding": "gzip, gzip" } }),
  "over a connection for each": (site) => void (site.headers = { ...site.headers, connection: "close" }),
};

/** Runs `task` with a host at this path, and closes the host in any case. */
async function withSiteAt(prefix: string, task: (site: Site) => Promise<void>) {
  const site = await Site.open({ prefix });
  try {
    await task(site);
  } finally {
    await site.close();
  }
}

inOtherEngines("hosts", (browser) => {
  test(`${browser.name}: from /中文 路径/index.html each step lights its connections`, () =>
    withSiteAt("/中文 路径/", async (site) => {
      const { session } = browser;
      await browser.size(WINDOWS.phone);
      await openLive(session, site, `index.html${STILL}`);
      for (const { id } of steps) {
        await scrollTo(session, id);
        await untilCurrent(session, id);
        assert.deepEqual(await lit(session), complete(id), id);
      }
      assert.ok(!site.asked.includes(null), "nothing is asked for outside of its folder");
    }));

  for (const [way, sends] of Object.entries(WAYS)) {
    test(`${browser.name}: where every file is sent ${way}, the story goes live`, () =>
      withSiteAt("/", async (site) => {
        sends(site);
        await openLive(browser.session, site, STILL);
      }));
  }
});
