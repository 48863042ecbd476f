// The names of the base map: seas, rivers, ranges and provinces.

import type { Entry, Files, StoryElement } from "../story.ts";

/** Has the app write the names of the base map in the page's language, or in English. */
export const loadLettering = async (root: StoryElement, { beside, fetched }: Files) => {
  try {
    const response = await fetched(beside("{{lettering}}"));
    const languages: Record<string, Entry[]> = await response.json();
    const language = root.closest<HTMLElement>("[lang]")?.lang.split("-")[0];
    // In one task, so that the picture changes once.
    for (const entry of languages[language!] ?? languages.en!) root.story?.letter(...entry);
  } catch (error) {
    console.warn("The map stays without names of seas and provinces:", (error as Error).message);
  }
};
