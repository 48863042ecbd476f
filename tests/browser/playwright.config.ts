import { existsSync } from "node:fs";
import { join } from "node:path";

import { defineConfig } from "@playwright/test";

import { launchOptions, screens } from "./chromium.mjs";
import { DIST } from "./server.mjs";

if (!existsSync(join(DIST, "index.html"))) {
  throw new Error(`${DIST} holds no site; build it first: cargo xtask build`);
}

export default defineConfig({
  testDir: ".",
  // Those in engines/ are run by Node itself.
  testMatch: "*.spec.ts",
  outputDir: "../../target/browser-tests",
  reporter: "list",
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
  projects: Object.entries(screens).map(([name, screen]) => ({ name, use: screen })),
});
