// A story in a frame, independent of its host: which step it reports as current, what disturbs it, and what it does
// where its host allows it almost nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Site } from "../support/server.ts";
import { steps } from "../support/story.ts";
import { frameOf, heights, inside, openHosted, quiet, type Top, topsOf, untilInside, walkAcross } from "./embedded.ts";
import { WINDOWS } from "./engines.ts";
import { article, frame, hears, type Host, HOSTS, serve } from "./hosts.ts";
import { inOtherEngines } from "./in-each.ts";
import { noise } from "./noise.ts";
import { current, expectNothingHeard, expectStills, expectWholeWords, seen, STILL, withSite } from "./page.ts";
import type { Session } from "./webdriver.ts";

const hostCalled = (name: string) => HOSTS.find((host) => host.name === name)!;
const GUARDIAN = hostCalled("the Guardian's scrolling");

const plain = (src: string, height: number, attributes = "") =>
  frame(src, attributes).replace('height="600"', `height="${height}"`);

/** The story's full height in this viewport, with everything that loads while reading. In CSS pixels. */
async function wholeHeight(session: Session, site: Site) {
  site.add("host.html", article(plain(`${site.as("localhost")}${STILL}&frame=flow`, ROOM)));
  await openHosted(session, site);
  await withExplorer(session);
  return Math.ceil((await heights(session)).story);
}

/** Higher than any story, in CSS pixels. */
const ROOM = 60_000;

/** Scrolls to where the explorer loads, and waits for it. */
async function withExplorer(session: Session) {
  const from = await inside(session, () => document.getElementById("explore")!.getBoundingClientRect().top);
  await session.run(
    `function (from) {
    scrollTo({ top: scrollY + (${frameOf})().getBoundingClientRect().top + from, behavior: "instant" });
  }`,
    from,
  );
  await untilInside(
    session,
    "the explorer is there",
    () => document.querySelector("story-map[data-explorer]") !== null,
  );
  await quiet(session);
}

/** Walks through the host's open page, and expects every step to be current where it should be. */
async function expectWalk(session: Session, tops: Top[], from?: string) {
  assert.deepEqual(
    tops.map(([step]) => step),
    steps.map(({ id }) => id),
  );
  const found = await walkAcross(session, tops, from);
  assert.deepEqual(
    found.filter(({ expected, read }) => read !== expected),
    [],
    "steps that were not current",
  );
  return found;
}

/** A host that asks for nothing, gives 24 px more than the frame asks for, and at least a viewport's height. */
const GENEROUS: Host = {
  embed: (src) =>
    `<style>html, body { height: 100% } iframe { min-height: 100vh; padding-block: 1vh; max-height: none }</style>` +
    frame(src) +
    hears((data, frame) => {
      if (data?.kind === "interactive:height") frame.height = String(data.height + 24);
    }),
};

