// The messages between hosts and frames about heights and positions. Each host has its own format, and a
// frame that does not know its host posts each message in all of them. Messages hold only numbers, ids and
// this frame's own address. A new format also goes into tests/browser/engines (`dialects.test.ts`; `said.ts`,
// the list of messages that a frame may post; `hosts.ts`, a page of such a host) and into the table of
// docs/embedding.md.

/** No page is longer than this, in CSS pixels: a larger value is an error, or an attack. */
const FARTHEST = 10_000_000;

/** No host sends a frame a longer message, in characters. */
const LONGEST = 10_000;

const ID = /^[\w-]{1,99}$/;
const idOf = (text: string | null | undefined) => (text && ID.test(text) ? text : undefined);

/** Whether `it` is a length, in CSS pixels. */
const isLength = (it: unknown): it is number => typeof it === "number" && 0 <= it && it <= FARTHEST;

/** The names by which hosts know this frame: `child`, of pym.js, and `secret`, of WordPress, are in its address;
 *  `resizer` is the id that iframe-resizer has posted. While `greets`, the resizer has not been answered yet. */
export type Names = { child?: string; secret?: string; resizer?: string; greets?: boolean };

/** The names in the frame's address. */
export const namesIn = ({ search, hash }: { search: string; hash: string }): Names => ({
  child: idOf(new URLSearchParams(search).get("childId")),
  secret: idOf(/[?&]secret=([^&]*)/.exec(hash)?.[1]),
});

/** What a host's message means: `scroll`, how far the reader has scrolled down this frame, in CSS pixels; `resizer`,
 *  the id by which iframe-resizer knows this frame; `asks`, whether the host asks for this frame's height. */
export type Meaning = { scroll?: number; resizer?: string; asks?: true };

/** The meaning of a host's message, or `undefined`. */
export const meaningOf = (message: unknown, { child, resizer }: Names): Meaning | undefined => {
  if (typeof message === "string")
    return message.length <= LONGEST ? meaningOfText(message, child, resizer) : undefined;
  if (typeof message !== "object" || message === null) return undefined;
  const { kind, scroll, sentinel, type } = message as Record<string, unknown>;
  // The Guardian's format, and our own.
  if (kind === "interactive:scroll" && isLength(scroll)) return { scroll };
  // @newswire/frames, and other hosts that use AMP's format.
  if (sentinel === "amp" && type === "frames-init") return { asks: true };
  return undefined;
};

const meaningOfText = (text: string, child?: string, resizer?: string): Meaning | undefined => {
  const [, name, what] = text.split("xPYMx");
  if (text.startsWith("pymxPYMx") && name === child) return what === "width" ? { asks: true } : undefined;
  if (!text.startsWith("[iFrameSizer]")) return undefined;
  const [first, , isInit] = text.slice("[iFrameSizer]".length).split(":");
  if (["true", "false"].includes(isInit!) && idOf(first)) return { resizer: first, asks: true };
  return resizer && first === "resize" ? { asks: true } : undefined;
};

/** Announces this frame: opts in to the scroll messages of the Guardian and of our loader, and has
 *  iframe-resizer repeat its message, which it may have sent before this script listened. */
export const greeting = (): unknown[] => [{ kind: "interactive:scroll", scroll: 0 }, "[iFrameResizerChild]Ready"];

/** This frame's address, and its width in CSS pixels. */
type Frame = { src: string; width: number };

/** The messages that report this frame's height in whole CSS pixels, one in each host's format. */
export const heightSaid = (height: number, { child, secret, resizer, greets }: Names, { src, width }: Frame) => {
  const id = child ?? "shanhai";
  const said: unknown[] = [
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

/** The messages that ask the host to scroll to a position in this frame, in whole CSS pixels from its top, in the
 *  formats of the hosts that can. */
export const placeSaid = (scroll: number, { child, resizer }: Names) => {
  const said: unknown[] = [
    { kind: "shanhai:scroll-to", scroll },
    JSON.stringify({ type: "scroll-to", id: child ?? "shanhai", x: 0, y: scroll }),
  ];
  if (child) said.push(`pymxPYMx${child}xPYMxscrollToChildPosxPYMx${scroll}`);
  if (resizer) said.push(`[iFrameSizer]${resizer}:${scroll}:0:scrollToOffset`);
  return said;
};
