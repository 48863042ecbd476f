// Failures on the way to a live map: of the host, of the network, of the browser.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { DIST, type Otherwise, type Site, type Which } from "../support/server.ts";
import { openLive, rest, scrollTo, STILL, untilCurrent } from "./page.ts";
import { steps } from "../support/story.ts";
import type { Deed } from "./probe.ts";
import type { Session } from "./webdriver.ts";

/** The optional assets of the map. */
export const EXTRAS = ["relief", "finer land", "explorer"] as const;
export type Extra = (typeof EXTRAS)[number];

/** A failure, and what the reader then has. */
export type Fault = {
  words: string;
  /** The promise in docs/promises.md. */
  check?: string;
  /** The app's map, the page's stills shown by boot, or the page as it is without any script. */
  ends: "live" | "static" | "plain";
  apply?: (site: Site) => void;
  /** What the probe does before the page. */
  deed?: Deed;
  /** How to open the page, if not in the usual way. */
  open?: (session: Session, site: Site) => Promise<void>;
  /** In a browser with JavaScript disabled. */
  isWithoutScript?: boolean;
  /** The map goes live later than usual. */
  isLate?: boolean;
  /** What the live map lacks. */
  lacks?: Extra[];
  /** What the page may then complain about. */
  hears?: RegExp;
  /** The engines that cannot show it, with the reason. */
  notIn?: Record<string, string>;
};

const isWasm: Which = (path) => path.endsWith(".wasm");
const isPack: Which = (path) => path.endsWith(".bin");
const isBoot: Which = (path) => path.startsWith("boot.");
const isGlue: Which = (path) => /^shanhai\.\w+\.js$/.test(path);
const isStyle: Which = (path) => path.startsWith("story.") && path.endsWith(".css");
const isLater: Which = (path) => path.startsWith("later.");
const isScript: Which = (path) => path.endsWith(".js") && path !== "probe.js";
const isHashed: Which = (path) => !path.endsWith(".html") && path !== "probe.js";

const half = (file: Buffer) => file.subarray(0, file.length / 2);
const flipped = (file: Buffer) => {
  const bytes = Buffer.from(file);
  bytes[bytes.length >> 1]! ^= 1;
  return bytes;
};

const MISSING = { status: 404 };
const FAILING = { status: 500, kind: "text/html", body: () => "<h1>500</h1>" };
const A_PAGE = { kind: "text/html", body: () => "<!doctype html><h1>not here</h1>" };
const HALF = { body: half };
const DROPPED = { breaksAt: 0.5 };
const FLIPPED = { body: flipped };
const PACKED = { body: (file: Buffer) => gzipSync(file) };

/** The content of the built file whose name `which` accepts. */
const built = (which: Which) => readFileSync(join(DIST, readdirSync(DIST).find(which)!));

/** Serves another pack, and changes the page's hash so that it accepts the pack. */
function passOff(site: Site, pack: Buffer) {
  const integrity = `sha256-${createHash("sha256").update(pack).digest("base64")}`;
  site.changePages((page) => page.replace(/(data-pack-integrity=")[^"]*/, `$1${integrity}`));
  site.answer(isPack, { body: () => pack });
}

/** Makes the page name files of an older build. */
const AGED = /\b(shanhai|story)\.([0-9a-f]{12})\.(js|wasm|bin)\b/g;
const age = (site: Site) => site.changePages((page) => page.replace(AGED, "$1.000000000000.$3"));

/** A fault that answers requests for some files differently. */
const answering = (which: Which, otherwise: Otherwise) => (site: Site) => site.answer(which, otherwise);

/** The browser compiles a WASM with another media type only after it has loaded; the glue warns of it. */
const asKind = (kind: string) => answering(isWasm, { kind });
const IS_SLOWER = /^warn: The app came as /;

const isOfApp = { ends: "static" } as const;
const isOfStart = { ends: "plain" } as const;

/** A reason for `notIn`: engines that do not check a module against its hash. */
const UNCHECKED = {
  WebKitGTK: "WebKit does not hold a preloaded module to its hash: what comes of it depends on the bit",
};

/** A host whose policy allows files but no inline content for `directive`. `otherwise`: how it answers requests for
 *  the file that replaces the refused content, which `which` accepts, if not with that file. */
