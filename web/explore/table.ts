// The buttons in the table of connections.

import { made } from "./made.ts";

/** Makes the columns of kinds and places sortable. The last column, the place in the text, restores the
 *  story's order. */
export const makeSortable = (table: HTMLTableElement, rows: HTMLTableRowElement[]) => {
  const body = table.tBodies[0]!;
  const heads = [...table.tHead!.rows[0]!.cells];
  const { lang } = document.documentElement;
  const order = new Intl.Collator(lang, { numeric: true });
  for (const [column, head] of heads.entries()) {
    // Figures of different kinds cannot be compared.
    if (column === 3 || column === 4) continue;
    const button = made("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isDown = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      const text = (row: HTMLTableRowElement) => row.cells[column]!.textContent;
      const isLast = column === heads.length - 1;
      const sorted = [...rows];
      if (!isLast) sorted.sort((one, other) => order.compare(text(one), text(other)));
      if (isDown) sorted.reverse();
      body.append(...sorted);
    });
  }
};
