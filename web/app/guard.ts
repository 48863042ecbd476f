// The app: wasm-bindgen's glue ("shanhai"), instantiated here, with a guard around every call into the WASM. A trap
// (a panic, or an exception that the browser threw below it) leaves the app in an inconsistent state: it is reported
// once, and no later call reaches the app.

import { finalize, imports } from "shanhai";

export { start } from "shanhai";

/** Instantiates the app from a host's response, once for all stories of a document. */
export const instantiate = (response: Response) => {
  readied ??= ready(response);
  return readied;
};

let readied: Promise<void> | undefined;

/** With another content type than WASM's, a browser compiles the app only after it has loaded in full. */
const ready = async (response: Response) => {
  const kind = response.headers.get("content-type");
  const isStreamed = kind === "application/wasm" && WebAssembly.instantiateStreaming;
  if (kind !== "application/wasm") console.warn(`The app came as ${kind}, and starts later for it`);
  try {
    const { instance, module } = isStreamed
      ? await WebAssembly.instantiateStreaming(response, imports())
      : await WebAssembly.instantiate(await response.arrayBuffer(), imports());
    finalize({ exports: guarded(instance.exports) }, module);
  } catch (error) {
    // Another story may succeed.
    readied = undefined;
    throw error;
  }
};

/** Reports the app's trap: an event `trap`, whose `detail` is the exception. */
export const traps = new EventTarget();

const guarded = (exports: WebAssembly.Exports) => {
  let isWhole = true;
  const guard =
    (call: CallableFunction) =>
    (...values: unknown[]) => {
      // An empty result: the glue finds nothing in it.
      if (!isWhole) return [];
      try {
        return call(...values);
      } catch (error) {
        if (isWhole) {
          isWhole = false;
          traps.dispatchEvent(new CustomEvent("trap", { detail: error }));
        }
        throw error;
      }
    };
  const parts = Object.entries(exports).map(([name, part]) => [name, typeof part === "function" ? guard(part) : part]);
  return Object.fromEntries(parts) as WebAssembly.Exports;
};
