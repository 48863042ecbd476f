// Stands at the end of the glue, around all that calls into the app. A trap (a panic, or what the
// browser threw under it) leaves the app half way through something: it is told of once, and
// nothing calls in again.

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
