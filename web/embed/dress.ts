// Differences of a story in a frame.

import type { StoryElement } from "../story.ts";
import { hasAddress } from "./address.ts";
import type { Names } from "./dialects.ts";
import { fitting } from "./tokens.ts";

/** Applies the colours, lengths and font lists in the frame's address, each under the name of its custom
 *  property without the dashes. The theme is in the address too. */
export const dress = (root: StoryElement, query: URLSearchParams) => {
  for (const [name, text] of query) {
    const value = fitting(name, text);
    if (value) root.style.setProperty(`--${name}`, value);
  }
  // If the frame's colour scheme differs from the host's, the frame is no longer transparent.
  const { theme } = root.dataset;
  document.documentElement.style.colorScheme = theme === "system" ? "" : theme!;
};

/** Makes the links that leave the story leave the frame as well. */
export const leadOut = (root: StoryElement, { secret }: Names, post: (messages: unknown[]) => void) => {
  const controls = root.querySelector<HTMLElement>(".controls");
  const whole = document.createElement("a");
  Object.assign(whole, { href: location.pathname, textContent: controls?.dataset.whole });
  whole.dataset.control = "whole";
  if (hasAddress()) controls?.append(whole);
  else controls?.querySelector("[data-control=copy]")?.remove();
  for (const link of root.querySelectorAll<HTMLAnchorElement>("a[href]:not([href^='#'],[hreflang],[download])")) {
    link.target = "_blank";
    link.relList.add("noopener");
  }
  root.addEventListener("click", ({ target }) => {
    const link = (target as Element).closest<HTMLAnchorElement>("a[target=_blank]");
    if (!link?.href) return;
    // WordPress keeps its frames from opening windows, and opens addresses on its own site when asked.
    if (secret) post([{ message: "link", value: link.href, secret }]);
    // Sandboxed frames with an opaque origin cannot open windows either: there the reader can copy the
    // address.
    if (self.origin === "null") root.querySelector(".copied")?.replaceChildren(link.href);
  });
};
