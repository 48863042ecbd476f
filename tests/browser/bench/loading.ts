// Loading over a slow network on a slow machine, until some time after the story is live.

import type { BrowserContext, CDPSession } from "@playwright/test";

import { SLOW_4G, slowDown } from "./slow.ts";

/** How long to observe the main thread and the layout after live. In milliseconds. */
const WATCHED_MS = 2000;

/** Timeout for a page to go live. In milliseconds. */
const PATIENCE_MS = 60_000;

/** The part of a task beyond this duration blocks the reader, as Lighthouse counts. In milliseconds. */
const UNNOTICED_MS = 50;

const KIB = 1024;

/** The names of the performance marks that a page sets when it is live, and when its map is drawn. */
type Marks = { live: string; map: string };

/** The marks of our page: its map is in the HTML, so that the first paint shows it. */
const OURS: Marks = { live: "shanhai:live", map: "first-contentful-paint" };

/** The figures of one load, in a context that has loaded nothing yet, of a page that sets `marks`. */
export async function loading(context: BrowserContext, address: string, marks = OURS) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const traffic = await Traffic.of(devtools);
  await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
  await slowDown(devtools);
  await page.addInitScript(watch, marks);
  await page.goto(address, { waitUntil: "commit" });
  const seen = await page.evaluate(report, { ...marks, watched: WATCHED_MS, patience: PATIENCE_MS });
  const { origin, first, map, largest, live, shift, tasks } = seen;
  const blocking = tasks
    .filter(({ end }) => first < end)
    .reduce((sum, { duration }) => sum + Math.max(0, duration - UNNOTICED_MS), 0);
  return {
    "load.first.kib": traffic.bytesBy(origin + first) / KIB,
    "load.live.kib": traffic.bytesBy(origin + live) / KIB,
    "load.live.requests": traffic.requestsBy(origin + live),
    "load.first": first,
    "load.map": map,
    "load.largest": largest,
    "load.live": live,
    "load.wasm": origin + live - (traffic.finished(/\.wasm$/) ?? NaN),
    "load.blocking": blocking,
    "load.longest": Math.max(0, ...tasks.map(({ duration }) => duration)),
    "load.shift": shift,
  };
}

/** What the page's own observers have seen; `live` is settled at that mark. In milliseconds. */
type Seen = { shift: number; largest: number; tasks: { end: number; duration: number }[]; live: Promise<number> };

declare global {
  interface Window {
    benchSeen: Seen;
  }
}

/** Runs in the page before anything else: observes what the browser does not keep for later queries. */
function watch({ live }: Marks) {
  const hear = (type: string, each: (entry: PerformanceEntry & { value?: number }) => void) => {
    const told = new PerformanceObserver((list) => list.getEntries().forEach(each));
    told.observe({ type, buffered: true });
  };
  const isLive = new Promise<number>((resolve) => {
    hear("mark", ({ name, startTime }) => name === live && resolve(startTime));
  });
  const seen: Seen = { shift: 0, largest: 0, tasks: [], live: isLive };
  hear("longtask", ({ startTime, duration }) => {
    seen.tasks.push({ end: startTime + duration, duration });
  });
  hear("largest-contentful-paint", ({ startTime }) => (seen.largest = startTime));
  hear("layout-shift", ({ value = 0 }) => (seen.shift += value));
  window.benchSeen = seen;
}

/** Runs in the page: returns the observations some time after live. Nothing polls meanwhile. */
async function report({ map, watched, patience }: Marks & { watched: number; patience: number }) {
  const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const live = await Promise.race([window.benchSeen.live, after(patience)]);
  if (live === undefined) throw new Error(`the page is not live after ${patience} ms`);
  await after(watched);
  const [first, drawn] = ["first-contentful-paint", map].map((name) => performance.getEntriesByName(name)[0]);
  const origin = performance.timeOrigin;
  return { ...window.benchSeen, live, origin, first: first!.startTime, map: drawn?.startTime ?? live };
}

/** Bytes that had arrived at a time. */
type Arrival = { at: number; bytes: number };

/** A request, what has arrived of its answer, and the whole answer once it has. */
type Request = { path: string; at: number; parts: Arrival[]; whole?: Arrival };

/** The protocol's event for a request, as far as it is read here. */
type Asked = { requestId: string; request: { url: string }; timestamp: number; wallTime: number };

/** Requests and arrived bytes, with times in milliseconds since 1970, as `performance.timeOrigin` is. */
class Traffic {
  #requests = new Map<string, Request>();
  /** The difference of our clock from the protocol's, in seconds, once a request has told both. */
  #ahead?: number;

  static async of(devtools: CDPSession) {
    const traffic = new Traffic();
    devtools.on("Network.requestWillBeSent", (event) => traffic.#ask(event));
    devtools.on("Network.responseReceived", ({ requestId, response, timestamp }) => {
      traffic.#add(requestId, timestamp, response.encodedDataLength);
    });
    devtools.on("Network.dataReceived", ({ requestId, encodedDataLength, timestamp }) => {
      traffic.#add(requestId, timestamp, encodedDataLength);
    });
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength, timestamp }) => {
      const request = traffic.#requests.get(requestId);
      if (request) request.whole = { at: traffic.#clock(timestamp), bytes: encodedDataLength };
    });
    await devtools.send("Network.enable");
    return traffic;
  }

  /** The bytes of headers and bodies, as encoded, that had arrived by `time`. */
  bytesBy(time: number) {
    return [...this.#requests.values()].reduce((sum, { whole, parts }) => {
      if (whole && whole.at <= time) return sum + whole.bytes;
      const arrived = parts.filter(({ at }) => at <= time);
      return sum + arrived.reduce((sum, { bytes }) => sum + bytes, 0);
    }, 0);
  }

  requestsBy(time: number) {
    return [...this.#requests.values()].filter(({ at }) => at <= time).length;
  }

  /** When the last byte of the file whose path matches had arrived, if it did. */
  finished(name: RegExp) {
    const request = [...this.#requests.values()].find(({ path }) => name.test(path));
    return request?.whole?.at;
  }

  #ask({ requestId, request, timestamp, wallTime }: Asked) {
    if (request.url.startsWith("data:")) return;
    this.#ahead ??= wallTime - timestamp;
    const path = new URL(request.url).pathname;
    this.#requests.set(requestId, { path, at: wallTime * 1000, parts: [] });
  }

  #add(requestId: string, timestamp: number, bytes: number) {
    this.#requests.get(requestId)?.parts.push({ at: this.#clock(timestamp), bytes });
  }

  /** A time of the protocol, in seconds, on our clock, in milliseconds. */
  #clock(timestamp: number) {
    return (timestamp + this.#ahead!) * 1000;
  }
}
