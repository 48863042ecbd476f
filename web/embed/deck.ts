// In a frame of fixed height the story is a deck: one section at a time, and words that do not fit on further
// pages. Nothing scrolls in it, so that it does not hold readers who scroll past.

import type { StoryElement } from "../story.ts";
import { hasAddress, isAddressed, named, openedAt } from "./address.ts";

/** The directions of the controls and the keys. */
const DIRECTIONS: Record<string, number> = {
  previous: -1,
  next: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

/** A deck turns sideways. */
const ARROWS = { previous: "←", next: "→" };

/** Turns the pages of the sections in `root` until `signal` aborts. */
export const turnPages = (root: StoryElement, signal: AbortSignal) => {
  const deck = new Deck(root);
  deck.listen(signal);
  replaceParts(root, signal);
  if (deck.hasSection()) deck.openNamed();
};

/** The pages of the current section. */
class Deck {
  root: StoryElement;
  /** The direction in which the reader turns. */
  direction = 1;
  /** The target of a link in a page that has no address. */
  asked = "";

  constructor(root: StoryElement) {
    this.root = root;
  }

  sections() {
    return [...this.root.querySelectorAll("[data-step]")];
  }

  control(name: string) {
    return this.root.querySelector<HTMLElement>(`[data-control=${name}]`);
  }

  hasSection() {
    return this.root.querySelector("[aria-current=step]") !== null;
  }

  /** The current section. */
  read() {
    return this.root.querySelector("[aria-current=step]")!;
  }

  width() {
    return this.read().getBoundingClientRect().width;
  }

  pages() {
    return Math.max(Math.round(this.read().scrollWidth / this.width()), 1);
  }

  page() {
    return Math.round(this.read().scrollLeft / this.width());
  }

  pageOf(element: Element) {
    const { left } = element.getClientRects()[0]!;
    const aside = left - this.read().getBoundingClientRect().left + this.read().scrollLeft;
    return Math.min(Math.max(Math.floor(aside / this.width()), 0), this.pages() - 1);
  }

  open(at: number) {
    this.read().scrollLeft = at * this.width();
    const many = this.pages();
    this.root.querySelector<HTMLElement>(".where")!.dataset.page = 1 < many ? `· ${at + 1}/${many}` : "";
    // A section's pages come first, at the ends of the story too.
    const [read, steps] = [this.read(), this.sections()];
    const ends = { previous: at === 0 && read === steps.at(0), next: at + 1 === many && read === steps.at(-1) };
    for (const [name, isEnd] of Object.entries(ends)) this.control(name)!.setAttribute("aria-disabled", `${isEnd}`);
  }

  /** Opens the page of the address's target. */
  openNamed() {
    const hash = this.asked || location.hash;
    this.asked = "";
    const isName = /^#[\w.-]+$/.test(hash);
    const element = isName && this.read().querySelector(`[id="${hash.slice(1)}"], .words a[href="${hash}"]`);
    this.open(element ? this.pageOf(element) : 0);
  }

  /** Turns a page instead of what `event` would do, if there is one in that direction. */
  turn(event: Event, by: number) {
    this.direction = by;
    requestAnimationFrame(() => (this.direction = 1));
    const at = this.page() + by;
    if (at < 0 || this.pages() <= at) return false;
    this.open(at);
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  }

  clicked(event: Event) {
    const control = (event.target as Element).closest<HTMLElement>("[data-control]")?.dataset.control;
    const by = DIRECTIONS[control!];
    if (by) this.turn(event, by);
  }

  pressed(event: KeyboardEvent) {
    const { altKey, ctrlKey, metaKey, key } = event;
    const target = event.target as Element;
    const by = DIRECTIONS[key];
    const isAside = key === "ArrowLeft" || key === "ArrowRight";
    const isOurs = isAside || target.closest(".controls");
    if (!by || altKey || ctrlKey || metaKey || !isOurs || this.turn(event, by)) return;
    // After a click on the words nothing has the focus, and the app receives no key.
    if (!this.root.contains(target)) this.control(by < 0 ? "previous" : "next")!.click();
  }

  /** Follows a link where the browser cannot. */
  led(event: Event) {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]:not([target])');
    if (!link?.hash) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const steps = this.sections();
    const step = steps.indexOf(openedAt(this.root, link.hash)?.closest("[data-step]")!);
    if (step < 0) return;
    this.asked = link.hash;
    const by = step - steps.indexOf(this.read());
    if (by) this.root.story!.go(by);
    else this.openNamed();
  }

  listen(signal: AbortSignal) {
    const { root } = this;
    const early = { capture: true, signal };
    const later = (task: () => void) => requestAnimationFrame(() => this.hasSection() && task());
    root.addEventListener("click", (event) => this.clicked(event), early);
    document.addEventListener("keydown", (event) => this.pressed(event), early);
    // Readers who turn back come to a section's last page; all others to its first, or to the page of the
    // address's target.
    const stepped = () => {
      const isBack = this.direction < 0;
      later(() => (isBack ? this.open(this.pages() - 1) : this.openNamed()));
    };
    root.addEventListener("shanhai:step", stepped, { signal });
    addEventListener("hashchange", () => requestAnimationFrame(() => this.openNamed()), { signal });
    if (!isAddressed()) root.addEventListener("click", (event) => this.led(event), early);
    // Opens the page of an element that receives the focus, so that all of it is visible.
    const focused = ({ target }: Event) =>
      this.read().contains(target as Node) && this.open(this.pageOf(target as Element));
    root.addEventListener("focusin", focused, { signal });
    // Find-in-page scrolls its match to the middle, between two pages.
    root.addEventListener("scroll", ({ target }) => target === this.read() && this.open(this.page()), early);
    addEventListener("resize", () => later(() => this.open(Math.min(this.page(), this.pages() - 1))), { signal });
  }
}

/** Replaces what a deck has no room for, until `signal` aborts. */
const replaceParts = (root: StoryElement, signal: AbortSignal) => {
  const control = (name: string) => root.querySelector<HTMLElement>(`[data-control=${name}]`);
  const before = Object.entries(ARROWS).map(([name, sign]) => {
    const arrow = control(name)!.firstElementChild!;
    const { textContent } = arrow;
    arrow.textContent = sign;
    return { arrow, textContent };
  });
  // The table and the notes are only in the whole story.
  const links = [...root.querySelectorAll<HTMLAnchorElement>(".step a[href^='#']")];
  const leads = links.filter((link) => !named(root, link.hash)?.closest("[data-step]"));
  if (hasAddress()) for (const link of leads) Object.assign(link, { target: "_blank", rel: "noopener" });
  const whole = linkToExplorer(root, control("whole"));
  signal.addEventListener("abort", () => {
    for (const { arrow, textContent } of before) arrow.textContent = textContent;
    for (const link of leads) for (const name of ["target", "rel"]) link.removeAttribute(name);
    whole.remove();
    delete root.querySelector<HTMLElement>(".where")!.dataset.page;
  });
};

/** A link to the explorer in the whole story, in its place in this one. */
const linkToExplorer = (root: StoryElement, control: Element | null) => {
  const explore = root.querySelector("[data-step=explore]");
  const address = `${location.origin}${location.pathname}#explore`;
  const whole = document.createElement("p");
  whole.className = "whole";
  const link = Object.assign(document.createElement("a"), { href: address, target: "_blank", rel: "noopener" });
  link.textContent = `${control?.textContent} · ${explore?.querySelector("h2,h3")?.textContent}`;
  whole.append(link, Object.assign(document.createElement("span"), { textContent: address }));
  if (hasAddress()) explore?.querySelector(".words")!.after(whole);
  return whole;
};
