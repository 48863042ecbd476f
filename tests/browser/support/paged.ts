// Checks a page of a deck by the boxes that the browser has laid out.

import type { Frame } from "@playwright/test";

/** The layout errors on the current page of the deck. */
export const faultsOf = (frame: Frame) =>
  frame.evaluate(() => {
    type Box = Pick<DOMRect, "left" | "top" | "right" | "bottom">;
    const found: string[] = [];
    const query = <E extends Element>(selector: string) => document.querySelector<E>(selector)!;
    const section = query<HTMLElement>("[aria-current=step]");
    const [page, stage, bar] = [section, query(".stage"), query(".controls")].map((it) => it.getBoundingClientRect());
    const lies = (inner: Box, outer: Box, by: number) =>
      outer.left - by <= inner.left &&
      outer.top - by <= inner.top &&
      inner.right <= outer.right + by &&
      inner.bottom <= outer.bottom + by;

    for (const it of [
      document.documentElement,
      document.body,
      ...document.querySelectorAll("main, .story, .narrative, [data-step]"),
    ]) {
      // Visually hidden text has no room to scroll in.
      if (1 < it.clientHeight && it.clientHeight < it.scrollHeight)
        found.push(`${it.localName}.${it.className} scrolls`);
    }
    const window = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const bounds = { section: page!, stage: stage!, bar: bar! };
    for (const [name, box] of Object.entries(bounds)) {
      if (!lies(box, window, 0.5)) found.push(`the ${name} leaves the frame`);
      if (box.bottom - box.top < 40) found.push(`the ${name} is low`);
    }
    const [half, words] = [stage!.width * stage!.height, page!.width * page!.height];
    if (half < 0.5 * words) found.push(`the map is ${Math.round((100 * half) / words)} % of the words`);
    const apart = (one: Box, other: Box) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) <= 1 ||
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) <= 1;
    if (!apart(page!, stage!) || !apart(page!, bar!) || !apart(stage!, bar!)) found.push("parts overlap");

    // The bar: one line of controls, none of them over another.
    const parts = [...query(".controls").children].flatMap((it) =>
      it.matches("details") ? [it.firstElementChild!] : [it],
    );
    const shown = parts.filter(
      (it) => it.checkVisibility() && 1 < it.getBoundingClientRect().width && !it.matches("output"),
    );
    const boxes = shown.map((it) => it.getBoundingClientRect());
    boxes.forEach((box, index) => {
      const name = shown[index]!.className || shown[index]!.textContent;
      if (!lies(box, bar!, 0.5)) found.push(`${name} leaves the bar`);
      if (1.5 * 48 < box.height) found.push(`${name} wraps`);
      for (const other of boxes.slice(index + 1)) if (!apart(box, other)) found.push(`${name} lies on another`);
    });
    if (shown.length < 5) found.push(`only ${shown.length} parts of the bar are shown`);

    // The map: every label is in sight.
    for (const label of document.querySelectorAll(".picture .label")) {
      if (!lies(label.getBoundingClientRect(), stage!, 1)) found.push(`${label.textContent} is off the map`);
    }

    // The words: each line lies whole on one page.
    const inner = getComputedStyle(section);
    const [first, last] = [page!.top, page!.bottom - parseFloat(inner.paddingBottom) / 2];
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    const seen: { box: Box; of: Element }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const of = node.parentElement!;
      if (!node.textContent!.trim() || of.closest(".still-frame, svg") || !of.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width <= 1) continue;
        const middle = (box.left + box.right) / 2;
        if (middle < page!.left || page!.right < middle) continue;
        seen.push({ box, of });
        const fits =
          page!.left <= box.left && box.right <= page!.right && first <= box.top + 1 && box.bottom - 1 <= last;
        if (!fits) found.push(`“${of.textContent!.slice(0, 20)}” is cut`);
      }
    }
    if (!seen.length) found.push("the page is empty");
    for (const [index, one] of seen.entries()) {
      for (const other of seen.slice(index + 1)) {
        const ink = (box: Box) => ({
          ...box,
          left: box.left,
          right: box.right,
          top: box.top + 4,
          bottom: box.bottom - 4,
        });
        if (one.of !== other.of && !apart(ink(one.box), ink(other.box))) {
          found.push(`“${one.of.textContent!.slice(0, 12)}” lies on “${other.of.textContent!.slice(0, 12)}”`);
        }
      }
    }
    // A heading has words of its section below it, or figures.
    const heading = section.querySelector("h1, h2, h3")!;
    if (seen.some(({ of }) => heading.contains(of)) && !seen.some(({ of }) => of.closest(".words, .figure"))) {
      found.push("the heading stands alone");
    }
    // No figure is split.
    for (const figure of section.querySelectorAll(".figure")) {
      const many = seen.filter(({ of }) => figure.contains(of)).length;
      if (many && figure.getClientRects().length !== 1) found.push(`${figure.id} is taken apart`);
    }
    return found;
  });
