// The files that were built, as they lie in the folder.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { DIST } from "./server.mjs";

/** Every path below the folder, with forward slashes. */
export const all: string[] = (readdirSync(DIST, { recursive: true }) as string[])
  .filter((path) => statSync(join(DIST, path)).isFile())
  .map((path) => path.replaceAll("\\", "/"))
  .toSorted();

const isPacked = (path: string) => /\.(br|gz)$/.test(path);

/** Those that are no other one packed. */
export const files = all.filter((path) => !isPacked(path));

/** Those that are another one packed. */
export const packed = all.filter(isPacked);

/** Whether a name carries the hash of what its file holds. */
export const isHashed = (path: string) => /\.[0-9a-f]{12}\.[a-z0-9]+$/.test(path);

export const bytesOf = (path: string) => readFileSync(join(DIST, path));

/** What files are by the end of their names. */
export const KINDS: Record<string, string> = {
  avif: "image/avif",
  bin: "application/octet-stream",
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webp: "image/webp",
  xml: "text/xml; charset=utf-8",
};

export const kindOf = (path: string) => KINDS[path.split(".").at(-1)!];
