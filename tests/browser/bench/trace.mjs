// A trace of the browser, read: when frames were drawn, and what the threads did meanwhile.
//
// Times between frames are by the clock, as a reader sees them. Amounts of work are in the CPU
// time of its thread, which counts neither waiting nor what other programs take of the machine.

const CATEGORIES = [
  "-*",
  "blink.user_timing",
  "devtools.timeline",
  "devtools.timeline.frame",
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
];

const BEGIN = "bench:begin";
const END = "bench:end";

/** The mark of a step that became the current one, before its id. */
export const STEP = "bench:step:";

/** A reader sees a frame that stands longer than this, in milliseconds. */
const LONG_FRAME = 50;

/** What an event's own time is spent on; whatever is not named here is the rest. */
const WORK = {
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
  RecalculateStyles: "style",
  UpdateLayoutTree: "style",
  Layout: "layout",
  Commit: "paint",
  CompositeLayers: "paint",
  Layerize: "paint",
  Paint: "paint",
  PrePaint: "paint",
  UpdateLayer: "paint",
};

export class Trace {
  #events;
  #main;
  #threads = new Map();

  /** What the browser did while `act` ran. */
  static async of(browser, page, act) {
    const mark = (name) => page.evaluate((name) => void performance.mark(name), name);
    await browser.startTracing(page, { categories: CATEGORIES });
    await mark(BEGIN);
    await act();
    await mark(END);
    return new Trace(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
  }

  constructor(events) {
    this.#events = events.sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
    // The page's main thread is the one that ran our marks.
    this.#main = this.#event(BEGIN);
    for (const { name, args, pid, tid } of events) {
      if (name === "thread_name") this.#threads.set(`${pid} ${tid}`, args.name);
    }
  }

  whole() {
    return this.#span(this.#event(BEGIN).ts, this.#event(END).ts);
  }

  /** From the first to the last time that the main thread learnt of a scroll. */
  whileScrolling() {
    const scrolls = this.#ofMain().filter(({ name }) => name === "ScrollLayer");
    if (scrolls.length < 2) throw new Error("the trace shows no scrolling");
    return this.#span(scrolls[0].ts, scrolls.at(-1).ts);
  }

  #span(from, to) {
    const within = ({ ts }) => from <= ts && ts <= to;
    const ofPage = this.#events.filter(({ pid }) => pid === this.#main.pid);
    return new Span({
      from,
      to,
      main: this.#ofMain().filter(within),
      page: ofPage.filter(within),
      all: this.#events.filter(within),
      threadOf: ({ pid, tid }) => this.#threads.get(`${pid} ${tid}`),
    });
  }

  #ofMain() {
    const { pid, tid } = this.#main;
    return this.#events.filter((event) => event.pid === pid && event.tid === tid);
  }

  #event(name) {
    const found = this.#events.find((event) => event.name === name);
    if (!found) throw new Error(`the trace lacks ${name}`);
    return found;
  }
}

/** A stretch of a trace. Inside, times are in microseconds; what it gives is in milliseconds. */
class Span {
  constructor(parts) {
    Object.assign(this, parts);
    this.seconds = (this.to - this.from) / 1e6;
  }

  count(name) {
    return this.main.filter((event) => event.name === name).length;
  }

  /**
   * The frames that the page's compositor drew: those that a scroll alone moved, too. The trace's
   * own `DroppedFrame` is not used: it also counts frames that were drawn without the main thread.
   */
  draws() {
    return this.#rhythm(this.page.filter(({ name }) => name === "DrawFrame"));
  }

  /** The frames that the main thread worked on: only in these can the story's picture change. */
  mainFrames() {
    return this.#rhythm(this.main.filter(({ name }) => name === "BeginMainThreadFrame"));
  }

