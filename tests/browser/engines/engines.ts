// The three engines: how to start, size and stop each.

import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

import { launchOptions } from "../support/chromium.ts";
import { type Capabilities, isReady, Session } from "./webdriver.ts";
import { freePort } from "../support/ports.ts";

/** The two viewports that the design is drawn for. In CSS pixels. */
export const WINDOWS = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
};

/** How long a driver or a display may take to start on a busy machine. In milliseconds. */
const START = 60_000;

/** How a browser is started: which capabilities to ask for, and what to do with its new window. */
type Start = { capabilities: () => Capabilities; prepare?: (session: Session) => Promise<unknown> };

/** The size of a viewport, in CSS pixels. */
export type Size = { width: number; height: number };

/** An engine, its driver and its browser. */
export type Engine = Start & {
  name: string;
  /** The call of the driver that listens on this port. */
  driver: (port: number) => [program: string, ...args: string[]];
  env?: Record<string, string>;
  needsDisplay?: boolean;
  /** Writes the browser's settings into its home folder. */
  furnish?: (home: string) => void;
  /** Gives the page's viewport a size, as nearly as the engine can. */
  size: (session: Session, size: Size) => Promise<unknown>;
  /** What is different with JavaScript disabled. */
  withoutScript: Partial<Start>;
};

const CHROMIUM: Engine = {
  name: "Chromium",
  driver: (port) => [process.env.CHROMEDRIVER ?? "chromedriver", `--port=${port}`],
  capabilities: () => ({
    "goog:chromeOptions": {
      binary: launchOptions.executablePath,
      args: ["--headless=new", "--lang=zh-CN", ...launchOptions.args],
    },
  }),
  withoutScript: {
    prepare: (session) => session.devtools("Emulation.setScriptExecutionDisabled", { value: true }),
  },
  // A desktop window is never narrower than 500 px: Chromium's own tools show a phone in this way.
  async size(session, { width, height }) {
    await session.devtools("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  },
};

const FIREFOX_PREFS = {
  "intl.accept_languages": "zh-CN, zh",
  "app.update.disabledForTesting": true,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "dom.disable_open_during_load": false,
};

const FIREFOX: Engine = {
  name: "Firefox",
  driver: (port) => [
    process.env.GECKODRIVER ?? "geckodriver",
    `--port=${port}`,
    // A free port for the browser's own protocol: another test may use the usual one.
    "--websocket-port=0",
    "--marionette-port=0",
  ],
  capabilities: () => firefoxWith({}),
  withoutScript: {
    capabilities: () => firefoxWith({ "javascript.enabled": false }),
    // Without JavaScript no page can open a window.
    prepare: async () => {},
  },
  // Firefox's own window is at least 500 px wide; a window that a page opens has no least width.
  async prepare(session) {
    await session.goTo("about:blank");
    await session.run(() => void open("about:blank", "", "popup,width=390,height=844"));
    await session.useNewest();
  },
  size: sizeOfWindow,
};

function firefoxWith(prefs: Record<string, unknown>): Capabilities {
  const binary = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
  return { "moz:firefoxOptions": { binary, args: ["-headless"], prefs: { ...FIREFOX_PREFS, ...prefs } } };
}

const WEBKIT: Engine = {
  name: "WebKitGTK",
  needsDisplay: true,
  driver: (port) => [process.env.WEBKIT_DRIVER ?? "WebKitWebDriver", `--port=${port}`],
  env: {
    // A sandbox needs rights that a test machine may not give, and only our own pages run here.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    // Without a graphics card.
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    LIBGL_ALWAYS_SOFTWARE: "1",
    GDK_BACKEND: "x11",
    NO_AT_BRIDGE: "1",
  },
  capabilities: () => webkitWith(),
  withoutScript: { capabilities: () => webkitWith("--enable-javascript=false") },
  // Its toolbar would keep the window wider than a phone.
  furnish(home) {
    const folder = join(home, ".config", "gtk-3.0");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "gtk.css"), "* { margin: 0; padding: 0; min-width: 0; font-size: 1px; }");
  },
  size: sizeOfWindow,
};

function webkitWith(...flags: string[]): Capabilities {
  return { "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation", ...flags] } };
}

/** The names of all engines. */
export const ALL = [CHROMIUM, FIREFOX, WEBKIT].map(({ name }) => name);

/** The engines to test: all, unless ENGINE names some. */
export const engines = [CHROMIUM, FIREFOX, WEBKIT].filter(
  ({ name }) => !process.env.ENGINE || process.env.ENGINE.split(",").includes(name),
);

/** Whether to test everything in every one of these engines: with `--full`, and if ENGINE leaves one out. */
export const isFull = Boolean(process.env.FULL) || engines.length < ALL.length;

