// The oldest browsers in which the story moves, as the README names them: the syntax that its scripts and style
// sheets may use. `cargo xtask build` checks the features of the WASM (`xtask/src/floor.rs`).

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { type Options, parse } from "acorn";

import { DIST } from "../support/server.ts";
import { steps } from "../support/story.ts";
import { expect, test } from "../support/test.ts";

/** Chrome supports all of this year's JavaScript since version 85, Firefox since 79 and Safari since 14.1. */
const YEAR = 2021;

/** The files in the site's root and in `share/` whose names have this ending, with their text. */
function texts(ending: string): [string, string][] {
  const folders = [DIST, join(DIST, "share")];
  const found = folders.flatMap((folder) => readdirSync(folder).map((name): [string, string] => [folder, name]));
  const named = found.filter(([, name]) => name.endsWith(ending));
  expect(named.length, ending).toBeGreaterThan(0);
  return named.map(([folder, name]) => [name, readFileSync(join(folder, name), "utf8")]);
}

/** The syntax error of a text that is not JavaScript of that year; empty if it is. */
function faultOf(text: string, sourceType: Options["sourceType"]) {
  try {
    parse(text, { ecmaVersion: YEAR, sourceType });
    return "";
  } catch (fault) {
    const { pos } = fault as { pos: number };
    return `${fault} before ${text.slice(pos, pos + 60)}`;
  }
}

test("every script is JavaScript of 2021, those that pages name no modules", () => {
  const scripts = texts(".js");
  expect(scripts.map(([name]) => name.split(".")[0]).toSorted()).toEqual([
    "boot",
    "embed",
    "explore",
    "framed",
    "guide",
    "inline",
    "later",
    "pinned",
    "shanhai",
  ]);
  for (const [name, text] of scripts) {
    expect(faultOf(text, /^(boot|embed|guide|pinned)\./.test(name) ? "script" : "module"), name).toBe("");
  }
});

test("newer syntax is reported", () => {
  for (const newer of ["class A { static { } }", "class A { #a; has = (o) => #a in o }", "await 1;", "/a/v"]) {
    expect(faultOf(newer, "module"), newer).not.toBe("");
  }
});

/** Functions that those oldest browsers lack: each throws if it is called without a guard. */
const NEWER_CALLS = [
  "withResolvers",
  "fromAsync",
  "groupBy",
  "toSorted",
  "toReversed",
  "toSpliced",
  "isWellFormed",
  "canParse",
  "checkVisibility",
  "startViewTransition",
  "showPopover",
  "requestIdleCallback",
  "isSubsetOf",
  "isSupersetOf",
  "isDisjointFrom",
  "symmetricDifference",
  "moveBefore",
  "setHTML",
  "fromBase64",
  "toBase64",
  "caretPositionFromPoint",
  "AbortSignal.any",
  "Promise.try",
  "RegExp.escape",
  "Iterator.from",
  "scheduler.yield",
  "scheduler.postTask",
  "navigation.navigate",
];

test("no script looks for elements by what browsers of the floor do not know", () => {
  // Firefox supports :has() since version 121, and throws at it before.
  for (const [name, text] of texts(".js")) expect(text.match(/:has\(.{0,40}/g) ?? [], name).toEqual([]);
});

test("no script calls without a guard what browsers of the floor lack", () => {
  const called = NEWER_CALLS.map((name) => name.replace(".", "\\.")).join("|");
  for (const [name, text] of texts(".js")) {
    expect(text.match(new RegExp(`\\b(${called})\\(.{0,40}`, "g")) ?? [], name).toEqual([]);
  }
});

/** CSS that those oldest browsers lack: the site writes it out in older CSS, or guards it with `@supports`. */
const NEWER_STYLE =
  /light-dark\(|@starting-style|@scope|@property|@function|anchor-name|position-anchor|animation-timeline|view-transition|interpolate-size|field-sizing|sibling-index|[{;,}]\s*&|\bif\(|@container style/g;

test("no style sheet needs what browsers of the floor lack", () => {
  for (const [name, text] of texts(".css")) {
    const always = text.replace(/@supports[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g, "");
    expect(always.match(NEWER_STYLE) ?? [], name).toEqual([]);
    expect(always, name).not.toMatch(/\bround\(/);
  }
});

test("a browser without WebAssembly shows every section with its words", async ({ page, site }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  await page.goto(site.home);
  const root = page.locator("story-map");
  await expect(root).toHaveAttribute("data-fault", /WebAssembly/);
  await expect(root).toHaveAttribute("data-mode", "static");
  const shown = await page
    .locator("section[data-step]")
    .evaluateAll((sections) =>
      (sections as HTMLElement[])
        .filter((section) => section.checkVisibility() && 30 < section.innerText.length)
        .map(({ id }) => id),
    );
  expect(shown).toEqual(steps.map(({ id }) => id));
});

test("a browser below the floor keeps the page that needs no script", async ({ page, site }) => {
  await page.addInitScript(() => {
    const supports = CSS.supports.bind(CSS) as (...words: string[]) => boolean;
    CSS.supports = (...words: string[]) => !words.join().includes("color-mix") && supports(...words);
  });
  await page.goto(site.home);
  await page.waitForLoadState("networkidle");
  const root = page.locator("story-map");
  await expect(root).toHaveAttribute("data-mode", "static");
  await expect(root).not.toHaveAttribute("data-map");
  const shown = await page
    .locator("section[data-step]")
    .evaluateAll((sections) =>
      sections.filter((section) => section.querySelector(".still")?.checkVisibility()).map(({ id }) => id),
    );
  expect(shown).toEqual(steps.map(({ id }) => id));
});
