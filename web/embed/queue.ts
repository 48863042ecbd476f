// The host's messages, at most two actions in an animation frame.

import type { Meaning } from "./dialects.ts";

/** The length of an animation frame, in milliseconds. A frame out of sight gets no animation frames. */
const FRAME = 16;

/** No host sends more messages than this in one animation frame: of more, only the last ones are read. */
const MOST = 64;

/**
 * Calls `act` with what the host's messages mean. The first message of an animation frame takes effect at once, because
 * the words follow the reader's finger. All later ones in that frame together cause one action.
 */
export const queueMessages = (meaningOf: (data: unknown) => Meaning | undefined, act: (meaning: Meaning) => void) => {
  let queue: MessageEvent[] | undefined;
  const flush = () => {
    const meanings = queue!.map(({ data }) => meaningOf(data));
    queue = undefined;
    act(Object.assign({}, ...meanings));
  };
  addEventListener("message", (event) => {
    if (event.source !== parent) return;
    if (queue) {
      // Not read yet: the sender decides how long reading a message takes.
      queue.push(event);
      if (MOST < queue.length) queue.shift();
      return;
    }
    queue = [];
    setTimeout(flush, FRAME);
    act(meaningOf(event.data) ?? {});
  });
};
