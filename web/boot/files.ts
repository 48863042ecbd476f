// Loads files from the host: those that the page names, and those beside its scripts.

import { base, root } from "./place.ts";

/** The address of a file that the page names. */
export const address = (name: string | URL) => new URL(name, base).href;

/** The address of a file beside the page's scripts. */
export const beside = (name: string) => new URL(name, address(root.dataset.boot!));

/** Links a file, for `media` alone if they are given, checks its integrity, and resolves to the link once it is loaded.
 *  Resolves at once to nothing in a browser that does not support links of this kind: that browser cannot check modules
 *  at all. */
export const link = (rel: string, href: string | URL, integrity: string, media = "") =>
  new Promise<HTMLLinkElement | void>((resolve, reject) => {
    const link = document.createElement("link");
    if (!link.relList.supports(rel)) return resolve();
    const onerror = () => reject(new Error(`${href} did not come as it was built`));
    const onload = () => resolve(link);
    const asked = { rel, href, integrity, media, crossOrigin: "anonymous", onload, onerror };
    // At the end: a new first child would make the browser restyle everything after it.
    root.append(Object.assign<Element, object>(link, asked));
  });

/** The exports of a module, whose type the caller knows. */
export const load = async <Exports>(name: string | URL, integrity: string): Promise<Exports> => {
  await link("modulepreload", address(name), integrity);
  return import(address(name));
};

/** The response to a request that matches the page's preloads, so that each file is transferred once. */
export const fetched = async (name: string | URL, integrity?: string) => {
  const response = await fetch(address(name), { credentials: "same-origin", integrity });
  if (!response.ok) throw new Error(`${response.url}: status ${response.status}`);
  return response;
};

// A connection may drop, and a host or a cache may answer wrongly once, or not at all. Each file is requested
// a second and last time, bypassing all caches, AGAIN after the first request failed or, if there is no
// response, LATE + AGAIN after it. Both are in milliseconds.
const AGAIN = 1_000;
const LATE = 20_000;

/** The result of `how`, one of the functions above, for the file that the story names `name`. */
export const bring = <Result>(how: (name: string, integrity: string) => Promise<Result>, name: string) => {
  const asked = (again: string) => how(root.dataset[name] + again, root.dataset[`${name}Integrity`]!);
  const first = asked("");
  let due: number;
  const late = new Promise<never>((_, reject) => (due = setTimeout(reject, LATE)));
  const second = Promise.race([first, late]).catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
    return asked("?again");
  });
  return Promise.any([first, second]).finally(() => clearTimeout(due));
};

/** Loads the page's style sheet if the host's policy blocks the style within the page: without it the map has
 *  no place. */
export const restyled = () => bring((name, integrity) => link("stylesheet", address(name), integrity), "style");
