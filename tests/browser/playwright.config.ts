import { existsSync } from "node:fs";
import { join } from "node:path";

import { defineConfig } from "@playwright/test";

import { launchOptions, screens } from "./chromium.mjs";
import { DIST } from "./server.mjs";

/** Specs whose claims do not depend on the screen, by the screen on which they run. Both screens stay covered by
 *  pairs of specs that share a subject; with `FULL` set every spec runs on both. */
const ON_ONE_SCREEN = {
  phone: ["floor", "languages", "later", "published", "reliability", "size", "static", "wechat"],
  desk: ["change", "colour", "lamp", "odd", "strict", "structure"],
};

/** The specs that a project leaves to the other one. */
const leftOut = (screen: string) =>
  Object.entries(ON_ONE_SCREEN)
    .filter(([own]) => own !== screen && !process.env.FULL)
    .flatMap(([, specs]) => specs.map((name) => `**/${name}.spec.ts`));

if (!existsSync(join(DIST, "index.html"))) {
  throw new Error(`${DIST} holds no site; build it first: cargo xtask build`);
}

export default defineConfig({
  testDir: ".",
  // Those in engines/ are run by Node itself.
  testMatch: "*.spec.ts",
  outputDir: "../../target/browser-tests",
  reporter: [["list"], ["./slowest.mjs"]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A machine that is busy with something else may starve a browser: a test that then passes is
  // told as flaky in the runner's closing lines.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    // Chromium smooths edges otherwise where only a part of a tile is painted afresh: pictures are
    // compared pixel by pixel.
    launchOptions: { ...launchOptions, args: [...launchOptions.args, "--disable-partial-raster"] },
    locale: "zh-CN",
  },
  projects: Object.entries(screens).map(([name, screen]) => ({ name, use: screen, testIgnore: leftOut(name) })),
});
