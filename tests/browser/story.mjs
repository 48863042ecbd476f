// What the story's own folder says: what a test expects of the page is read there.

import { readFileSync } from "node:fs";

import { parse } from "smol-toml";

const folder = new URL("../../stories/east-west/", import.meta.url);
const file = parse(readFileSync(new URL("story.toml", folder), "utf8"));

/** In reading order, with the links that each lights. */
export const steps = file.step.map(({ id, links = [] }) => ({ id, links }));

/** The ids of every link. */
export const links = file.link.map(({ id }) => id);

/** The ids of the links that the table of connections tells of: all but the plain pairs. */
export const tabledLinks = file.link.filter(({ kind }) => kind !== "pair").map(({ id }) => id);

/** The ids of every figure. */
export const figures = file.figure.map(({ id }) => id);

/**
 * The words of the page in one language, in the order of their file: what stands on the page piece by
 * piece, as notes and the pronunciation of names come between.
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
