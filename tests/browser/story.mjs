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
