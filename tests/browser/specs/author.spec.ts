// An author's work with the command alone: start a story, preview it, make a mistake, fix it, build it.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { lit, stopped } from "../support/rest.ts";
import { Site } from "../support/server.ts";
import { Desk } from "../support/shanhai.ts";
import { expect, scrollTo, test as base, untilLive } from "../support/test.ts";

const test = base.extend<{ desk: Desk }>({
  desk: async ({ page, faults }, use) => {
    // The author's own server is not the test's site.
    faults.expect(/^another host: http:\/\/127\.0\.0\.1/);
    const desk = new Desk();
    await use(desk);
    // A page reports an error when its server ends: leave it first.
    await page.goto("about:blank");
    await desk.clear();
  },
});

/** Edits a file of the story as an author does. */
function edit(desk: Desk, name: string, from: string, to: string) {
  const path = join(desk.folder, "letters", name);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

test("in an empty folder a story is begun, checked and built, and every step of it lives", async ({ desk, page }) => {
  expect(desk.call("new", "letters").status).toBe(0);
  expect(desk.call("check", "letters").said).toBe("letters: 3 steps, 2 places, 1 link, 1 figure, in zh-CN, en\n");
  expect(desk.call("build", "letters").said).toContain("dist: ");
  const site = await Site.open({ folder: join(desk.folder, "dist") });
  await page.goto(site.home);
  await untilLive(page);
  for (const [step, links] of [
    ["letter", ["letter"]],
    ["explore", ["letter"]],
  ] as const) {
    await scrollTo(page, step, { share: 0.2 });
    await expect(page.locator(`[data-step=${step}]`)).toHaveAttribute("aria-current", "step");
    await stopped(page);
    expect(Object.keys(await lit(page))).toEqual(links);
  }
  // Open requests end with the page: leave it before its host closes.
  await page.goto("about:blank");
  await site.close();
});

test("a served story shows each save, and its errors over the page until they are fixed", async ({ desk, page }) => {
  desk.call("new", "letters");
  await page.goto(await desk.serve("letters"));
  await untilLive(page);
  edit(desk, "zh.md", "信走了一路", "信到了");
  await expect(page.getByRole("heading", { name: "信到了" })).toBeAttached();
  edit(desk, "story.toml", 'to = "kunming"', 'to = "kunmin"');
  const told = page.getByRole("alert");
  await expect(told).toContainText("unknown place `kunmin`");
  await expect(told).toContainText("letters/story.toml:");
  await expect(told).toContainText("did you mean `kunming`?");
  await expect(page.getByRole("heading", { name: "信到了" }), "the page stays").toBeAttached();
  edit(desk, "story.toml", 'to = "kunmin"', 'to = "kunming"');
  await expect(told).toHaveCount(0);
  await untilLive(page);
});

test("what is wrong can be put aside, and moves nobody", async ({ desk, page }) => {
  desk.call("new", "letters");
  const address = await desk.serve("letters");
  await page.goto(address);
  await untilLive(page);
  // Enough diagnostics to cover the middle of the viewport.
  for (const key of ["kind", "direction", "from", "to"]) edit(desk, "story.toml", `\n${key} = `, `\n${key}s = `);
  const told = page.getByRole("alert");
  await expect(told).toBeVisible();
  // After a reload the diagnostics appear before the explorer does.
  await page.goto(address);
  await expect(told).toBeVisible();
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.keyboard.press("Escape");
  await expect(told).toHaveCount(0);
});

test("where a story has faults from its beginning, they are the page", async ({ desk, page, faults }) => {
  faults.expect(/status of 503/);
  desk.call("new", "letters");
  rmSync(join(desk.folder, "letters", "en.md"));
  await page.goto(await desk.serve("letters"));
  await expect(page.getByRole("alert")).toContainText("en.md");
  edit(desk, "story.toml", '["zh-CN", "en"]', '["zh-CN"]');
  await untilLive(page);
});

test("nine pages of a story that is served load, reload with it, and keep one stream open", async ({
  context,
  desk,
}) => {
  desk.call("new", "letters");
  const address = await desk.serve("letters");
  const streams = new Set<string>();
  context.on(
    "request",
    (request) => request.url().endsWith("/@shanhai/builds") && streams.add(request.frame().page().url() + streams.size),
  );
  const pages = await Promise.all(Array.from({ length: 9 }, () => context.newPage()));
  for (const page of pages) {
    await page.goto(`${address}en/`);
    await untilLive(page);
  }
  expect(streams.size).toBe(1);
  edit(desk, "en.md", "A letter on its way", "A letter has come");
  for (const page of pages) await expect(page.getByRole("heading", { name: "A letter has come" })).toBeAttached();
});
