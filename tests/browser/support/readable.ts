// Finds words of a page that cannot be read where they are, by the boxes that the browser has laid out.

import type { Page } from "@playwright/test";

/** Browsers round boxes to fractions of a pixel, and letters overhang their own box a little. In CSS pixels. */
const ROUNDED = 1;

/** The share of a letter's size that ink fills; line boxes of neighbouring lines may overlap more. */
const INK = 0.85;

/** Parts that stay in sight while the page scrolls under them, each in a plane of its own. */
const OVER = ".stage, .controls, .switches > div, .copied, .map-tools, .found";

/**
 * Words that overlap each other, that a box cuts off, or that leave the page sideways. Words that are under
 * the map or the bar of controls do not count: readers can scroll them out from there.
 * `within`, a selector, restricts the check.
 */
export function unreadable(page: Page, within = "body"): Promise<string[]> {
  return page.evaluate(
    ([within, over, rounded, ink]) => {
      type Box = { left: number; top: number; right: number; bottom: number };
      type Line = Box & { of: Element; plane: Element | null; text: string };
      const isHidden = (element: Element) => {
        const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        if (!isShown || element.closest("option")) return true;
        for (let at: Element | null = element; at; at = at.parentElement) {
          if (getComputedStyle(at).clipPath !== "none") return true;
        }
        return false;
      };
      const inked = ({ left, top, right, bottom }: Box, element: Element): Box => {
        const { fontSize, writingMode } = getComputedStyle(element);
        const most = parseFloat(fontSize) * ink;
        const [width, height] = [right - left, bottom - top];
        const isUpright = writingMode.startsWith("vertical");
        const aside = isUpright ? Math.max(0, width - most) / 2 : 0;
        const down = isUpright ? 0 : Math.max(0, height - most) / 2;
        return { left: left + aside, top: top + down, right: right - aside, bottom: bottom - down };
      };
      const lines: Line[] = [];
      const faults: string[] = [];
      const at = ({ left, top, right, bottom }: Box) =>
        [left, top, right, bottom].map((edge) => edge.toFixed(1)).join(" ");
      const told = ({ of, text, ...box }: Line) => {
        const named = of.closest("[class], [id]");
        const name = `${named?.localName}.${named?.getAttribute("class") ?? ""}#${of.closest("[id]")?.id}`;
        return `“${text}” (${name}) at ${at(box)}`;
      };

      for (const root of document.querySelectorAll(within)) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const of = node.parentElement!;
          const text = node.textContent!.trim();
          if (!text || of.closest("script, style, .skip-link:not(:focus)") || isHidden(of)) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          const boxes = of.closest("svg") ? [of.getBoundingClientRect()] : range.getClientRects();
          for (const box of boxes) {
            if (box.width <= rounded || box.height <= rounded) continue;
            lines.push({ ...inked(box, of), of, plane: of.closest(over), text: text.slice(0, 24) });
          }
        }
      }

      // Overlapping lines.
      const sorted = lines.toSorted((one, other) => one.top - other.top);
      for (const [index, one] of sorted.entries()) {
        for (const other of sorted.slice(index + 1)) {
          if (one.bottom - rounded <= other.top) break;
          if (one.plane !== other.plane) continue;
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const down = Math.min(one.bottom, other.bottom) - other.top;
          if (rounded < across && rounded < down) faults.push(`${told(one)} overlaps ${told(other)}`);
        }
      }

      // Lines that leave their own plane, and so cover what lies beside it.
      for (const line of lines) {
        const ground = line.plane?.getBoundingClientRect();
        if (!ground) continue;
        const isWithin =
          ground.left - rounded <= line.left &&
          line.right <= ground.right + rounded &&
          ground.top - rounded <= line.top &&
          line.bottom <= ground.bottom + rounded;
        if (!isWithin) faults.push(`${told(line)} leaves its ground at ${at(ground)}`);
      }

      // Lines that are cut off. Only the table may be wider than the viewport: it scrolls in its frame.
      for (const line of lines) {
        let isFramed = false;
        for (let box = line.of.closest("svg")?.parentElement ?? line.of; box; box = box.parentElement!) {
          const { overflowX, overflowY, contain } = getComputedStyle(box);
          const clips = (overflow: string) => overflow !== "visible" || /paint|strict|content/.test(contain);
          const inner = box.getBoundingClientRect();
          isFramed ||= box.matches(".table-frame") && box.scrollWidth > box.clientWidth;
          const isPage = box === document.documentElement || box === document.body;
          const isCutAcross =
            !isFramed && clips(overflowX) && (line.left < inner.left - rounded || inner.right + rounded < line.right);
          const isCutDown =
            clips(overflowY) && (line.top < inner.top - rounded || inner.bottom + rounded < line.bottom);
          // The SVG of a map is larger than its visible part.
          if (!isPage && (isCutAcross || isCutDown)) {
            faults.push(`${told(line)} is cut off by ${box.localName}.${box.className} at ${at(inner)}`);
            break;
          }
        }
        const isAside = line.left < -rounded || innerWidth + rounded < line.right;
        if (!isFramed && isAside) faults.push(`${told(line)} leaves the window, ${innerWidth} wide`);
      }

      const { scrollWidth } = document.documentElement;
      if (innerWidth < scrollWidth) faults.push(`the page scrolls sideways: ${scrollWidth} in ${innerWidth}`);
      return faults;
    },
    [within, OVER, ROUNDED, INK] as const,
  );
}

/** Lines of words for which the sticky parts must leave room, or else the share of the viewport that they may take. */
const ROOM = { lines: 5, share: 0.4 };

/** Sticky parts that leave too little room for the words. */
export function overlooked(page: Page): Promise<string[]> {
  return page.evaluate((room) => {
    const column = document.querySelector("[aria-current] .words")!.getBoundingClientRect();
    const words = document.querySelector("[aria-current] .words p")!;
    const line = parseFloat(getComputedStyle(words).lineHeight);
    const over = [...document.querySelectorAll(".stage, .controls")]
      .filter((part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((part) => getComputedStyle(part).position === "sticky")
      .map((part) => part.getBoundingClientRect())
      .filter(({ left, right }) => left < column.right - 1 && column.left + 1 < right);
    const taken = over.reduce((sum, { height }) => sum + height, 0);
    const lines = (innerHeight - taken) / line;
    const fits = room.lines <= lines || taken <= room.share * innerHeight;
    return fits ? [] : [`${lines.toFixed(1)} lines are left by ${taken} of ${innerHeight}`];
  }, ROOM);
}

/** Loads the explorer, which the page otherwise loads when the reader comes near it. */
export async function openExplorer(page: Page) {
  await page.evaluate(() => (location.hash = "explore"));
  await page.waitForSelector("story-map[data-explorer]", { state: "attached" });
}
