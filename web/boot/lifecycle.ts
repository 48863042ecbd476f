// The start of the app, and what remains when it fails.

import { isSkipped, layOut, skipped } from "./arriving.ts";
import { address, beside, bring, fetched, link, load, restyled } from "#files";
import { markLayout, relayout } from "./layout.ts";
import { left, parsed, part, root } from "./place.ts";
import { seen, standAnew, standIn } from "./stand-in.ts";

type App = typeof import("../app/guard.ts");
type Later = typeof import("../later/later.ts");

/** Loads the app and starts it. */
export const start = async () => {
  const [app, wasm, pack] = await Promise.all([
    bring(load<App>, "glue"),
    bring(fetched, "wasm"),
    bring(fetched, "pack").then((response) => response.arrayBuffer()),
    markLayout() || restyled().then(relayout),
  ]);
  await Promise.all([app.instantiate(wasm), parsed]);
  // In a task of its own: starting the app right after the browser has compiled it would make one long task of both.
  await new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  if (left.signal.aborted) return;
  app.traps.addEventListener("trap", ({ detail }: CustomEventInit) => stop(detail));
  // Read before the app changes the page, so that no layout is forced in between.
  const uncounted = [...root.querySelectorAll<HTMLElement>(".counted")].filter((number) => {
    if (isSkipped(number)) return true;
    const { top, height } = number.getBoundingClientRect();
    return !height || seen < top + scrollY || getComputedStyle(number).opacity === "0";
  });
  // The element owns the story, which lives as long as it does.
  root.story = app.start(root, new Uint8Array(pack));
  standIn.remove();
  // A browser may search for a text fragment at any moment, so hidden sections always have this attribute.
  // web/later/later.ts hides everything else, and keeps it up to date.
  if (root.dataset.reading === "steps" && "onbeforematch" in root) {
    const others = root.querySelectorAll(".step:not(.cover, .chapter, [aria-current])");
    for (const other of others) other.setAttribute("hidden", "until-found");
  }
  adorn(uncounted);
};

/** Loads the optional assets, last: the story works without them. Figures that have not been seen yet, `uncounted`,
 *  wait for web/later/counters.ts, for at most three seconds. */
const adorn = (uncounted: HTMLElement[]) => {
  for (const number of uncounted) number.dataset.uncounted = "";
  const reveal = () => uncounted.forEach((number) => delete number.dataset.uncounted);
  const late = setTimeout(reveal, 3_000);
  delete root.dataset.soon;
  load<Later>(root.dataset.later!, root.dataset.laterIntegrity!)
    .then(({ adorn }) => {
      clearTimeout(late);
      adorn(root, { address, beside, fetched, layOut, link, load, skipped });
    })
    .catch((error) => {
      reveal();
      layOut();
      console.warn(error);
    });
};

/** The error that a trap or a failed start reports: a promise's may be several. */
type Failure = { errors?: Failure[]; message?: string };

/** Keeps the words, with stills beside them: the app has stopped, or will never start. */
export const stop = (failure: Failure) => {
  layOut();
  if (root.dataset.fault !== undefined) return;
  root.dataset.fault = failure.errors?.[0]?.message ?? failure.message ?? (failure as string);
  root.dataset.mode = "static";
  delete root.dataset.moving;
  delete root.dataset.soon;
  // A figure that was being counted shows its final text.
  for (const number of root.querySelectorAll<HTMLElement>("[data-shown]")) delete number.dataset.shown;
  if (root.dataset.reading === "steps") part("[aria-current]")?.scrollIntoView();
  if (part(".stage > .lens")) return standAnew();
  // Somebody has removed the map.
  left.abort();
  delete root.dataset.map;
  root.dataset.layout = "unrolled";
};
