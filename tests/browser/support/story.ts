// The story's own folder, with types for the specs.

import * as story from "./story.mjs";

type Step = { id: string; links: string[] };

export const steps: Step[] = story.steps;
export const links: string[] = story.links;
export const tabledLinks: string[] = story.tabledLinks;
export const figures: string[] = story.figures;
export const words: (language: string) => string[] = story.words;

/** Whether to test every combination, as `cargo xtask test --full` does; otherwise pairs. */
export const FULL = Boolean(process.env.FULL);

/**
 * Steps of each kind of content: the cover, a chapter, a step with figures, one with one side alone, the last
 * view and the explorer. They stand for the others where a claim is about layout.
 */
export const KINDS: Step[] = FULL
  ? steps
  : steps.filter(({ id }) => ["cover", "chapter-industry", "ankang", "outlook", "epilogue", "explore"].includes(id));

/** The addresses of the story's pages, by the languages' names in test titles. */
export const PAGES = { Chinese: "", English: "en/index.html" };

/** The same by language tag. */
export const TAGGED_PAGES = { "zh-CN": PAGES.Chinese, en: PAGES.English };
