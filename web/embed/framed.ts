// Loaded where the story stands in a frame of another page: finds out how that page lets it behave, and
// switches to that embed mode. See docs/decisions/0013.

import type { Files, StoryElement } from "../story.ts";
import { named, openedAt } from "./address.ts";
import { turnPages } from "./deck.ts";
import { type Meaning, type Names, greeting, heightSaid, meaningOf, namesIn, placeSaid } from "./dialects.ts";
import { dress, leadOut } from "./dress.ts";
import { queueMessages } from "./queue.ts";
import { keepHostStill, scrollHere } from "./still-host.ts";
import { watchSlice } from "./ticks.ts";

/** How long a host has to answer, in milliseconds. */
const PATIENCE = 1_000;

/** Nobody fixes a frame's height at more than this many screens, in either orientation. */
const SCREENS = 1.5;

/** The share of the viewport's height by which browsers scroll a page. */
const PAGE = 0.875;

/** Where a figure that a link leads to stands, as a share of the screen's height: as in style/layout.css. */
const MIDST = 0.52;

/** The height that the frame asks WordPress for, in CSS pixels. WordPress allows 200 to 1000, and shows the
 *  frame only once it has been asked. */
const WORDPRESS = 640;

/** Functions of the boot script that load files, and one that updates the layout. */
type Boot = Pick<Files, "beside" | "link"> & { relayout: () => void };

/** An embed mode; none until the host has answered. */
type Mode = "pinned" | "flow" | "deck" | undefined;

/** Finds out how the host lets `root` behave. */
export const settle = (root: StoryElement, boot: Boot) => {
  // The host's page has a main part as well.
  root.querySelector("main")!.setAttribute("aria-labelledby", root.querySelector("h1")!.id);
  new FramedStory(root, boot).begin();
};

const post = (messages: unknown[]) => messages.forEach((message) => parent.postMessage(message, "*"));

class FramedStory {
  root: StoryElement;
  relayout: () => void;
  names: Names = namesIn(location);
  sections: HTMLElement[];
  /** The frame's address as the host set it: the story changes its own as it is read. */
  src = location.href;
  query = new URL(location.href).searchParams;
  opensAt = this.query.has("at") ? `#${this.query.get("at")}` : location.hash;
  /** Resolves once the style sheet of the embed modes has loaded. */
  styled: Promise<void>;
  isStyled = false;
  /** The height that the host has reserved. A frame does not shrink before all its content is there, the explorer
   *  included. */
  reserved = innerHeight;
  /** The height that the story needs, and the one that was posted last. */
  height = 0;
  posted?: number;
  /** Whether the host still has time to answer. */
  isPatient = true;
  isLaying = false;
  /** Ends the current mode. */
  ended = new AbortController();
  /** A browser scrolls to an address's target once, and not at all if the frame was hidden at that moment. */
  isUnseen = false;
  /** The height of the host's window, as far as the ticks have reported it. Before they do, the reader is assumed to be
   *  at the story's beginning, not at the end of a viewport as high as the whole story. */
  window = 0;
  /** How far the host or this frame has scrolled, as far as the other knows. */
  agreed = 0;
  /** Where the host was when this frame asked it to scroll, and until when it may not have heard that. */
  left = new Set<number>();
  leaving = 0;
  /** The step to report. At full height it is reported once the ticks have reported the visible part. */
  step?: unknown;
  /** Shows an element as the browser does, which may scroll the host's page. */
  reveal: (element: Element) => void;

  constructor(root: StoryElement, { beside, link, relayout }: Boot) {
    this.root = root;
    this.relayout = relayout;
    this.sections = [...root.querySelectorAll<HTMLElement>("[data-step]")];
    const sheet = beside("{{framed-style}}");
    this.styled = link("stylesheet", sheet, "{{framed-style-integrity}}").then(() => {
      this.isStyled = true;
      this.lay();
      this.decide();
    }, console.warn);
    this.reveal = keepHostStill(root, this.sections, () => this.isLaying);
  }

  begin() {
    const { names, query, root } = this;
    dress(root, query);
    leadOut(root, names, post);
    queueMessages(
      (data) => meaningOf(data, names),
      (meaning) => this.act(meaning),
    );
    this.listen();
    this.notice();
    // Search engines should find the story's own page.
    document.head.append(Object.assign(document.createElement("meta"), { name: "robots", content: "noindex" }));
    post(greeting());
    this.measure();
    if (document.readyState === "complete") this.wait();
    else addEventListener("load", () => this.wait());
  }

  listen() {
    const { root, sections } = this;
    root.addEventListener("shanhai:step", ({ detail }) => this.noteStep(detail));
    // A story that was live before this script has reported its first step already.
    const current = sections.find(isRead);
    if (current) this.noteStep({ step: current.id, index: sections.indexOf(current) });
    root.addEventListener("click", (event) => this.led(event));
    new ResizeObserver(() => this.measure()).observe(root);
    // In the capture phase, before the story itself takes the frame's new size for the reader's viewport.
    const resized = () => {
      this.lay();
      this.decide();
    };
    addEventListener("resize", resized, { capture: true });
    const switched = () => {
      this.notice();
      this.decide();
    };
    new MutationObserver(switched).observe(root, { attributeFilter: ["data-mode"] });
  }

