// Brought where the story stands in a frame of another page: finds out what that page lets it be, and
// is that. See "In another's page" in ARCHITECTURE.md.

import { hasAddress, named, openedAt } from "./address.js";
import { greeting, heightSaid, meaningOf, namesIn, placeSaid } from "./dialects.js";
import { turnPages } from "./deck.js";
import { watchSlice } from "./ticks.js";
import { fitting } from "./tokens.js";

/** So long a host has to answer, in milliseconds. */
const PATIENCE = 1_000;

/** Higher than so many screens, however those are held, nobody makes a frame whose height is fixed. */
const SCREENS = 1.5;

/** So much of a window browsers scroll by for a page. */
const PAGE = 0.875;

/** Where a figure stands that is asked for, as a share of the screen's height: as in style/layout.css. */
const MIDST = 0.52;

/** What WordPress is asked for, in CSS pixels: it gives 200 to 1000, and shows the frame no sooner. */
const WORDPRESS = 640;

/** So long a frame of the screen is, in milliseconds. A frame out of sight has no others. */
const FRAME = 16;

/** More messages in one of them no host sends: of more, only the last ones are read. */
const MOST = 64;

/** Finds out what the host lets `root` be. It is given ways in which files come, and what
 *  tells of another layout. */
export const settle = (root, { beside, link, relayout }) => {
  const names = namesIn(location);
  const sections = [...root.querySelectorAll("[data-step]")];
  // As the host has asked for it: the story moves its address on as it is read.
  const { href: src } = location;
  const query = new URL(src).searchParams;
  const opensAt = query.has("at") ? `#${query.get("at")}` : location.hash;
  const say = (messages) => messages.forEach((message) => parent.postMessage(message, "*"));
  const sheet = beside("{{framed-style}}");
  let isStyled = false;
  const styled = link("stylesheet", sheet, "{{framed-style-integrity}}").then(() => {
    isStyled = true;
    lay();
    decide();
  }, console.warn);
  dress(root, query);
  // The host's page has a main part, too.
  root.querySelector("main").setAttribute("aria-labelledby", root.querySelector("h1").id);
  leadOut(root, names, say);

  // --- how high it would be
  // Room that its host has kept from the first is not given up before all is there that will come: the
  // reader's own map.
  const kept = innerHeight;
  const grows = () => {
    const { explorer, facts, mode } = root.dataset;
    return innerHeight === kept && facts && explorer === undefined && (isPatient || mode === "live");
  };
  let height = 0;
  let said;
  const measure = () => {
    // A deck is as high as its frame.
    if (root.dataset.frame === "deck") return;
    const now = Math.ceil(root.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    tell();
  };
  const tell = () => {
    if (names.secret) say([{ message: "height", value: WORDPRESS, secret: names.secret }]);
    else if (0 < height && (innerHeight <= height || !grows())) {
      said = height;
      say(heightSaid(said, names, { src, width: innerWidth }));
      names.greets = false;
    }
    // In a moment: what is measured now is measured again where it changes at once.
    setTimeout(decide);
  };

  // --- what it is
  let isPatient = true;
  const decide = () => {
    const { frame, mode } = root.dataset;
    if (frame === "pinned") return;
    const isFlow = frame === "flow" || query.get("frame") === "flow";
    const isWhole = 0 < height && (height <= innerHeight + 1 || SCREENS * Math.max(screen.width, screen.height) < innerHeight);
    const isDeck = !isPatient || names.secret || query.get("frame") === "deck";
    if (isFlow || isWhole) be("flow");
    // A deck needs the app to turn its pages, and the sheet to have any; without them the frame scrolls.
    else if (isDeck && isStyled && mode === "live") be("deck");
    else be(undefined);
  };
  // Nothing scrolls in here: it is the host that does. A deck that has too little room must.
  let isLaying = false;
  const quietly = (change) => {
    isLaying = true;
    change();
    isLaying = false;
  };
  const lay = () => {
    quietly(relayout);
    const { frame, layout } = root.dataset;
    const isDeck = frame === "deck" && /^(beside|stacked) deck$/.test(layout);
    document.documentElement.style.overflow = frame === "pinned" || isDeck ? "hidden" : "";
  };
  let ended = new AbortController();
  const be = (frame) => {
    if (root.dataset.frame === frame) return;
    ended.abort();
    ended = new AbortController();
    const isSticky = frame === "pinned" || frame === "deck";
    if (frame) root.dataset.frame = frame;
    else delete root.dataset.frame;
    if (isSticky) root.dataset.map = "sticky";
    else delete root.dataset.map;
    root.dataset.reading = frame === "deck" ? "steps" : "scroll";
    lay();
    if (frame === "flow") look();
    quietly(() => root.story?.remeasure());
    ways[frame]?.(ended.signal);
    arrive();
    measure();
  };
  // A browser goes where an address leads once: never, where the frame was hidden by then.
  let isUnseen = false;
  const isRead = (section) => section.hasAttribute("aria-current");
  const arrive = () => {
    const read = sections.findIndex(isRead);
    if (!isUnseen || read < 0 || root.dataset.frame !== "deck") return;
    isUnseen = false;
    const asked = openedAt(root, opensAt)?.closest("[data-step]");
    if (asked) root.story.go(sections.indexOf(asked) - read);
  };

  // --- what follows from that
  // How high the host's window is, as far as the ticks have told; before they do, the reader is taken
  // to be at the story's beginning, and not at the end of a window as high as all of it.
  let window = 0;
  const look = () => {
    window = 0;
    root.story?.seen(0, Math.min(innerHeight, screen.height));
  };
  let told = 0;
  const follow = (scroll) => {
    const isFirst = root.dataset.frame !== "pinned";
    be("pinned");
    told = scroll;
    scrollTo({ top: scroll, behavior: "instant" });
    if (isFirst && scroll === 0) go(openedAt(root, opensAt));
  };
  const lead = () => {
    const isTold = (place) => Math.abs(scrollY - place) <= 1;
    // As far as it was told, or can: that asks for the layout, and is seldom needed.
    if (isTold(told) || isTold(Math.min(told, document.documentElement.scrollHeight - innerHeight))) return;
    told = scrollY;
    say(placeSaid(Math.round(scrollY), {}));
  };
  const ways = {
    // What scrolls in here was asked for by the reader: the host goes there.
    pinned(signal) {
      addEventListener("scroll", lead, { signal });
      // Other keys that scroll reach the host by themselves; this one not in Chromium and WebKit.
      const pressed = (event) => {
        const isOurs = event.key === " " && !event.target.closest("a, button, summary, input, select");
        if (!isOurs || event.defaultPrevented) return;
        event.preventDefault();
        scrollBy({ top: innerHeight * (event.shiftKey ? -PAGE : PAGE), behavior: "instant" });
      };
      addEventListener("keydown", pressed, { signal });
    },
    flow(signal) {
      const stage = root.querySelector(".stage");
      const { parentElement: home, nextSibling: next } = stage;
      const stand = () => root.querySelector("[aria-current] > .still-frame")?.prepend(stage);
      // In a moment: where the step changes as the story is measured, it is not measured again at once.
      const standSoon = () => setTimeout(() => signal.aborted || stand());
      root.addEventListener("shanhai:step", standSoon, { signal });
      const seen = (top, bottom) => {
        // Where the frame begins or ends in the window, the rest of that is the host's.
        window = Math.max(window, bottom - top);
        const from = top === 0 ? bottom - window : top;
        // A frame that is kept lower than the story has grown scrolls.
        root.story?.seen(scrollY + from, window);
        sayStep();
      };
      let end = () => {};
      const watch = () => {
        end();
        end = watchSlice(root, root.getBoundingClientRect().height, seen);
      };
      const grown = new ResizeObserver(watch);
      grown.observe(root);
      const live = new MutationObserver(() => {
        look();
        watch();
      });
      live.observe(root, { attributeFilter: ["data-mode"] });
      // Another width may be another screen held otherwise.
      addEventListener("resize", () => (window = 0), { signal });
      stand();
      // Until then it stands elsewhere.
      styled.then(() => signal.aborted || go(openedAt(root, opensAt)));
      signal.addEventListener("abort", () => {
        for (const observer of [grown, live]) observer.disconnect();
        end();
        home.insertBefore(stage, next);
        root.story?.seen(0, 0);
      });
    },
    deck: (signal) => turnPages(root, signal),
  };

  // --- whom it hears
  const act = ({ scroll, resizer, asks }) => {
    if (resizer) Object.assign(names, { resizer, greets: true });
    if (scroll !== undefined) follow(scroll);
    if (asks) tell();
  };
  // The first message of a frame of the screen counts at once, as the words follow the reader's finger;
  // what others say until the next comes to one act.
  let queue;
  const flush = () => {
    const meanings = queue.map(({ data }) => meaningOf(data, names));
    queue = undefined;
    act(Object.assign({}, ...meanings));
  };
  addEventListener("message", (event) => {
    if (event.source !== parent) return;
    if (queue) {
      // Unread: to read a message costs as much as its sender likes.
      queue.push(event);
      if (MOST < queue.length) queue.shift();
      return;
    }
    queue = [];
    setTimeout(flush, FRAME);
    act(meaningOf(event.data, names) ?? {});
  });
  // Which step is read: at full height once the ticks have told.
  let read;
  const sayStep = () => {
    if (!read || (root.dataset.frame === "flow" && window === 0)) return;
    say([read]);
    read = undefined;
  };
  const note = ({ step, index }) => {
    read = { kind: "shanhai:step", step, index };
    sayStep();
    // In a moment: the app is still on its way there.
    setTimeout(arrive);
  };
  root.addEventListener("shanhai:step", ({ detail }) => note(detail));
  // One that came alive before this has told of its first step already.
  const current = sections.find(isRead);
  if (current) note({ step: current.id, index: sections.indexOf(current) });
  // What is said on a page by its own links is said without a trace in the history.
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]:not([target])');
    if (!link) return;
    event.preventDefault();
    if (root.dataset.frame === "deck") location.replace(link.hash);
    else go(named(root, link.hash));
  });
  const go = (target) => {
    if (!target) return;
    // The host's page too, as far as the browser lets it.
    if (root.dataset.frame === "flow") show.call(target);
    else target.scrollIntoView();
    // At once: what the host says next may be of before.
    if (root.dataset.frame === "pinned") lead();
    if (root.dataset.frame !== "flow") return;
    // A figure stands in the midst of the window, so that its section is the one that is read. Where
    // the host has not made room yet, this frame itself has scrolled.
    const above = target.matches(".figure") ? MIDST * screen.height : 0;
    say(placeSaid(Math.max(0, Math.round(scrollY + target.getBoundingClientRect().top - above)), names));
  };

  // Chromium would scroll the host's page by itself as well, and nobody there has asked for that: what
  // the story shows of its own accord moves its own window, where there is one.
  const { scrollIntoView: show } = Element.prototype;
  Element.prototype.scrollIntoView = function (how) {
    const { frame } = root.dataset;
    // Nobody has asked for the section that a layout has put elsewhere.
    const isAsked = how || (frame === "flow" && document.hasFocus() && !isLaying);
    if (isAsked) return show.call(this, how);
    if (frame === "flow" || frame === "deck") return;
    // As far below the top as the style sheet leaves it.
    const { scrollMarginTop } = getComputedStyle(this);
    const { scrollPaddingTop } = getComputedStyle(document.documentElement);
    const room = parseFloat(scrollMarginTop) + (parseFloat(scrollPaddingTop) || 0);
    scrollBy({ top: this.getBoundingClientRect().top - room, behavior: "instant" });
  };

  new ResizeObserver(measure).observe(root);
  // Before the story itself takes what is now its window for the reader's.
  addEventListener("resize", () => {
    lay();
    decide();
  }, { capture: true });
  const notice = () => {
    isUnseen = root.dataset.mode === "live" && !sections.some(isRead);
  };
  new MutationObserver(() => {
    notice();
    decide();
  }).observe(root, { attributeFilter: ["data-mode"] });
  notice();
  // The story's own page is the one to be found.
  document.head.append(Object.assign(document.createElement("meta"), { name: "robots", content: "noindex" }));
  say(greeting());
  measure();
  // Out of sight a frame is told its size no sooner than it comes into it.
  const wait = async () => {
    tell();
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
    await new Promise((resolve) => {
      const near = new IntersectionObserver((entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      });
      near.observe(root);
    });
    isPatient = false;
    // A story that stands still has all: what was kept back is said.
    if (root.dataset.mode === "live" || said === height) decide();
    else tell();
  };
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
};

