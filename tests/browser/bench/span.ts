// A span of a trace: when frames were drawn, and what the threads did meanwhile.
//
// Times between frames are wall-clock times, as a reader sees them. Amounts of work are processor
// time of a thread, which counts neither waiting nor other programs.

import { cpu, cpuBetween, ownTimes, type TraceEvent } from "./work.ts";

/** Prefix of the performance mark for a step that becomes the current one, before its id. */
export const STEP = "bench:step:";

/** A frame that is shown for longer than this visibly stalls, in milliseconds. */
const LONG_FRAME = 50;

/** The events of each thread, in order. */
type Threads = Record<"main" | "compositor" | "raster" | "display", TraceEvent[]>;

export class Span {
  readonly seconds: number;
  readonly threads: Threads;
  readonly main: TraceEvent[];
  readonly tasks: TraceEvent[];
  /** Frames that the page's compositor drew, including those that only scrolled. The trace's own
   * `DroppedFrame` is of no use: it also counts frames drawn without the main thread. */
  readonly drawn: TraceEvent[];

  constructor(seconds: number, threads: Threads) {
    this.seconds = seconds;
    this.threads = threads;
    this.main = threads.main;
    this.tasks = named(this.main, "RunTask");
    this.drawn = named(threads.compositor, "DrawFrame");
  }

  count(name: string) {
    return named(this.main, name).length;
  }

  draws() {
    return this.#rhythm(this.drawn);
  }

  /** Frames with main-thread work: only in these can the story's picture change. */
  mainFrames() {
    return this.#rhythm(named(this.main, "BeginMainThreadFrame"));
  }

  /** The main thread's work in milliseconds per second, in total and by kind. */
  work() {
    const { script, style, layout, paint, rest } = ownTimes(this.main);
    const perSecond = (ms: number) => ms / this.seconds;
    return {
      main: perSecond(script + style + layout + paint + rest),
      script: perSecond(script),
      style: perSecond(style),
      layout: perSecond(layout),
      paint: perSecond(paint),
      rest: perSecond(rest),
    };
  }

  /** The work of the threads that paint tiles, in milliseconds per second. */
  raster() {
    return sum(named(this.threads.raster, "RasterTask"), cpu) / 1000 / this.seconds;
  }

  /** The share of its tasks' time that the main thread waited for the processor, in per cent. */
  waiting() {
    return 100 * (1 - sum(this.tasks, cpu) / sum(this.tasks, ({ dur }) => dur));
  }

  /** The longest task, in milliseconds of wall-clock time, and a note on what took its time. */
  longestTask() {
    const task = greatest(this.tasks, ({ dur }) => dur);
    const kinds = Object.entries(ownTimes(this.#within(task)));
    const spent = kinds.map(([kind, ms]) => `${kind} ${ms.toFixed(0)}`).join(", ");
    const ms = task.dur / 1000;
    const at = this.#stepAt(task.ts + task.dur);
    return { ms, note: `the longest task takes ${ms.toFixed(0)} ms, ${at}: ${spent}` };
  }

  /** The tasks in which another step became the current one. */
  stepChanges() {
    const marks = this.main.filter(({ name }) => name.startsWith(STEP));
    return marks.flatMap(({ name, ts }) => {
      const task = this.tasks.find((task) => task.ts <= ts && ts <= task.ts + task.dur);
      // The span may begin within a task.
      if (!task) return [];
      const events = this.#within(task);
      const { script } = ownTimes(events);
      return { step: name.slice(STEP.length), script, layouts: named(events, "Layout").length };
    });
  }

  /** A note on the frame that was shown longest, and on the work of each thread meanwhile. */
  worstFrame() {
    const { from, to } = greatest(gaps(this.drawn), ({ from, to }) => to - from);
    const busy = (thread: keyof Threads, name: string) => {
      const worked = sum(named(this.threads[thread], name), (event) => cpuBetween(event, from, to));
      return `${thread} ${(worked / 1000).toFixed(0)}`;
    };
    const work = [
      busy("main", "RunTask"),
      busy("compositor", "RunTask"),
      busy("raster", "RasterTask"),
      busy("display", "RunTask"),
    ];
    const ms = ((to - from) / 1000).toFixed(0);
    return `the longest frame stands ${ms} ms, ${this.#stepAt(to)}; meanwhile: ${work.join(", ")}`;
  }

  #rhythm(frames: TraceEvent[]) {
    const standing = gaps(frames).map(({ from, to }) => (to - from) / 1000);
    return {
      count: frames.length,
      rate: frames.length / this.seconds,
      longest: Math.max(0, ...standing),
      long: standing.filter((ms) => LONG_FRAME < ms).length,
    };
  }

  #within(task: TraceEvent) {
    return this.main.filter(({ ts }) => task.ts <= ts && ts <= task.ts + task.dur);
  }

  #stepAt(time: number) {
    const mark = this.main.findLast(({ name, ts }) => name.startsWith(STEP) && ts <= time);
    return mark ? `in ${mark.name.slice(STEP.length)}` : "before the first step";
  }
}

function named(events: TraceEvent[], name: string) {
  return events.filter((event) => event.name === name);
}

function gaps(frames: TraceEvent[]) {
  return frames.slice(1).map(({ ts }, before) => ({ from: frames[before]!.ts, to: ts }));
}

function sum<T>(list: T[], amount: (one: T) => number) {
  return list.reduce((sum, one) => sum + amount(one), 0);
}

function greatest<T>(list: T[], size: (one: T) => number) {
  return list.reduce((one, other) => (size(one) < size(other) ? other : one));
}