/** The engines for claims that a Playwright spec already tests in Chromium. */
export const OTHERS = ALL.filter((name) => isFull || name !== "Chromium");

/**
 * Returns whether this engine tests the claim at `index` of a list of similar claims: each claim runs in one engine,
 * in turns, so that every claim is tested and every engine has its share.
 * `names` are the engines that can show it.
 */
export const isTurnOf = (name: string, index: number, names = ALL) =>
  names.includes(name) && (isFull || names[index % names.length] === name);

/** The same engine with JavaScript disabled in its pages. Its window has any size. */
export const withoutScript = (engine: Engine): Engine => ({ ...engine, ...engine.withoutScript });

/** The same engine without a network: requests to other machines go to a proxy port on which nothing
 *  listens. */
export const offline = (engine: Engine): Engine => ({
  ...engine,
  capabilities: () => ({
    ...engine.capabilities(),
    proxy: { proxyType: "manual", httpProxy: "127.0.0.1:9", sslProxy: "127.0.0.1:9" },
  }),
});

/** A running engine with one window. */
export class Running {
  readonly engine: Engine;
  #processes: ChildProcess[] = [];
  #folder = mkdtempSync(join(tmpdir(), "engine-"));
  #session?: Session;

  private constructor(engine: Engine) {
    this.engine = engine;
  }

  static async start(engine: Engine) {
    const running = new Running(engine);
    try {
      const env: NodeJS.ProcessEnv = { ...process.env, ...engine.env, HOME: running.#folder };
      delete env.XDG_CONFIG_HOME;
      engine.furnish?.(running.#folder);
      if (engine.needsDisplay) env.DISPLAY = await running.#display();
      const port = await freePort();
      running.#spawn(engine.driver(port), { env });
      const driver = `http://127.0.0.1:${port}`;
      await untilTrue(`the driver of ${engine.name} answers`, () => isReady(driver));
      running.#session = await Session.open(driver, engine.capabilities());
      await engine.prepare?.(running.session);
      return running;
    } catch (fault) {
      await running.stop();
      throw fault;
    }
  }

  get session() {
    if (!this.#session) throw new Error(`${this.engine.name} has no window`);
    return this.#session;
  }

  /** Gives the page's viewport this size, as nearly as the engine can. */
  async size(wanted: Size) {
    await this.engine.size(this.session, wanted);
  }

  async stop() {
    await this.#session?.close().catch(() => {});
    for (const process of this.#processes.toReversed()) {
      const ended = new Promise((resolve) => process.once("exit", resolve));
      if (process.exitCode === null && process.kill()) await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Starts a virtual display for a browser that cannot run headless. */
  async #display() {
    // Xvfb picks a free display number and writes it to the file descriptor in its arguments.
    const screen = ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
    const server = this.#spawn(["Xvfb", ...screen], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const number = await new Promise<string>((resolve, reject) => {
      const answer = server.stdio[3] as Readable;
      answer.once("data", (bytes) => resolve(String(bytes).trim()));
      server.once("exit", () => reject(new Error("Xvfb has ended")));
    });
    return `:${number}`;
  }

  #spawn([program, ...args]: [program: string, ...args: string[]], options: SpawnOptions) {
    const started = spawn(program, args, { stdio: "ignore", ...options });
    started.once("error", (fault) => console.error(`cannot start ${program}: ${fault.message}`));
    this.#processes.push(started);
    // An interrupted test leaves no browser behind.
    process.once("exit", () => started.kill());
    return started;
  }
}

/** Resizes the window by the difference between its viewport and the wanted size, again if the change comes late. */
async function sizeOfWindow(session: Session, { width, height }: Size) {
  const inside = () => session.run(() => ({ innerWidth, innerHeight }));
  await untilTrue(`the window is ${width} by ${height}`, async () => {
    const { innerWidth, innerHeight } = await inside();
    if (innerWidth === width && innerHeight === height) return true;
    const outside = await session.rect();
    await session.size(outside.width + width - innerWidth, outside.height + height - innerHeight);
    await session.runToEnd(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let frames = 0; frames < 4; frames += 1) await frame();
    });
    return false;
  });
}

/** WebKitGTK's own small browser, of the newest API version that is installed. */
function miniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  const libraries = ["/usr/lib", "/usr/libexec"].flatMap((folder) => [folder, ...foldersIn(folder)]);
  const candidates = libraries.flatMap(foldersIn).filter((folder) => /\/webkit2?gtk-[\d.]+$/.test(folder));
  const found = candidates.map((folder) => join(folder, "MiniBrowser")).filter(existsSync);
  return found.toSorted().at(-1);
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

async function untilTrue(what: string, isTrue: () => boolean | Promise<boolean>) {
  const end = Date.now() + START;
  while (!(await isTrue())) {
    if (end < Date.now()) throw new Error(`not within ${START / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