const isRefused = (directive: string, which?: Which, otherwise?: Otherwise) => ({
  isLate: true,
  hears: new RegExp(`^refused by ${directive}`),
  apply(site: Site) {
    const policy = new RegExp(`${directive} [^;]*`);
    site.changePages((page) => page.replace(policy, (sources) => sources.replace(/ 'sha256-[^']*'/g, "")));
    if (which && otherwise) site.answer(which, otherwise);
  },
});

export const faults: Fault[] = [
  { words: "scripts switched off", ...isOfStart, isWithoutScript: true },
  {
    check: "R1",
    words: "every script, WASM and pack cut off",
    ...isOfApp,
    apply: (site) => site.cut((path) => isScript(path) || isWasm(path) || isPack(path)),
  },
  {
    words: "scripts forbidden by the host",
    ...isOfStart,
    hears: /^refused by script-src/,
    apply: (site) => site.forbidScripts(),
  },

  { check: "R2", words: "WASM cut off", ...isOfApp, apply: (site) => site.cut(isWasm) },
  { check: "R3", words: "WASM missing (404)", ...isOfApp, apply: answering(isWasm, MISSING) },
  { words: "WASM failing (500)", ...isOfApp, apply: answering(isWasm, FAILING) },
  { check: "R4", words: "a page in the place of the WASM (200)", ...isOfApp, apply: answering(isWasm, A_PAGE) },
  { check: "R5", words: "WASM cut at half, said to be whole", ...isOfApp, apply: answering(isWasm, HALF) },
  { check: "R5", words: "line dropped half way through the WASM", ...isOfApp, apply: answering(isWasm, DROPPED) },
  { check: "R6", words: "WASM with one bit flipped", ...isOfApp, apply: answering(isWasm, FLIPPED) },
  { check: "R7", words: "WASM gzipped, without the header", ...isOfApp, apply: answering(isWasm, PACKED) },
  { words: "WASM failing once", ends: "live", isLate: true, apply: (site) => site.answerOnce(isWasm, FAILING) },

  { check: "R8", words: "all scripts as text/plain", ...isOfApp, apply: answering(isScript, { kind: "text/plain" }) },
  { check: "R9", words: "all scripts missing (404)", ...isOfApp, apply: answering(isScript, MISSING) },
  { check: "R9", words: "scripts within the page refused by the host", ends: "live", ...isRefused("script-src") },
  {
    check: "R9",
    words: "scripts within the page refused, boot missing (404)",
    ...isOfStart,
    ...isRefused("script-src", isBoot, MISSING),
  },
  {
    words: "scripts within the page refused, boot with one bit flipped",
    ...isOfStart,
    ...isRefused("script-src", isBoot, FLIPPED),
    notIn: UNCHECKED,
  },
  {
    words: "scripts within the page refused, line dropped half way through boot",
    ...isOfStart,
    ...isRefused("script-src", isBoot, DROPPED),
  },
  { check: "R9", words: "glue missing (404)", ...isOfApp, apply: answering(isGlue, MISSING) },
  { words: "glue failing (500)", ...isOfApp, apply: answering(isGlue, FAILING) },
  { words: "a page in the place of the glue (200)", ...isOfApp, apply: answering(isGlue, A_PAGE) },
  { words: "glue with one bit flipped", ...isOfApp, apply: answering(isGlue, FLIPPED), notIn: UNCHECKED },
  { words: "line dropped half way through the glue", ...isOfApp, apply: answering(isGlue, DROPPED) },

  {
    check: "R10",
    words: "WASM as application/octet-stream",
    ends: "live",
    hears: IS_SLOWER,
    apply: asKind("application/octet-stream"),
  },
  { check: "R10", words: "WASM as text/plain", ends: "live", hears: IS_SLOWER, apply: asKind("text/plain") },
  {
    check: "R10",
    words: "WASM as application/wasm; charset=utf-8",
    ends: "live",
    hears: IS_SLOWER,
    apply: asKind("application/wasm; charset=utf-8"),
  },
  {
    check: "R11",
    words: "WASM later than the reader, who is in the fifth step",
    ends: "live",
    isLate: true,
    open: upgradeInTheMiddle,
  },

  { check: "R12", words: "pack missing (404)", ...isOfApp, apply: answering(isPack, MISSING) },
  { words: "pack failing (500)", ...isOfApp, apply: answering(isPack, FAILING) },
  { check: "R12", words: "pack cut at half, said to be whole", ...isOfApp, apply: answering(isPack, HALF) },
  { words: "line dropped half way through the pack", ...isOfApp, apply: answering(isPack, DROPPED) },
  { check: "R12", words: "pack with one bit flipped", ...isOfApp, apply: answering(isPack, FLIPPED) },
  {
    check: "R12",
    words: "pack empty, with its own hash",
    ...isOfApp,
    apply: (site) => passOff(site, Buffer.alloc(0)),
  },
  {
    check: "R12",
    words: "pack of 10 MB, with its own hash",
    ...isOfApp,
    apply: (site) => passOff(site, Buffer.alloc(10_000_000, 7)),
  },
  {
    check: "R12",
    words: "pack cut at half, with its own hash",
    ...isOfApp,
    apply: (site) => passOff(site, half(built(isPack))),
  },
  {
    check: "R13",
    words: "pack of another version, with its own hash",
    ...isOfApp,
    apply: (site) => passOff(site, Buffer.concat([Buffer.from([99]), built(isPack).subarray(1)])),
  },

  {
    check: "R14",
    words: "new page, old files: nothing it names is there",
    ...isOfApp,
    hears: /^warn: /,
    apply: answering(isHashed, MISSING),
  },
  { check: "R14", words: "old page, new files: app and pack are gone", ...isOfApp, apply: age },
  {
    check: "R14",
    words: "old page, old files beside the new",
    ends: "live",
    apply(site) {
      age(site);
      for (const name of readdirSync(DIST)) {
        const old = name.replace(AGED, "$1.000000000000.$3");
        if (old !== name && !/story\.\w+\.bin/.test(name)) site.add(old, readFileSync(join(DIST, name)));
      }
      const page = readFileSync(join(DIST, "index.html"), "utf8");
      const [pack] = /story\.[0-9a-f]{12}\.bin/.exec(page)!;
      site.add("story.000000000000.bin", readFileSync(join(DIST, pack)));
    },
  },

  { check: "R16", words: "no WebAssembly", ...isOfApp, deed: "no-wasm" },
  { check: "R16", words: "no WebAssembly.instantiateStreaming", ends: "live", deed: "no-streaming" },
  { check: "R16", words: "no IntersectionObserver", ends: "live", deed: "no-intersection" },
  { check: "R16", words: "no ResizeObserver", ends: "live", deed: "no-resize" },
  { check: "R16", words: "no customElements", ends: "live", deed: "no-elements" },
  { words: "localStorage refused", ends: "live", deed: "no-storage" },
  {
    check: "R19",
    words: "policy without wasm-unsafe-eval",
    ...isOfApp,
    hears: /^refused by script-src/,
    apply: (site) => site.changePages((page) => page.replace(" 'wasm-unsafe-eval'", "")),
  },

  { words: "style within the page refused by the host", ends: "live", ...isRefused("style-src") },
  {
    words: "style within the page refused, its file missing (404)",
    ...isOfApp,
    ...isRefused("style-src", isStyle, MISSING),
  },
  {
    words: "style within the page refused, its file with one bit flipped",
    ...isOfApp,
    ...isRefused("style-src", isStyle, FLIPPED),
  },

  {
    words: "relief missing (404)",
    ends: "live",
    lacks: ["relief"],
    apply: answering((path) => path.startsWith("relief."), MISSING),
  },
  {
    words: "finer land missing (404)",
    ends: "live",
    lacks: ["finer land"],
    hears: /^warn: The map stays coarse/,
    apply: answering((path) => path.startsWith("land."), MISSING),
  },
  {
    words: "explorer missing (404)",
    ends: "live",
    lacks: ["explorer"],
    hears: /^warn: /,
    apply: answering((path) => path.startsWith("explore."), MISSING),
  },
  {
    words: "later.js missing (404)",
    ends: "live",
    lacks: ["relief", "finer land", "explorer"],
    hears: /^warn: /,
    apply: answering(isLater, MISSING),
  },
  {
    words: "line dropped half way through later.js",
    ends: "live",
    hears: /^warn: /,
    lacks: ["relief", "finer land", "explorer"],
    apply: answering(isLater, DROPPED),
  },

  { check: "R23", words: "400 kbit/s", ends: "live", isLate: true, apply: (site) => void (site.pace = 50_000) },
  {
    check: "R24",
    words: "offline once live",
    ends: "live",
    lacks: ["finer land", "explorer"],
    hears: /^warn: /,
    open: goOffline,
  },
];

/** The reader goes on reading while the WASM loads; when it arrives, nothing moves under them. */
async function upgradeInTheMiddle(session: Session, site: Site) {
  const release = site.hold(isWasm);
  // An engine may delay a page's load event, and so WebDriver, until a preload has arrived.
  site.changePages((page) => page.replace(/<link rel="preload" as="fetch" type="application\/wasm"[^>]*>/, ""));
  await session.goTo(site.home + STILL);
  const step = steps[4]!.id;
  await session.until("boot has begun", () => document.querySelector("story-map[data-map]") !== null);
  await scrollTo(session, step);
  await session.until(
    "the stage shows the still of the step",
    (step) => document.querySelector(`.stage svg[data-still="${step}"]`) !== null,
    step,
  );
  const before = await session.run(() => scrollY);
  release();
  await untilCurrent(session, step);
  await rest(session);
  const moved = Math.abs((await session.run(() => scrollY)) - before);
  if (1 < moved) throw new Error(`the reader was moved by ${moved} px`);
}

async function goOffline(session: Session, site: Site) {
  await openLive(session, site, STILL);
  await rest(session);
  await site.close();
  for (const { id } of steps) {
    await scrollTo(session, id);
    await untilCurrent(session, id);
  }
}
