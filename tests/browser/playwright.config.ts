import { existsSync } from "node:fs";
import { join } from "node:path";

import { defineConfig } from "@playwright/test";

import { launchOptions, screens } from "./support/chromium.ts";
import { DIST } from "./support/server.ts";

/** Specs that open no page, or set the viewport themselves, by the one screen on which they run. */
const ON_NO_SCREEN = {
  phone: [
    "built",
    "deck",
    "embed",
    "embed-hosts",
    "embed-messages",
    "embed-policy",
    "embed-trust",
    "embed-ways",
    "flow",
    "hosting",
    "odd-hosts",
    "plain-http",
  ],
  desk: ["author", "disk", "enlarged", "forced", "letters", "paper", "reader", "structure", "targets"],
};

/** Specs whose claims do not depend on the screen, by the screen on which they run; with `FULL` on both. A test
 *  whose tags name a screen, or both, runs there. */
const ON_ONE_SCREEN = {
  phone: [
    "counters",
    "ear",
    "floor",
    "idle",
    "languages",
    "later",
    "media",
    "photos",
    "published",
    "reliability",
    "size",
    "static",
    "wechat",
    "years",
  ],
  desk: [
    "change",
    "colour",
    "embed-page",
    "explore",
    "explore-grid",
    "explore-map",
    "keyboard",
    "lamp",
    "motion-off",
    "odd",
    "stepping",
    "strict",
    "typeset",
    "wayfinding",
  ],
};

type Screen = keyof typeof screens;

/** Matches the tests that a project leaves to the other one, by a test's project, file, title and tags in one line. */
function leftOut(screen: Screen): RegExp {
  const other = screen === "phone" ? "desk" : "phone";
  const files = (names: string[]) => `\\b(${names.join("|")})\\.spec\\.ts`;
  const never = files(ON_NO_SCREEN[other]);
  if (process.env.FULL) return new RegExp(never);
  return new RegExp(`${never}|^(?!.*@${screen}\\b).*(@${other}\\b|${files(ON_ONE_SCREEN[other])})`);
}

if (!existsSync(join(DIST, "index.html"))) {
  throw new Error(`${DIST} holds no site; build it first: cargo xtask build`);
}

export default defineConfig({
  testDir: "specs",
  // Node itself runs the tests in engines/.
  testMatch: "*.spec.ts",
  outputDir: "../../target/browser-tests",
  // `cargo xtask test` reads the seconds of each test from this reporter.
  reporter: "list",
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A machine that is busy with something else may starve a browser: the runner's closing lines
  // list a test that passes on its second run as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    // Where Chromium repaints only a part of a tile, it smooths edges differently: tests compare
    // pictures pixel by pixel.
    launchOptions: { ...launchOptions, args: [...launchOptions.args, "--disable-partial-raster"] },
    locale: "zh-CN",
    // Without flights each picture is the same, and takes a tenth of the time: see MOTION in support/test.ts.
    contextOptions: { reducedMotion: "reduce" },
  },
  projects: (["phone", "desk"] as const).map((name) => ({ name, use: screens[name], grepInvert: leftOut(name) })),
});
