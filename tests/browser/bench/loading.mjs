// Loading over a slow network on a slow machine, until some time after the story is live.

import { SLOW_4G, slowDown } from "./slow.mjs";

/** How long to observe the main thread and the layout after live. In milliseconds. */
const WATCHED_MS = 2000;

/** Timeout for a page to go live. In milliseconds. */
const PATIENCE_MS = 60_000;

/** The part of a task beyond this duration blocks the reader, as Lighthouse counts. In milliseconds. */
const UNNOTICED_MS = 50;

const KIB = 1024;

/** The marks of our page: its map is in the HTML, so that the first paint shows it. */
const OURS = { live: "shanhai:live", map: "first-contentful-paint" };

/** The figures of one load, in a context that has loaded nothing yet, of a page that sets `marks`. */
export async function loading(context, address, marks = OURS) {
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

/** Runs in the page before anything else: observes what the browser does not keep for later queries. */
function watch({ live }) {
  const seen = { shift: 0, largest: 0, tasks: [] };
  const hear = (type, each) => {
    const told = new PerformanceObserver((list) => list.getEntries().forEach(each));
    told.observe({ type, buffered: true });
  };
  hear("longtask", ({ startTime, duration }) => {
    seen.tasks.push({ end: startTime + duration, duration });
  });
  hear("largest-contentful-paint", ({ startTime }) => (seen.largest = startTime));
  hear("layout-shift", ({ value }) => (seen.shift += value));
  seen.live = new Promise((resolve) => {
    hear("mark", ({ name, startTime }) => name === live && resolve(startTime));
  });
  globalThis.benchSeen = seen;
}

/** Runs in the page: returns the observations some time after live. Nothing polls meanwhile. */
async function report({ map, watched, patience }) {
  const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const live = await Promise.race([globalThis.benchSeen.live, after(patience)]);
  if (live === undefined) throw new Error(`the page is not live after ${patience} ms`);
  await after(watched);
  const [first, drawn] = ["first-contentful-paint", map].map((name) => performance.getEntriesByName(name)[0]);
  const origin = performance.timeOrigin;
  return { ...globalThis.benchSeen, live, origin, first: first.startTime, map: drawn?.startTime ?? live };
}

/** Requests and arrived bytes, with times in milliseconds since 1970, as `performance.timeOrigin` is. */
class Traffic {
  #requests = new Map();
  /** Converts the protocol's clock, in seconds, to ours. */
  #clock;

  static async of(devtools) {
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
  bytesBy(time) {
    return [...this.#requests.values()].reduce((sum, { whole, parts }) => {
      if (whole && whole.at <= time) return sum + whole.bytes;
      const arrived = parts.filter(({ at }) => at <= time);
      return sum + arrived.reduce((sum, { bytes }) => sum + bytes, 0);
    }, 0);
  }

  requestsBy(time) {
    return [...this.#requests.values()].filter(({ at }) => at <= time).length;
  }

  /** When the last byte of the file whose path matches had arrived, if it did. @param {RegExp} name */
  finished(name) {
    const request = [...this.#requests.values()].find(({ path }) => name.test(path));
    return request?.whole?.at;
  }

  #ask({ requestId, request, timestamp, wallTime }) {
    if (request.url.startsWith("data:")) return;
    this.#clock ??= (seconds) => (seconds - timestamp + wallTime) * 1000;
    const path = new URL(request.url).pathname;
    this.#requests.set(requestId, { path, at: wallTime * 1000, parts: [] });
  }

  #add(requestId, timestamp, bytes) {
    this.#requests.get(requestId)?.parts.push({ at: this.#clock(timestamp), bytes });
  }
}
