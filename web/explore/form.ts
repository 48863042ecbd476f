// The form of the explorer: the region first, then kind and direction, and the form of the results.

import { type Choice, countsOf, type Facts, TABLE } from "./facts.ts";
import { made } from "./made.ts";
import { fillGrid, gridOf, hasGrid } from "./tiles.ts";

/** The line of a kind, as in the step's legend. */
export const lineOf = (legend: Element, kind: string) =>
  legend.querySelector(`[data-kind="${kind}"]`)?.closest("svg")?.cloneNode(true) ?? "";

/** The form for `facts`. The pictures of the kinds are copied from `legend`, the step's own. `chooseRegion` is called
 *  with a choice in the grid; all other changes are events of the form. */
export const formOf = (facts: Facts, legend: Element, chooseRegion: (region: string) => void) => {
  const { words, kinds, directions } = facts;
  const radio = (name: string, [value, label]: [string, string]) => {
    const input = made("input", { type: "radio", name, value });
    const line = name === "kind" && value ? lineOf(legend, value) : "";
    return made("label", {}, input, made("span", {}, line, label));
  };
  const radios = (name: string, title: string, options: [string, string][]) =>
    made("fieldset", {}, made("legend", {}, title), ...options.map((option) => radio(name, option)));
  const form = made(
    "form",
    { class: "choices", "aria-label": words.choose },
    hasGrid(facts) ? gridOf(facts, chooseRegion) : listOf(facts),
    radios("kind", words.kind, [["", words.every], ...kinds]),
    radios("side", words.direction, [["", words.every], ...directions]),
    radios("view", words.form, [
      ["", words.cards],
      [TABLE, words.table],
    ]),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
};

/** The regions as a list, by side, for a base map without a grid. */
const listOf = ({ regions, words }: Facts) => {
  const optionsOf = (side: "east" | "west" | "none") => {
    const options = regions.filter((region) => region.side === side);
    return made("optgroup", { label: words[side] }, ...options.map(({ code }) => made("option", { value: code })));
  };
  const groups = (["east", "west", "none"] as const).map(optionsOf);
  const select = made("select", { name: "region" }, made("option", { value: "" }, words.every), ...groups);
  return made("label", { class: "region-choice" }, made("span", {}, words.region), select);
};

/** Shows `choice` in the form, and how many connections each region would have. */
export const fillForm = (form: HTMLFormElement, facts: Facts, choice: Choice) => {
  for (const input of form.querySelectorAll("input")) {
    input.checked = input.value === (choice[input.name as keyof Choice] ?? "");
  }
  const select = form.querySelector("select");
  if (!select) return fillGrid(form, facts, choice);
  const counts = countsOf(facts, choice);
  for (const option of select.querySelectorAll<HTMLOptionElement>("optgroup > option")) {
    const { name, code } = facts.regions.find(({ code }) => String(code) === option.value)!;
    option.textContent = `${name} · ${counts.get(code)}`;
  }
  select.value = choice.region ?? "";
};
