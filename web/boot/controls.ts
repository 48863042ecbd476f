// The controls around the story: the bar, the switches, and what screen readers announce.

import { isFramed, part, root, sections } from "./place.ts";
import { turnSetting } from "./settings.ts";
import { describe } from "./stand-in.ts";
import type { StepEvent } from "../story.ts";

/** Screen readers announce the result of an action, in at most 120 characters, and nothing that changes by
 *  scrolling. */
const announce = (text: string) => part(".said")?.replaceChildren(text);

/** The number of the reader's actions whose result is still to come. It is on the page within two frames. */
let acts = 0;
const actNow = () => {
  acts += 1;
  requestAnimationFrame(() => requestAnimationFrame(() => (acts -= 1)));
};

/** Removes the note about a copied address. */
const clearCopied = () => part(".copied")?.replaceChildren();

/** Shows the step that the reader has reached: the bar names it and the number of steps. */
export const showStep = ({ detail: { step, index } }: StepEvent) => {
  const all = sections();
  const section = all[index];
  const chapter = all.slice(0, index + 1).findLast((section) => section.matches(".chapter"));
  part("[data-is-read]")?.removeAttribute("data-is-read");
  chapter?.setAttribute("data-is-read", "");
  const where = `${index + 1}/${all.length}`;
  const heading = document.createElement("span");
  heading.textContent = ` ${section?.querySelector("h1,h2,h3")?.textContent ?? ""}`;
  part(".where")?.replaceChildren(where, heading);
  part(".controls")?.toggleAttribute("data-on-cover", !index);
  clearCopied();
  part("[data-control=read]")?.setAttribute("href", `#${step}`);
  // At either end the button is marked as disabled, and keeps the focus.
  const ends = { previous: 0, next: all.length - 1 };
  for (const [name, end] of Object.entries(ends)) {
    part(`[data-control=${name}]`)?.setAttribute("aria-disabled", `${index === end}`);
  }
  const shown = describe(section);
  if (acts) {
    const text = `${where}${heading.textContent}\n${shown}`;
    announce(text.match(/^.{0,119}([\n.。,，;；:：]|$)|^.{119}/su)![0]);
  }
};

/** Copies the address of the current step; on the cover, that of the whole story. The address is displayed too, so that
 *  the reader can copy it by hand. */
const copyAddress = (done: string) => {
  const step = part("[aria-current]:not(.cover)");
  // The query of a frame's address is the host's.
  const address = location.href.split(isFramed ? /[?#]/ : "#")[0] + (step ? `#${step.id}` : "");
  const show = (...texts: string[]) => part(".copied")!.replaceChildren(...texts);
  const copied = navigator.clipboard?.writeText(address) ?? Promise.reject();
  copied.then(
    () => show(done, address),
    () => show(address),
  );
};

export const clicked = (event: MouseEvent) => {
  const target = event.target as Element;
  if (target.closest("[data-control]")) actNow();
  // A reader who turns to something else has seen the note about a copied address.
  if (target.closest("summary, [data-switch]")) clearCopied();
  const copy = target.closest<HTMLElement>("[data-control=copy]");
  if (copy) copyAddress(copy.dataset.done!);
  // The story in the other language opens at the current section, with the same settings.
  const other = target.closest<HTMLAnchorElement>("a[hreflang]");
  if (other) {
    other.search = location.search;
    other.hash = part("[aria-current]")?.id ?? "";
  }
  const button = target.closest<HTMLElement>("[data-switch]");
  if (!button) return;
  turnSetting(button.dataset.switch!);
  announce(button.innerText);
  root.story?.remeasure();
};

export const pressed = (event: KeyboardEvent) => {
  if (event.key.startsWith("Arrow")) actNow();
  const switches = event.key === "Escape" && (part(".switches[open]") as HTMLDetailsElement | null);
  if (!switches) return;
  switches.open = false;
  (switches.firstElementChild as HTMLElement).focus();
  event.stopImmediatePropagation();
};
