// Security and privacy: the page's policy, its requests, its stored data, and content that no file of the
// site may have.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { DIST, type Site } from "../support/server.ts";
import { steps } from "../support/story.ts";
import { expect, openLive, scrollTo, settle, test, untilLive } from "../support/test.ts";

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** The policy of the embed pages: their previews hold frames, and mount the story as newsrooms do, with a script
 *  that the page itself names: see docs/decisions/0015. */
const OF_WAYS = [...POLICY.slice(0, 6), "frame-src 'self'", ...POLICY.slice(7, 10)];

const PAGES = ["index.html", "en/index.html"];

/** The paths of the site's files, without compressed copies. */
const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length + 1));

const bytesOf = (path: string) => readFileSync(join(DIST, path));

/** The files with one of these endings, with their text. */
function texts(...endings: string[]): [string, string][] {
  const found = files.filter((path) => endings.some((ending) => path.endsWith(`.${ending}`)));
  expect(found.length, endings.join()).toBeGreaterThan(0);
  return found.map((path) => [path, bytesOf(path).toString()]);
}

/** Every match of `part` in these files, with its path; empty if there is none. */
function holding(files: [string, string][], part: RegExp) {
  return files.flatMap(([path, text]) => text.match(part)?.map((found) => `${path}: ${found}`) ?? []);
}

const digest = (path: string) => `sha256-${createHash("sha256").update(bytesOf(path)).digest("base64")}`;

/** Visits everything: every step, the explorer, a connection, a map tool, and the switches. */
async function visit(page: Page, site: Site) {
  await openLive(page, site);
  for (const { id } of steps) await scrollTo(page, id, { share: 0.5 });
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  const switches = ["motion", "theme", "reading"].map((name) => `[data-switch="${name}"]`);
  for (const button of [".chosen button", ".map-tools button", ...switches]) {
    // Wherever it is: other tests check whether something covers it.
    await page.locator(button).first().dispatchEvent("click");
  }
  await settle(page);
}

// --- the policy

test("the Content Security Policy is the strict one, and stands before all that it governs", () => {
  for (const [path, text] of texts("html")) {
    const policy = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(text);
    // Inline scripts and styles are allowed only by their hashes.
    const within = (name: string) => [...text.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, "gs"))];
    const hashes = (name: string) =>
      within(name).map(([, text]) => ` 'sha256-${createHash("sha256").update(text!).digest("base64")}'`);
    const allowed: Record<string, string[]> = { "script-src": hashes("script"), "style-src": hashes("style") };
    const expected = path.endsWith("embed.html") ? OF_WAYS : POLICY;
    const withHashes = expected.map((part) => part + (allowed[part.split(" ")[0]!] ?? []).join(""));
    expect(policy?.[1]!.split("; "), path).toEqual(withHashes);
    expect(text.slice(0, policy!.index), path).not.toMatch(/<(script|link|style|base|img|svg)\b/);
  }
});

