// The buttons that move and zoom the explorer's map.

import type { StoryElement } from "../story.ts";
import type { Facts } from "./facts.ts";
import { made } from "./made.ts";

/** The zoom factor of one press, and the share of the stage's size that the map moves by. */
const CLOSER = 1.6;
const ASIDE = 0.25;

type Tool = [sign: string, label: string, right: number, down: number, zoom: number];

export const toolsOf = (root: StoryElement, stage: Element, { words }: Facts) => {
  const tools: Tool[] = [
    ["＋", words.closer, 0, 0, CLOSER],
    ["－", words.wider, 0, 0, 1 / CLOSER],
    ["←", words.left, ASIDE, 0, 1],
    ["↑", words.up, 0, ASIDE, 1],
    ["↓", words.down, 0, -ASIDE, 1],
    ["→", words.right, -ASIDE, 0, 1],
    ["⤢", words.whole, 0, 0, 0],
  ];
  const buttons = tools.map(([sign, label, right, down, zoom]) => {
    const button = made("button", { type: "button", "aria-label": label, title: label }, sign);
    button.addEventListener("click", () => {
      const { width, height } = stage.getBoundingClientRect();
      root.story!.look(right * width, down * height, zoom);
    });
    return button;
  });
  return made("div", { class: "map-tools", role: "group", "aria-label": words.tools }, ...buttons);
};
