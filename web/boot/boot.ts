// Runs before the browser paints the story: allows the map to stick, loads the app and starts it. Until the app draws,
// and if it cannot, the map shows the still of the current section. Files are loaded by web/boot/files.ts, or by
// web/boot/single.ts in a page that is a single file: `#files` is either, see package.json.

import { skipWhatIsFar } from "./arriving.ts";
import { clicked, pressed, showStep } from "./controls.ts";
import { beside, link, load } from "#files";
import { relayout } from "./layout.ts";
import { start, stop } from "./lifecycle.ts";
import { isFramed, left, listen, parsed, root } from "./place.ts";
import { applySettings } from "./settings.ts";
import { nameStill, stand } from "./stand-in.ts";

type Framed = typeof import("../embed/framed.ts");

/** Notes that the reader has moved the page by hand before it has loaded: its address no longer leads them anywhere. */
const act = () => {
  if (document.readyState !== "complete" || root.dataset.mode === "static") root.dataset.acted = "";
};

// In browsers older than those in README.md, the sticky map would leave no room for the words: they keep the page for
// readers with JavaScript disabled. Every browser that supports `color-mix()` has the rest as well.
if (CSS.supports("color", "color-mix(in oklab, red, red)")) {
  // The style sheet shows the stills until the element is defined: a saved copy of the live page keeps its attributes,
  // but not this definition.
  const elements = window.customElements;
  if (!elements?.get("story-map")) elements?.define("story-map", class extends HTMLElement {});
  root.leave = () => {
    left.abort();
    root.story?.free();
    root.story = null;
  };
  listen("resize", relayout);
  // A figure in the first viewport is counted if the app starts soon: see style/controls.css.
  root.dataset.soon = "";
  applySettings();
  skipWhatIsFar();
  root.addEventListener("shanhai:step", showStep);
  root.addEventListener("click", clicked);
  root.addEventListener("keydown", pressed);
  for (const name of ["wheel", "touchmove", "pointerdown", "keydown"]) listen(name, act, { once: true, passive: true });
  for (const name of ["scroll", "resize"]) listen(name, stand);
  parsed.then(() => {
    root.querySelectorAll(".map-text").forEach(nameStill);
    stand();
  });
  if (isFramed) {
    load<Framed>(beside("{{framed}}"), "{{framed-integrity}}")
      .then(({ settle }) => parsed.then(() => settle(root, { beside, link, relayout })))
      .catch(console.warn);
  }
  start()
    .catch(async (error) => {
      await parsed;
      stop(error);
      console.warn("The map stays still:", root.dataset.fault);
    })
    // The print style sheet is loaded after the page: no browser scrolls to the address's target before every style
    // sheet has loaded. Its link is for print alone: a sheet with layers makes Chromium look up all fonts anew, and lay
    // out the whole page again.
    .then<unknown>(() => document.readyState === "complete" || new Promise<void>((resolve) => listen("load", resolve)))
    .then(() => link("stylesheet", beside("{{print}}"), "{{print-integrity}}", "print"))
    .catch(console.warn);
}
