// Stands at the end of the glue: readies the app, and is around all that calls into it. A trap (a panic,
// or what the browser threw under it) leaves the app half way through something: it is told of once,
// and nothing calls in again.

/** Readies the app that a host has answered with, once for all stories of a document. */
export const instantiate = (response) => {
  readied ??= ready(response);
  return readied;
};

let readied;

/** By another name than WASM's own a browser compiles it no sooner than it has all of it. */
const ready = async (response) => {
  const kind = response.headers.get("content-type");
  const isStreamed = kind === "application/wasm" && WebAssembly.instantiateStreaming;
  if (kind !== "application/wasm") console.warn(`The app came as ${kind}, and starts later for it`);
  try {
    const { instance, module } = isStreamed
      ? await WebAssembly.instantiateStreaming(response, __wbg_get_imports())
      : await WebAssembly.instantiate(await response.arrayBuffer(), __wbg_get_imports());
    __wbg_finalize_init(instance, module);
  } catch (fault) {
    // Another story may have better luck.
    readied = undefined;
    throw fault;
  }
};

/** Tells of the app's trap: an event `trap`, whose `detail` is what was thrown. */
export const traps = new EventTarget();

const guarded = (exports) => {
  let isWhole = true;
  const guard = (call) => (...values) => {
    // Whatever the glue makes of what is returned, it finds nothing in it.
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
