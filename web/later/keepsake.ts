// The picture at the end of the story.

import type { StoryElement } from "../story.ts";

/** Shows the picture that the link at the end saves, once the reader comes near. `style/finish.css` keeps its place. */
export const showKeepsake = (root: StoryElement) => {
  const link = root.querySelector<HTMLAnchorElement>(".keepsake [download]");
  if (!link || !window.IntersectionObserver) return;
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      const picture = new Image();
      picture.alt = "";
      picture.onload = () => {
        link.dataset.pictured = "";
        link.prepend(picture);
      };
      picture.src = link.href;
    },
    { rootMargin: "100% 0px" },
  );
  near.observe(link);
};
