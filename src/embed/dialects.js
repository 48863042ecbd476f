// What hosts and frames say to each other of heights and places: each host has its own way to say it,
// and a frame that does not know its host says everything in all of them at once. What is said is
// numbers, ids and this frame's own address, nothing else.

/** Beyond this no page reaches, in CSS pixels: who says so errs, or means harm. */
const FARTHEST = 10_000_000;

/** Longer no host speaks to a frame, in characters. */
const LONGEST = 10_000;

const ID = /^[\w-]{1,99}$/;
const idOf = (text) => (ID.test(text ?? "") ? text : undefined);

/** Whether `it` is a length, in CSS pixels. */
const isLength = (it) => typeof it === "number" && 0 <= it && it <= FARTHEST;

/**
 * The names by which a frame's address says that a host knows it: `child`, pym.js's, and `secret`,
 * WordPress's.
 *
 * @param {{ search: string, hash: string }} address
 */
export const namesIn = ({ search, hash }) => ({
  child: idOf(new URLSearchParams(search).get("childId")),
  secret: idOf(/[?&]secret=([^&]*)/.exec(hash)?.[1]),
});

/**
 * What a host's message means: `{ scroll }`, how far the reader is down this frame, in CSS pixels;
 * `{ resizer }`, the id by which iframe-resizer knows this frame; `{ asks: true }`, that it has not
 * heard this frame's height yet. Nothing, for whatever else.
 *
 * @param {unknown} message
 * @param {ReturnType<typeof namesIn> & { resizer?: string }} names
 */
export const meaningOf = (message, { child, resizer }) => {
  if (typeof message === "string") return message.length <= LONGEST ? meaningOfText(message, child, resizer) : undefined;
  if (typeof message !== "object" || message === null) return undefined;
  const { kind, scroll, sentinel, type } = message;
  // The Guardian's, and our own.
  if (kind === "interactive:scroll" && isLength(scroll)) return { scroll };
  // @newswire/frames, and whoever speaks as AMP does.
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

/** That this frame is there: it opts in to the Guardian's scrolling and to our loader's, and has
 *  iframe-resizer, which may have spoken before anybody heard, say it once more. */
export const greeting = () => [{ kind: "interactive:scroll", scroll: 0 }, "[iFrameResizerChild]Ready"];

/**
 * That this frame would be so high, as each host expects to hear it.
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
 * That the reader has asked for what stands so far down this frame, to the hosts that may scroll.
 *
 * @param {number} scroll in whole CSS pixels
 */
export const placeSaid = (scroll, { child, resizer }) => {
  const said = [{ kind: "shanhai:scroll-to", scroll }, JSON.stringify({ type: "scroll-to", id: child ?? "shanhai", x: 0, y: scroll })];
  if (child) said.push(`pymxPYMx${child}xPYMxscrollToChildPosxPYMx${scroll}`);
  if (resizer) said.push(`[iFrameSizer]${resizer}:${scroll}:0:scrollToOffset`);
  return said;
};