test("a whole visit never violates the policy, and the ear for that hears", async ({ page, site, faults }) => {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => {
      violations.push(violatedDirective);
    });
  });
  const violations = () => page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  await visit(page, site);
  expect(await violations()).toEqual([]);

  faults.expect(/^console: (refused by|.*Content Security Policy)/);
  await page.evaluate(() => {
    const style = document.createElement("style");
    style.textContent = "body { color: red }";
    document.head.append(style);
  });
  await expect.poll(violations).toEqual(["style-src-elem"]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("no page holds a handler, nor a style or a script within its text but what its policy names", async ({
    page,
    site,
  }) => {
    for (const path of PAGES) {
      await page.goto(site.home + path);
      const inline = await page.evaluate(() => {
        const parts = [...document.querySelectorAll("script:not([src]), style, [style], [href^='javascript:' i]")];
        const handlers = [...document.querySelectorAll("*")].filter((part) =>
          part.getAttributeNames().some((name) => name.startsWith("on")),
        );
        return [...parts, ...handlers].map((part) => part.outerHTML);
      });
      expect(
        inline.map((it) => /^<(script|style)>.*<\/\1>$/s.exec(it)?.[1] ?? it),
        path,
      ).toEqual(["script", "style", "script"]);
    }
  });

  test("every script and style of a page has the hash of the built file", async ({ page, site }) => {
    for (const path of PAGES) {
      await page.goto(site.home + path);
      const named = await page.evaluate(() => {
        const parts = [
          ...document.querySelectorAll("script[src], link[rel=stylesheet], link[rel=modulepreload], link[as=script]"),
        ];
        const linked = parts.map((part) => [
          part.getAttribute("src") ?? part.getAttribute("href"),
          part.getAttribute("integrity"),
        ]);
        const { dataset } = document.querySelector<HTMLElement>("story-map")!;
        const later = ["style", "boot", "glue", "wasm", "pack", "later", "facts"].map((name) => [
          dataset[name]!,
          dataset[`${name}Integrity`]!,
        ]);
        return [...linked, ...later];
      });
      expect(named.length, path).toBe(10);
      for (const [address, integrity] of named) {
        const file = new URL(address!, site.home + path).pathname.slice(site.prefix.length);
        expect(integrity, `${address} in ${path}`).toBe(digest(file));
      }
    }
  });

  test("every file that a script loads has the hash of the built file", () => {
    // Embedders name the loader without a hash, and so everything that it loads has none.
    const scripts = texts("js").filter(([path]) => path !== "embed.js");
    const named = scripts.flatMap(([, text]) => [
      ...text.matchAll(/`?"?\.\/([\w.]+\.(?:js|css))[`"].{1,60}?(sha256-[\w+/=]+)/g),
    ]);
    expect(named.map(([, name]) => name!.split(".")[0]).toSorted()).toEqual([
      "explore",
      "finish",
      "framed",
      "framed",
      "inline",
      "print",
    ]);
    for (const [, name, integrity] of named) expect(integrity, name).toBe(digest(name!));
  });

  // This story has no external links: `tests/rust/house.rs` shows that a story's external links are rendered so.
  test("the policy of referrers is strict, and links that lead out tell nothing", async ({ page, site }) => {
    for (const path of PAGES) {
      await page.goto(site.home + path);
      await expect(page.locator('meta[name="referrer"]')).toHaveAttribute("content", "strict-origin-when-cross-origin");
      const links = await page
        .locator("a[href^='http'], a[href^='//'], a[target]")
        .evaluateAll((links) => links.map((link) => [link.getAttribute("href"), link.getAttribute("rel")?.split(" ")]));
      for (const [address, rel] of links) {
        expect(rel, String(address)).toEqual(expect.arrayContaining(["noopener", "noreferrer"]));
      }
    }
  });
});

// --- altered in transit

/** For each file, text in which one letter can change without making the file fail by itself. */
const LETTERS: Record<string, [RegExp, string]> = {
  "the glue": [/^shanhai\..*js$/, "The app came as"],
  "the WASM": [/^shanhai\..*wasm$/, "FnOnce called"],
  "the pack": [/^story\..*bin$/, steps.at(-1)!.id],
  "the later script": [/^later\..*js$/, "The map stays coarse"],
};

/** Serves the file that `name` matches with one bit of one letter flipped. */
function alter(site: Site, [name, letters]: [RegExp, string]) {
  const altered = (file: Buffer) => {
    const copy = Buffer.from(file);
    copy[copy.indexOf(letters)]! ^= 0x20;
    return copy;
  };
  const found = files.filter((path) => name.test(path));
  expect(found.length, String(name)).toBeGreaterThan(0);
  for (const path of found) expect(bytesOf(path).includes(letters), path).toBe(true);
  site.answer((path) => name.test(path), { body: altered });
}

/** The browser itself reports what it refused. */
const LOADING = /^console: (Failed to (find a valid digest|load resource)|Fetch API cannot load|Subresource Integrity)/;

