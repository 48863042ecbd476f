// In a frame of fixed height the story is a deck: one section at a time, and words that do not fit on further
// pages. Nothing scrolls in it, so that it does not hold readers who scroll past.

import { hasAddress, isAddressed, named, openedAt } from "./address.js";

/** The directions of the controls and the keys. */
const WAYS = { previous: -1, next: 1, ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** A deck turns sideways. */
const ARROWS = { previous: "←", next: "→" };

/** Turns the pages of the sections in `root` until `signal` aborts. */
export const turnPages = (root, signal) => {
  const part = (query) => root.querySelector(query);
  const control = (name) => part(`[data-control=${name}]`);
  const listen = (target, name, heard, capture = false) => target.addEventListener(name, heard, { capture, signal });

  // --- the pages of the current section
  const read = () => part("[aria-current=step]");
  const width = () => read().getBoundingClientRect().width;
  const pages = () => Math.max(Math.round(read().scrollWidth / width()), 1);
  const page = () => Math.round(read().scrollLeft / width());
  const pageOf = (element) => {
    const [{ left }] = element.getClientRects();
    const aside = left - read().getBoundingClientRect().left + read().scrollLeft;
    return Math.min(Math.max(Math.floor(aside / width()), 0), pages() - 1);
  };
  const open = (at) => {
    read().scrollLeft = at * width();
    const many = pages();
    part(".where").dataset.page = 1 < many ? `· ${at + 1}/${many}` : "";
    // A section's pages come first, at the ends of the story too.
    const steps = [...root.querySelectorAll("[data-step]")];
    const ends = { previous: at === 0 && read() === steps.at(0), next: at + 1 === many && read() === steps.at(-1) };
    for (const [name, isEnd] of Object.entries(ends)) control(name).setAttribute("aria-disabled", isEnd);
  };
  const turns = (by) => {
    const at = page() + by;
    if (at < 0 || pages() <= at) return false;
    open(at);
    return true;
  };
  // The target of a link in a page that has no address.
  let asked = "";
  const openNamed = () => {
    const hash = asked || location.hash;
    asked = "";
    const isName = /^#[\w.-]+$/.test(hash);
    const element = isName && read().querySelector(`[id="${hash.slice(1)}"], .words a[href="${hash}"]`);
    open(element ? pageOf(element) : 0);
  };

  // --- input
  let way = 1;
  const turn = (event, by) => {
    way = by;
    requestAnimationFrame(() => (way = 1));
    if (!turns(by)) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  };
  const clicked = (event) => {
    const by = WAYS[event.target.closest("[data-control]")?.dataset.control];
    if (by) turn(event, by);
  };
  const pressed = (event) => {
    const { altKey, ctrlKey, metaKey, key, target } = event;
    const by = WAYS[key];
    const isAside = key === "ArrowLeft" || key === "ArrowRight";
    const isOurs = isAside || target.closest(".controls");
    if (!by || altKey || ctrlKey || metaKey || !isOurs || turn(event, by)) return;
    // After a click on the words nothing has the focus, and the app receives no key.
    if (!root.contains(target)) control(by < 0 ? "previous" : "next").click();
  };
  listen(root, "click", clicked, true);
  listen(document, "keydown", pressed, true);
  // Readers who turn back come to a section's last page; all others to its first, or to the page of the
  // address's target.
  listen(root, "shanhai:step", () => {
    const isBack = way < 0;
    requestAnimationFrame(() => read() && (isBack ? open(pages() - 1) : openNamed()));
  });
  listen(window, "hashchange", () => requestAnimationFrame(openNamed));
  const led = (event) => {
    const { hash } = event.target.closest?.('a[href^="#"]:not([target])') ?? {};
    if (!hash) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const steps = [...root.querySelectorAll("[data-step]")];
    const step = steps.indexOf(openedAt(root, hash)?.closest("[data-step]"));
    if (step < 0) return;
    asked = hash;
    const by = step - steps.indexOf(read());
    if (by) root.story.go(by);
    else openNamed();
  };
  if (!isAddressed()) listen(root, "click", led, true);
  // Opens the page of an element that receives the focus, so that all of it is visible.
  listen(root, "focusin", ({ target }) => read().contains(target) && open(pageOf(target)));
  // Find-in-page scrolls its match to the middle, between two pages.
  listen(root, "scroll", ({ target }) => target === read() && open(page()), true);
  listen(window, "resize", () => requestAnimationFrame(() => read() && open(Math.min(page(), pages() - 1))));

  // --- replacements for what a deck has no room for
  const arrows = Object.entries(ARROWS).map(([name, sign]) => [control(name).firstElementChild, sign]);
  const before = arrows.map(([arrow, sign]) => {
    const { textContent } = arrow;
    arrow.textContent = sign;
    return [arrow, textContent];
  });
  // The table and the notes are only in the whole story.
  const links = [...root.querySelectorAll(".step a[href^='#']")];
  const leads = links.filter((link) => !named(root, link.hash)?.closest("[data-step]"));
  if (hasAddress()) for (const link of leads) Object.assign(link, { target: "_blank", rel: "noopener" });
  const explore = part("[data-step=explore]");
  const address = `${location.origin}${location.pathname}#explore`;
  const whole = document.createElement("p");
  whole.className = "whole";
  const link = Object.assign(document.createElement("a"), { href: address, target: "_blank", rel: "noopener" });
  link.textContent = `${control("whole")?.textContent} · ${explore?.querySelector("h2,h3")?.textContent}`;
  whole.append(link, Object.assign(document.createElement("span"), { textContent: address }));
  if (hasAddress()) explore?.querySelector(".words").after(whole);
  signal.addEventListener("abort", () => {
    for (const [arrow, textContent] of before) Object.assign(arrow, { textContent });
    for (const link of leads) for (const name of ["target", "rel"]) link.removeAttribute(name);
    whole.remove();
    delete part(".where").dataset.page;
  });
  if (read()) openNamed();
};
