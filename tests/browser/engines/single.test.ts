// The story as a single file, from disk, without a network, in every engine: `cargo xtask build` writes it
// into `target/single`.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { DIST } from "../support/server.ts";
import { links, steps } from "../support/story.ts";
import { offline, Running, WINDOWS, withoutScript } from "./engines.ts";
import { inEachEngine } from "./in-each.ts";
import {
  current,
  expectNothingHeard,
  expectStep,
  expectStills,
  expectWholeWords,
  lit,
  rest,
  scrollTo,
  seen,
  STILL,
  untilCurrent,
  untilLive,
} from "./page.ts";
import { PROBE } from "./probe.ts";
import type { Session } from "./webdriver.ts";

const FILE = process.env.SINGLE ?? fileURLToPath(new URL("../../../target/single/east-west.html", import.meta.url));
const text = readFileSync(FILE, "utf8");

/** The file with the probe, before the policy that would refuse it. */
const heardFile = text.replace("<meta http-equiv", () => `<script>${PROBE}</script><meta http-equiv`);
assert.notEqual(heardFile, text, "the file has a policy");

/** Runs `task` with the address of `text` as a file, in a folder and under a name such as people use. */
async function withFile<R>(text: string, task: (address: string) => Promise<R>) {
  const folder = mkdtempSync(join(tmpdir(), "东西 "));
  const file = join(folder, "故事 1.html");
  writeFileSync(file, text);
  try {
    return await task(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function open(session: Session, address: string) {
  await session.goTo("about:blank");
  await session.goTo(address);
  await untilLive(session);
}

/** Expects the page to have made no requests. Content that is embedded in it does not count. */
async function expectNothingAsked(session: Session) {
  const asked = await session.run(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.deepEqual(
    asked.filter((name) => !/^(data|blob):/.test(name)),
    [],
    "what was asked for",
  );
}

/** Another page with the story in a frame that may run scripts and nothing else. */
const hostOf = (text: string, height: number) => {
  const held = text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html><meta charset="utf-8"><p>before</p>
    <iframe sandbox="allow-scripts" width="100%" height="${height}" srcdoc="${held}"></iframe>`;
};

/** Higher than any story, in CSS pixels. */
const ROOM = 60_000;

const frame = () => document.querySelector("iframe");

inEachEngine(
  "one file",
  (browser) => {
    test(`${browser.name}: from a disk it goes live, with its explorer, its finer land and its relief`, () =>
      withFile(heardFile, async (address) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        await open(session, address);
        await scrollTo(session, "ankang");
        await expectStep(session, "ankang");
        const whole = await seen(session);
        expectWholeWords(whole);
        assert.ok(whole.hasRelief, "the relief is there");
        const finer = await session.run(() => document.querySelectorAll('.shapes [id$="-1"]').length);
        assert.ok(0 < finer, "finer land is there");
        await scrollTo(session, "explore");
        await session.until("the explorer is there", () => document.querySelector("story-map[data-explorer]") !== null);
        await scrollTo(session, "explore");
        await expectStep(session, "explore");
        await session.run(() => document.querySelectorAll<HTMLElement>("[name=kind]")[1]!.click());
        await rest(session);
        const few = Object.keys(await lit(session)).length;
        assert.ok(0 < few && few < links.length, `${few} links of one kind`);
        await session.run(() => {
          for (let times = 0; times < 8; times += 1) document.querySelector<HTMLElement>(".map-tools button")!.click();
        });
        await session.until("the finest land is there", () => document.querySelector('.shapes [id$="-2"]') !== null);
        await expectNothingAsked(session);
        await expectNothingHeard(session);
      }));

    test(`${browser.name}: from a disk every step lights its links, down and up again, on a phone`, () =>
      withFile(heardFile, async (address) => {
        const { session } = browser;
        await browser.size(WINDOWS.phone);
        await open(session, address + STILL);
        for (const { id } of [...steps, ...steps.toReversed()]) {
          await scrollTo(session, id);
          await expectStep(session, id);
        }
        await expectNothingAsked(session);
        await expectNothingHeard(session);
      }));

    test(`${browser.name}: its own links, switches and addresses work from a disk`, () =>
      withFile(text, async (address) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        await open(session, `${address}${STILL}#market`);
        await untilCurrent(session, "market");
        await session.run(() => document.querySelector<HTMLElement>('a[href="#ankang"]')!.click());
        await untilCurrent(session, "ankang");
        await session.run(() => document.querySelector<HTMLElement>("[data-switch=theme]")!.click());
        assert.equal(await session.run(() => document.querySelector<HTMLElement>("story-map")!.dataset.theme), "light");
        await session.run(() => document.querySelector<HTMLElement>("[data-control=copy]")!.click());
        await session.until("the address is shown", () =>
          /^file:.*#ankang$/m.test(document.querySelector<HTMLElement>(".copied")!.innerText),
        );
        const table = await session.run(() => {
          const { href, download } = document.querySelector<HTMLAnchorElement>(".download a")!;
          return { href, download };
        });
        assert.equal(table.download, "connections.csv");
        const told = decodeURIComponent(table.href.replace(/^data:text\/csv;charset=utf-8,/, ""));
        assert.match(told, /^\uFEFFid,.*\r?\n/);
      }));

    test(`${browser.name}: in a frame that may run scripts alone it is styled, lives and turns its pages`, () =>
      withFile(hostOf(heardFile, 640), async (address) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        await session.goTo("about:blank");
        await session.goTo(address);
        await session.within(frame, async () => {
          await session.until(
            "it is live and has found what it may be",
            () => document.querySelector("story-map[data-mode=live][data-frame=deck]") !== null,
          );
          assert.equal(await session.run(() => self.origin), "null");
          assert.match(
            await session.run(() => document.querySelector<HTMLElement>("story-map")!.dataset.layout!),
            /^(beside|stacked) deck$/,
          );
          const first = await current(session);
          const isLater = (first?: string) => {
            document.querySelector<HTMLElement>("[data-control=next]")!.click();
            return document.querySelector<HTMLElement>("section[aria-current]")?.dataset.step !== first;
          };
          await session.until("the next section is read", isLater, first);
          await session.run(() => document.querySelector<HTMLElement>('a[href="#market"]')!.click());
          await untilCurrent(session, "market");
          // Nothing can be stored here, neither in the browser nor in an address.
          await session.run(() => document.querySelector<HTMLElement>("[data-switch=theme]")!.click());
          assert.equal(
            await session.run(() => document.querySelector<HTMLElement>("story-map")!.dataset.theme),
            "dark",
          );
          await expectNothingAsked(session);
          await expectNothingHeard(session);
        });
      }));

    test(`${browser.name}: in such a frame of full height its table leads to its map`, () =>
      withFile(hostOf(heardFile, ROOM), async (address) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        await session.goTo("about:blank");
        await session.goTo(address);
        await session.within(frame, async () => {
          await session.until(
            "it is live at full height, with its explorer",
            () => document.querySelector("story-map[data-mode=live][data-frame=flow][data-explorer]") !== null,
          );
          const chosen = await session.run(() => {
            const row = document.querySelector<HTMLElement>("tr[data-link]:nth-of-type(3)")!;
            row.querySelector<HTMLElement>(".to-map")!.click();
            return row.dataset.link;
          });
          await session.until(
            "the list shows what was chosen",
            (chosen) => document.querySelector(`.chosen [data-link="${chosen}"] [aria-pressed=true]`) !== null,
            chosen,
          );
          await expectNothingAsked(session);
          await expectNothingHeard(session);
        });
      }));

    test(`${browser.name}: without script, as in mail, every word and every still is there`, () =>
      withFile(text, async (address) => {
        const running = await Running.start(withoutScript(browser.engine));
        try {
          const { session } = running;
          await session.goTo(address);
          const whole = await seen(session);
          assert.ok(whole.isStyled, "its styles hold");
          assert.equal(whole.mode, "static");
          expectWholeWords(whole);
          await expectStills(session);
        } finally {
          await running.stop();
        }
      }));

    test(`${browser.name}: where nothing can be unpacked, the map stands still`, () =>
      withFile(heardFile.replace("<script>", "<script>delete window.DecompressionStream;"), async (address) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        await session.goTo("about:blank");
        await session.goTo(address);
        await session.until("the map stands still", () => document.querySelector("story-map[data-fault]") !== null);
        await expectStills(session);
        await expectNothingAsked(session);
      }));

    test(`${browser.name}: a file that was cut off shows what it has`, () =>
      withFile(text.slice(0, text.indexOf('data-file="wasm"') + 9_000), async (address) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        await session.goTo("about:blank");
        await session.goTo(address);
        await session.until("the map stands still", () => document.querySelector("story-map[data-fault]") !== null);
        expectWholeWords(await seen(session));
        await expectStills(session);
      }));
  },
  offline,
);

