// The stand-in: until the app has drawn a picture, and wherever it cannot, the stage shows the still of the current
// section. The build has drawn that of the cover.

import { part, root, sections } from "./place.ts";

export const standIn = document.createElement("div");
standIn.className = "stand-in";
standIn.setAttribute("aria-hidden", "true");

/** The still that the stand-in shows a copy of. */
export let shown: Element | undefined;

/** The lowest point of the page that the reader has seen, in CSS pixels from its top. */
export let seen = 0;

/** Shows the still of the current section. */
export const stand = () => {
  if (root.dataset.mode === "live") return;
  seen = Math.max(seen, scrollY + innerHeight);
  const line = innerHeight * TRIGGER;
  const begun = sections().filter((section) => section.getBoundingClientRect().top <= line);
  const still = begun.pop()?.querySelector(".still");
  if (!still || still === shown) return;
  shown = still;
  describe(still.closest("[data-step]"));
  const copy = still.cloneNode(true) as HTMLElement;
  const image = copy.querySelector("img");
  if (image) image.style.objectPosition = copy.dataset.focus!;
  standIn.replaceChildren(copy);
  if (begun.length || root.dataset.fault !== undefined) part(".lens")?.before(standIn);
  else standIn.remove();
};

/** The same, even if it was shown before. */
export const standAnew = () => {
  shown = undefined;
  stand();
};

/** Gives the map, which is a single image, the text alternative of `section`, and returns it. */
export const describe = (section?: Element | null) => {
  part(".map-text[id]")?.removeAttribute("id");
  const text = section?.querySelector(".map-text");
  if (text) text.id = `${root.dataset.instance}-shown`;
  return text?.textContent;
};

/** Makes the text of a still the label of its figure, which takes no room beside the stage: screen readers find it in
 *  its place, and nobody finds or copies text that is not visible. */
export const nameStill = (text: Element) => text.parentElement!.setAttribute("aria-label", text.textContent);
