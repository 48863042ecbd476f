// A connection, from its row of the table.

import { made } from "./made.ts";

/** The start, the arrow and the end of a connection. The arrow has a word as its label. */
export const pathOf = ({ cells }: HTMLTableRowElement) => {
  const [from, to] = [cells[1]!, cells[2]!];
  const arrow = to.querySelector("[role=img]")!;
  const goal = to.lastChild!.textContent!.trim();
  return [from.textContent, " ", arrow.cloneNode(true), " ", goal];
};

/** The same, with the arrow's label in place of the arrow. */
export const spoken = (path: (Node | string)[]) =>
  path.map((part) => (part instanceof Element ? part.getAttribute("aria-label") : part)).join("");

/** A connection's card: its kind with the `line` of the legend, start and end, description, figures, and the link to
 *  its place in the text. */
export const cardOf = (id: string, row: HTMLTableRowElement, line: Node | string) => {
  const [kind, , , note, figures, words] = row.cells;
  const copies = [...figures!.children, ...words!.children].map((child) => child.cloneNode(true));
  const head = made(
    "button",
    { type: "button", "aria-pressed": "false" },
    made("span", { class: "kind" }, line, kind!.textContent),
    " ",
    made("span", {}, ...pathOf(row)),
  );
  return made("li", { "data-link": id }, head, made("p", {}, note!.textContent), ...copies);
};
