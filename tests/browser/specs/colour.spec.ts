// The map as it is seen with colour vision deficiencies, and without colour.

import type { Page } from "@playwright/test";

import { atRest } from "../support/rest.ts";
import { expect, openLive, scrollTo, settle, test } from "../support/test.ts";

const MIDDLE = { share: 0.5 };

/** The least distance in OKLab between the two sides, the same as in `tests/rust/colours.rs` for the tokens. */
const SIDES = 0.06;

/** The least distance in OKLab of a highlight: relief lies over the colours, and a border marks the region, too. */
const LIT = 0.03;

const SIGHTS = ["none", "protanopia", "deuteranopia", "tritanopia"] as const;

/** The mean painted colour of each highlighted region, in OKLab, by its code. */
async function painted(page: Page): Promise<Record<string, number[]>> {
  const clip = (await page.locator(".stage").boundingBox())!;
  const png = `data:image/png;base64,${(await page.screenshot({ clip })).toString("base64")}`;
  return page.evaluate(
    async ([png, left, top]) => {
      const image = Object.assign(new Image(), { src: png });
      await image.decode();
      const stage = document.querySelector(".stage")!.getBoundingClientRect();
      const scale = image.width / stage.width;
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const light = (part: number) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      };
      const lab = (at: number) => {
        const [r, g, b] = [0, 1, 2].map((part) => light(data[at + part]!)) as [number, number, number];
        const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return [
          0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
        ];
      };
      const colours: Record<string, number[]> = {};
      const view = document.querySelector<SVGSVGElement>(".picture > .lit")!;
      const toMap = view.getScreenCTM()!.inverse();
      for (const use of view.querySelectorAll<SVGUseElement>("[data-region]")) {
        const shape = document.querySelector<SVGPathElement>(use.getAttribute("href")!)!;
        const unit = shape.transform.baseVal.consolidate()?.matrix.a ?? 1;
        const sum = [0, 0, 0];
        let count = 0;
        for (let y = 4; y < stage.height; y += 6) {
          for (let x = 4; x < stage.width; x += 6) {
            const at = new DOMPoint(x + Number(left), y + Number(top)).matrixTransform(toMap);
            if (!shape.isPointInFill(new DOMPoint(at.x / unit, at.y / unit))) continue;
            const pixel = (Math.round(y * scale) * image.width + Math.round(x * scale)) * 4;
            lab(pixel).forEach((part, index) => (sum[index] = sum[index]! + part));
            count += 1;
          }
        }
        colours[use.dataset.region!] = sum.map((part) => part / count);
      }
      return colours;
    },
    [png, clip.x, clip.y] as const,
  );
}

function distance(one: number[], other: number[]): number {
  return Math.hypot(...one.map((part, index) => part - other[index]!));
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`by ${colorScheme === "light" ? "day" : "night"}`, () => {
    test.use({ colorScheme });

    test("with every colour vision the two sides differ, and highlighted regions stand out", async ({
      context,
      page,
      site,
    }) => {
      const devtools = await context.newCDPSession(page);
      await openLive(page, site);
      /** The painted colours at a step, by the kind of colour vision. */
      const seenAt = async (id: string) => {
        await scrollTo(page, id, MIDDLE);
        await atRest(page);
        const seen = new Map<string, Record<string, number[]>>();
        for (const type of SIGHTS) {
          await devtools.send("Emulation.setEmulatedVisionDeficiency", { type });
          await settle(page);
          seen.set(type, await painted(page));
        }
        return seen;
      };
      for (const [type, { "320000": jiangsu, "610000": shaanxi }] of await seenAt("ankang")) {
        expect.soft(distance(jiangsu!, shaanxi!), `Jiangsu and Shaanxi, ${type}`).toBeGreaterThanOrEqual(SIDES);
      }
      // The same regions, highlighted in one step and only named in the other; one camera shows them all.
      const [lit, named] = [await seenAt("parks"), await seenAt("outlook")];
      for (const type of SIGHTS) {
        for (const code of ["320000", "610000", "620000", "370000"]) {
          expect
            .soft(distance(lit.get(type)![code]!, named.get(type)![code]!), `${code}, ${type}`)
            .toBeGreaterThanOrEqual(LIT);
        }
      }
    });
  });
}

const KINDS = ["industry", "jobs", "education", "health", "digital", "science", "market", "pair"];

/** For each kind that has a badge, the first step that shows it. */
const TOLD = {
  industry: "tianzhu",
  jobs: "jiange",
  education: "neimenggu",
  health: "gansu-health",
  digital: "compute",
  science: "yunnan",
  market: "market",
};

test("each kind of connection has a badge of its own, the same in the legend and on the map", async ({
  page,
  site,
}) => {
  await openLive(page, site);
  const seen = new Set<string>();
  for (const [kind, step] of Object.entries(TOLD)) {
    const key = page.locator(`[data-step="${step}"] .key`, { has: page.locator(`[data-kind="${kind}"]`) }).first();
    const shape = (await key.locator("use").getAttribute("href"))!;
    const character = (await page.locator(shape).textContent())!.trim();
    expect(seen.has(character), `${kind} has ${character}`).toBe(false);
    seen.add(character);
    await scrollTo(page, step, MIDDLE);
    await atRest(page);
    // A line with a drawing instead of the character has the same drawing in the legend.
    const drawn = key.locator(".drawn");
    if (await drawn.count()) {
      const paint = (await drawn.getAttribute("fill"))!;
      await expect.soft(page.locator(`.connections .drawn[fill="${paint}"]`), kind).toHaveCount(1);
    } else await expect.soft(page.locator(".connections .glyph").first(), kind).toHaveText(character);
  }
});

test("lines are solid, and without colours each kind of connection has a pattern of its own", async ({
  page,
  site,
}) => {
  await openLive(page, site);
  const pattern = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((line) => {
        const { strokeDasharray, strokeWidth } = getComputedStyle(line);
        return `${strokeDasharray} at ${strokeWidth}`;
      });
  const inLegend = () => Promise.all(KINDS.map((kind) => pattern(`.key [data-kind="${kind}"]`)));
  for (const solid of await inLegend()) expect(solid).toContain("none");
  await page.emulateMedia({ contrast: "more" });
  const legend = await inLegend();
  expect(new Set(legend).size, legend.join("; ")).toBe(KINDS.length);
  for (const [kind, step] of Object.entries(TOLD)) {
    await scrollTo(page, step, MIDDLE);
    await atRest(page);
    const drawn = await pattern(`.connections .line[data-kind="${kind}"][data-state="lit"]`);
    expect.soft(drawn, kind).toBe(legend[KINDS.indexOf(kind)]);
  }
});
