// Contact sheets: every step side by side, a sheet for each screen and colour scheme: cargo xtask sheet.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { chromium, type Page } from "@playwright/test";

import { launchOptions } from "../support/chromium.ts";
import { Site } from "../support/server.ts";
import { type ColorScheme, onEachScreen, openStory, type Screen, scrollInto } from "./steps.ts";

/** Width of a picture on the sheet in CSS pixels, and pictures per row. */
const GRIDS = {
  phone: { width: 195, columns: 7 },
  desk: { width: 480, columns: 4 },
};
const GAP = 12;

/** Copies in the repository: width in pixels, JPEG quality, and the largest size of each in bytes. */
const COPY = { folder: "docs/sheet", width: 1600, quality: 60, most: 500_000 };

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "target/sheet" },
    language: { type: "string", default: "zh" },
    share: { type: "string" },
    update: { type: "boolean", default: false },
  },
});

const site = await Site.open();
const browser = await chromium.launch(launchOptions);
try {
  await onEachScreen(browser, async (page, name, screen, colorScheme) => {
    const pictures = await picturesOf(page);
    await lay(pictures, name, screen, colorScheme);
  });
} finally {
  await browser.close();
  await site.close();
}

type Picture = { step: string; jpeg: Buffer };

/** Every step's id and picture, with motion off: a step comes to rest in the same place as with it. */
async function picturesOf(page: Page) {
  const pictures: Picture[] = [];
  for (const step of await openStory(page, site, values.language, "?motion=off")) {
    await scrollInto(page, step, values.share);
    pictures.push({ step, jpeg: await page.screenshot({ type: "jpeg", quality: 90 }) });
  }
  return pictures;
}

/** Lays the pictures out in a page of their own, and takes a screenshot of that page. */
async function lay(pictures: Picture[], name: string, screen: Screen, colorScheme: ColorScheme) {
  const { width, columns } = GRIDS[screen];
  const whole = columns * width + (columns + 1) * GAP;
  const page = await browser.newPage({ colorScheme, viewport: { width: whole, height: 900 } });
  await page.setContent(sheet(pictures, columns));
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));

  const taken = await page.screenshot({ type: "jpeg", quality: 80, fullPage: true });
  await keep(values.out, name, taken);
  if (values.update) {
    await page.setViewportSize({ width: Math.min(whole, COPY.width), height: 900 });
    const copy = await page.screenshot({ type: "jpeg", quality: COPY.quality, fullPage: true });
    if (COPY.most < copy.length) throw new Error(`the copy of ${name} weighs ${copy.length} bytes, over ${COPY.most}`);
    await keep(COPY.folder, name, copy);
  }
  await page.close();
}

/** HTML whose grid fills the viewport, whose width thus sets the size of the pictures. */
function sheet(pictures: Picture[], columns: number) {
  const figures = pictures.map(
    ({ step, jpeg }) => `<figure>
      <img src="data:image/jpeg;base64,${jpeg.toString("base64")}" alt="">
      <figcaption>${step}</figcaption>
    </figure>`,
  );
  return `<!doctype html>
    <style>
      :root { color-scheme: light dark; font: 13px sans-serif; }
      body { margin: ${GAP}px; display: grid; gap: ${GAP}px; grid-template-columns: repeat(${columns}, minmax(0, 1fr)); }
      figure { margin: 0; }
      img { display: block; inline-size: 100%; outline: 1px solid GrayText; }
      figcaption { padding-block-start: 4px; }
    </style>
    ${figures.join("")}`;
}

async function keep(folder: string, name: string, jpeg: Buffer) {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.jpg`);
  await writeFile(file, jpeg);
  console.log(`${file}  ${Math.ceil(jpeg.length / 1000)} kB`);
}
