// A trace of the browser during an action in a page.

import { STEP, Span } from "./span.mjs";

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

/** Sets a mark in the trace whenever another step becomes the current one. */
export async function markSteps(page) {
  await page.evaluate((mark) => {
    document.addEventListener("shanhai:step", ({ detail }) => performance.mark(mark + detail.step));
  }, STEP);
}

export class Trace {
  #events;
  #begin;
  #end;
  #threads = new Map();

  /** Traces the browser while `act` runs. */
  static async of(browser, page, act) {
    const mark = (name) => page.evaluate((name) => void performance.mark(name), name);
    await browser.startTracing(page, { categories: CATEGORIES });
    await mark(BEGIN);
    await act();
    await mark(END);
    return new Trace(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
  }

  constructor(events) {
    // Outer events before inner ones.
    this.#events = events.sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
    this.#begin = this.#event(BEGIN);
    this.#end = this.#event(END);
    for (const { name, args, pid, tid } of events) {
      if (name === "thread_name") this.#threads.set(`${pid} ${tid}`, args.name);
    }
  }

  /** From the first mark to the last. */
  whole() {
    return this.#span(this.#begin.ts, this.#end.ts);
  }

  /** From the first to the last scroll that reached the main thread. */
  whileScrolling() {
    const scrolls = this.#ofMain().filter(({ name }) => name === "ScrollLayer");
    if (scrolls.length < 2) throw new Error("the trace shows no scrolling");
    return this.#span(scrolls[0].ts, scrolls.at(-1).ts);
  }

  #span(from, to) {
    const all = this.#events.filter(({ ts }) => from <= ts && ts <= to);
    const main = this.#ofMain().filter(({ ts }) => from <= ts && ts <= to);
    const page = all.filter(({ pid }) => pid === this.#begin.pid);
    const of = (events, thread) => events.filter(({ pid, tid }) => this.#threads.get(`${pid} ${tid}`) === thread);
    return new Span((to - from) / 1e6, {
      main,
      compositor: of(page, "Compositor"),
      raster: of(page, "ThreadPoolForegroundWorker"),
      display: of(all, "VizCompositorThread"),
    });
  }

  /** The events of the page's main thread: the one that ran our marks. */
  #ofMain() {
    const { pid, tid } = this.#begin;
    return this.#events.filter((event) => event.pid === pid && event.tid === tid);
  }

  #event(name) {
    const found = this.#events.find((event) => event.name === name);
    if (!found) throw new Error(`the trace lacks ${name}: is it cut short?`);
    return found;
  }
}
