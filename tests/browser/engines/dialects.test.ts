// The messages that a framed story sends and understands, in detail, without any browser. Needs a built page in dist.

import assert from "node:assert/strict";
import { test } from "node:test";

import { greeting, heightSaid, meaningOf, type Names, namesIn, placeSaid } from "../../../web/embed/dialects.ts";
import { noise } from "./noise.ts";
import { maySay } from "./said.ts";

const SRC = "https://example.org/story/";
const FRAME = { src: SRC, width: 640 };

/** The messages to every host about a height of 1,234 px; a frame with names sends more. */
const toAll = (id: string) => [
  { sentinel: "amp", type: "embed-size", height: 1234 },
  { "datawrapper-height": { [id]: 1234 } },
  `{"src":"${SRC}","context":"iframe.resize","type":"set-height","id":"${id}","value":1234,"height":1234}`,
  { kind: "interactive:height", height: 1234 },
];

test("its height is said as AMP, Datawrapper, Medium, iframeMessenger and the Guardian hear it", () => {
  assert.deepEqual(heightSaid(1234, {}, FRAME), toAll("shanhai"));
});

test("to pym.js, by the name that it gave", () => {
  const said = heightSaid(1234, { child: "graphic-1" }, FRAME);
  assert.deepEqual(said, [...toAll("graphic-1"), "pymxPYMxgraphic-1xPYMxheightxPYMx1234"]);
});

test("to WordPress, with its secret", () => {
  const said = heightSaid(1234, { secret: "Zk3LmQ9xTa" }, FRAME);
  assert.deepEqual(said.at(-1), { message: "height", value: 1234, secret: "Zk3LmQ9xTa" });
});

test("to iframe-resizer, first as an answer to its greeting", () => {
  const first = heightSaid(1234, { resizer: "frame_1", greets: true }, FRAME);
  assert.equal(first.at(-1), "[iFrameSizer]frame_1:1234:640:init:5.5.9:0");
  const later = heightSaid(1234, { resizer: "frame_1", greets: false }, FRAME);
  assert.equal(later.at(-1), "[iFrameSizer]frame_1:1234:640:size");
});

test("it greets the Guardian, our loader and iframe-resizer", () => {
  assert.deepEqual(greeting(), [{ kind: "interactive:scroll", scroll: 0 }, "[iFrameResizerChild]Ready"]);
});

test("a place is said to those that may scroll there", () => {
  assert.deepEqual(placeSaid(77, { child: "graphic", resizer: "frame_1" }), [
    { kind: "shanhai:scroll-to", scroll: 77 },
    '{"type":"scroll-to","id":"graphic","x":0,"y":77}',
    "pymxPYMxgraphicxPYMxscrollToChildPosxPYMx77",
    "[iFrameSizer]frame_1:77:0:scrollToOffset",
  ]);
});

test("all that it says is numbers, ids and its own address", () => {
  const names = { child: "graphic", secret: "Zk3LmQ9xTa", resizer: "frame_1", greets: true };
  for (const message of [...greeting(), ...heightSaid(9, names, FRAME), ...placeSaid(9, names)]) {
    assert.ok(maySay(message, SRC), JSON.stringify(message));
    assert.deepEqual(structuredClone(message), message);
  }
});

/** The names that an address gives to the frame. */
const named = (address: string) => namesIn(new URL(address, SRC));

test("its address says by which names a host knows it", () => {
  assert.deepEqual(named("?childId=graphic-1&x=2"), { child: "graphic-1", secret: undefined });
  assert.deepEqual(named("#?secret=Zk3LmQ9xTa"), { child: undefined, secret: "Zk3LmQ9xTa" });
  assert.deepEqual(named("?childId=#ankang"), { child: undefined, secret: undefined });
});

test("a name that is no id is none", () => {
  for (const name of ["<b>", "a b", "a:b", "a".repeat(100), "á", "x%50YMx%0A"]) {
    assert.equal(named(`?childId=${name}`).child, undefined, name);
    assert.equal(named(`#?secret=${name}`).secret, undefined, name);
  }
});

/** What a host's message means to a frame with these names. */
const KNOWN: Names = { child: "graphic", resizer: "frame_1" };
const means = (message: unknown, names = KNOWN) => meaningOf(message, names);

test("how far the host has scrolled is a length, and nothing else is", () => {
  for (const scroll of [0, 0.5, 12_345, 10_000_000])
    assert.deepEqual(means({ kind: "interactive:scroll", scroll }), { scroll });
  for (const scroll of [-1, NaN, Infinity, 10_000_001, "5", null, undefined, [5], true]) {
    assert.equal(means({ kind: "interactive:scroll", scroll }), undefined, String(scroll));
  }
});

test("who has not heard its height asks for it", () => {
  assert.deepEqual(means({ sentinel: "amp", type: "frames-init" }), { asks: true });
  assert.deepEqual(means("pymxPYMxgraphicxPYMxwidthxPYMx640"), { asks: true });
  assert.deepEqual(means("[iFrameSizer]resize:x"), { asks: true });
});

test("iframe-resizer's greeting tells its name for the frame", () => {
  const old = "[iFrameSizer]frame_1:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true";
  const now =
    "[iFrameSizer]story:8:false:false:32:true:true::auto:::0:false:child:auto:false:::true:GPLv3:5.5.9:0::false";
  assert.deepEqual(means(old, {}), { resizer: "frame_1", asks: true });
  assert.deepEqual(means(now, {}), { resizer: "story", asks: true });
});

test("what is meant for another frame means nothing", () => {
  assert.equal(means("pymxPYMxotherxPYMxwidthxPYMx640"), undefined);
  assert.equal(means("pymxPYMxundefinedxPYMxwidthxPYMx640", {}), undefined);
  assert.equal(means("pymxPYMx", {}), undefined);
  assert.equal(means("[iFrameSizer]resize:x", {}), undefined);
  assert.equal(means("[iFrameSizer]a b:8:true", {}), undefined);
});

test("ten thousand messages that mean nothing mean nothing, however long or deep", () => {
  for (const message of noise(7, 10_000)) {
    assert.equal(means(message), undefined, String(message).slice(0, 99));
  }
});
