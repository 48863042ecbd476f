// Simplification by weighted Visvalingam, as for the provinces.
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, planarRingArea, presimplify, simplify } from "topojson-simplify";

/**
 * How strongly the weight of sharp bends is reduced against that of flat ones: mapshaper's default,
 * as for the provinces.
 */
const SHARPNESS = 0.7;

/** The factor from the root of a triangle's area to a length, as in mapshaper's `interval=`. */
const LENGTH_PER_ROOT_OF_AREA = 0.65;

/**
 * A geometry on a plane with less detail.
 *
 * # Units
 * All in the geometry's own unit. Bends shorter than `detailAt(point)` are removed at that point;
 * rings with an area below `islandAt(point)` are removed. Without `islandAt` every ring is kept.
 */
export function simplified(geometry, { detailAt, islandAt = () => 0 }) {
  const bend = (triangle) =>
    Math.sqrt(weightedArea(triangle)) * LENGTH_PER_ROOT_OF_AREA / detailAt(triangle[1]);
  const ring = (points) => planarRingArea(points) / islandAt(points[0]);
  let shape = topology({ shape: geometry });
  if (geometry.type === "MultiPolygon") shape = filter(shape, filterWeight(shape, 1, ring));
  // Both weights are ratios to the requested detail and area, so the threshold is 1.
  shape = simplify(presimplify(shape, bend), 1);
  return feature(shape, shape.objects.shape).geometry;
}

/**
 * The area of a vertex's triangle, weighted so that spikes are removed before bends of the same area.
 *
 * M. Bloch, mapshaper; after M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated
 * elimination of points", The Cartographic Journal 30 (1993).
 */
function weightedArea([a, b, c]) {
  const toA = [a[0] - b[0], a[1] - b[1]];
  const toC = [c[0] - b[0], c[1] - b[1]];
  const area = Math.abs(toA[0] * toC[1] - toA[1] * toC[0]) / 2;
  const lengths = Math.hypot(...toA) * Math.hypot(...toC);
  if (lengths === 0) return 0;
  const cosine = (toA[0] * toC[0] + toA[1] * toC[1]) / lengths;
  return area * (1 - SHARPNESS * cosine);
}
