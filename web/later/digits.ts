// The running digits of a figure that is being counted. Its text has the final value at every moment: the digits stand
// in empty cells over the text, each over the character that it ends as.

/** A count that runs. `began` and `set` are the times of its first frame and of its last change, in milliseconds. */
export type Count = { number: HTMLElement; text: string; cells: HTMLElement[]; began?: number; set: number };

/** Starts the count of the figure whose number is `number`. Each character gets a cell over it, placed in percent of
 *  the number's box, so that the cells stay in place at any font size. */
export const startCount = (number: HTMLElement): Count => {
  const text = number.textContent;
  const box = number.getBoundingClientRect();
  const range = document.createRange();
  const cells = [...text].map((_, at) => {
    range.setStart(number.firstChild!, at);
    range.setEnd(number.firstChild!, at + 1);
    const { left, width } = range.getBoundingClientRect();
    const cell = document.createElement("span");
    cell.style.left = `${(100 * (left - box.left)) / box.width}%`;
    cell.style.width = `${(100 * width) / box.width}%`;
    return cell;
  });
  number.append(...cells);
  const count = { number, text, cells, set: -Infinity };
  showDigits(count, text.replace(/[1-9]/g, "0"));
  return count;
};

/** Shows `text` in the cells of a count, aligned to the right. */
export const showDigits = ({ number, cells }: Count, text: string | undefined) => {
  number.dataset.shown = text;
  for (const [at, cell] of cells.entries()) cell.dataset.digit = text?.at(at - cells.length) ?? "";
};

/** Removes the cells of a count. */
export const clearDigits = ({ number, cells }: Count) => {
  delete number.dataset.shown;
  for (const cell of cells) cell.remove();
};
