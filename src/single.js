// How files come where the page is a file of its own: they stand in it. Scripts are functions in this
// one, styles hold from the first, and all else lies in blocks at the page's end, as text that nobody runs.

import { modules } from "./modules.js";
import { parsed, root } from "./place.js";

const block = async (name) => {
  await parsed;
  return document.querySelector(`script[data-file="${name}"]`);
};

/** The address of a file by which others are brought: its name. */
export const beside = (name) => name;

/** An address that is what it leads to. */
export const address = async (name) => {
  const { type, textContent } = await block(name);
  return `data:${type};base64,${textContent}`;
};

/** Nothing is left to be linked. */
export const link = async () => {};

/** What a module exports. */
export const load = async (name) => modules[name]();

/** A file, as though a host had answered with it. A page that was cut off has no such, or one that
 *  does not unpack. */
export const fetched = async (name) => {
  const { type, textContent } = await block(name);
  const packed = Uint8Array.from(atob(textContent), (sign) => sign.charCodeAt(0));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain, { headers: { "content-type": type } });
};

/** What `how`, one of the above, gives of the file that the story calls `name`. */
export const bring = (how, name) => how(name);

/** The page is styled as far as whoever shows it lets it be. */
export const restyled = link;
