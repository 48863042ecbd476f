// Loads files in a page that is a single file, and contains them all. Scripts are bundled into this one, styles apply from the start, and everything else lies in blocks at the page's end, as text that is not
// executed.

import { parsed } from "./place.js";

/** The modules, by the names that the page gives their files. */
const MODULES = {
  glue: () => import("./guard.js"),
  later: () => import("./later.js"),
  explore: () => import("./explore.js"),
  framed: () => import("./embed/framed.js"),
};

const block = async (name) => {
  await parsed;
  return document.querySelector(`script[data-file="${name}"]`);
};

/** The address of a file beside the page's scripts: its name. */
export const beside = (name) => name;

/** A data URL with the file's content. */
export const address = async (name) => {
  const { type, textContent } = await block(name);
  return `data:${type};base64,${textContent}`;
};

/** Nothing needs linking. */
export const link = async () => {};

/** The exports of a module. */
export const load = async (name) => MODULES[name]();

/** A file, as a response like a host's. Fails in a truncated page, in which the file is missing or does not
 *  decompress. */
export const fetched = async (name) => {
  const { type, textContent } = await block(name);
  const packed = Uint8Array.from(atob(textContent), (sign) => sign.charCodeAt(0));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain, { headers: { "content-type": type } });
};

/** The result of `how`, one of the functions above, for the file that the story names `name`. */
export const bring = (how, name) => how(name);

/** The page's styles are within it, so there is nothing to load. */
export const restyled = link;
