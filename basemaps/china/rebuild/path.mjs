// Rings and lines as SVG path text, in the compact form of the province files.

/** A closed path along rings whose last point repeats the first. Rings without area are omitted. */
export function closedPath(rings) {
  return rings
    .map((ring) => withoutIdlePoints(ring.slice(0, -1).map(whole), { closed: true }))
    .filter((ring) => 2 < ring.length)
    .map((ring) => `${relative(ring)}z`)
    .join("");
}

/** An open path along a line. */
export function openPath(line) {
  return relative(withoutIdlePoints(line.map(whole), { closed: false }));
}

function whole([x, y]) {
  return [Math.round(x), Math.round(y)];
}

function relative([start, ...rest]) {
  let [x, y] = start;
  const steps = rest.map(([nextX, nextY]) => {
    const step = `${nextX - x} ${nextY - y}`;
    [x, y] = [nextX, nextY];
    return step;
  });
  // A minus sign separates two numbers as a space does.
  return `M${start.join(" ")}l${steps.join(" ")}`.replaceAll(" -", "-");
}

/** The points without those that rounding moved onto a neighbour, or onto the line between both. */
function withoutIdlePoints(points, { closed }) {
  const isEnd = (i, all) => !closed && (i === 0 || i === all.length - 1);
  const before = (i, all) => all[(i + all.length - 1) % all.length];
  const after = (i, all) => all[(i + 1) % all.length];
  const kept = points
    .filter((p, i, all) => (i === 0 && !closed) || !isSame(p, before(i, all)))
    .filter((p, i, all) => isEnd(i, all) || isTurn(before(i, all), p, after(i, all)));
  // Removing a spike joins its two sides: repeat until no point is idle.
  return kept.length === points.length ? kept : withoutIdlePoints(kept, { closed });
}

function isSame([ax, ay], [bx, by]) {
  return ax === bx && ay === by;
}

function isTurn([ax, ay], [bx, by], [cx, cy]) {
  return (bx - ax) * (cy - ay) !== (by - ay) * (cx - ax);
}
