// Takes pictures of steps to look at, phone and desk, light and dark: cargo xtask shots.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { chromium, type Page } from "@playwright/test";

import { launchOptions } from "../support/chromium.ts";
import { Site } from "../support/server.ts";
import { onEachScreen, openStory, scrollInto } from "./steps.ts";

const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "" },
    out: { type: "string", default: "target/shots" },
    language: { type: "string", default: "zh" },
    share: { type: "string" },
  },
});

const site = await Site.open();
const browser = await chromium.launch(launchOptions);
await mkdir(values.out, { recursive: true });
try {
  await onEachScreen(browser, shoot);
} finally {
  await browser.close();
  await site.close();
}

async function shoot(page: Page, name: string) {
  const all = await openStory(page, site, values.language);
  for (const step of values.steps ? values.steps.split(",") : all) {
    if (!all.includes(step)) throw new Error(`no step is called ${step}; there are ${all.join(", ")}`);
    await scrollInto(page, step, values.share);
    const file = join(values.out, `${step}-${name}.png`);
    await page.screenshot({ path: file });
    console.log(file);
  }
}
