// Finds the connection or region under the pointer on the explorer's map.

import type { StoryElement } from "../story.ts";
import type { Link, Region } from "./facts.ts";

/** A click at most this far from a connection, in CSS pixels, chooses it. */
const REACH = 14;

/** A click on the map: a point in map units, and the CSS pixels of one unit. */
export type Hit = { point: DOMPoint; scale: number };

export const hitOf = (stage: Element, { clientX, clientY }: MouseEvent): Hit => {
  const matrix = stage.querySelector<SVGGraphicsElement>(".lit")!.getScreenCTM()!;
  return { point: new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse()), scale: matrix.a };
};

const pathNamed = (root: StoryElement, name: string) =>
  root.querySelector<SVGPathElement>(`[id="${root.dataset.instance}-${name}"]`)!;

/** The id of the one of `links` that is hit, the nearest if there are several. */
export const linkAt = (root: StoryElement, links: Link[], { point, scale }: Hit) => {
  const near = links.map(({ id }) => ({ id, far: distance(pathNamed(root, `l-${id}`), point) * scale }));
  near.sort((one, other) => one.far - other.far);
  const [nearest] = near;
  return nearest && nearest.far <= REACH ? nearest.id : undefined;
};

/** The code of the one of `regions` that is hit. */
export const regionAt = (root: StoryElement, regions: Region[], { point }: Hit) =>
  regions.find(({ code }) => {
    const path = pathNamed(root, `r${code}`);
    const unit = path.transform.baseVal.consolidate()?.matrix.a ?? 1;
    return path.isPointInFill(new DOMPoint(point.x / unit, point.y / unit));
  })?.code;

/** The distance from `point` to a curve, in the curve's own units, approximated by 64 straight pieces. */
const distance = (path: SVGPathElement, point: DOMPoint) => {
  const length = path.getTotalLength();
  const steps = 64;
  let least = Infinity;
  let from = path.getPointAtLength(0);
  for (let step = 1; step <= steps; step += 1) {
    const to = path.getPointAtLength((length * step) / steps);
    const [x, y] = [to.x - from.x, to.y - from.y];
    const along = ((point.x - from.x) * x + (point.y - from.y) * y) / (x * x + y * y || 1);
    const share = Math.min(Math.max(along, 0), 1);
    least = Math.min(least, Math.hypot(from.x + share * x - point.x, from.y + share * y - point.y));
    from = to;
  }
  return least;
};
