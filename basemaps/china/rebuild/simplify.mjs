// Simplification by weighted Visvalingam, as the provinces were simplified.
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, planarRingArea, presimplify, simplify } from "topojson-simplify";

/**
 * How strongly sharp bends count for less than flat ones: mapshaper's default, which the provinces
 * have too.
 */
const SHARPNESS = 0.7;

/** A triangle's area becomes a length as mapshaper's `interval=` has it. */
const LENGTH_PER_ROOT_OF_AREA = 0.65;

/**
 * A geometry on a plane with less detail.
 *
 * # Units
 * All in the geometry's own unit: `detailAt(point)` is the length under which a bend goes at that
 * point, `islandAt(point)` the area under which a ring goes.
 */
export function simplified(geometry, { detailAt, islandAt = () => 0 }) {
  const bend = (triangle) =>
    Math.sqrt(weightedArea(triangle)) * LENGTH_PER_ROOT_OF_AREA / detailAt(triangle[1]);
  const ring = (points) => planarRingArea(points) / islandAt(points[0]);
  let shape = topology({ shape: geometry });
  if (geometry.type === "MultiPolygon") shape = filter(shape, filterWeight(shape, 1, ring));
  // Both weights are shares of what is asked for, so the threshold is 1.
  shape = simplify(presimplify(shape, bend), 1);
  return feature(shape, shape.objects.shape).geometry;
}

/**
 * A vertex's triangle, weighted so that spikes go before bends of the same area.
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
