// The names of the base map: seas, rivers, ranges and provinces.

import type { Entry, StoryElement } from "../story.ts";

const LETTERING: Record<string, Entry[]> = JSON.parse("{{lettering}}");

/** Has the app write the names of the base map in the page's language, or in English. */
export const letter = (root: StoryElement) => {
  const language = root.closest<HTMLElement>("[lang]")?.lang.split("-")[0];
  // In one task, so that the picture changes once.
  for (const entry of LETTERING[language!] ?? LETTERING.en!) root.story!.letter(...entry);
};
