// A story whose titles, figures and notes are hard to typeset, built with the author's command.

import { fileURLToPath } from "node:url";

import { testOf } from "../support/shanhai.ts";
import { PAGES } from "../support/story.ts";
import { expect, untilLive } from "../support/test.ts";

const folder = fileURLToPath(new URL("../../stories/typeset/", import.meta.url));

const test = testOf(folder);

for (const language of ["Chinese", "English"] as const) {
  // Only Chinese titles are set vertically.
  test(`what is hard to set is set well, in ${language}`, {
    tag: language === "Chinese" ? ["@phone", "@desk"] : "@phone",
  }, async ({ page, site }) => {
    await page.goto(`${site.home}${PAGES[language]}?motion=off`);
    await untilLive(page);

    const titles = await page.locator(":is(h1, h2)").evaluateAll((all) =>
      all.map((title) => {
        const { height } = title.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(title);
        const { left, right } = range.getBoundingClientRect();
        return { text: title.textContent!.trim(), left, right, height };
      }),
    );
    const window_ = page.viewportSize()!;
    for (const { text, left, right, height } of titles) {
      expect.soft(height, `a title is no higher than the window: ${text}`).toBeLessThan(window_.height * 0.8);
      expect.soft(left, `a title begins within the window: ${text}`).toBeGreaterThanOrEqual(0);
      expect.soft(right, `a title ends within the window: ${text}`).toBeLessThanOrEqual(window_.width);
    }

    const figures = await page.locator("#near .amount").evaluateAll((all) =>
      all.map((amount) => {
        const part = (name: string) => amount.querySelector(name);
        const size = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
        const [number, sign, unit] = [part(".number")!, part(".sign"), part(".after")];
        const box = number.getBoundingClientRect();
        const lines = unit ? [...unit.getClientRects()] : [];
        const below = lines.find(({ top }) => box.bottom <= top);
        return {
          text: amount.textContent!.trim(),
          number: size(number),
          sign: sign && { size: size(sign), gap: box.left - sign.getBoundingClientRect().right },
          gap: below ? below.top - box.bottom : 0,
        };
      }),
    );
    expect(figures.length).toBe(3);
    for (const { text, number, sign, gap } of figures) {
      if (sign) {
        expect.soft(sign.size, `a sign is as large as its digits: ${text}`).toBe(number);
        expect.soft(sign.gap, `a sign stands beside its digits: ${text}`).toBeLessThan(number * 0.15);
      }
      expect.soft(gap, `a unit on the next line stands close below: ${text}`).toBeLessThan(number * 0.5);
    }
    expect(figures.filter(({ sign }) => sign).length, "the dollar and the minus").toBe(2);

    const emphasis = await page.locator("#near p > em").evaluate((em) => {
      const { fontStyle, textEmphasisStyle } = getComputedStyle(em);
      return `${fontStyle} ${textEmphasisStyle}`;
    });
    const expected = { Chinese: /^normal .*dot/, English: "italic none" }[language];
    expect.soft(emphasis, "dots under characters, slanted letters").toMatch(expected);

    const quoted = await page.locator(".quotation").evaluate((quotation) => {
      const [words, speaker] = [...quotation.querySelectorAll("blockquote, figcaption")];
      const boxes = [words!, speaker!].map((part) => part.getBoundingClientRect());
      return { isBelow: boxes[0]!.bottom <= boxes[1]!.top, right: Math.max(...boxes.map(({ right }) => right)) };
    });
    expect.soft(quoted.isBelow, "the speaker stands below the quotation").toBe(true);
    expect.soft(quoted.right, "a quotation ends within the window").toBeLessThanOrEqual(window_.width);

    const table = await page.locator(".table-in-words").evaluate((frame) => {
      const { width } = frame.getBoundingClientRect();
      const em = Number.parseFloat(getComputedStyle(frame).fontSize);
      const tops = (all: Iterable<Element>) => [...all].map((part) => part.getBoundingClientRect().top);
      const [name, ...cells] = frame.querySelector("tbody tr")!.children;
      const empty = frame.querySelector("td:empty[data-label]")!;
      return {
        isNarrow: width <= 24 * em,
        right: Math.max(...[...frame.querySelectorAll("td > span")].map((part) => part.getBoundingClientRect().right)),
        rows: new Set(tops([name!, ...cells])).size,
        labels: cells.map((cell) =>
          getComputedStyle(cell, "::before").content.includes(cell.getAttribute("data-label")!),
        ),
        hasEmpty: 1 < empty.getBoundingClientRect().height,
      };
    });
    expect.soft(table.right, "a table ends within the window").toBeLessThanOrEqual(window_.width);
    expect.soft(table.rows, "cells stand below each other on a phone").toBe(table.isNarrow ? 5 : 1);
    expect.soft(new Set(table.labels), "each cell of a card has a label").toEqual(new Set([table.isNarrow]));
    expect.soft(table.hasEmpty, "an empty cell takes no line of a card").toBe(!table.isNarrow);

    const roles = page.locator("#near").getByRole("table");
    await expect.soft(roles.getByRole("columnheader"), "a card keeps the table's headings").toHaveCount(5);
    await expect.soft(roles.getByRole("rowheader")).toHaveCount(2);
    await expect.soft(roles.getByRole("cell")).toHaveCount(8);

    const lines = await page.locator("#near .words").evaluate((words) => {
      const height = (...names: string[]) => {
        const line = document.createElement("p");
        const parts = names.map((name) => Object.assign(document.createElement(name), { textContent: "2" }));
        line.append("10 H", ...parts);
        words.append(line);
        const { height } = line.getBoundingClientRect();
        line.remove();
        return height;
      };
      return [height(), height("sup", "sub")];
    });
    expect.soft(lines[1], "a line with a sub- and a superscript is as high as another").toBe(lines[0]);

    const columns = await page
      .locator(".table-of-connections tbody tr")
      .first()
      .evaluate((row) => {
        const { width } = row.closest("table")!.getBoundingClientRect();
        return [...row.children].map((cell) => cell.getBoundingClientRect().width / width);
      });
    expect.soft(Math.max(...columns), `no column takes most of the table: ${columns}`).toBeLessThan(0.45);
  });
}
