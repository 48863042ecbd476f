// All files that a reader loads until the story is live keep to the limits of the design.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build } from "../support/published.ts";
import { DIST, Site } from "../support/server.ts";
import { KIB, expectWithinLimits } from "../support/size.ts";
import { PAGES } from "../support/story.ts";
import { expect, test as base } from "../support/test.ts";

/** The story as published: a page with an address has more metadata. */
const test = base.extend<object, { published: string }>({
  published: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "size-"));
      build("stories/east-west", folder, "--address", "https://stories.example/east-west/");
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
});

for (const [language, address] of Object.entries(PAGES)) {
  test(`everything until the ${language} story is live keeps to its limits`, async ({ page, site }) => {
    await expectWithinLimits(page, site, address);
  });
}

test.describe("with an address", () => {
  test.use({
    site: async ({ published }, use) => {
      const site = await Site.open({ folder: published });
      await use(site);
      await site.close();
    },
  });

  for (const [language, address] of Object.entries(PAGES)) {
    test(`everything until the ${language} story is live keeps to its limits, with all that it says of itself`, async ({
      page,
      site,
    }) => {
      await expectWithinLimits(page, site, address, KIB);
    });
  }
});

test("the line that a newsroom pastes costs 2 KiB before the reader comes near", () => {
  expect(readFileSync(join(DIST, "embed.js.gz")).length).toBeLessThanOrEqual(2 * KIB);
});
