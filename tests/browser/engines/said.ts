// The messages that a framed story may send to its host: numbers, the ids of its steps and of its frame, and
// the frame's own address. None of its words.

import { steps } from "../support/story.ts";

/** Whether a value, or a whole message, is allowed. */
type Check = (it: unknown) => boolean;

const isLength: Check = (it) => typeof it === "number" && Number.isSafeInteger(it) && 0 <= it;
const isId: Check = (it) => typeof it === "string" && /^[\w-]{1,99}$/.test(it);
const isStep: Check = (it) => steps.some(({ id }) => id === it);

const is =
  (value: unknown): Check =>
  (it) =>
    it === value;

/** An object with exactly these keys, each with a value that passes its check. */
const object =
  (checks: Record<string, Check>): Check =>
  (it) =>
    typeof it === "object" &&
    it !== null &&
    Object.keys(it).toSorted().join() === Object.keys(checks).toSorted().join() &&
    Object.entries(it).every(([key, value]) => checks[key]?.(value));

/** The same as JSON. */
const json = (checks: Record<string, Check>): Check => {
  const isFit = object(checks);
  return (it) => typeof it === "string" && it.startsWith("{") && isFit(JSON.parse(it));
};

const text =
  (pattern: RegExp): Check =>
  (it) =>
    typeof it === "string" && pattern.test(it);

/** One height, by the id of a frame. */
const isHeightById: Check = (it) => {
  const [entry, ...more] = Object.entries(it ?? {});
  return entry !== undefined && isId(entry[0]) && isLength(entry[1]) && more.length === 0;
};

/** Every message that the frame at `src` may send. */
const messages = (src: string): Check[] => [
  object({ sentinel: is("amp"), type: is("embed-size"), height: isLength }),
  object({ kind: is("interactive:height"), height: isLength }),
  object({ kind: is("interactive:scroll"), scroll: is(0) }),
  object({ kind: is("shanhai:step"), step: isStep, index: isLength }),
  object({ kind: is("shanhai:scroll-to"), scroll: isLength }),
  object({ message: is("height"), value: isLength, secret: isId }),
  object({ "datawrapper-height": isHeightById }),
  json({
    src: is(src),
    context: is("iframe.resize"),
    type: is("set-height"),
    id: isId,
    value: isLength,
    height: isLength,
  }),
  json({ type: is("scroll-to"), id: isId, x: isLength, y: isLength }),
  text(/^\[iFrameResizerChild\]Ready$/),
  text(/^\[iFrameSizer\][\w-]+:\d+:\d+:(init:5\.5\.9:0|size|scrollToOffset)$/),
  text(/^pymxPYMx[\w-]+xPYMx(height|scrollToChildPos)xPYMx\d+$/),
];

/** Whether the frame at `src` may send this message. */
export const maySay = (message: unknown, src: string) => messages(src).some((isFit) => isFit(message));

/** The heights of the `interactive:height` messages, in order. */
export function heightsSaid(messages: unknown[]) {
  const isHeight = object({ kind: is("interactive:height"), height: isLength });
  return messages.filter((it): it is { height: number } => isHeight(it)).map(({ height }) => height);
}
