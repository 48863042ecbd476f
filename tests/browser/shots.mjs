// Pictures of steps, phone and desk, light and dark, for looking at: cargo xtask shots.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { chromium } from "@playwright/test";

import { launchOptions, screens } from "./chromium.mjs";
import { Site } from "./server.mjs";

const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "" },
    out: { type: "string", default: "target/shots" },
    language: { type: "string", default: "zh" },
    // How far through the step: here its heading stands just below a phone's map, and its
    // connections are drawn.
    share: { type: "string", default: "0.16" },
  },
});

const site = await Site.open();
const browser = await chromium.launch(launchOptions);
await mkdir(values.out, { recursive: true });
try {
  for (const [name, screen] of Object.entries(screens)) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ ...screen, colorScheme, locale: "zh-CN" });
      await shoot(await context.newPage(), `${name}-${colorScheme}`);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await site.close();
}

async function shoot(page, name) {
  page.on("pageerror", (fault) => console.error(`${name}: ${fault}`));
  const path = values.language === "zh" ? "" : `${values.language}/`;
  await page.goto(site.home + path);
  await page.waitForSelector('story-map[data-mode="live"]', { state: "attached" });
  const all = await page.$$eval("section[data-step]", (sections) => sections.map(({ id }) => id));
  for (const step of values.steps ? values.steps.split(",") : all) {
    if (!all.includes(step)) throw new Error(`no step is called ${step}; there are ${all.join(", ")}`);
    await scrollInto(page, step);
    const file = join(values.out, `${step}-${name}.png`);
    await page.screenshot({ path: file });
    console.log(file);
  }
}

/** As far into the step as `--share` says, and at rest. */
async function scrollInto(page, step) {
  await page.evaluate(async ([step, share]) => {
    const section = document.getElementById(step);
    const { top, height } = section.getBoundingClientRect();
    scrollTo({ top: scrollY + top + height * share - innerHeight * 0.6, behavior: "instant" });
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
  }, [step, Number(values.share)]);
  await page.waitForSelector("story-map:not([data-moving])", { state: "attached" });
}
