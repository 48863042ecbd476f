// The built files, as they are in the folder.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { DIST, KINDS } from "./server.ts";

/** Every path below the folder, with forward slashes. */
export const all: string[] = (readdirSync(DIST, { recursive: true }) as string[])
  .filter((path) => statSync(join(DIST, path)).isFile())
  .map((path) => path.replaceAll("\\", "/"))
  .toSorted();

const isPacked = (path: string) => /\.(br|gz)$/.test(path);

/** All files but the compressed copies. */
export const files = all.filter((path) => !isPacked(path));

/** The compressed copies of other files. */
export const packed = all.filter(isPacked);

/** Whether a file's name carries the hash of its content. */
export const isHashed = (path: string) => /\.[0-9a-f]{12}\.[a-z0-9]+$/.test(path);

export const bytesOf = (path: string) => readFileSync(join(DIST, path));

export const kindOf = (path: string) => (KINDS as Record<string, string>)[path.split(".").at(-1)!];