inOtherEngines("a story in a frame", (browser) => {
  const isWebKit = browser.name === "WebKitGTK";

  test(`${browser.name}: without a script of its host each step is current where its top crosses the reader's window at 60 %`, () =>
    withSite(async (site) => {
      const { session } = browser;
      await browser.size(WINDOWS.phone);
      const height = await wholeHeight(session, site);
      site.add("host.html", article(plain(site.as("localhost") + STILL, height)));
      await openHosted(session, site);
      await expectWalk(session, await inside(session, topsOf));
      await session.within(frameOf, async () => {
        assert.equal(await current(session), steps[0]?.id);
        assert.equal(await session.run(() => document.querySelector<HTMLElement>("story-map")!.dataset.frame), "flow");
        await expectNothingHeard(session);
      });
    }));

  test(`${browser.name}: so it is two frames deep, each of another site`, () =>
    withSite(async (site) => {
      const { session } = browser;
      const between = await Site.open({ host: "127.0.0.2" });
      try {
        await browser.size(WINDOWS.desk);
        const height = await wholeHeight(session, site);
        const passesOn = `<script>addEventListener("message", ({ data }) => parent.postMessage(data, "*"))</script>`;
        const style = `<!doctype html><style>body { margin: 0 } iframe { border: 0; display: block }</style>`;
        between.add("between.html", style + passesOn + plain(site.as("localhost") + STILL, height));
        site.add("host.html", article(plain(`${between.home}between.html`, height)));
        await session.goTo(`${site.home}host.html`);
        const tops = await session.within(frameOf, async () => {
          await untilInside(
            session,
            "the story lives",
            () => document.querySelector("story-map[data-mode=live]") !== null,
          );
          return inside(session, topsOf);
        });
        await quiet(session);
        await expectWalk(session, tops);
      } finally {
        await between.close();
      }
    }));

  test(`${browser.name}: where its host scrolls it the map stands still, and each step is current in its place`, () =>
    withSite(async (site) => {
      const { session } = browser;
      await browser.size(WINDOWS.phone);
      serve(site, GUARDIAN);
      await openHosted(session, site);
      assert.equal((await heights(session)).frame, "pinned");
      const found = await expectWalk(session, await inside(session, topsOf), "#box");
      const moved = found.filter(({ top }) => 1 <= Math.abs(top));
      assert.deepEqual(moved, [], "where the frame was not at the window's top");
      await session.within(frameOf, () => expectNothingHeard(session));
    }));

  test(`${browser.name}: twenty sizes of its host's window leave it as high as it was, though it gets more than it asks for`, () =>
    withSite(async (site) => {
      const { session } = browser;
      await browser.size(WINDOWS.desk);
      serve(site, GENEROUS);
      await openHosted(session, site);
      await withExplorer(session);
      const first = await heights(session);
      const many = await session.run(() => said.length);
      for (let turn = 0; turn < 10; turn += 1) {
        await browser.size({ width: 600 + 40 * turn, height: 500 + 30 * turn });
        await session.run((width) => void (document.body.style.width = width), turn % 2 ? "90%" : "");
      }
      await session.run(() => void (document.body.style.width = ""));
      await browser.size(WINDOWS.desk);
      await quiet(session);
      assert.equal((await heights(session)).story, first.story);
      const more = (await session.run(() => said.length)) - many;
      assert.ok(more < 20 * 4 * 3, `in twenty sizes it said ${more} messages`);
    }));

  const STATES: Record<string, Host> = {
    flow: hostCalled("AMP"),
    pinned: GUARDIAN,
    deck: { embed: (src) => frame(src) },
  };
  for (const [state, host] of Object.entries(STATES)) {
    test(`${browser.name}: a thousand messages that mean nothing, and others' that do, change nothing (${state})`, () =>
      withSite(async (site) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        const relay = `<script>onmessage = ({ data }) => parent.document.querySelector("iframe").contentWindow.postMessage(data, "*")</script>`;
        const foreign = `<iframe id="foreign" title="他人" height="9" srcdoc='${relay}'></iframe>`;
        serve(site, { ...host, embed: (src) => host.embed(src) + foreign });
        await openHosted(session, site);
        await untilInside(
          session,
          state,
          (state) => document.querySelector<HTMLElement>("story-map")!.dataset.frame === state,
          state,
        );
        await session.run(() => scrollTo({ top: 2_500, behavior: "instant" }));
        const before = await stateAtRest(session);
        await expectUnmoved(session, () => disturb(session));
        assert.deepEqual(await stateOf(session), before);
        await session.within(frameOf, () => expectNothingHeard(session));
      }));
  }

  test(`${browser.name}: in a sandbox that lets it run scripts alone it ${isWebKit ? "shows every word and picture" : "lives"}`, () =>
    withSite(async (site) => {
      const { session } = browser;
      await browser.size(WINDOWS.desk);
      site.add("host.html", article(plain(site.as("localhost") + STILL, 800, `sandbox="allow-scripts"`)));
      await session.goTo(`${site.home}host.html`);
      // WebKit considers no address the page's own when the origin is opaque, and our policy allows nothing else.
      if (isWebKit) await session.within(frameOf, () => expectStatic(session));
      else await untilInside(session, "it lives", () => document.querySelector("story-map[data-mode=live]") !== null);
    }));

  test(`${browser.name}: in such a sandbox, and from a server that lets no other site read it, it shows every word and picture`, () =>
    withSite(async (site) => {
      const { session } = browser;
      site.headers = {};
      await browser.size(WINDOWS.desk);
      site.add("host.html", article(plain(site.as("localhost") + STILL, 800, `sandbox="allow-scripts"`)));
      await session.goTo(`${site.home}host.html`);
      await session.within(frameOf, () => expectStatic(session));
    }));

  if (isWebKit)
    test(`${browser.name}: in WordPress, where it cannot say that it is there, its quotation stays`, () =>
      withSite(async (site) => {
        const { session } = browser;
        serve(site, hostCalled("WordPress"));
        await session.goTo(`${site.home}host.html`);
        await quiet(session);
        assert.ok(0 < (await session.run(() => document.getElementById("quote")!.offsetHeight)));
      }));
});

/** The story's state once its map has loaded and nothing changes any more. */
async function stateAtRest(session: Session) {
  await untilInside(session, "the map has loaded", () => document.querySelector("story-map[data-asked]") === null);
  for (let [round, before] = [0, ""]; ; round += 1) {
    await quiet(session);
    const state = await stateOf(session);
    if (JSON.stringify(state) === before) return state;
    assert.ok(round < 20, "the story never rests");
    before = JSON.stringify(state);
  }
}

async function expectStatic(session: Session) {
  const whole = await seen(session);
  assert.equal(whole.mode, "static");
  expectWholeWords(whole);
  await expectStills(session);
}

/** State of the story's frame that must not change. */
const stateOf = (session: Session) =>
  inside(session, () => {
    const root = document.querySelector<HTMLElement>("story-map")!;
    const read = root.querySelector<HTMLElement>("[aria-current=step]")!.dataset.step;
    const { height } = root.getBoundingClientRect();
    return { ...root.dataset, read, height, scrollY, innerHeight, address: location.href, many: history.length };
  });

declare global {
  interface Window {
    /** How often the last message has arrived. */
    got: number;
  }
}

/** Posts a thousand meaningless messages to the frame as its host, and meaningful ones from another frame. */
async function disturb(session: Session) {
  await inside(session, () => {
    window.got = 0;
    addEventListener("message", ({ data, source }) => {
      if (data === "the last" && source !== null) window.got += 1;
    });
  });
  await session.run(`function () {
    const story = (${frameOf})().contentWindow;
    for (const message of (${noise})(20260101, 1_000)) story.postMessage(message, "*");
    const others = [
      { kind: "interactive:scroll", scroll: 9_000 },
      { sentinel: "amp", type: "frames-init" },
      "[iFrameSizer]foreign:8:false:false:32:true:true",
      "pymxPYMxundefinedxPYMxwidthxPYMx300",
      "the last",
    ];
    for (const message of others) document.getElementById("foreign").contentWindow.postMessage(message, "*");
    story.postMessage("the last", "*");
  }`);
  await untilInside(session, "all has been heard", () => window.got === 2);
  await quiet(session);
}

/** Expects `task` to cause no message, and to leave the host page's scroll position and height as they are. */
async function expectUnmoved(session: Session, task: () => Promise<void>) {
  const look = () => session.run(() => [said.length, scrollY, document.documentElement.scrollHeight]);
  const before = await look();
  await task();
  assert.deepEqual(await look(), before, "messages, place and height of the host's page");
}
