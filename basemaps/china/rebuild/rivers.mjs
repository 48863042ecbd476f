// The three rivers of the story, as lines.
import { readFile } from "node:fs/promises";
import { mapPoint } from "./plane.mjs";
import { openPath } from "./path.mjs";
import { simplified } from "./simplify.mjs";

const RIVERS = new URL("rivers.json", import.meta.url);

/**
 * The last reach of each river, in degrees. Natural Earth's lines end inside the estuary, where its
 * coast begins, upstream of the provinces' coast. We placed these points by hand midway between the
 * banks of Natural Earth's 10m land, through Fuzhou in the Min's north channel, down to where the
 * provinces leave water at every level of detail.
 */
const ESTUARIES = {
  yellow: [[119.07, 37.81]],
  yangtze: [
    [119.77, 32.19], [119.87, 32.09], [119.95, 32.01], [120.06, 31.94], [120.17, 31.92],
    [120.29, 31.96], [120.43, 32.04], [120.54, 32.05], [120.66, 32.04], [120.78, 32.0],
    [120.88, 31.86], [120.95, 31.79], [121.03, 31.78], [121.13, 31.75], [121.19, 31.73],
  ],
  min: [
    [119.13, 26.12], [119.2, 26.1], [119.24, 26.07], [119.3, 26.04], [119.37, 26.02],
    [119.42, 25.99], [119.47, 26.01], [119.51, 26.04], [119.53, 26.08],
  ],
};

/** The detail in map units (km): rivers are drawn beside province borders of 1.5 to 6 km. */
const DETAIL = 3.5;

/** The open path of each river, from source to mouth, by its id. */
export async function riverPaths() {
  const upper = JSON.parse(await readFile(RIVERS, "utf8"));
  return Object.fromEntries(
    Object.entries(ESTUARIES).map(([id, estuary]) => {
      const line = [...upper[id], ...estuary].map(mapPoint);
      const { coordinates } = simplified(
        { type: "LineString", coordinates: line },
        { detailAt: () => DETAIL },
      );
      return [id, openPath(coordinates)];
    }),
  );
}