/** What the frame's address says of how the story looks: a colour, a length or a list of fonts by the name
 *  of its property, without its dashes, and day or night. */
const dress = (root, query) => {
  for (const [name, text] of query) {
    const value = fitting(name, text);
    if (value) root.style.setProperty(`--${name}`, value);
  }
  // A frame whose colours are not the host's is no longer seen through.
  const { theme } = root.dataset;
  document.documentElement.style.colorScheme = theme === "system" ? "" : theme;
};

/** What leads out of the story leads out of the frame. */
const leadOut = (root, { secret }, say) => {
  const controls = root.querySelector(".controls");
  const whole = Object.assign(document.createElement("a"), { href: location.pathname, textContent: controls?.dataset.whole });
  whole.dataset.control = "whole";
  if (hasAddress()) controls?.append(whole);
  else controls?.querySelector("[data-control=copy]")?.remove();
  for (const link of root.querySelectorAll("a[href]:not([href^='#'],[hreflang],[download])")) {
    link.target = "_blank";
    link.relList.add("noopener");
  }
  root.addEventListener("click", ({ target }) => {
    const { href } = target.closest?.("a[target=_blank]") ?? {};
    if (!href) return;
    // WordPress keeps its frames from opening anything, and opens their own address when told.
    if (secret) say([{ message: "link", value: href, secret }]);
    // Nor may other frames that are told apart from their own site: there the reader can copy it.
    if (self.origin === "null") root.querySelector(".copied")?.replaceChildren(href);
  });
};
