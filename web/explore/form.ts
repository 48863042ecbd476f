// The form of the explorer: kind, direction and region.

import { type Choice, type Facts, matching } from "./facts.ts";
import { made } from "./made.ts";

/** The form for `facts`. The pictures of the kinds are copied from `legend`, the step's own. */
export const formOf = ({ words, kinds, directions, regions }: Facts, legend: Element) => {
  const lineOf = (kind: string) => legend.querySelector(`[data-kind="${kind}"]`)?.closest("svg");
  const radio = (name: string, [value, label]: [string, string]) => {
    const input = made("input", { type: "radio", name, value });
    const line = (name === "kind" && value && lineOf(value)?.cloneNode(true)) || "";
    return made("label", {}, input, made("span", {}, line, label));
  };
  const radios = (name: string, title: string, options: [string, string][]) =>
    made("fieldset", {}, made("legend", {}, title), ...options.map((option) => radio(name, option)));
  const optionsOf = (side: "east" | "west" | "none") => {
    const options = regions.filter((region) => region.side === side);
    return made("optgroup", { label: words[side] }, ...options.map(({ code }) => made("option", { value: code })));
  };
  const groups = (["east", "west", "none"] as const).map(optionsOf);
  const select = made("select", { name: "region" }, made("option", { value: "" }, words.every), ...groups);
  const form = made(
    "form",
    { class: "choices", "aria-label": words.choose },
    radios("kind", words.kind, [["", words.every], ...kinds]),
    radios("side", words.direction, [["", words.every], ...directions]),
    made("label", { class: "region-choice" }, made("span", {}, words.region), select),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
};

/** Shows `choice` in the form, and how many connections each region would have. */
export const fillForm = (form: HTMLFormElement, facts: Facts, { kind = "", side = "", region = "" }: Choice) => {
  for (const input of form.querySelectorAll("input")) {
    input.checked = input.value === (input.name === "kind" ? kind : side);
  }
  const select = form.querySelector("select")!;
  for (const option of select.querySelectorAll<HTMLOptionElement>("optgroup > option")) {
    const { name, code } = facts.regions.find(({ code }) => String(code) === option.value)!;
    option.textContent = `${name} · ${matching(facts, { kind, side, region: `${code}` }).length}`;
  }
  select.value = region;
};
