// The story's own folder, as the specs see it: with types.

import * as story from "./story.mjs";

type Step = { id: string; links: string[] };

export const steps: Step[] = story.steps;
export const links: string[] = story.links;
export const tabledLinks: string[] = story.tabledLinks;
export const figures: string[] = story.figures;
export const words: (language: string) => string[] = story.words;

/** Whether everything is tried with everything else, as `cargo xtask test --full` does; else pairs are. */
export const FULL = Boolean(process.env.FULL);

/**
 * Steps of each kind of content: cover, chapter, a step with figures, one with one side alone, the last view and
 * the reader's own map. They stand for the others where a claim is about layout.
 */
export const KINDS: Step[] = FULL
  ? steps
  : steps.filter(({ id }) => ["cover", "chapter-industry", "ankang", "outlook", "epilogue", "explore"].includes(id));

/** The addresses of the story's pages, by what each language is called here. */
export const PAGES = { Chinese: "", English: "en/index.html" };

/** The same by the languages' tags. */
export const TAGGED_PAGES = { "zh-CN": PAGES.Chinese, en: PAGES.English };
