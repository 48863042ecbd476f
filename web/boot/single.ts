// Loads files in a page that is a single file, and contains them all. Scripts are bundled into this one, styles apply
// from the start, and everything else lies in blocks at the page's end, as text that is not executed.

import { parsed } from "./place.ts";
import type { Files } from "../story.ts";

/** The modules, by the names that the page gives their files. */
const MODULES: Record<string, () => Promise<unknown>> = {
  glue: () => import("../app/guard.ts"),
  later: () => import("../later/later.ts"),
  explore: () => import("../explore/explore.ts"),
  framed: () => import("../embed/framed.ts"),
};

const block = async (name: string | URL) => {
  await parsed;
  return document.querySelector<HTMLScriptElement>(`script[data-file="${name}"]`)!;
};

/** The address of a file beside the page's scripts: its name. */
export const beside = (name: string) => name;

/** A data URL with the file's content. */
export const address = async (name: string) => {
  const { type, textContent } = await block(name);
  return `data:${type};base64,${textContent}`;
};

/** Nothing needs linking. */
export const link: Files["link"] = async () => {};

/** The exports of a module, whose type the caller knows. */
export const load = async <Exports>(name: string | URL, _integrity?: string) =>
  MODULES[`${name}`]!() as Promise<Exports>;

/** A file, as a response like a host's. Fails in a truncated page, in which the file is missing or does not
 *  decompress. */
export const fetched = async (name: string | URL) => {
  const { type, textContent } = await block(name);
  const packed = Uint8Array.from(atob(textContent), (character) => character.charCodeAt(0));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain, { headers: { "content-type": type } });
};

/** The result of `how`, one of the functions above, for the file that the story names `name`. */
export const bring = <Result>(how: (name: string) => Promise<Result>, name: string) => how(name);

/** The page's styles are within it, so there is nothing to load. */
export const restyled = async () => {};