  // --- the height that the story needs

  isGrowing() {
    const { explorer, facts, mode } = this.root.dataset;
    return innerHeight === this.reserved && facts && explorer === undefined && (this.isPatient || mode === "live");
  }

  measure() {
    // A deck is as high as its frame.
    if (this.root.dataset.frame === "deck") return;
    const now = Math.ceil(this.root.getBoundingClientRect().height);
    if (now === this.height) return;
    this.height = now;
    this.postHeight();
  }

  postHeight() {
    const { height, names, src } = this;
    if (names.secret) post([{ message: "height", value: WORDPRESS, secret: names.secret }]);
    else if (0 < height && (innerHeight <= height || !this.isGrowing())) {
      this.posted = height;
      post(heightSaid(height, names, { src, width: innerWidth }));
      names.greets = false;
    }
    // Later: if the mode changed at once, the size that is being measured would be measured again.
    setTimeout(() => this.decide());
  }

  /** Gives the host time to answer. A frame out of sight gets its new size only when it comes into sight. */
  async wait() {
    this.postHeight();
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    await new Promise((resolve) => {
      const near = new IntersectionObserver((entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      });
      near.observe(this.root);
    });
    this.isPatient = false;
    // A story that has stopped loads nothing more: the height that was held back is posted.
    if (this.root.dataset.mode === "live" || this.posted === this.height) this.decide();
    else this.postHeight();
  }

  // --- the embed mode

  decide() {
    const { height, names, query } = this;
    const { frame, mode } = this.root.dataset;
    if (frame === "pinned") return;
    const isFlow = frame === "flow" || query.get("frame") === "flow";
    const longest = SCREENS * Math.max(screen.width, screen.height);
    const isWhole = 0 < height && (height <= innerHeight + 1 || longest < innerHeight);
    const isDeck = !this.isPatient || names.secret || query.get("frame") === "deck";
    if (isFlow || isWhole) this.be("flow");
    // A deck needs the app to turn its pages, and the style sheet to have pages; without them the frame
    // scrolls.
    else if (isDeck && this.isStyled && mode === "live") this.be("deck");
    else this.be(undefined);
  }

  be(mode: Mode) {
    const { root } = this;
    if (root.dataset.frame === mode) return;
    this.ended.abort();
    this.ended = new AbortController();
    const isSticky = mode === "pinned" || mode === "deck";
    if (mode) root.dataset.frame = mode;
    else delete root.dataset.frame;
    if (isSticky) root.dataset.map = "sticky";
    else delete root.dataset.map;
    root.dataset.reading = mode === "deck" ? "steps" : "scroll";
    this.lay();
    if (mode === "flow") this.look();
    this.quietly(() => root.story?.remeasure());
    const { signal } = this.ended;
    if (mode === "pinned") this.pin(signal);
    if (mode === "flow") this.flow(signal);
    if (mode === "deck") turnPages(root, signal);
    this.arrive();
    this.measure();
  }

  /** Changes the layout: nobody asks for a section just because that has moved it. */
  quietly(change: () => void) {
    this.isLaying = true;
    change();
    this.isLaying = false;
  }

  /** Updates the layout. Nothing scrolls within these frames: the host scrolls, or the deck turns its pages. A deck
   *  that has too little room for its layout must scroll. */
  lay() {
    this.quietly(this.relayout);
    const { frame, layout } = this.root.dataset;
    const isDeck = frame === "deck" && /^(beside|stacked) deck$/.test(layout!);
    document.documentElement.style.overflow = frame === "pinned" || isDeck ? "hidden" : "";
  }

  notice() {
    this.isUnseen = this.root.dataset.mode === "live" && !this.sections.some(isRead);
  }

  /** Leads a reader whom the browser did not to the address's target. */
  arrive() {
    const { root, sections } = this;
    const read = sections.findIndex(isRead);
    if (!this.isUnseen || read < 0 || root.dataset.frame !== "deck") return;
    this.isUnseen = false;
    const asked = openedAt(root, this.opensAt)?.closest<HTMLElement>("[data-step]");
    if (asked) root.story!.go(sections.indexOf(asked) - read);
  }

  // --- the modes

  look() {
    this.window = 0;
    this.root.story?.seen(0, Math.min(innerHeight, screen.height));
  }

