// The messages between hosts and frames about heights and positions. Each host has its own format, and a
// frame that does not know its host posts each message in all of them. Messages hold only numbers, ids and
// this frame's own address.

/** No page is longer than this, in CSS pixels: a larger value is an error, or an attack. */
const FARTHEST = 10_000_000;

/** No host sends a frame a longer message, in characters. */
const LONGEST = 10_000;

const ID = /^[\w-]{1,99}$/;
const idOf = (text) => (ID.test(text ?? "") ? text : undefined);

/** Whether `it` is a length, in CSS pixels. */
const isLength = (it) => typeof it === "number" && 0 <= it && it <= FARTHEST;

/**
 * The names by which the frame's address shows that a host knows it: `child`, of pym.js, and `secret`, of
 * WordPress.
 *
 * @param {{ search: string, hash: string }} address
 */
export const namesIn = ({ search, hash }) => ({
  child: idOf(new URLSearchParams(search).get("childId")),
  secret: idOf(/[?&]secret=([^&]*)/.exec(hash)?.[1]),
});

/**
 * The meaning of a host's message: `{ scroll }`, how far the reader has scrolled down this frame, in CSS
 * pixels; `{ resizer }`, the id by which iframe-resizer knows this frame; `{ asks: true }` if the host asks
 * for this frame's height. `undefined` for any other message.
 *
 * @param {unknown} message
 * @param {ReturnType<typeof namesIn> & { resizer?: string }} names
 */
export const meaningOf = (message, { child, resizer }) => {
  if (typeof message === "string") return message.length <= LONGEST ? meaningOfText(message, child, resizer) : undefined;
  if (typeof message !== "object" || message === null) return undefined;
  const { kind, scroll, sentinel, type } = message;
  // The Guardian's format, and our own.
  if (kind === "interactive:scroll" && isLength(scroll)) return { scroll };
  // @newswire/frames, and other hosts that use AMP's format.
  if (sentinel === "amp" && type === "frames-init") return { asks: true };
  return undefined;
};

const meaningOfText = (text, child, resizer) => {
  const [, name, what] = text.split("xPYMx");
  if (text.startsWith("pymxPYMx") && name === child) return what === "width" ? { asks: true } : undefined;
  if (!text.startsWith("[iFrameSizer]")) return undefined;
  const [first, , isInit] = text.slice("[iFrameSizer]".length).split(":");
  if (["true", "false"].includes(isInit) && idOf(first)) return { resizer: first, asks: true };
  return resizer && first === "resize" ? { asks: true } : undefined;
};

/** Announces this frame: opts in to the scroll messages of the Guardian and of our loader, and has
 *  iframe-resizer repeat its message, which it may have sent before this script listened. */
export const greeting = () => [{ kind: "interactive:scroll", scroll: 0 }, "[iFrameResizerChild]Ready"];

/**
 * The messages that report this frame's height, one in each host's format.
 *
 * @param {number} height in whole CSS pixels
 * @param {ReturnType<typeof namesIn> & { resizer?: string, greets?: boolean }} names `greets`: the
 *   resizer has not been answered yet
 * @param {{ src: string, width: number }} frame its address, and its width in CSS pixels
 */
export const heightSaid = (height, { child, secret, resizer, greets }, { src, width }) => {
  const id = child ?? "shanhai";
  const said = [
    // AMP, @newswire/frames, NPR's sidechain and Datawrapper's older hosts.
    { sentinel: "amp", type: "embed-size", height },
    { "datawrapper-height": { [id]: height } },
    // Medium, Infogram and Flourish; the Guardian's iframeMessenger.
    JSON.stringify({ src, context: "iframe.resize", type: "set-height", id, value: height, height }),
    // The Guardian, and our own loader.
    { kind: "interactive:height", height },
  ];
  if (child) said.push(`pymxPYMx${child}xPYMxheightxPYMx${height}`);
  if (secret) said.push({ message: "height", value: height, secret });
  if (resizer) said.push(`[iFrameSizer]${resizer}:${height}:${width}:${greets ? "init:5.5.9:0" : "size"}`);
  return said;
};

/**
 * The messages that ask the host to scroll to a position in this frame, in the formats of the hosts that can.
 *
 * @param {number} scroll in whole CSS pixels from the frame's top
 */
export const placeSaid = (scroll, { child, resizer }) => {
  const said = [{ kind: "shanhai:scroll-to", scroll }, JSON.stringify({ type: "scroll-to", id: child ?? "shanhai", x: 0, y: scroll })];
  if (child) said.push(`pymxPYMx${child}xPYMxscrollToChildPosxPYMx${scroll}`);
  if (resizer) said.push(`[iFrameSizer]${resizer}:${scroll}:0:scrollToOffset`);
  return said;
};
