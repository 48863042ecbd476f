// Opens a photo over the whole page. Escape, Back on Android, the button and a click on it close it.

import type { StoryElement } from "../story.ts";

/** Opens the photos of `root` large, where their links would open their files. In a frame, which is as long as the
 *  story, they open in a page of their own. */
export const enlargePhotos = (root: StoryElement) => {
  if (parent !== window) return;
  const links = [...root.querySelectorAll<HTMLAnchorElement>(".photo > a")];
  for (const link of links) {
    link.ariaHasPopup = "dialog";
    // In a story of one file it leads nowhere.
    if (!link.hasAttribute("href")) Object.assign(link, { role: "button", tabIndex: 0 });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(root, link);
    });
    link.addEventListener("keydown", (event) => {
      if (link.hasAttribute("href") || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      open(root, link);
    });
  }
  // Photos and posters that are still far away are printed, too.
  const images = root.querySelectorAll<HTMLImageElement>(".photo img, .video img");
  const load = () => {
    for (const image of images) image.loading = "eager";
  };
  if (images.length) addEventListener("beforeprint", load, { once: true });
};

/** Events that the story behind the photo must not hear: they would turn its pages. */
const KEPT = ["click", "keydown", "pointerdown", "touchstart", "wheel"];

const open = (root: StoryElement, link: HTMLAnchorElement) => {
  const dialog = document.createElement("dialog");
  dialog.className = "large";
  const picture = link.querySelector("picture")!.cloneNode(true) as HTMLElement;
  const image = picture.querySelector("img")!;
  dialog.ariaLabel = image.alt;
  for (const source of picture.querySelectorAll("source")) source.sizes = "100vw";
  image.loading = "eager";
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  close.ariaLabel = link.dataset.close!;
  const caption = link.parentElement!.querySelector("figcaption")!.cloneNode(true);
  dialog.append(close, picture, caption);
  for (const name of KEPT) dialog.addEventListener(name, (event) => event.stopPropagation());
  dialog.addEventListener("click", ({ target }) => {
    if (!(target as Element).closest("figcaption")) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
};
