// Realistic newsroom pages: different parents of the pasted line, document modes, enlargements, and moving
// content. In each the story is as wide as its column, no stage is higher than the viewport, and every step
// becomes current where its top crosses 60 % of the viewport's height.

import type { Page } from "@playwright/test";

import { line, openHost, storyIn } from "../support/host.ts";
import { FULL, steps } from "../support/story.ts";
import { expect, test } from "../support/test.ts";

/** One step in this many is checked: the position of each depends on the same code. */
const EVERY = FULL ? 1 : 3;

/** Scrolls the page past the top of every `EVERY`th step of a story in its own document, and returns those that
 *  were not current 6 px below the trigger line, or whose previous step was not current 6 px above it. */
async function walk(page: Page, at = 0) {
  await storyIn(page, at);
  return page.evaluate(
    async ([at, every]) => {
      const host = document.querySelectorAll("story-map[src]")[at]!;
      const root = host.shadowRoot!.querySelector("story-map")!;
      const sections = [...root.querySelectorAll("section[data-step]")];
      const frame = () => new Promise(requestAnimationFrame);
      const wrong = [];
      let asked = 0;
      for (let index = 1; index < sections.length; index += every) {
        for (const [past, expected] of [
          [-6, sections[index - 1]],
          [6, sections[index]],
        ] as const) {
          const top = () => sections[index]!.getBoundingClientRect().top;
          scrollBy({ top: top() - innerHeight * 0.6 + past, behavior: "instant" });
          await frame();
          await frame();
          const read = root.querySelector("[aria-current=step]")?.id;
          // Skip positions to which the page cannot be scrolled.
          const isThere = Math.abs(top() - innerHeight * 0.6 + past) < 3;
          asked += Number(isThere);
          if (isThere && read !== expected!.id) wrong.push(`${expected!.id} at ${past}: ${read}`);
        }
      }
      const stage = root.querySelector(".stage")!.getBoundingClientRect();
      return {
        wrong,
        many: sections.length,
        isWalked: (sections.length / every) * 1.5 < asked,
        stage: stage.height / innerHeight,
      };
    },
    [at, EVERY] as const,
  );
}

const WALKED = { wrong: [], many: steps.length, isWalked: true };

/** The element's width, and that of its column, in CSS pixels. */
const widths = (page: Page) =>
  page.locator("story-map[src]").evaluateAll((elements) =>
    elements.map((element) => {
      const column = element.closest("[data-column]") ?? element.parentElement!;
      return [column.id, Math.round(element.getBoundingClientRect().width), Math.round(column.clientWidth)] as const;
    }),
  );

/** Parents that shrink to their content around the line. `data-column` marks the column that the story must fill. */
const SHRINKING = {
  "a centred row": (line: string) => `<div data-column style="display:flex;justify-content:center">${line}</div>`,
  "a centred column": (line: string) =>
    `<div data-column style="display:flex;flex-direction:column;align-items:center">${line}</div>`,
  "a row with a bar": (line: string) =>
    `<div style="display:flex"><aside style="width:90px">Bar</aside><div data-column style="flex:1;display:flex">${line}</div></div>`,
  "a float": (line: string) => `<div data-column style="display:flow-root"><div style="float:left">${line}</div></div>`,
  "a table": (line: string) => `<table data-column style="border-spacing:0"><td style="padding:0">${line}</td></table>`,
  "an inline block": (line: string) =>
    `<div data-column><span style="display:inline-block;vertical-align:top">${line}</span></div>`,
  "fit-content": (line: string) => `<div data-column><div style="width:fit-content">${line}</div></div>`,
  "a grid": (line: string) => `<div data-column style="display:grid;place-items:center">${line}</div>`,
  "an absolute box": (line: string) =>
    `<div data-column style="position:relative"><div style="position:absolute">${line}</div></div>`,
};

test("where what holds it shrinks to its content, the story fills the column", async ({ page, site }) => {
  for (const attribute of ["", 'mode="frame"']) {
    const all = Object.entries(SHRINKING).map(([, around]) => around(line(site, attribute, "?motion=off")));
    await openHost(page, site, all.join("<p>Words</p>"));
    await storyIn(page);
    for (const [at, name] of Object.keys(SHRINKING).entries()) {
      const [, width, column] = (await widths(page))[at]!;
      expect(Math.abs(width - column), `${name}: ${width} of ${column} px`).toBeLessThanOrEqual(1);
      expect(column, name).toBeGreaterThan(250);
    }
  }
});

for (const name of ["a centred row", "a float", "a table", "an inline block", "a grid"] as const) {
  test(`in ${name} every step is current in its place`, async ({ page, site }) => {
    await openHost(page, site, SHRINKING[name](line(site, "", "?motion=off")));
    expect(await walk(page)).toMatchObject(WALKED);
  });
}

// --- document modes and layouts

test("in a page without a doctype every step is current in its place", async ({ page, site }) => {
  await openHost(page, site, line(site, "", "?motion=off"));
  site.add(
    "host.html",
    `<!-- of some advertiser --><link rel="icon" href="data:,"><p>Words</p>${line(site, "", "?motion=off")}<p>Words</p>`,
  );
  await page.reload();
  expect(await page.evaluate(() => document.compatMode)).toBe("BackCompat");
  expect(await walk(page)).toMatchObject(WALKED);
});

