// The cost of a trace's events. Times of the trace are in microseconds.

/** An event of a trace: its begin, duration and, where the trace has it, processor time. `args` are those of metadata. */
export type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  tdur?: number;
  args: { name?: string };
};

/** Milliseconds of work by kind. */
type Times = Record<"script" | "style" | "layout" | "paint" | "rest", number>;

/** The kind of work that an event's own time counts as; an event that is missing here counts as the rest. */
const KINDS: Record<string, keyof Times> = {
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
export function cpu({ dur, tdur }: TraceEvent) {
  return tdur ?? dur;
}

/** The processor time of an event between two times, if spread evenly over its duration. */
export function cpuBetween(event: TraceEvent, from: number, to: number) {
  const overlap = Math.min(event.ts + event.dur, to) - Math.max(event.ts, from);
  return overlap <= 0 ? 0 : (cpu(event) * overlap) / event.dur;
}

/**
 * The processor time of a thread's events by kind, in milliseconds, of each event without its inner
 * events.
 */
export function ownTimes(events: TraceEvent[]) {
  const times: Times = { script: 0, style: 0, layout: 0, paint: 0, rest: 0 };
  const open: TraceEvent[] = [];
  for (const event of events.filter(({ ph }) => ph === "X")) {
    let outer = open.at(-1);
    for (; outer && outer.ts + outer.dur <= event.ts; outer = open.at(-1)) open.pop();
    if (outer) times[kindOf(outer)] -= cpu(event) / 1000;
    times[kindOf(event)] += cpu(event) / 1000;
    open.push(event);
  }
  return times;
}

function kindOf({ name }: TraceEvent) {
  return KINDS[name] ?? "rest";
}
