// Rebuilds surroundings.json; with --check, fails if the committed file differs from the rebuilt one.
import { readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { silhouettePath } from "./land.mjs";
import { PROJECTION, UNIT } from "./plane.mjs";
import { riverPaths } from "./rivers.mjs";

const FILE = new URL("../surroundings.json", import.meta.url);

const surroundings = {
  meta: {
    projection: PROJECTION,
    x: "X=(x+2700000)/unit",
    y: "Y=(6000000-y)/unit",
    unit: UNIT,
  },
  neighbours: await silhouettePath(),
  rivers: await riverPaths(),
};
const text = `${JSON.stringify(surroundings, null, 1)}\n`;

if (process.argv.includes("--check")) {
  const committed = await readFile(FILE, "utf8");
  if (committed !== text) {
    console.error("surroundings.json is not what rebuild.mjs builds; run `node rebuild.mjs`");
    process.exit(1);
  }
} else {
  await writeFile(FILE, text);
}

report("neighbours", surroundings.neighbours);
report("rivers", Object.values(surroundings.rivers).join(""));

function report(part, path) {
  console.log(`${part}: ${path.length} bytes, ${brotliCompressSync(path).length} with brotli`);
}
