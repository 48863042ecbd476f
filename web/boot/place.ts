// The story that a script of the page runs for.

import type { StoryElement } from "../story.ts";

/** The element that contains the script. For a script that a module has loaded (see web/app/unstarted.ts), the page's
 *  story. */
export const holder = document.currentScript?.parentElement ?? document.querySelector("story-map")!;

/** The story. An element that shows it in another page holds it in its shadow tree: see web/embed/inline.ts. */
export const root: StoryElement = holder.shadowRoot?.querySelector("story-map") ?? holder;

/** The story's own address. */
export const base = root.dataset.base ?? document.baseURI;

/** Whether the story is in a frame of another page. */
export const isFramed = root === holder && parent !== window;

/** Resolves once the whole page is parsed. */
export const parsed = new Promise<Event | void>((resolve) => {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  } else {
    resolve();
  }
});

/** The first element of the story that `query` matches. */
export const part = (query: string) => root.querySelector<HTMLElement>(query);

/** The story's steps, in the page's order. */
export const sections = () => [...root.querySelectorAll<HTMLElement>("[data-step]")];

/** Aborted when the story is removed. */
export const left = new AbortController();

/** Listens on the window until the story is removed. */
export const listen = (name: string, heard: () => void, options?: AddEventListenerOptions) =>
  addEventListener(name, heard, { signal: left.signal, ...options });
