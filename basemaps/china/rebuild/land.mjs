// The land around the provinces: one silhouette without names or inner borders.
import { readFile } from "node:fs/promises";
import polygonClipping from "polygon-clipping";
import { merge } from "topojson-client";
import { FULL_FRAME, MAIN_FRAME, REACH, distanceBeyond, mapPoint, ringOf } from "./plane.mjs";
import { closedPath } from "./path.mjs";
import { simplified } from "./simplify.mjs";

const COUNTRIES = new URL(import.meta.resolve("world-atlas/countries-50m.json"));

/** The countries that the provinces draw (ISO 3166-1): Natural Earth's coast must not show there. */
const DRAWN_AS_PROVINCES = new Set(["156", "158", "344", "446"]);

/**
 * Land under the provinces, in degrees. It joins the neighbours across China, so that no gap shows
 * where Natural Earth's land border differs from the provinces'. It stays inland of every
 * Chinese coast and crosses every land border onto land, so that none of its edges shows.
 */
const UNDERLAY = [
  [107.3, 21.5], [107.95, 21.62], [108.2, 22.0], [110.5, 23.5], [113.5, 26.0], [115.0, 29.0],
  [115.5, 33.0], [114.5, 37.0], [116.0, 40.2], [118.5, 41.2], [121.5, 42.0], [123.5, 41.2],
  [124.2, 40.2], [124.65, 40.05], [127.0, 40.8], [129.0, 41.8], [130.2, 42.2], [130.6, 42.42],
  [130.75, 42.75], [131.3, 43.4], [133.5, 45.5], [136.0, 48.5], [133.0, 49.5], [128.0, 53.0],
  [122.0, 54.5], [116.0, 50.5], [105.0, 47.0], [92.0, 50.0], [84.0, 50.0], [78.0, 45.0],
  [72.5, 40.0], [72.5, 37.0], [76.0, 33.0], [82.0, 28.5], [90.0, 26.0], [96.0, 25.5],
  [98.0, 22.0], [104.0, 20.5], [107.3, 21.5],
];

/**
 * The detail in map units (km) at a map point: finest in the frame that a phone shows, coarser in
 * the frame of wide screens; beyond both, the land must only continue.
 */
const detailAt = (point) =>
  Math.min(
    8.5 + distanceBeyond(FULL_FRAME, point) / 5,
    13 + distanceBeyond(MAIN_FRAME, point) / 5,
    45,
  );

/** The smallest island kept, in square map units (km²): about 400 within the full frame. */
const islandAt = (point) => 5.5 * detailAt(point) ** 2;

/** The silhouette as a closed path. */
export async function silhouettePath() {
  const world = JSON.parse(await readFile(COUNTRIES, "utf8"));
  const others = world.objects.countries.geometries.filter(({ id }) => !DRAWN_AS_PROVINCES.has(id));
  const near = merge(world, others).coordinates.filter((polygon) => polygon[0].every(isThisSide));
  const pieces = [[UNDERLAY], ...near].map((polygon) => polygon.map((ring) => ring.map(mapPoint)));
  // The union also joins the halves of Chukotka, which Natural Earth cuts at the antimeridian.
  const coordinates = polygonClipping.intersection(
    polygonClipping.union(...pieces.map((polygon) => [polygon])),
    [ringOf(REACH)],
  );
  const { coordinates: polygons } = simplified(
    { type: "MultiPolygon", coordinates },
    { detailAt, islandAt },
  );
  return closedPath(polygons.flat());
}

/**
 * Returns whether a place, in degrees, is away from the meridian opposite 105° E, where the projection is
 * cut. Polygons of the Americas and Antarctica cross that meridian, and are outside the map.
 */
function isThisSide([lon, lat]) {
  return -60 < lat && !(-150 < lon && lon < -30);
}