test("in a page as high as the viewport, steps follow content above that grows, opens, moves or is enlarged", async ({
  page,
  site,
}) => {
  const head = `<style>html, body { height: 100% } body { margin: 0 }</style>`;
  const above = `<div id="late"></div><details id="more"><summary>More</summary><div style="height:1500px"></div></details>`;
  await openHost(page, site, `${above}<div id="around">${line(site, "", "?motion=off")}</div>`, { head });
  const story = await storyIn(page);
  const expected = () =>
    story.evaluate((root) => {
      const tops = [...root.querySelectorAll("section[data-step]")].map(
        (section) => [section.getBoundingClientRect().top, section.id] as const,
      );
      return tops.findLast(([top]) => top <= innerHeight * 0.6)?.[1] ?? "cover";
    });
  const read = () => story.locator("[aria-current=step]").getAttribute("id");
  await page
    .locator("story-map[src]")
    .evaluate((element) => scrollBy({ top: element.getBoundingClientRect().top + 9_000, behavior: "instant" }));
  await expect.poll(read).not.toBe("cover");
  const changes: [string, () => void][] = [
    ["grows", () => void (document.getElementById("late")!.style.height = "3000px")],
    ["opens", () => void ((document.getElementById("more") as HTMLDetailsElement).open = true)],
    ["moves", () => void (document.getElementById("around")!.style.transform = "translateY(-2500px)")],
    ["is moved back", () => void (document.getElementById("around")!.style.transform = "")],
    ["is enlarged", () => void (document.body.style.zoom = "1.25")],
    ["is as before", () => void (document.body.style.zoom = "")],
  ];
  // Scroll anchoring would hide such jumps.
  await page.evaluate(() => void (document.documentElement.style.overflowAnchor = "none"));
  const seen = new Set([await read()]);
  for (const [what, change] of changes) {
    await page.evaluate(change);
    await expect(async () => expect(await read(), what).toBe(await expected())).toPass({ timeout: 5_000 });
    seen.add(await read());
  }
  expect(seen.size, "they moved it").toBeGreaterThan(2);
});

const LARGE = [
  "body { zoom: 1.25 }",
  "html { zoom: 1.25 }",
  "body { zoom: 0.8 }",
  "main { transform: scale(0.9); transform-origin: 0 0 }",
];
for (const rule of LARGE) {
  test(`with ${rule} the stage is as high as it should be, and every step current in its place`, async ({
    page,
    site,
  }) => {
    await openHost(page, site, line(site, "", "?motion=off"));
    const plain = (await walk(page)).stage;
    await openHost(page, site, line(site, "", "?motion=off"), { head: `<style>${rule}</style>` });
    const { stage, ...walked } = await walk(page);
    expect(walked).toMatchObject(WALKED);
    expect(Math.abs(stage - plain), `${stage} of the window, not ${plain}`).toBeLessThan(0.02);
    await openHost(page, site, line(site, 'mode="frame"', "?motion=off"), { head: `<style>${rule}</style>` });
    await storyIn(page);
    const frame = page.locator("story-map[src] iframe");
    await expect
      .poll(() => frame.evaluate((it) => Math.round((100 * it.getBoundingClientRect().height) / innerHeight)))
      .toBe(100);
  });
}

// --- hidden at first

const HIDDEN = {
  "a closed <details>": [
    "<details><summary>Story</summary>",
    "</details>",
    () => void (document.querySelector("details")!.open = true),
  ],
  "a tab that is not shown": [
    '<div id="tab" style="display:none">',
    "</div>",
    () => void (document.getElementById("tab")!.style.display = ""),
  ],
} as const;
for (const [where, [before, after, show]] of Object.entries(HIDDEN)) {
  test(`in ${where} no step is chosen; once shown, a deck opens where it should`, async ({ page, site }) => {
    for (const hash of ["", "#ankang"]) {
      await openHost(
        page,
        site,
        `${before}<iframe src="${site.home}?frame=deck&motion=off${hash}" width="100%" height="600"></iframe>${after}`,
      );
      const story = page.frameLocator("iframe").locator("story-map");
      await expect(story).toHaveAttribute("data-mode", "live");
      await expect(story.locator("[aria-current=step]")).toHaveCount(0);
      await page.evaluate(show);
      await expect(story).toHaveAttribute("data-frame", "deck");
      await expect(story.locator("[aria-current=step]"), hash).toHaveAttribute("id", hash.slice(1) || "cover");
      await page.goto("about:blank");
    }
  });
}

test("in a tab that is hidden again no step is chosen", async ({ page, site }) => {
  await openHost(page, site, `<div id="tab">${line(site, "", "?motion=off")}</div>`);
  const story = await storyIn(page);
  await page
    .locator("story-map[src]")
    .evaluate((element) => scrollBy({ top: element.getBoundingClientRect().top + 6_000, behavior: "instant" }));
  const read = () => story.locator("[aria-current=step]").getAttribute("id");
  await expect.poll(read).not.toBe("cover");
  const before = await read();
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    document.getElementById("tab")!.style.display = "none";
    for (const top of [0, 200, 100]) {
      scrollTo({ top, behavior: "instant" });
      await frame();
      await frame();
    }
  });
  expect(await read()).toBe(before);
  await page.evaluate(() => {
    document.getElementById("tab")!.style.display = "";
    scrollTo({ top: 0, behavior: "instant" });
  });
  await expect.poll(read).toBe("cover");
});
