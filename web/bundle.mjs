// Bundles scripts, as `xtask/src/bundle.rs` asks on the standard input.

import { text } from "node:stream/consumers";

import { rolldown } from "rolldown";

/** The JavaScript that the oldest supported browsers know; `floor.spec.ts` checks the built files. */
const FLOOR = "es2021";

/** `glue` is the path of what wasm-bindgen has written; a bundle with a condition uses other modules where
 *  `imports` in package.json names them. */
const { bundles, glue, out } = JSON.parse(await text(process.stdin));

for (const { name, entry, format, conditions } of bundles) {
  const bundle = await rolldown({
    input: entry,
    platform: "browser",
    resolve: { alias: { shanhai: glue }, conditionNames: conditions },
    transform: { target: FLOOR },
    // A warning, such as one about a module that is not found, would otherwise go unnoticed.
    onLog: (_level, log) => {
      throw new Error(`${name}: ${log.message}`);
    },
  });
  await bundle.write({ file: `${out}/${name}`, format, minify: true, comments: false, codeSplitting: false });
  await bundle.close();
}
