// Where the story stands that a script of the page is run for.

/** The element that the script stands in; of one that a module brings, see src/unstarted.js, the page's story. */
export const holder = document.currentScript?.parentElement ?? document.querySelector("story-map");

/** The story. In an element that holds it for another page, it lies in the shadow: see src/embed/inline.js. */
export const root = holder.shadowRoot?.querySelector("story-map") ?? holder;

/** Its own address. */
export const base = root.dataset.base ?? document.baseURI;

/** Fulfilled once all of the page is there. */
export const parsed = new Promise((resolve) => {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  } else {
    resolve();
  }
});
