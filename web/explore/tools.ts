// The buttons over the explorer's map: they zoom it, and once it is zoomed in, they move it.

import type { StoryElement } from "../story.ts";
import type { Facts } from "./facts.ts";
import { made } from "./made.ts";

/** The zoom factor of one press, and the share of the stage's size that the map moves by. */
const CLOSER = 1.6;
const ASIDE = 0.25;

/** A map this many times larger than that of the whole country is zoomed in. The rest is rounding. */
const ZOOMED = 1.01;

type Tool = [sign: string, label: string, right: number, down: number, zoom: number];

/** The tools, in a box of the stage's size that lies over it. */
export const toolsOf = (root: StoryElement, stage: Element, { nation, words }: Facts) => {
  const buttonOf = ([sign, label, right, down, zoom]: Tool) => {
    const button = made("button", { type: "button", "aria-label": label, title: label }, sign);
    button.addEventListener("click", () => {
      const { width, height } = stage.getBoundingClientRect();
      root.story!.look(right * width, down * height, zoom);
    });
    return button;
  };
  const zooming: Tool[] = [
    ["＋", words.closer, 0, 0, CLOSER],
    ["－", words.wider, 0, 0, 1 / CLOSER],
    ["⤢", words.whole, 0, 0, 0],
  ];
  const moving: Tool[] = [
    ["←", words.left, ASIDE, 0, 1],
    ["↑", words.up, 0, ASIDE, 1],
    ["↓", words.down, 0, -ASIDE, 1],
    ["→", words.right, -ASIDE, 0, 1],
  ];
  const moves = made("div", {}, ...moving.map(buttonOf));
  const tools = made(
    "div",
    { class: "map-tools", role: "group", "aria-label": words.tools },
    made("div", {}, ...zooming.map(buttonOf)),
    moves,
  );
  // While all of the country is in view, there is nowhere to move to.
  const mark = () => {
    const { width, height } = stage.querySelector<SVGSVGElement>(".picture > .land")!.viewBox.baseVal;
    moves.hidden = Math.min(nation[0] / width, nation[1] / height) < ZOOMED && !moves.matches(":focus-within");
  };
  mark();
  new MutationObserver(mark).observe(stage, { subtree: true, attributeFilter: ["viewBox"] });
  return tools;
};