/** Expects every section to be visible, with its heading and words. */
async function expectWords(page: Page) {
  const sections = await page.locator("section[data-step]").evaluateAll((sections) =>
    (sections as HTMLElement[]).map((section) => ({
      id: section.id,
      isShown: section.checkVisibility() && !!section.querySelector("h1, h2, h3")?.checkVisibility(),
      isLong: section.innerText.length > 30,
    })),
  );
  expect(sections).toEqual(steps.map(({ id }) => ({ id, isShown: true, isLong: true })));
}

for (const [name, letter] of Object.entries(LETTERS)) {
  if (name === "the later script") continue;
  test(`with one bit of ${name} altered, the app stays away and every section reads`, async ({
    page,
    site,
    faults,
  }) => {
    faults.expect(LOADING);
    alter(site, letter);
    await page.goto(site.home);
    const root = page.locator("story-map");
    await expect(root).toHaveAttribute("data-fault", /./);
    await settle(page);
    await expect(root).toHaveAttribute("data-mode", "static");
    await expectWords(page);
    expect(await page.evaluate(() => performance.getEntriesByName("shanhai:live").length)).toBe(0);
  });
}

/** Text in the page in which one letter can change without making the page fail by itself. */
const WITHIN = { "the script within the page": "The map stays still", "the style within the page": "canvastext" };

for (const [name, letters] of Object.entries(WITHIN)) {
  test(`with one bit of ${name} altered, it does not count, and its file takes its place`, async ({
    page,
    site,
    faults,
  }) => {
    faults.expect(/^console: (refused by|.*Content Security Policy)/);
    site.changePages((html: string) => html.replace(letters, (found) => found.replace("s", "S")));
    await openLive(page, site);
    await expect(page.locator("story-map")).toHaveAttribute("data-layout", /stacked|beside/);
    expect(site.asked.some((path) => /^(boot|story)\.\w+\.(js|css)$/.test(path ?? ""))).toBe(true);
  });
}

test("with one bit of the later script altered, it does not run and the story is live without it", async ({
  page,
  site,
  faults,
}) => {
  faults.expect(LOADING);
  alter(site, LETTERS["the later script"]!);
  await openLive(page, site);
  await page.waitForLoadState("networkidle");
  await scrollTo(page, "explore");
  await expectWords(page);
  await expect(page.locator("story-map")).not.toHaveAttribute("data-explorer");
  // The relief would have been its first change to the page.
  await expect(page.locator(".shapes [data-relief]")).toBeAttached();
});

test("the WASM and the pack are fetched with the hash of what was built", async ({ page, site }) => {
  await page.addInitScript(() => {
    const asked: [string, string?][] = [];
    const { fetch } = window;
    const heard: typeof fetch = (input, init) => {
      asked.push([String(input), init?.integrity]);
      return fetch(input, init);
    };
    Object.assign(window, { asked, fetch: heard });
  });
  await openLive(page, site);
  const asked = await page.evaluate(() => (window as unknown as { asked: [string, string?][] }).asked);
  for (const ending of [".wasm", ".bin"]) {
    const [address, integrity] = asked.find(([address]) => address.endsWith(ending)) ?? [];
    expect(integrity, ending).toBe(digest(new URL(address!).pathname.slice(site.prefix.length)));
  }
});

// --- requests, stored data and metadata

