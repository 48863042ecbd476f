// The build on real hosts, configured as docs/hosting.md says: under any path the story goes live and moves, and
// every file is compressed, typed and cached as it should be.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import type { Page } from "@playwright/test";

import { all, bytesOf, files, isHashed, kindOf } from "../support/built.ts";
import { Host, HOSTS, PLACES } from "../support/hosted.ts";
import { complete, current, lit } from "../support/rest.ts";
import { DIST } from "../support/server.ts";
import { FULL, KINDS, steps } from "../support/story.ts";
import { expect, scrollTo, test as base, untilLive } from "../support/test.ts";

/** The host that each group of tests starts; it is the site of every test in that group. */
let host: Host;
const test = base.extend({ site: async ({}, use) => use(host as never) });

type Answer = { status: number; headers: IncomingMessage["headers"]; bytes: Buffer };

/** A host's response, with its body as transferred. */
function asked(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(new URL(path, host.home), { headers }, async (response) => {
      const bytes = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode!, headers: response.headers, bytes });
    }).on("error", reject);
  });
}

/** Expects each of these steps to become current and to highlight its connections. */
async function walk(page: Page, some: typeof steps) {
  for (const step of some) {
    await scrollTo(page, step.id, { share: 0.5 });
    await expect.poll(() => current(page), step.id).toBe(step.id);
    await expect.poll(() => lit(page), `the links of ${step.id}`).toEqual(complete(step));
  }
}

/** Runs these tests on a host of their own. */
function on(name: string, start: () => Promise<Host>, tests: () => void) {
  test.describe(name, () => {
    test.beforeAll(async () => {
      host = await start();
    });
    test.afterAll(() => host?.stop());
    tests();
  });
}

for (const name of HOSTS) {
  on(
    name,
    () => Host.start(name),
    () => {
      for (const [index, place] of PLACES.entries()) {
        test(`from /${place} the story goes live, with and without index.html`, async ({ page }) => {
          // Pairwise: each ending at each host, and at each place.
          const ends = ["index.html", "en/", "en/index.html", ""];
          for (const end of FULL ? ends : ends.filter((_, turn) => (turn + index + HOSTS.indexOf(name)) % 2 === 0)) {
            await page.goto(host.home + place + end);
            await untilLive(page);
          }
          // The optional assets load from there, too.
          await scrollTo(page, "explore");
          await expect(page.locator("story-map[data-explorer]")).toBeAttached();
        });
      }

      test("from /中文 路径/ each step lights its connections", async ({ page }) => {
        await page.goto(`${host.home}中文 路径/`);
        await untilLive(page);
        await walk(page, name === HOSTS[0] ? steps : KINDS);
      });

      test("an address without its last slash leads to the page all the same", async ({ page }) => {
        await page.goto(`${host.home}a/b`);
        await untilLive(page);
        expect(page.url()).toBe(`${host.home}a/b/`);
      });

      test("what is not there is not found, and no page comes in its place", async () => {
        for (const path of ["shanhai.000000000000.wasm", "a/b/no/such/page", "a/b/c/shanhai.000000000000.wasm"]) {
          const { status, headers } = await asked(path);
          expect(status, path).toBe(404);
          expect(headers["cache-control"] ?? "", path).not.toContain("immutable");
        }
      });
    },
  );
}

const UNPACKED = { br: brotliDecompressSync, gzip: gunzipSync };
const ENDS = { br: "br", gzip: "gz" };

