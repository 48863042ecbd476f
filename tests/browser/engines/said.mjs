// The messages that a framed story may send to its host: numbers, the ids of its steps and of its frame, and
// the frame's own address. None of its words.

import { steps } from "../support/story.mjs";

const isLength = (it) => Number.isSafeInteger(it) && 0 <= it;
const isId = (it) => /^[\w-]{1,99}$/.test(it);
const is = (value) => (it) => it === value;
const isStep = (it) => steps.some(({ id }) => id === it);

/** Whether an object has exactly these keys, each with a value that passes its check. */
const fits = (checks) => (it) =>
  Object.keys(it).toSorted().join() === Object.keys(checks).toSorted().join() &&
  Object.entries(checks).every(([key, isFit]) => isFit(it[key]));

const objects = (src) => [
  fits({ sentinel: is("amp"), type: is("embed-size"), height: isLength }),
  fits({ kind: is("interactive:height"), height: isLength }),
  fits({ kind: is("interactive:scroll"), scroll: is(0) }),
  fits({ kind: is("shanhai:step"), step: isStep, index: isLength }),
  fits({ kind: is("shanhai:scroll-to"), scroll: isLength }),
  fits({ message: is("height"), value: isLength, secret: isId }),
  fits({
    "datawrapper-height": (it) => {
      const [[id, height], ...more] = Object.entries(it);
      return isId(id) && isLength(height) && more.length === 0;
    },
  }),
  // These two as JSON.
  fits({
    src: is(src),
    context: is("iframe.resize"),
    type: is("set-height"),
    id: isId,
    value: isLength,
    height: isLength,
  }),
  fits({ type: is("scroll-to"), id: isId, x: isLength, y: isLength }),
];

const TEXTS = [
  /^\[iFrameResizerChild\]Ready$/,
  /^\[iFrameSizer\][\w-]+:\d+:\d+:(init:5\.5\.9:0|size|scrollToOffset)$/,
  /^pymxPYMx[\w-]+xPYMx(height|scrollToChildPos)xPYMx\d+$/,
];

/** Whether the frame at `src` may send this message. */
export function maySay(message, src) {
  if (typeof message !== "string")
    return objects(src)
      .slice(0, -2)
      .some((isFit) => isFit(message));
  if (!message.startsWith("{")) return TEXTS.some((text) => text.test(message));
  return objects(src)
    .slice(-2)
    .some((isFit) => isFit(JSON.parse(message)));
}

/** The heights of the `interactive:height` messages, in order. */
export const heightsSaid = (messages) =>
  messages.filter(({ kind }) => kind === "interactive:height").map(({ height }) => height);
