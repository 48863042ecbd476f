// In a frame of fixed height the story is a deck: a section at a time, and what of its words has no
// room on the pages behind. Nothing scrolls in it, so that whoever scrolls past is not held.

import { hasAddress, isAddressed, named, openedAt } from "./address.js";

/** What leads on, and what leads back. */
const WAYS = { previous: -1, next: 1, ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** A deck is turned to the side. */
const ARROWS = { previous: "←", next: "→" };

/** Turns the pages of the sections in `root` until the signal says stop. */
export const turnPages = (root, signal) => {
  const part = (query) => root.querySelector(query);
  const control = (name) => part(`[data-control=${name}]`);
  const listen = (target, name, heard, capture = false) => target.addEventListener(name, heard, { capture, signal });

  // --- the pages of the section that is read
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
    // The way on lies within the section, at the story's ends too.
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
  // What was asked for without an address.
  let asked = "";
  const openNamed = () => {
    const hash = asked || location.hash;
    asked = "";
    const isName = /^#[\w.-]+$/.test(hash);
    const element = isName && read().querySelector(`[id="${hash.slice(1)}"], .words a[href="${hash}"]`);
    open(element ? pageOf(element) : 0);
  };

  // --- what turns them
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
    // Whoever has clicked on the words has nothing in focus: the app hears no key of theirs.
    if (!root.contains(target)) control(by < 0 ? "previous" : "next").click();
  };
  listen(root, "click", clicked, true);
  listen(document, "keydown", pressed, true);
  // Who turns back comes to a section's last page; whoever comes otherwise, to its first, or to what
  // the address names.
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
  // What a key comes to lies on some page: that one, whole.
  listen(root, "focusin", ({ target }) => read().contains(target) && open(pageOf(target)));
  // Find-in-page scrolls what it finds into the middle, between two pages.
  listen(root, "scroll", ({ target }) => target === read() && open(page()), true);
  listen(window, "resize", () => requestAnimationFrame(() => read() && open(Math.min(page(), pages() - 1))));

  // --- what a deck has in the place of what it has no room for
  const arrows = Object.entries(ARROWS).map(([name, sign]) => [control(name).firstElementChild, sign]);
  const before = arrows.map(([arrow, sign]) => {
    const { textContent } = arrow;
    arrow.textContent = sign;
    return [arrow, textContent];
  });
  // Table and notes stand in the whole story alone.
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
