// The tile grid: one square for each region, roughly where the region lies, with the number of its connections.

import { type Choice, counted, countsOf, type Facts, type Region } from "./facts.ts";
import { made } from "./made.ts";

/** Whether the base map has a grid: every region has its square. */
export const hasGrid = ({ regions }: Facts) => regions.every(({ tile }) => tile);

/** A step aside costs as much as this many steps in the direction of the key. */
const ASIDE = 4;

const KEYS: Record<string, [right: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest tile in the direction of a key, which may be beyond gaps; `undefined` if there is none. */
const nextTile = (regions: Region[], from: Region, [right, down]: [number, number]) => {
  const [column, row] = from.tile!;
  const ahead = regions.flatMap((region) => {
    const [x, y] = [region.tile![0] - column, region.tile![1] - row];
    const along = x * right + y * down;
    return 0 < along ? [{ region, far: along + ASIDE * Math.abs(x * down + y * right) }] : [];
  });
  ahead.sort((one, other) => one.far - other.far);
  return ahead[0]?.region;
};

/** A tile: its label for screen readers, and what it shows of that. */
const tileOf = ({ code, side, tile }: Region) => {
  const [column, row, short] = tile!;
  const button = made(
    "button",
    { type: "button", value: code, "data-side": side, tabindex: -1 },
    made("span", { class: "label" }),
    made("span", { "aria-hidden": "true" }, short),
    made("b", { "aria-hidden": "true" }),
  );
  button.style.gridArea = `${row + 1} / ${column + 1}`;
  return button;
};

/** The grid as a group of toggle buttons. `choose` is called with the code of the chosen region, or with an empty
 *  text if the choice is withdrawn. */
export const gridOf = ({ regions, words }: Facts, choose: (region: string) => void) => {
  const buttons = new Map(regions.map((region) => [region, tileOf(region)] as const));
  // In reading order, for screen readers.
  const order = [...buttons].sort(([{ tile: one }], [{ tile: other }]) => one![1] - other![1] || one![0] - other![0]);
  const tiles = made("div", { class: "tiles" }, ...order.map(([, button]) => button));
  tiles.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest("button");
    if (button) choose(button.getAttribute("aria-pressed") === "true" ? "" : button.value);
  });
  tiles.addEventListener("keydown", (event) => {
    const direction = KEYS[event.key];
    const from = regions.find((region) => buttons.get(region) === event.target);
    if (!direction || !from || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = nextTile(regions, from, direction);
    if (next) buttons.get(next)!.focus();
  });
  tiles.addEventListener("focusin", ({ target }) => {
    for (const button of buttons.values()) button.tabIndex = button === target ? 0 : -1;
  });
  return made("fieldset", { class: "region-choice" }, made("legend", {}, words.region), tiles);
};

/** The strongest of the shades for the number of connections. */
const STRONGEST = 4;

/** Each shade stands for a range of numbers, twice or more as wide as the one before; 0 for none. */
const shadeOf = (many: number, most: number) =>
  many && 1 + Math.floor(((STRONGEST - 1) * Math.log2(many)) / Math.max(1, Math.log2(most)));

/** Shows in the grid which region is chosen, and the number of connections of each, of the chosen kind and direction. */
export const fillGrid = (form: Element, facts: Facts, choice: Choice) => {
  const { regions, words } = facts;
  const { region = "" } = choice;
  const counts = countsOf(facts, choice);
  const most = Math.max(...countsOf(facts, {}).values());
  const buttons = [...form.querySelectorAll<HTMLButtonElement>(".tiles > button")];
  const stop = buttons.find(({ value }) => value === region) ?? buttons.find(({ tabIndex }) => tabIndex === 0);
  for (const button of buttons) {
    const it = regions.find(({ code }) => String(code) === button.value)!;
    const many = counts.get(it.code)!;
    const short = it.tile![2];
    const [open, close] = words.brackets;
    const name = short === it.name ? it.name : `${it.name}${open}${short}${close}`;
    button.querySelector("b")!.textContent = `${many}`;
    button.dataset.shade = `${shadeOf(many, most)}`;
    button.setAttribute("aria-pressed", `${button.value === region}`);
    button.title = `${name}${words.comma}${counted(facts, many)}`;
    button.querySelector(".label")!.textContent = button.title;
    button.tabIndex = button === (stop ?? buttons[0]) ? 0 : -1;
  }
};
