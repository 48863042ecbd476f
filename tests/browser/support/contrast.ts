// Contrast ratios as WCAG 2.2 defines them, of declared colours and of painted ones.

import type { Page } from "@playwright/test";

/** Distance from a letter within which its background counts. In CSS pixels. */
const AROUND = 1;

/** Smallest change of a colour channel, of 255, by which a pixel of a screenshot belongs to a letter. */
const SEEN = 8;

/** The contrasts of CSS colours, each with the first of them. */
export function contrasts(page: Page, colours: string[]): Promise<number[]> {
  return page.evaluate((colours) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d")!;
    const light = (part: number) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    const luminances = colours.map((colour) => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
      return 0.2126 * light(red!) + 0.7152 * light(green!) + 0.0722 * light(blue!) + 0.05;
    });
    const [first, ...others] = luminances;
    return others.map((other) => Math.max(first!, other) / Math.min(first!, other));
  }, colours);
}

/** Screenshots with and without the letters that `texts` selects, at a moment when nothing else changes: Chromium decodes
 *  a picture for a new scale in the background, and shows it some frames later. */
async function withAndWithout(page: Page, texts: string): Promise<{ whole: Buffer; bare: Buffer }> {
  const sheet = `${texts} { fill: transparent; color: transparent; }`;
  const hide = (sheet: string) => {
    const added = new CSSStyleSheet();
    added.replaceSync(sheet);
    document.adoptedStyleSheets.push(added);
  };
  let whole = await page.screenshot();
  while (true) {
    await page.evaluate(hide, sheet);
    const bare = await page.screenshot();
    await page.evaluate(() => void document.adoptedStyleSheets.pop());
    const again = await page.screenshot();
    if (again.equals(whole)) return { whole, bare };
    whole = again;
  }
}

/** The least contrast of the letters that `texts` selects, with the worst pixel under and directly around
 *  them: for each text in the viewport, its content and its least contrast. */
export async function leastOfLetters(page: Page, texts: string): Promise<{ text: string; least: number }[]> {
  const boxes = await page.evaluate(
    ([texts, around]) =>
      [...document.querySelectorAll<SVGElement | HTMLElement>(texts)]
        .filter((text) => text.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .map((text) => {
          const { left, top, right, bottom } = text.getBoundingClientRect();
          const style = getComputedStyle(text);
          const [x, y] = [Math.max(0, Math.floor(left) - around), Math.max(0, Math.floor(top) - around)];
          const width = Math.min(innerWidth, Math.ceil(right) + around) - x;
          const height = Math.min(innerHeight, Math.ceil(bottom) + around) - y;
          const colour = text instanceof SVGElement ? style.fill : style.color;
          return { text: text.textContent!.trim(), x, y, width, height, colour };
        })
        .filter(({ width, height }) => 0 < width && 0 < height),
    [texts, AROUND] as const,
  );
  if (boxes.length === 0) return [];
  const { whole, bare } = await withAndWithout(page, texts);
  const addresses = [whole, bare].map((png) => `data:image/png;base64,${png.toString("base64")}`);
  return page.evaluate(
    async ([boxes, addresses, around, seen]) => {
      const [whole, bare] = await Promise.all(
        addresses.map(async (src) => {
          const image = Object.assign(new Image(), { src });
          await image.decode();
          const context = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
          context.drawImage(image, 0, 0);
          return context;
        }),
      );
      const scale = whole!.canvas.width / innerWidth;
      const light = (part: number) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      };
      const luminance = (data: Uint8ClampedArray, at: number) =>
        0.2126 * light(data[at]!) + 0.7152 * light(data[at + 1]!) + 0.0722 * light(data[at + 2]!) + 0.05;
      const paint = new OffscreenCanvas(1, 1).getContext("2d")!;
      return boxes.map(({ text, x, y, width, height, colour }) => {
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
        const ink = luminance(paint.getImageData(0, 0, 1, 1).data, 0);
        const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
        const [letters, ground] = [whole!, bare!].map(
          (context) => context.getImageData(Math.round(x * scale), Math.round(y * scale), columns, rows).data,
        );
        const reach = Math.ceil(around * scale);
        let least = Infinity;
        for (let at = 0; at < letters!.length; at += 4) {
          const by = Math.max(...[0, 1, 2].map((part) => Math.abs(letters![at + part]! - ground![at + part]!)));
          if (by < seen) continue;
          const [column, row] = [(at / 4) % columns, Math.floor(at / 4 / columns)];
          for (let down = Math.max(0, row - reach); down <= Math.min(rows - 1, row + reach); down += 1) {
            for (let aside = Math.max(0, column - reach); aside <= Math.min(columns - 1, column + reach); aside += 1) {
              const other = luminance(ground!, (down * columns + aside) * 4);
              least = Math.min(least, Math.max(ink, other) / Math.min(ink, other));
            }
          }
        }
        return { text, least };
      });
    },
    [boxes, addresses, AROUND, SEEN] as const,
  );
}
