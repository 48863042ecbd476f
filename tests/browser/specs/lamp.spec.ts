// A second story, small and on another subject, built with the author's command alone: the engine depends on
// no particular story.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "smol-toml";

import { complete, lit, stopped } from "../support/rest.ts";
import { testOf } from "../support/shanhai.ts";
import { expect, scrollTo, untilLive } from "../support/test.ts";

const folder = fileURLToPath(new URL("../../../stories/lamp/", import.meta.url));
const told = parse(readFileSync(join(folder, "story.toml"), "utf8")) as { step: { id: string; links?: string[] }[] };
const steps = told.step.map(({ id, links = [] }) => ({ id, links }));

const test = testOf(folder);

for (const [language, page_] of [
  ["Chinese", ""],
  ["English", "en/"],
]) {
  test(`the second story lives and lights its lines at every step, in ${language}`, async ({ page, site }) => {
    expect(steps.length).toBe(5);
    await page.goto(`${site.home}${page_}?motion=off`);
    await untilLive(page);
    for (const step of steps) {
      await scrollTo(page, step.id, { share: 0.3 });
      await expect(page.locator(`[data-step=${step.id}]`)).toHaveAttribute("aria-current", "step");
      await stopped(page);
      expect(await lit(page), step.id).toEqual(complete(step));
    }
  });
}

test("it calls sides, ways and kinds by its own names", async ({ page, site }) => {
  await page.goto(`${site.home}?motion=off#explore`);
  await untilLive(page);
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  const own = page.locator("[data-step=explore]");
  await expect(own.locator(".eyebrow .kind"), "the two sides, and nothing of another section").toHaveText([
    "受电",
    "送电",
  ]);
  await expect(own.getByRole("radio", { name: "送电 → 受电" })).toBeAttached();
  await expect(own.getByRole("radio", { name: "受电 → 送电" }), "a way that no line goes").toHaveCount(0);
  await expect(page.locator("[data-step=yunnan] .eyebrow")).toContainText("输电 · 云南楚雄");
  await expect(page.getByText("产业")).toHaveCount(0);
});
