// docs/failure-modes.md: every fault, its outcome in each engine, and what an engine cannot show.

import type { Fault } from "./faults.ts";

/** The outcome of a fault in an engine: the mode of the page, and the reader's result in words. */
export type Outcome = { mode: string; words: string };

/** The outcomes in each engine, by the words of the fault. */
export type Outcomes = Map<string, Map<string, Outcome>>;

/** Claims that an engine does not show, with the reason. */
const LIMITS = [
  [
    "Firefox, WebKitGTK",
    "a reload keeps the place within a section",
    "they go to the beginning of the section that the address names, as they do on any page with an address (Firefox) or on one as long as this (WebKitGTK). The section is kept in all.",
  ],
  [
    "WebKitGTK",
    "back after a click by script",
    "WebKit passes over what no hand has added to the history: the tests click as a hand does.",
  ],
  ["Firefox", "a window narrower than 500 px", "only one that a page has opened: the tests read in such a one."],
  ["WebKitGTK", "a window narrower than 447 px", "only with its tool bar shrunk, as the tests have it."],
  ["WebKitGTK", "files packed by brotli", "over plain HTTP it asks for gzip alone, which the tests' host then sends."],
  [
    "WebKitGTK",
    "the relief painted",
    "its driver at times gives no second picture of the window for minutes: it was seen painted by eye.",
  ],
  [
    "all",
    "a WASM that is late by the page's preload",
    "an engine may hold back the page's load event for it, and WebDriver with that: where the WASM is late, the page has no preload of it.",
  ],
];

const cell = (seen?: Outcome) => (seen ? `\`${seen.mode}\`: ${seen.words}` : "not shown, see below");

/** Whether `table`, the text of the whole file, lists this outcome in this engine for the fault with these words. */
export function says(table: string, name: string, words: string, came: Outcome) {
  const rows = table.split("\n").filter((line) => line.startsWith("| "));
  const [head = [], ...cells] = rows.map((row) => row.slice(2, -2).split(" | "));
  return cells.some((cells) => cells[1] === words && cells[head.indexOf(name)] === cell(came));
}

/** The whole file. */
export function page(faults: Fault[], outcomes: Outcomes) {
  const names = [...outcomes.keys()];
  const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const rows = faults.map(({ check = "", words }) =>
    row([check, words, ...names.map((name) => cell(outcomes.get(name)!.get(words)))]),
  );
  const notShown = faults.flatMap(({ words, notIn = {} }) =>
    Object.entries(notIn).map(([engine, why]) => [engine, words, `${why}.`]),
  );
  const limits = [...notShown, ...LIMITS].map(row);
  return `# Failure modes, and what readers get

Written by \`tests/browser/engines/faults.test.ts\` (\`UPDATE_GOLDEN=1 cargo xtask test --engines --full\`), which
fails where an engine does otherwise. \`live\` and \`static\` are \`data-mode\`. A whole story has every
section with its heading and words, every figure, every row of the table, and a picture for what is
read.

${row(["check", "failure", ...names])}
${row(["---", "---", ...names.map(() => "---")])}
${rows.join("\n")}

## What an engine cannot show

${row(["engine", "what", "why"])}
${row(["---", "---", "---"])}
${limits.join("\n")}
`;
}
