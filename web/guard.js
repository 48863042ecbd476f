// The app: wasm-bindgen's glue ("shanhai"), instantiated here, with a guard around every call into the WASM. A trap
// (a panic, or an exception that the browser threw below it) leaves the app in an inconsistent state: it is reported
// once, and no later call reaches the app.

import { finalize, imports } from "shanhai";

export { start } from "shanhai";

/** Instantiates the app from a host's response, once for all stories of a document. */
export const instantiate = (response) => {
  readied ??= ready(response);
  return readied;
};

let readied;

/** With another content type than WASM's, a browser compiles the app only after it has loaded in full. */
const ready = async (response) => {
  const kind = response.headers.get("content-type");
  const isStreamed = kind === "application/wasm" && WebAssembly.instantiateStreaming;
  if (kind !== "application/wasm") console.warn(`The app came as ${kind}, and starts later for it`);
  try {
    const { instance, module } = isStreamed
      ? await WebAssembly.instantiateStreaming(response, imports())
      : await WebAssembly.instantiate(await response.arrayBuffer(), imports());
    finalize({ exports: guarded(instance.exports) }, module);
  } catch (fault) {
    // Another story may succeed.
    readied = undefined;
    throw fault;
  }
};

/** Reports the app's trap: an event `trap`, whose `detail` is the exception. */
export const traps = new EventTarget();

const guarded = (exports) => {
  let isWhole = true;
  const guard = (call) => (...values) => {
    // An empty result: the glue finds nothing in it.
    if (!isWhole) return [];
    try {
      return call(...values);
    } catch (fault) {
      if (isWhole) {
        isWhole = false;
        traps.dispatchEvent(new CustomEvent("trap", { detail: fault }));
      }
      throw fault;
    }
  };
  const parts = Object.entries(exports).map(([name, part]) => [
    name,
    typeof part === "function" ? guard(part) : part,
  ]);
  return Object.fromEntries(parts);
};
