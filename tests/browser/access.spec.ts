// What axe can tell of the page's accessibility.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "@playwright/test";

import { expect, openLive, scrollTo, test } from "./test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

type Violation = { id: string; nodes: { html: string; failureSummary?: string }[] };
type Axe = { run(options: object): Promise<{ violations: Violation[] }> };

/** What axe finds, as lines: the rule, and where. */
async function violations(page: Page): Promise<string[]> {
  // Through the debugger, where the page's policy does not reach.
  await page.evaluate(axe);
  const found = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: Axe };
    return (await axe.run({ runOnly: rules, resultTypes: ["violations"] })).violations;
  }, RULES);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const step of ["cover", "ankang"]) {
      test(`axe finds nothing at ${step}`, async ({ page, site }) => {
        await openLive(page, site);
        await scrollTo(page, step, { share: 0.5 });
        expect(await violations(page)).toEqual([]);
      });
    }
  });
}
