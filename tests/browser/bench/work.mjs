// The cost of a trace's events. Times of the trace are in microseconds.

/** The kind of work that an event's own time counts as; an event that is missing here counts as the rest. */
const KINDS = {
  EvaluateScript: "script",
  EventDispatch: "script",
  FireAnimationFrame: "script",
  FireIdleCallback: "script",
  FunctionCall: "script",
  MajorGC: "script",
  MinorGC: "script",
  RunMicrotasks: "script",
  TimerFire: "script",
  "v8.compile": "script",
  "v8.run": "script",
  UpdateLayoutTree: "style",
  Layout: "layout",
  Commit: "paint",
  Layerize: "paint",
  Paint: "paint",
  PrePaint: "paint",
  UpdateLayer: "paint",
};

/** The processor time of an event, in microseconds. */
export function cpu({ dur, tdur }) {
  return tdur ?? dur ?? 0;
}

/** The processor time of an event between two times, if spread evenly over its duration. */
export function cpuBetween(event, from, to) {
  const overlap = Math.min(event.ts + event.dur, to) - Math.max(event.ts, from);
  return overlap <= 0 ? 0 : (cpu(event) * overlap) / event.dur;
}

/**
 * The processor time of a thread's events by kind, in milliseconds, of each event without its inner
 * events.
 */
export function ownTimes(events) {
  const times = { script: 0, style: 0, layout: 0, paint: 0, rest: 0 };
  const open = [];
  for (const event of events.filter(({ ph }) => ph === "X")) {
    while (open.length && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
    const outer = open.at(-1);
    if (outer) times[kindOf(outer)] -= cpu(event) / 1000;
    times[kindOf(event)] += cpu(event) / 1000;
    open.push(event);
  }
  return times;
}

function kindOf({ name }) {
  return KINDS[name] ?? "rest";
}
