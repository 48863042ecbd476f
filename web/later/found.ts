// If sections are shown one at a time, find-in-page and text fragments still find the text of the others, and open
// them, in browsers that support `hidden="until-found"`.

import type { StoryElement } from "../story.ts";

const hide = (element: Element, isHidden: boolean) => {
  if (isHidden) element.setAttribute("hidden", "until-found");
  else element.removeAttribute("hidden");
};

/** Keeps the hidden sections in `root` up to date, and opens the one that a search has found. */
export const openWhatIsFound = (root: StoryElement) => {
  if (!("onbeforematch" in root)) return;
  const sections = [...root.querySelectorAll("[data-step]")];
  const current = () => sections.findIndex((section) => section.hasAttribute("aria-current"));
  const update = () => {
    const { mode, reading } = root.dataset;
    const at = mode === "live" && reading === "steps" ? current() : -1;
    // The headings of the story and of the chapter stay available to screen readers.
    const chapter = sections.findIndex((section) => section.hasAttribute("data-is-read"));
    for (const [index, section] of sections.entries()) {
      const isHidden = at !== -1 && index !== at;
      const keepsHeading = index === 0 || index === chapter;
      hide(section, isHidden && !keepsHeading);
      for (const part of section.children) {
        if (!part.matches("hgroup, h1, h2, h3")) hide(part, isHidden && keepsHeading);
      }
    }
  };
  const open = (match: Element | null) => {
    const found = sections.indexOf(match?.closest("[data-step]")!);
    if (found !== -1 && found !== current()) root.story?.go(found - current());
  };
  root.addEventListener("shanhai:step", update);
  root.addEventListener("beforematch", ({ target }) => open(target as Element));
  // A text fragment may have been found while all sections were shown. The browser then marks the element
  // that contains it as the target, although `location.hash` is empty.
  if (root.dataset.reading === "steps" && !location.hash) open(root.querySelector(":target"));
  new MutationObserver(update).observe(root, { attributeFilter: ["data-mode", "data-reading"] });
  update();
};