test("a whole visit asks nobody but the host, sets no cookie, and keeps three small answers", async ({
  context,
  page,
  site,
}) => {
  const hosts = new Set<string>();
  context.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url())) hosts.add(new URL(request.url()).origin);
  });
  await visit(page, site);
  expect([...hosts]).toEqual([site.origin]);
  const pages = texts("html");
  expect(holding(pages, /<link[^>]*\b(dns-prefetch|preconnect|prefetch|prerender)\b[^>]*>/g)).toEqual([]);
  expect(holding(pages, /<(?!a\b)[a-z-]+[^>]*\b(src|srcset|href|action|poster|data)="(https?:)?\/\/[^>]*>/g)).toEqual(
    [],
  );

  // Stored answers are named shanhai: and take less than 1 KB.
  expect(await context.cookies()).toEqual([]);
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: Object.entries(localStorage),
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  const { local, ...others } = kept;
  expect(others).toEqual({ cookie: "", session: 0, databases: 0, caches: 0, workers: 0 });
  expect(local.map(([name]) => name).toSorted()).toEqual(["shanhai:motion", "shanhai:reading", "shanhai:theme"]);
  expect(new TextEncoder().encode(local.flat().join("")).length).toBeLessThanOrEqual(1024);
});

test("where nothing can be kept, the whole visit goes on, and the address keeps the choice", async ({ page, site }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("storage is off", "SecurityError");
        },
      });
    }
  });
  await visit(page, site);
  await expect(page).toHaveURL(/theme=light/);
  await page.reload();
  await untilLive(page);
  await expect(page.locator("story-map")).toHaveAttribute("data-theme", "light");
});

// --- content that no file may have

/** APIs that need the reader's permission, or could identify the reader. */
const POWERS =
  /geolocation|mediaDevices|getUserMedia|getDisplayMedia|requestPermission|\bNotification\b|serviceWorker|\.usb\b|\.bluetooth\b|\.hid\b|\.serial\b|requestMIDIAccess|getBattery|DeviceMotion|DeviceOrientation|Accelerometer|Gyroscope|PaymentRequest|wakeLock|\.xr\b|sendBeacon|clipboard\.read|requestFullscreen|queryLocalFonts|document\.cookie/g;

test("no script names a power that a reader would be asked for", () => {
  expect(holding(texts("js"), POWERS)).toEqual([]);
});

test("no script makes HTML or code of text, and none listens to the page's leaving", () => {
  const scripts = texts("js");
  const sinks =
    /(inner|outer)HTML|insertAdjacentHTML|setHTML|document\.write|\beval\(|new Function|srcdoc|(setTimeout|setInterval)\(["'`]/g;
  expect(holding(scripts, sinks)).toEqual([]);
  expect(holding(scripts, /["'.](on)?(before)?unload\b/g)).toEqual([]);
});

test("no file names a folder of the machine that built it", () => {
  const root = join(DIST, "..");
  const folder = /(\/root|\/home|\/Users|\/rustc|\/tmp)\/[\w.-]+|[/\\]\.(cargo|rustup)\b|\b[A-Z]:\\[\w.-]+\\/g;
  const every = files.map((path): [string, string] => [path, bytesOf(path).toString("latin1")]);
  expect(holding(every, folder)).toEqual([]);
  expect(every.filter(([, text]) => text.includes(`${root}/`)).map(([path]) => path)).toEqual([]);
});

test("no font and no picture comes from elsewhere", () => {
  const styles = texts("css");
  expect(holding(styles, /@import[^;]*|@font-face[^}]*/g)).toEqual([]);
  expect(holding(styles, /url\(\s*["']?(?!data:|#)[^)]*\)/g)).toEqual([]);
  expect(files.filter((path) => /\.(woff2?|ttf|otf|eot)$/.test(path))).toEqual([]);
});

test("no source map and no names of functions are served", () => {
  expect(files.filter((path) => path.endsWith(".map"))).toEqual([]);
  expect(holding(texts("js", "css", "html"), /[#@] ?sourceMappingURL[^\n]*/g)).toEqual([]);
  const [wasm] = files.filter((path) => path.endsWith(".wasm"));
  const compiled = new WebAssembly.Module(bytesOf(wasm!));
  for (const section of ["name", "producers", "sourceMappingURL", "external_debug_info", ".debug_info"]) {
    expect(WebAssembly.Module.customSections(compiled, section), section).toHaveLength(0);
  }
});
