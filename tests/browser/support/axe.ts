// Runs axe on a page and reports each violation, and each undecided result that no other test decides.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Frame, Page } from "@playwright/test";

import { settle } from "./test.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Rules that axe runs only on request: experimental ones, and the AAA contrast of all text. */
const ASKED = [
  "css-orientation-lock",
  "focus-order-semantics",
  "p-as-heading",
  "table-fake-caption",
  "td-has-header",
  "color-contrast-enhanced",
];

/** Rules that depend on colours alone: the only results that the dark scheme can change. */
const OF_COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

/** Parts that stay while words scroll under them, and stills, whose clipping axe does not detect. */
const COVERS = ".stage, .controls, .progress, .map-tools, .found, .still";

/** A page this wide shows the whole table; on a narrower one the table scrolls sideways. */
const WIDE = "80rem";

/** Text over the map: `contrast.spec.ts` checks its contrast with the pixels around it. */
const OVER_MAP = ".stage *, .still *";

/** A violation that is intended, as a rule and a selector: the stage takes the keyboard focus, so that
 *  screen-reader users hear what it shows, but it is not a control. */
const MEANT = { rule: "focus-order-semantics", part: ".stage" };

const SCHEMES = ["light", "dark"] as const;

/** `within`: selectors to check; without it, the whole page with the rules for whole pages. `schemes`: the colour
 *  schemes to check in. */
type Look = { within?: readonly string[]; frame?: Frame; schemes?: readonly (typeof SCHEMES)[number][] };

/** All rules in the light scheme, and in the dark one those that depend on colours; a line names rule and element. */
export async function findings(
  page: Page,
  { within, frame = page.mainFrame(), schemes = SCHEMES }: Look = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    // Injected through the debugger, which the page's policy does not restrict.
    for (const each of page.frames()) if (!(await each.evaluate("window.axe"))) await each.evaluate(axe);
    const rules = colorScheme === "light" ? undefined : OF_COLOURS;
    const lines = await frame.evaluate(run, {
      within,
      rules,
      tags: TAGS,
      asked: ASKED,
      covers: COVERS,
      wide: WIDE,
      overMap: OVER_MAP,
      meant: MEANT,
    });
    found.push(...lines.map((line) => `${colorScheme}: ${line}`));
  }
  return found;
}

/** The violations in a host's page and all its frames, colours and target sizes aside: names and order of
 *  landmarks, headings and frames. */
export async function structureFindings(page: Page): Promise<string[]> {
  for (const each of page.frames()) if (!(await each.evaluate("window.axe"))) await each.evaluate(axe);
  return page.evaluate(
    async ({ tags, colours }) => {
      const rules = Object.fromEntries(colours.map((id) => [id, { enabled: false }]));
      const { axe } = window as unknown as { axe: Axe };
      const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, rules });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    },
    { tags: TAGS, colours: [...OF_COLOURS, "target-size"] },
  );
}

type Result = { id: string; nodes: { element?: HTMLElement; html: string; any: { message: string }[] }[] };
type Axe = {
  configure(spec: object): void;
  run(context: unknown, options: object): Promise<{ violations: Result[]; incomplete: Result[] }>;
};
type Question = {
  within: readonly string[] | undefined;
  rules: string[] | undefined;
  tags: string[];
  asked: string[];
  covers: string;
  wide: string;
  overMap: string;
  meant: { rule: string; part: string };
};

/** Runs in the page. */
async function run({ within, rules, tags, asked, covers, wide, overMap, meant }: Question): Promise<string[]> {
  const { axe } = window as unknown as { axe: Axe };
  // A digit, an arrow or a single character is text here.
  const options = (normal: number, large: number) => ({
    ignoreUnicode: false,
    ignoreLength: true,
    ignorePseudo: false,
    boldValue: 700,
    boldTextPt: 14,
    largeTextPt: 18,
    contrastRatio: { normal: { expected: normal }, large: { expected: large } },
    pseudoSizeThreshold: 0.25,
  });
  axe.configure({
    checks: [
      { id: "color-contrast", options: options(4.5, 3) },
      { id: "color-contrast-enhanced", options: options(7, 4.5) },
    ],
  });
  const every = {
    runOnly: { type: "tag", values: tags },
    rules: Object.fromEntries(asked.map((id) => [id, { enabled: true }])),
  };
  const some = (ids: string[]) => ({ runOnly: { type: "rule", values: ids } });
  const look = (context: unknown, what: object) => {
    return axe.run(context, { ...what, elementRef: true, resultTypes: ["violations", "incomplete"] });
  };
  const lines = (word: string, results: Result[]) =>
    results.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${word} ${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`.trim()),
    );

  // A symbol without letters is not text that anybody would speak.
  const isNamed = (element: HTMLElement) => {
    const text = element.innerText.trim().toLowerCase();
    return !/\p{L}/u.test(text) || (element.ariaLabel ?? "").toLowerCase().includes(text);
  };

  const include = within?.filter((selector) => document.querySelector(selector));
  const first = await look(include ? { include } : document, rules ? some(rules) : every);
  for (const result of first.violations) {
    if (result.id === meant.rule)
      result.nodes = result.nodes.filter(({ element }) => element && !element.matches(meant.part));
  }
  const colours = ["color-contrast", "color-contrast-enhanced"];
  const again = [...colours, "target-size"];
  const open: Result[] = [];
  const faint = new Set<HTMLElement>();
  // A target that lies half under a part that stays measures smaller than it is.
  for (const result of first.violations.filter(({ id }) => id === "target-size")) {
    for (const { element } of result.nodes) if (element) faint.add(element);
    result.nodes = result.nodes.filter(({ element }) => !element);
  }
  for (const { id, nodes } of first.incomplete) {
    const left = nodes.filter(({ element }) => {
      // A node in a frame: the frame is checked by itself.
      if (!element) return false;
      if (!again.includes(id)) return id !== "label-content-name-mismatch" || !isNamed(element);
      if (!element.matches(overMap)) faint.add(element);
      return false;
    });
    open.push({ id, nodes: left });
  }
  if (faint.size === 0) return [...lines("violation", first.violations), ...lines("undecided", open)];

  // Words that scroll under a part that stays, or that are scrolled aside, are checked again without it.
  const over = [...document.querySelectorAll<HTMLElement>(covers)];
  for (const cover of over) cover.style.visibility = "hidden";
  // The element to check may lie inside a hidden part: it is shown by itself.
  for (const element of faint) element.style.visibility = "visible";
  const root = document.querySelector<HTMLElement>("story-map");
  const second: { violations: Result[]; incomplete: Result[] } = { violations: [], incomplete: [] };
  for (const isInTable of [false, true]) {
    const nodes = [...faint].filter((element) => (element.closest("table") !== null) === isInTable);
    if (nodes.length === 0) continue;
    if (root && isInTable) root.style.minInlineSize = wide;
    const { violations, incomplete } = await look({ include: nodes }, some(rules ? colours : again));
    second.violations.push(...violations);
    second.incomplete.push(...incomplete);
  }
  for (const part of [...over, ...faint]) part.style.visibility = "";
  if (root) root.style.minInlineSize = "";
  const violations = [...first.violations, ...second.violations];
  return [...lines("violation", violations), ...lines("undecided", [...open, ...second.incomplete])];
}
