// The scale of years along the foot of the map.

import type { StoryElement } from "../story.ts";

/** Labels that are closer than this share of the scale would overlap on a phone. */
const CLOSE = 0.1;

/** The years that the words of `step` mark, in their order. */
const yearsOf = (root: StoryElement, step: string) => {
  const dates = root.querySelectorAll<HTMLTimeElement>(`[data-step="${step}"] .words time`);
  return [...new Set([...dates].map(({ dateTime }) => parseInt(dateTime, 10)))].sort((one, other) => one - other);
};

/** Marks on the scale the years of the step that the reader has reached. A step without dates leaves the whole of it. */
export const markYears = (root: StoryElement) => {
  const scale = root.querySelector<HTMLElement>(".years > div");
  if (!scale) return;
  const [first, last] = [...scale.children].map(({ textContent }) => Number(textContent)) as [number, number];
  scale.style.setProperty("--_years", String(last - first));
  const shareOf = (year: number) => (year - first) / (last - first);
  const mark = (year: number, state: string) => {
    const label = document.createElement("span");
    label.className = state;
    label.textContent = String(year);
    label.style.setProperty("--_at", String(shareOf(year)));
    return label;
  };
  const show = (step: string) => {
    const years = yearsOf(root, step);
    const all = [...new Set([first, ...years, last])].sort((one, other) => one - other);
    // Below the line stands each label that is clear of the one before it there.
    let below = -Infinity;
    const marks = all.map((year) => {
      const isClear = CLOSE <= shareOf(year) - below;
      if (isClear) below = shareOf(year);
      return mark(year, `${years.includes(year) ? "marked" : "end"}${isClear ? "" : " above"}`);
    });
    scale.replaceChildren(...marks);
    // Only two years are the ends of a span.
    const [from, to] = years.length === 2 ? years : [first, first];
    scale.style.setProperty("--_from", String(shareOf(from!)));
    scale.style.setProperty("--_to", String(shareOf(to!)));
  };
  root.addEventListener("shanhai:step", ({ detail }) => show(detail.step));
  // Once the empty line has a style, the first span runs along it, as every other does.
  void getComputedStyle(scale, "::before").color;
  show(root.querySelector<HTMLElement>("[data-step][aria-current]")?.dataset.step ?? "");
};
