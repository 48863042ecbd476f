// A trace of the browser during an action in a page.

import type { Browser, Page } from "@playwright/test";

import { STEP, Span } from "./span.ts";
import type { TraceEvent } from "./work.ts";

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
export async function markSteps(page: Page) {
  await page.evaluate((mark) => {
    document.addEventListener("shanhai:step", (event) => {
      const { detail } = event as CustomEvent<{ step: string }>;
      performance.mark(mark + detail.step);
    });
  }, STEP);
}

export class Trace {
  #events: TraceEvent[];
  #begin: TraceEvent;
  #end: TraceEvent;
  #threads = new Map<string, string | undefined>();

  /** Traces the browser while `act` runs. */
  static async of(browser: Browser, page: Page, act: () => Promise<void>) {
    const mark = (name: string) => page.evaluate((name) => void performance.mark(name), name);
    await browser.startTracing(page, { categories: CATEGORIES });
    await mark(BEGIN);
    await act();
    await mark(END);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    return new Trace(traceEvents);
  }

  /** `events` as the browser writes them: those without a duration take no time. */
  constructor(events: (Omit<TraceEvent, "dur"> & { dur?: number })[]) {
    const whole = events.map((event) => ({ ...event, dur: event.dur ?? 0 }));
    // Outer events before inner ones.
    this.#events = whole.sort((one, other) => one.ts - other.ts || other.dur - one.dur);
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
    const [first, last] = [scrolls.at(0), scrolls.at(-1)];
    if (!first || !last || first === last) throw new Error("the trace shows no scrolling");
    return this.#span(first.ts, last.ts);
  }

  #span(from: number, to: number) {
    const all = this.#events.filter(({ ts }) => from <= ts && ts <= to);
    const main = this.#ofMain().filter(({ ts }) => from <= ts && ts <= to);
    const page = all.filter(({ pid }) => pid === this.#begin.pid);
    const of = (events: TraceEvent[], thread: string) =>
      events.filter(({ pid, tid }) => this.#threads.get(`${pid} ${tid}`) === thread);
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

  #event(name: string) {
    const found = this.#events.find((event) => event.name === name);
    if (!found) throw new Error(`the trace lacks ${name}: is it cut short?`);
    return found;
  }
}
