// Lets Node run TypeScript, before a script: `node --import ./tests/browser/typescript.mjs`. Types are removed and nothing
// is added, as the source of some functions is sent to a page. Node 22.18 and newer need no help.

import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

import { transform } from "rolldown/utils";

// Node calls hooks in a thread of their own, which loads this file, too.
if (isMainThread) {
  process.setSourceMapsEnabled(true);
  register(import.meta.url);
}

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.endsWith(".ts")) return nextLoad(url, context);
  const path = fileURLToPath(url);
  const { code, errors, map } = await transform(path, await readFile(path, "utf8"), { sourcemap: true });
  if (errors.length) throw new SyntaxError(errors.map(({ message }) => `${path}: ${message}`).join("\n"));
  const mapped = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
  return { format: "module", source: `${code}\n${mapped}`, shortCircuit: true };
}
