// The story's own folder, as the specs see it: with types.

import * as story from "./story.mjs";

type Step = { id: string; links: string[] };

export const steps: Step[] = story.steps;
export const links: string[] = story.links;
export const tabledLinks: string[] = story.tabledLinks;
export const figures: string[] = story.figures;
export const words: (language: string) => string[] = story.words;

/** The addresses of the story's pages, by what each language is called here. */
export const PAGES = { Chinese: "", English: "en/index.html" };

/** The same by the languages' tags. */
export const TAGGED_PAGES = { "zh-CN": PAGES.Chinese, en: PAGES.English };