test("packed, it is at most 1.3 times what a host sends of the same reading", () => {
  const packed = (bytes: Buffer | string) => gzipSync(bytes, { level: 9 }).length;
  const read = (name: string) => readFileSync(join(DIST, name));
  const page = read("index.html").toString();
  const names = new Set([...page.matchAll(/[\w-]+\.[0-9a-f]{12}\.\w+/g)].map(([name]) => name));
  // Files that the scripts name in turn.
  for (const name of names) {
    if (!name.endsWith(".js")) continue;
    for (const [further] of read(name)
      .toString()
      .matchAll(/[\w-]+\.[0-9a-f]{12}\.\w+/g))
      names.add(further);
  }
  // Readers are not sent the picture for sharing, nor the style sheet for pages from disk.
  const split = [...names].filter((name) => !/\.(avif|csv|png)$|^disk\./.test(name));
  for (const kind of ["shanhai", "story", "boot", "later", "explore", "framed", "print", "land", "relief"]) {
    assert.ok(
      split.some((name) => name.startsWith(`${kind}.`)),
      `a reading takes ${kind}`,
    );
  }
  const sent = split.reduce((sum, name) => sum + packed(read(name)), packed(page));
  assert.ok(packed(text) <= 1.3 * sent, `${packed(text)} bytes instead of ${sent}`);
});
