// Reads the story's own folder, for what tests expect of the page.

import { readFileSync } from "node:fs";

import { parse } from "smol-toml";

const folder = new URL("../../../stories/east-west/", import.meta.url);
const file = parse(readFileSync(new URL("story.toml", folder), "utf8"));

/** The steps in reading order, with the links that each highlights. */
export const steps = file.step.map(({ id, links = [] }) => ({ id, links }));

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
export const words = (language) => {
  const text = readFileSync(new URL(`${language}.md`, folder), "utf8");
  const pieces = text.split(/\n+|\]\(reading:[^)]*\)|\[(?=[^\]]*\]\(ruby:)|\]\(ruby:[^)]*\)/u);
  const plain = (piece) =>
    piece
      .replace(/^(#+|>|-) /u, "")
      .replace(/ \{#.*\}$/u, "")
      .replace(/\[|\]\([^)]*\)|\*/gu, "");
  return pieces.map(plain).filter(Boolean);
};
