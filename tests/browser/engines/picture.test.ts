// The body begins with a hidden picture for services that look for one there: no engine fetches it.

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Site } from "../support/server.ts";
import { Running, withoutScript } from "./engines.ts";
import { inEachEngine } from "./in-each.ts";
import { openLive, withSite } from "./page.ts";

/** As crates/site/src/build/about.rs writes it. */
const PICTURE = '<picture hidden><source srcset="data:,0"><img src="share/square.png" alt=""></picture>';

/** Inserts it into every page, followed by a picture that is fetched, to show that the test notices fetches. */
const change = (page: string) =>
  page.replace(/<body>(<picture.*?<\/picture>)?/, `<body>${PICTURE}<img src="share/heard.png" alt="">`);

// Icons and the manifest are the browser's own requests.
const fetched = (site: Site) => site.asked.filter((path) => path && /^share\/(?!(touch-)?icon|manifest)/.test(path));

inEachEngine("the first picture of the body", (browser) => {
  test(`${browser.name}: it is not fetched`, () =>
    withSite(async (site) => {
      site.changePages(change);
      await openLive(browser.session, site);
      assert.deepEqual(fetched(site), ["share/heard.png"]);
    }));

  test(`${browser.name}: without script neither`, async () => {
    const running = await Running.start(withoutScript(browser.engine));
    try {
      await withSite(async (site) => {
        site.changePages(change);
        await running.session.goTo(site.home);
        assert.deepEqual(fetched(site), ["share/heard.png"]);
      });
    } finally {
      await running.stop();
    }
  });
});
