// How files come where the host has them: those that the page names, and those beside its scripts.

import { base, root } from "./place.js";

/** The address of a file that the page names. */
export const address = (name) => new URL(name, base).href;

/** The address of a file beside the page's scripts. */
export const beside = (name) => new URL(name, address(root.dataset.boot));

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Links a file, for the `media` alone if they are given, and checks that it came as it was built; a browser that
 *  knows no such links has nothing to check modules with. */
export const link = (rel, href, integrity, media = "") =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    if (!link.relList.supports(rel)) return resolve();
    const onerror = () => reject(new Error(`${href} did not come as it was built`));
    const asked = { rel, href, integrity, media, crossOrigin: "anonymous", onload: resolve, onerror };
    root.prepend(Object.assign(link, asked));
  });

/** What a module exports. */
export const load = async (name, integrity) => {
  await link("modulepreload", address(name), integrity);
  return import(address(name));
};

/** The answer to a request, as the page's preloads ask, so that each file travels once. */
export const fetched = async (name, integrity) => {
  const response = await fetch(address(name), { credentials: "same-origin", integrity });
  if (!response.ok) throw new Error(`${response.url}: status ${response.status}`);
  return response;
};

// A line may drop, a host or a cache may answer wrongly for once, or not at all: each file is
// asked for once more, past all caches, after a second or when it is late. Then never again.
const AGAIN = 1_000;
const LATE = 20_000;

/** What `how`, one of the above, gives of the file that the story calls `name`. */
export const bring = (how, name) => {
  const asked = (again) => how(root.dataset[name] + again, root.dataset[`${name}Integrity`]);
  const first = asked("");
  let due;
  const late = new Promise((_, reject) => (due = setTimeout(reject, LATE)));
  const second = Promise.race([first, late]).catch(() => after(AGAIN).then(() => asked("?again")));
  return Promise.any([first, second]).finally(() => clearTimeout(due));
};

/** Brings the page's style sheet, where its host lets no style within the page hold: without it there is no place
 *  for a picture. */
export const restyled = () => bring((name, integrity) => link("stylesheet", address(name), integrity), "style");