  #rhythm(frames) {
    const gaps = frames.slice(1).map(({ ts }, before) => (ts - frames[before].ts) / 1000);
    return {
      count: frames.length,
      rate: frames.length / this.seconds,
      longest: Math.max(0, ...gaps),
      long: gaps.filter((gap) => LONG_FRAME < gap).length,
    };
  }

  longestTask() {
    return Math.max(0, ...this.#tasks().map(({ dur }) => dur / 1000));
  }

  /** The main thread's work a second, as a whole and by its kind. */
  work() {
    const kinds = ownTimes(this.main);
    const whole = Object.values(kinds).reduce((sum, ms) => sum + ms, 0);
    return perSecond({ main: whole, ...kinds }, this.seconds);
  }

  /** How much of the main thread's time it did not have the processor, in per cent. */
  waiting() {
    const tasks = this.#tasks();
    const sum = (time) => tasks.reduce((sum, task) => sum + time(task), 0);
    return 100 * (1 - sum(cpu) / sum(({ dur }) => dur));
  }

  /** The work a second of the threads that paint tiles. */
  raster() {
    const tiles = this.page.filter(({ name }) => name === "RasterTask");
    return tiles.reduce((sum, tile) => sum + cpu(tile), 0) / 1000 / this.seconds;
  }

  /** The main thread's tasks in which another step became the current one. */
  stepChanges() {
    const marks = this.main.filter(({ name }) => name.startsWith(STEP));
    return marks.map(({ name, ts }) => {
      const task = this.#tasks().find((task) => task.ts <= ts && ts <= task.ts + task.dur);
      const within = this.main.filter((event) => task.ts <= event.ts && event.ts <= task.ts + task.dur);
      return {
        step: name.slice(STEP.length),
        script: ownTimes(within).script,
        layouts: within.filter(({ name }) => name === "Layout").length,
      };
    });
  }

  /** The longest time between two frames, and what kept the threads meanwhile, in words. */
  worstFrame() {
    const frames = this.page.filter(({ name }) => name === "DrawFrame");
    const gaps = frames.slice(1).map(({ ts }, before) => ({ from: frames[before].ts, to: ts }));
    const { from, to } = gaps.reduce((one, other) => (one.to - one.from < other.to - other.from ? other : one));
    const busy = (thread, name) => {
      const events = this.all.filter((event) => event.name === name && this.threadOf(event) === thread);
      return (events.reduce((sum, event) => sum + share(event, from, to), 0) / 1000).toFixed(0);
    };
    const step = this.main.findLast(({ name, ts }) => name.startsWith(STEP) && ts <= to);
    return [
      `the longest frame stands ${((to - from) / 1000).toFixed(0)} ms`,
      step ? ` in ${step.name.slice(STEP.length)}` : " before the first step",
      `; of these the main thread worked ${busy("CrRendererMain", "RunTask")}`,
      `, the compositor ${busy("Compositor", "RunTask")}`,
      `, raster ${busy("ThreadPoolForegroundWorker", "RasterTask")}`,
      `, display ${busy("VizCompositorThread", "RunTask")}`,
    ].join("");
  }

  #tasks() {
    return this.main.filter(({ name }) => name === "RunTask");
  }
}

/** Each kind's CPU time in milliseconds: of an event, what its inner events did not take. */
function ownTimes(events) {
  const times = { script: 0, style: 0, layout: 0, paint: 0, rest: 0 };
  const open = [];
  for (const event of events.filter(({ ph }) => ph === "X")) {
    while (open.length && open.at(-1).ts + open.at(-1).dur <= event.ts) open.pop();
    const outer = open.at(-1);
    if (outer) times[kind(outer)] -= cpu(event) / 1000;
    times[kind(event)] += cpu(event) / 1000;
    open.push(event);
  }
  return times;
}

function kind({ name }) {
  return WORK[name] ?? "rest";
}

function cpu({ dur, tdur }) {
  return tdur ?? dur ?? 0;
}

/** The part of an event's CPU time that falls between two times, were it spread evenly. */
function share(event, from, to) {
  const overlap = Math.min(event.ts + event.dur, to) - Math.max(event.ts, from);
  return overlap <= 0 ? 0 : (cpu(event) * overlap) / event.dur;
}

function perSecond(amounts, seconds) {
  return Object.fromEntries(Object.entries(amounts).map(([kind, ms]) => [kind, ms / seconds]));
}