  /** Only the reader's requests scroll a pinned frame, so the host scrolls to the same place. */
  pin(signal: AbortSignal) {
    addEventListener("scroll", () => this.lead(), { signal });
    // The host receives the other keys that scroll; Chromium and WebKit do not pass this one on.
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as Element;
      const isOurs = event.key === " " && !target.closest("a, button, summary, input, select");
      if (!isOurs || event.defaultPrevented) return;
      event.preventDefault();
      scrollBy({ top: innerHeight * (event.shiftKey ? -PAGE : PAGE), behavior: "instant" });
    };
    addEventListener("keydown", pressed, { signal });
  }

  /** At full height the host scrolls: the stage stands in the section that its reader sees. */
  flow(signal: AbortSignal) {
    const { root } = this;
    const stage = root.querySelector(".stage")!;
    const { parentElement: home, nextSibling: next } = stage;
    const stand = () => root.querySelector("[aria-current] > .still-frame")?.prepend(stage);
    // Later: if the step changes while the story is being measured, it must not be measured again at once.
    const standSoon = () => setTimeout(() => signal.aborted || stand());
    root.addEventListener("shanhai:step", standSoon, { signal });
    let end = () => {};
    const watch = () => {
      end();
      end = watchSlice(root, root.getBoundingClientRect().height, (top, bottom) => this.see(top, bottom));
    };
    const grown = new ResizeObserver(watch);
    grown.observe(root);
    const live = new MutationObserver(() => {
      this.look();
      watch();
    });
    live.observe(root, { attributeFilter: ["data-mode"] });
    // Another width may mean that the screen has been turned.
    addEventListener("resize", () => (this.window = 0), { signal });
    stand();
    // Until then the target stands elsewhere.
    this.styled.then(() => signal.aborted || this.go(openedAt(root, this.opensAt)));
    signal.addEventListener("abort", () => {
      for (const observer of [grown, live]) observer.disconnect();
      end();
      home!.insertBefore(stage, next);
      root.story?.seen(0, 0);
    });
  }

  /** Notes the part of the page that the reader sees. */
  see(top: number, bottom: number) {
    // If the frame begins or ends within the window, the host's page fills the rest.
    this.window = Math.max(this.window, bottom - top);
    const from = top === 0 ? bottom - this.window : top;
    // A frame that is lower than the story has become scrolls.
    this.root.story?.seen(scrollY + from, this.window);
    this.postStep();
  }

  /** Scrolls where the host has scrolled to. */
  follow(scroll: number) {
    const { left, root } = this;
    // A message that is older than the host's move: it would undo it.
    if (left.has(scroll) && performance.now() < this.leaving) return;
    left.clear();
    const isFirst = root.dataset.frame !== "pinned";
    this.be("pinned");
    this.agreed = scroll;
    scrollTo({ top: scroll, behavior: "instant" });
    if (isFirst && scroll === 0) this.go(openedAt(root, this.opensAt));
  }

  /** Makes the host scroll where this frame has scrolled to. */
  lead() {
    const { agreed } = this;
    const isAt = (place: number) => Math.abs(scrollY - place) <= 1;
    // At the position that the host posted, or as close to it as the frame can scroll. The latter costs a
    // layout, and is seldom needed.
    if (isAt(agreed) || isAt(Math.min(agreed, document.documentElement.scrollHeight - innerHeight))) return;
    this.left.add(agreed);
    this.leaving = performance.now() + PATIENCE;
    this.agreed = scrollY;
    post(placeSaid(Math.round(scrollY), {}));
  }

  // --- messages, steps and links

  act({ scroll, resizer, asks }: Meaning) {
    if (resizer) Object.assign(this.names, { resizer, greets: true });
    if (scroll !== undefined) this.follow(scroll);
    if (asks) this.postHeight();
  }

  noteStep({ step, index }: { step: string; index: number }) {
    this.step = { kind: "shanhai:step", step, index };
    this.postStep();
    // Later: the app is still on its way there.
    setTimeout(() => this.arrive());
  }

  postStep() {
    if (!this.step || (this.root.dataset.frame === "flow" && this.window === 0)) return;
    post([this.step]);
    this.step = undefined;
  }

  /** Follows a link within the story, without an entry in the history. */
  led(event: Event) {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]:not([target])');
    if (!link) return;
    event.preventDefault();
    if (this.root.dataset.frame === "deck") location.replace(link.hash);
    else this.go(named(this.root, link.hash));
  }

  go(target: Element | null) {
    const { frame } = this.root.dataset;
    if (!target) return;
    // Scrolls the host's page as well, as far as the browser allows it.
    if (frame === "flow") this.reveal(target);
    else scrollHere(target, frame);
    // At once: the host's next message may describe the position before.
    if (frame === "pinned") this.lead();
    if (frame !== "flow") return;
    // A figure is placed at the middle of the window, so that its section becomes the current one. If the
    // host has not made room yet, this frame itself has scrolled.
    const above = target.matches(".figure") ? MIDST * screen.height : 0;
    post(placeSaid(Math.max(0, Math.round(scrollY + target.getBoundingClientRect().top - above)), this.names));
  }
}

const isRead = (section: Element) => section.hasAttribute("aria-current");
