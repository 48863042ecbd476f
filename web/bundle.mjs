// Bundles scripts, as `xtask/src/bundle.rs` asks on the standard input.

import { text } from "node:stream/consumers";

import { rolldown } from "rolldown";

/** The JavaScript that the oldest supported browsers know; `floor.spec.ts` checks the built files. */
const FLOOR = "es2021";

/** `constants` are numbers that scripts use by name: see `constants.d.ts`. `glue` is the path of wasm-bindgen's module. A
 *  bundle with a condition uses other modules where `imports` in package.json names them. */
const { bundles, constants, glue, out } = JSON.parse(await text(process.stdin));

const define = Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, String(value)]));

for (const { name, entry, format, conditions } of bundles) {
  const bundle = await rolldown({
    input: entry,
    platform: "browser",
    resolve: { alias: { shanhai: glue }, conditionNames: conditions },
    transform: { target: FLOOR, define },
    // A warning, such as one about a module that is not found, would otherwise go unnoticed.
    onLog: (_level, log) => {
      throw new Error(`${name}: ${log.message}`);
    },
  });
  await bundle.write({ file: `${out}/${name}`, format, minify: true, comments: false, codeSplitting: false });
  await bundle.close();
}