for (const name of ["nginx", "Caddy"]) {
  on(
    `${name}: every file`,
    () => Host.start(name),
    () => {
      test("is kept for ever by its hash, or asked for each time", async () => {
        for (const path of files) {
          const { status, headers } = await asked(path);
          expect(status, path).toBe(200);
          const expected = isHashed(path) ? "public, max-age=31536000, immutable" : "no-cache";
          expect(headers["cache-control"], path).toBe(expected);
        }
        expect((await asked("a/b/")).headers["cache-control"]).toBe("no-cache");
      });

      test("is called what it is, and other sites may read it", async () => {
        for (const path of files) {
          const { headers } = await asked(path);
          expect(kindOf(path), path).toBeDefined();
          expect(headers["content-type"], path).toBe(kindOf(path));
          expect(headers["x-content-type-options"], path).toBe("nosniff");
          expect(headers["access-control-allow-origin"], path).toBe("*");
        }
      });

      for (const encoding of ["br", "gzip"] as const) {
        test(`is sent compressed by ${encoding}, if it was, to clients that accept it`, async () => {
          for (const path of files) {
            const { headers, bytes } = await asked(path, { "accept-encoding": encoding });
            const sibling = `${path}.${ENDS[encoding]}`;
            const isPacked = all.includes(sibling);
            expect(headers["content-encoding"], path).toBe(isPacked ? encoding : undefined);
            expect(bytes.equals(bytesOf(isPacked ? sibling : path)), path).toBe(true);
            if (!isPacked) continue;
            expect(headers.vary, path).toContain("Accept-Encoding");
            expect(UNPACKED[encoding](bytes).equals(bytesOf(path)), path).toBe(true);
          }
        });
      }

      test("comes unpacked to who takes nothing else", async () => {
        for (const path of files) {
          const { headers, bytes } = await asked(path);
          expect(headers["content-encoding"], path).toBeUndefined();
          expect(bytes.equals(bytesOf(path)), path).toBe(true);
        }
      });

      test("may be read from within a sandbox, where the story goes live", async ({ page }) => {
        // A sandboxed page has no origin, and so every host is another site to it.
        const frame =
          '<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" width="390" height="800" src="a/b/"></iframe>';
        writeFileSync(join(host.served, "frame.html"), frame);
        await page.goto(`${host.home}frame.html`);
        const story = page.locator("iframe").contentFrame().locator("story-map");
        await expect(story).toHaveAttribute("data-mode", "live");
      });

      test("is not sent again where it has not changed", async () => {
        const { headers } = await asked("index.html");
        const { status } = await asked("index.html", { "if-none-match": String(headers.etag) });
        expect(status).toBe(304);
      });
    },
  );
}

// --- from a zip

const MB = 1_000_000;

/** The build as a zip without the files that only hosts and share cards need, zipped and unzipped. */
function unzipped() {
  const folder = mkdtempSync(join(tmpdir(), "shanhai-zip-"));
  const story = join(folder, "story");
  const isLeftOut = (path: string) => /\.(br|gz)$|\/share\/(chapter.*\.png|story\.|story-[1s])/.test(path);
  cpSync(DIST, story, { recursive: true, filter: (path) => !isLeftOut(path) });
  const python = (...args: string[]) => execFileSync("python3", ["-m", "zipfile", ...args], { cwd: folder });
  python("-c", "story.zip", "story/");
  python("-e", "story.zip", "out");
  return { folder, bytes: statSync(join(folder, "story.zip")).size, build: join(folder, "out", "story") };
}

test.describe("from a zip", () => {
  let zip: ReturnType<typeof unzipped>;

  test.beforeAll(async () => {
    zip = unzipped();
    host = await Host.start("python3", zip.build);
  });
  test.afterAll(async () => {
    await host?.stop();
    if (zip) rmSync(zip.folder, { recursive: true });
  });

  test("which weighs 1 MB at most, python3 serves the story and it walks", async ({ page }) => {
    console.log(`${zip.bytes} bytes`);
    expect(zip.bytes).toBeLessThanOrEqual(MB);
    await page.goto(host.home);
    await untilLive(page);
    await walk(page, KINDS);
  });

  test("python3 calls the app's files what a browser takes them for", async () => {
    for (const path of files.filter((path) => /\.(html|css|js|wasm|svg|json)$/.test(path) && !path.includes("share"))) {
      const { headers } = await asked(path);
      const [kind] = String(headers["content-type"]).split(";");
      expect(kind, path).toBe(kindOf(path)!.split(";")[0]);
    }
  });

  test("by its time alone a file that has not changed is not sent again, and the story goes live", async ({ page }) => {
    await page.goto(host.home);
    await untilLive(page);
    const first = await asked("index.html");
    expect(first.headers.etag).toBeUndefined();
    const again = await asked("index.html", { "if-modified-since": String(first.headers["last-modified"]) });
    expect(again.status).toBe(304);
    await page.reload();
    await untilLive(page);
  });
});
