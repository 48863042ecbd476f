// Reads the story's own folder, for what tests expect of the page.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";

import { DIST } from "./server.ts";

/** The parts of `story.toml` that tests read. */
type StoryFile = {
  step: { id: string; links?: string[]; fit?: string | string[] }[];
  link: { id: string; kind: string }[];
  figure: { id: string }[];
};

type Step = { id: string; links: string[]; isClose: boolean };

const folder = new URL("../../../stories/east-west/", import.meta.url);
const file = parse(readFileSync(new URL("story.toml", folder), "utf8")) as StoryFile;

/** The lines of the steps that bundle their links, from the built page. */
const bundled = new Map(
  readFileSync(join(DIST, "index.html"), "utf8")
    .split("<section ")
    .map((section) => [
      /data-step="([^"]+)"/.exec(section)?.[1],
      [...section.matchAll(/href="#[^"]*-l-([^"]+)"[^>]*class="bundle"/g)].map(([, id]) => id!),
    ]),
);

/** The steps in reading order, with the lines that each highlights: its links, or bundles of them. If a step
 *  `isClose`, its links may leave the map. */
export const steps: Step[] = file.step.map(({ id, links = [], fit }) => ({
  id,
  links: bundled.get(id)?.length ? (bundled.get(id) as string[]) : links,
  isClose: Array.isArray(fit),
}));

/** The ids of every link. */
export const links = file.link.map(({ id }) => id);

/** The ids of the links in the table of connections: all but the plain pairs. */
export const tabledLinks = file.link.filter(({ kind }) => kind !== "pair").map(({ id }) => id);

/** The ids of every figure. */
export const figures = file.figure.map(({ id }) => id);

/**
 * The words of the page in one language, in the order of their file, split where notes and the
 * pronunciation of names interrupt them on the page.
 */
export function words(language: string): string[] {
  const text = readFileSync(new URL(`${language}.md`, folder), "utf8");
  const pieces = text.split(/\n+|\]\(reading:[^)]*\)|\[(?=[^\]]*\]\(ruby:)|\]\(ruby:[^)]*\)/u);
  const plain = (piece: string) =>
    piece
      .replace(/^(#+|>|-) /u, "")
      .replace(/ \{#.*\}$/u, "")
      .replace(/\[|\]\([^)]*\)|\*/gu, "");
  return pieces.map(plain).filter(Boolean);
}

/** Whether to test every combination, as `cargo xtask test --full` does; otherwise pairs. */
export const FULL = Boolean(process.env.FULL);

/**
 * Steps of each kind of content: the cover, a chapter, a step with figures, one with one side alone, the last
 * view and the explorer. They stand for the others where a claim is about layout.
 */
export const KINDS: Step[] = FULL
  ? steps
  : steps.filter(({ id }) => ["cover", "chapter-industry", "ankang", "outlook", "epilogue", "explore"].includes(id));

/** The addresses of the story's pages, by the languages' names in test titles. */
export const PAGES = { Chinese: "", English: "en/index.html" };

/** The same by language tag. */
export const TAGGED_PAGES = { "zh-CN": PAGES.Chinese, en: PAGES.English };
