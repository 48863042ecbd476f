// The three engines: how each is started, sized and stopped.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launchOptions } from "../chromium.mjs";
import { isReady, Session } from "./webdriver.mjs";
import { freePort } from "../ports.mjs";

/** The two windows that the design is drawn for, as the page sees them. In CSS pixels. */
export const WINDOWS = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
};

/** How long a driver or a display may take to start on a busy machine. In milliseconds. */
const START = 60_000;

const CHROMIUM = {
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
  // A window of the desk is never narrower than 500 px: this is how its own tools show a phone.
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

const FIREFOX = {
  name: "Firefox",
  driver: (port) => [
    process.env.GECKODRIVER ?? "geckodriver",
    `--port=${port}`,
    // Its browser's own port: the usual one may be another test's.
    "--websocket-port=0",
    "--marionette-port=0",
  ],
  capabilities: () => firefoxWith({}),
  withoutScript: {
    capabilities: () => firefoxWith({ "javascript.enabled": false }),
    // No page opens a window then.
    prepare: undefined,
  },
  // Its own frame takes 500 px at least; that of a window opened by a page, none.
  async prepare(session) {
    await session.goTo("about:blank");
    await session.run(() => void open("about:blank", "", "popup,width=390,height=844"));
    await session.useNewest();
  },
  size: sizeOfWindow,
};

function firefoxWith(prefs) {
  const binary = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
  return { "moz:firefoxOptions": { binary, args: ["-headless"], prefs: { ...FIREFOX_PREFS, ...prefs } } };
}

const WEBKIT = {
  name: "WebKitGTK",
  needsDisplay: true,
  driver: (port) => [process.env.WEBKIT_DRIVER ?? "WebKitWebDriver", `--port=${port}`],
  env: {
    // A sandbox needs rights that a test's machine may not give; the page comes from ourselves.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    // Without a graphics card.
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    LIBGL_ALWAYS_SOFTWARE: "1",
    GDK_BACKEND: "x11",
    NO_AT_BRIDGE: "1",
  },
  capabilities: () => webkitWith(),
  withoutScript: { capabilities: () => webkitWith("--enable-javascript=false") },
  // Its tool bar would keep the window wider than a phone.
  furnish(home) {
    const folder = join(home, ".config", "gtk-3.0");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "gtk.css"), "* { margin: 0; padding: 0; min-width: 0; font-size: 1px; }");
  },
  size: sizeOfWindow,
};

function webkitWith(...flags) {
  return { "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation", ...flags] } };
}

/** The names of all engines. */
export const ALL = [CHROMIUM, FIREFOX, WEBKIT].map(({ name }) => name);

/** Those that are asked for, which are all unless ENGINE names some. */
export const engines = [CHROMIUM, FIREFOX, WEBKIT].filter(
  ({ name }) => !process.env.ENGINE || process.env.ENGINE.split(",").includes(name),
);

/** Whether everything is tried in every engine that is asked for: by `--full`, and where ENGINE names one. */
export const isFull = Boolean(process.env.FULL) || engines.length < ALL.length;

/** The engines in which a claim is tried that a spec of Playwright's holds Chromium to. */
export const OTHERS = ALL.filter((name) => isFull || name !== "Chromium");

/**
 * Whether the claim at `index` of a list of claims that are alike is tried in this engine: each in one of them,
 * by turns, so that every claim and every engine has its share of the pairs.
 *
 * @param {string} name the engine's name
 * @param {number} index
 * @param {string[]} names the engines that can show it
 */
export const isTurnOf = (name, index, names = ALL) =>
  names.includes(name) && (isFull || names[index % names.length] === name);

/** The same engine with scripts switched off in its pages. Its window is of whatever size. */
export const withoutScript = (engine) => ({ ...engine, ...engine.withoutScript });

/** The same engine without a network: all that it asks of other machines, it asks of a port where nobody
 *  listens. */
export const offline = (engine) => ({
  ...engine,
  capabilities: () => ({
    ...engine.capabilities(),
    proxy: { proxyType: "manual", httpProxy: "127.0.0.1:9", sslProxy: "127.0.0.1:9" },
  }),
});

/** An engine that runs, with one window. */
export class Running {
  #processes = [];
  #folder = mkdtempSync(join(tmpdir(), "engine-"));

  static async start(engine) {
    const running = new Running();
    running.engine = engine;
    try {
      const env = { ...process.env, ...engine.env, HOME: running.#folder };
      delete env.XDG_CONFIG_HOME;
      engine.furnish?.(running.#folder);
      if (engine.needsDisplay) env.DISPLAY = await running.#display();
      const port = await freePort();
      running.#spawn(engine.driver(port), { env });
      const driver = `http://127.0.0.1:${port}`;
      await untilTrue(`the driver of ${engine.name} answers`, () => isReady(driver));
      running.session = await Session.open(driver, engine.capabilities());
      await engine.prepare?.(running.session);
      return running;
    } catch (fault) {
      await running.stop();
      throw fault;
    }
  }

  /** Gives the page's window this size, as nearly as the engine can. */
  async size(wanted) {
    await this.engine.size(this.session, wanted);
  }

  async stop() {
    await this.session?.close().catch(() => {});
    for (const process of this.#processes.toReversed()) {
      const ended = new Promise((resolve) => process.once("exit", resolve));
      if (process.exitCode === null && process.kill()) await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A screen of its own for a browser that has no other way to draw. */
  async #display() {
    // Xvfb takes a free number by itself and writes it to the file that it is told.
    const screen = ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
    const server = this.#spawn(["Xvfb", ...screen], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const number = await new Promise((resolve, reject) => {
      server.stdio[3].once("data", (bytes) => resolve(String(bytes).trim()));
      server.once("exit", () => reject(new Error("Xvfb has ended")));
    });
    return `:${number}`;
  }

  #spawn([program, ...args], options) {
    const started = spawn(program, args, { stdio: "ignore", ...options });
    started.once("error", (fault) => console.error(`cannot start ${program}: ${fault.message}`));
    this.#processes.push(started);
    // A test that is broken off leaves no browser behind.
    process.once("exit", () => started.kill());
    return started;
  }
}

/** Sizes the window by what its frame takes of it; where that comes late, once more. */
async function sizeOfWindow(session, { width, height }) {
  const inside = () => session.run(() => [innerWidth, innerHeight]);
  await untilTrue(`the window is ${width} by ${height}`, async () => {
    const [innerWidth, innerHeight] = await inside();
    if (innerWidth === width && innerHeight === height) return true;
    const outside = await session.rect();
    await session.size(outside.width + width - innerWidth, outside.height + height - innerHeight);
    await session.runToEnd(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      for (let frames = 0; frames < 4; frames += 1) await frame();
    });
  });
}

/** WebKitGTK's own small browser, of the newest interface that is installed. */
function miniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  const libraries = ["/usr/lib", "/usr/libexec"].flatMap((folder) => [folder, ...foldersIn(folder)]);
  const candidates = libraries.flatMap(foldersIn).filter((folder) => /\/webkit2?gtk-[\d.]+$/.test(folder));
  const found = candidates.map((folder) => join(folder, "MiniBrowser")).filter(existsSync);
  return found.toSorted().at(-1);
}

function foldersIn(folder) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

async function untilTrue(what, isTrue) {
  const end = Date.now() + START;
  while (!(await isTrue())) {
    if (end < Date.now()) throw new Error(`not within ${START / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
