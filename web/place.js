// The story that a script of the page runs for.

/** The element that contains the script. For a script that a module has loaded (see web/unstarted.js), the
 *  page's story. */
export const holder = document.currentScript?.parentElement ?? document.querySelector("story-map");

/** The story. An element that shows it in another page holds it in its shadow tree: see
 *  web/embed/inline.js. */
export const root = holder.shadowRoot?.querySelector("story-map") ?? holder;

/** The story's own address. */
export const base = root.dataset.base ?? document.baseURI;

/** Resolves once the whole page is parsed. */
export const parsed = new Promise((resolve) => {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  } else {
    resolve();
  }
});
