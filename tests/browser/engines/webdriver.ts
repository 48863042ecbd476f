// Controls a browser with WebDriver: the few commands of the W3C protocol that the tests use. They are JSON
// over HTTP and the same for every engine, so that no library is needed.

/** How long a driver may take for one command before it counts as hung. In milliseconds. */
const PATIENCE = 60_000;

/** Polling interval for a state. In milliseconds. */
const BEAT = 25;

/** The key under which the protocol identifies an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** The protocol's code points for keys that write nothing. */
export const KEYS = {
  tab: "\uE004",
  enter: "\uE007",
  escape: "\uE00C",
  space: " ",
  pageUp: "\uE00E",
  pageDown: "\uE00F",
  left: "\uE012",
  up: "\uE013",
  right: "\uE014",
  down: "\uE015",
};

/** What a window is asked to be, in the names of the protocol and of its engines. */
export type Capabilities = Record<string, unknown>;

/** A function that runs in the page, with nothing but its arguments and the page; or its source. */
export type Task<A extends unknown[], R> = ((...args: A) => R) | string;

type Falsy = false | null | undefined | 0 | "";

/** One window of one browser. */
export class Session {
  #address: string;

  private constructor(address: string) {
    this.#address = address;
  }

  /** Opens a window at the driver whose address is `driver`. */
  static async open(driver: string, capabilities: Capabilities) {
    const { sessionId } = await ask<{ sessionId: string }>("POST", `${driver}/session`, {
      capabilities: { alwaysMatch: capabilities },
    });
    const session = new Session(`${driver}/session/${sessionId}`);
    await session.#post("timeouts", { script: PATIENCE, pageLoad: PATIENCE });
    return session;
  }

  close() {
    return ask("DELETE", this.#address);
  }

  /** Opens an address and waits for its load event. */
  goTo(url: string) {
    return this.#post("url", { url });
  }

  back() {
    return this.#post("back", {});
  }

  forward() {
    return this.#post("forward", {});
  }

  reload() {
    return this.#post("refresh", {});
  }

  /** Position and size of the whole window. */
  rect() {
    return ask<{ x: number; y: number; width: number; height: number }>("GET", `${this.#address}/window/rect`);
  }

  /** Sets the size of the whole window, in CSS pixels. */
  size(width: number, height: number) {
    return this.#post("window/rect", { width, height });
  }

  /** Switches to the window that was opened last. */
  async useNewest() {
    const handles = await ask<string[]>("GET", `${this.#address}/window/handles`);
    await this.#post("window", { handle: handles.at(-1) });
  }

  /** Runs `task` with the session in a frame; `find`, a function for the page, returns the frame's element. */
  async within<R>(find: Task<[], Element | null>, task: () => Promise<R>) {
    await this.#post("frame", { id: await this.run(find) });
    try {
      return await task();
    } finally {
      await this.#post("frame/parent", {});
    }
  }

  /** The result of `task` in the page, a function that uses nothing but its arguments and the page. */
  run<A extends unknown[], R>(task: Task<A, R>, ...args: A) {
    return this.#post<R>("execute/sync", { script: `return (${task}).apply(null, arguments);`, args });
  }

  /** The same for an asynchronous function. */
  async runToEnd<A extends unknown[], R>(task: Task<A, Promise<R>>, ...args: A) {
    const script = `
      const done = arguments[arguments.length - 1];
      const task = ${task};
      task(...Array.from(arguments).slice(0, -1)).then(
        (value) => done({ value }),
        (fault) => done({ fault: String(fault) }),
      );`;
    const ended = await this.#post<{ value: R } | { fault: string }>("execute/async", { script, args });
    if ("fault" in ended) throw new Error(ended.fault);
    return ended.value;
  }

  /** Waits until `task` returns a truthy value in the page, and returns that value. */
  until<A extends unknown[], R>(what: string, task: Task<A, R>, ...args: A) {
    return this.untilWithin(15_000, what, task, ...args);
  }

  /** The same with a limit of its own, in milliseconds. */
  async untilWithin<A extends unknown[], R>(limit: number, what: string, task: Task<A, R>, ...args: A) {
    const end = Date.now() + limit;
    while (true) {
      const seen = await this.run(task, ...args);
      if (seen) return seen as Exclude<R, Falsy>;
      if (end < Date.now()) throw new Error(`not within ${limit / 1000} s: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, BEAT));
    }
  }

  /** Clicks the first element that matches `query`, at the point where it is painted. */
  async click(query: string) {
    const { [ELEMENT]: id } = await this.#post<{ [ELEMENT]: string }>("element", {
      using: "css selector",
      value: query,
    });
    await this.#post(`element/${id}/click`, {});
  }

  /** Presses these keys one after the other, wherever the focus is. */
  async press(...keys: string[]) {
    const actions = keys.flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** A screenshot of the window, as PNG. */
  async picture() {
    return Buffer.from(await ask<string>("GET", `${this.#address}/screenshot`), "base64");
  }

  /** A command of Chromium's own protocol. */
  devtools(cmd: string, params: object) {
    return this.#post("goog/cdp/execute", { cmd, params });
  }

  #post<T = null>(command: string, body: object) {
    return ask<T>("POST", `${this.#address}/${command}`, body);
  }
}

/** Sends a command to a driver and returns its answer, which the protocol says is a `T`. */
async function ask<T>(method: string, url: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    headers: { "content-type": "application/json; charset=utf-8" },
    signal: AbortSignal.timeout(PATIENCE * 1.5),
  });
  const { value } = await response.json();
  if (response.ok) return value;
  throw new Error(`${new URL(url).pathname}: ${value.error}: ${value.message}`);
}

/** Whether a driver answers at this address and could open a window. */
export async function isReady(driver: string) {
  try {
    const status = await ask<{ ready?: boolean }>("GET", `${driver}/status`);
    return status.ready !== false;
  } catch {
    return false;
  }
}
