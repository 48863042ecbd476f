// The map's plane: its projection, its unit, and the rectangles that matter on it.
import proj4 from "proj4";

/** Albers equal-area in metres: the projection of the provinces. */
export const PROJECTION =
  "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m";

/** Metres per map unit. */
export const UNIT = 1000;

/** The map's origin, its top left corner, in projected metres. */
const ORIGIN = { x: -2_700_000, y: 6_000_000 };

// proj4 has no default for the false origin of this projection and would return NaN.
const project = proj4(`${PROJECTION} +x_0=0 +y_0=0`).forward;

/**
 * The map point of a place, rounded to a thousandth of a map unit (a metre). The rounding also makes
 * the same place on both sides of the antimeridian equal.
 *
 * # Units
 * `lonLat` in degrees; the result in map units, X to the right and Y down.
 */
export function mapPoint(lonLat) {
  const [x, y] = project(lonLat);
  return [(x - ORIGIN.x) / UNIT, (ORIGIN.y - y) / UNIT].map((v) => Math.round(v * 1000) / 1000);
}

/** The extent of the silhouette, in map units: large enough that wide screens see no edge of it. */
export const REACH = { left: -3500, top: -1500, right: 8500, bottom: 7500 };

/** The full frame of the national view, on a phone, in map units. */
export const FULL_FRAME = { left: -150, top: 0, right: 4950, bottom: 5830 };

/** The main frame of the national view on a wide screen, in map units. */
export const MAIN_FRAME = { left: -300, top: 0, right: 6400, bottom: 4200 };

/** The distance of a map point from a frame, in map units; 0 inside it. */
export function distanceBeyond({ left, top, right, bottom }, [x, y]) {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

/** The closed ring of a rectangle. */
export function ringOf({ left, top, right, bottom }) {
  return [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
}
