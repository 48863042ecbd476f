// Loaded where the story stands in a frame of another page: finds out how that page lets it behave, and
// switches to that embed mode. See "In another's page" in ARCHITECTURE.md.

import { hasAddress, named, openedAt } from "./address.js";
import { greeting, heightSaid, meaningOf, namesIn, placeSaid } from "./dialects.js";
import { turnPages } from "./deck.js";
import { watchSlice } from "./ticks.js";
import { fitting } from "./tokens.js";

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

/** The length of an animation frame, in milliseconds. A frame out of sight gets no animation frames. */
const FRAME = 16;

/** No host sends more messages than this in one animation frame: of more, only the last ones are read. */
const MOST = 64;

/** Finds out how the host lets `root` behave. Takes functions that load files, and one that updates the
 *  layout. */
export const settle = (root, { beside, link, relayout }) => {
  const names = namesIn(location);
  const sections = [...root.querySelectorAll("[data-step]")];
  // The address as the host set it: the story changes its own as it is read.
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
  // The host's page has a main part as well.
  root.querySelector("main").setAttribute("aria-labelledby", root.querySelector("h1").id);
  leadOut(root, names, say);

  // --- the height that the story needs
  // A frame whose height the host has reserved does not shrink before all its content is there, the explorer
  // included.
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
    // Later: if the mode changed at once, the size that is being measured would be measured again.
    setTimeout(decide);
  };

  // --- the embed mode
  let isPatient = true;
  const decide = () => {
    const { frame, mode } = root.dataset;
    if (frame === "pinned") return;
    const isFlow = frame === "flow" || query.get("frame") === "flow";
    const isWhole = 0 < height && (height <= innerHeight + 1 || SCREENS * Math.max(screen.width, screen.height) < innerHeight);
    const isDeck = !isPatient || names.secret || query.get("frame") === "deck";
    if (isFlow || isWhole) be("flow");
    // A deck needs the app to turn its pages, and the style sheet to have pages; without them the frame
    // scrolls.
    else if (isDeck && isStyled && mode === "live") be("deck");
    else be(undefined);
  };
  // Nothing scrolls within these frames: the host scrolls, or the deck turns its pages. A deck that has too
  // little room for its layout must scroll.
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
  // A browser scrolls to an address's target once, and not at all if the frame was hidden at that moment.
  let isUnseen = false;
  const isRead = (section) => section.hasAttribute("aria-current");
  const arrive = () => {
    const read = sections.findIndex(isRead);
    if (!isUnseen || read < 0 || root.dataset.frame !== "deck") return;
    isUnseen = false;
    const asked = openedAt(root, opensAt)?.closest("[data-step]");
    if (asked) root.story.go(sections.indexOf(asked) - read);
  };

  // --- the effects of the mode
  // The height of the host's window, as far as the ticks have reported it. Before they do, the reader is
  // assumed to be at the story's beginning, not at the end of a viewport as high as the whole story.
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
    // At the position that the host posted, or as close to it as the frame can scroll. The latter costs a
    // layout, and is seldom needed.
    if (isTold(told) || isTold(Math.min(told, document.documentElement.scrollHeight - innerHeight))) return;
    told = scrollY;
    say(placeSaid(Math.round(scrollY), {}));
  };
  const ways = {
    // Only the reader's requests scroll this frame, so the host scrolls to the same place.
    pinned(signal) {
      addEventListener("scroll", lead, { signal });
      // The host receives the other keys that scroll; Chromium and WebKit do not pass this one on.
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
      // Later: if the step changes while the story is being measured, it must not be measured again at once.
      const standSoon = () => setTimeout(() => signal.aborted || stand());
      root.addEventListener("shanhai:step", standSoon, { signal });
      const seen = (top, bottom) => {
        // If the frame begins or ends within the window, the host's page fills the rest.
        window = Math.max(window, bottom - top);
        const from = top === 0 ? bottom - window : top;
        // A frame that is lower than the story has become scrolls.
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
      // Another width may mean that the screen has been turned.
      addEventListener("resize", () => (window = 0), { signal });
      stand();
      // Until then the target stands elsewhere.
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

  // --- messages
  const act = ({ scroll, resizer, asks }) => {
    if (resizer) Object.assign(names, { resizer, greets: true });
    if (scroll !== undefined) follow(scroll);
    if (asks) tell();
  };
  // The first message of an animation frame takes effect at once, because the words follow the reader's
  // finger. All later ones in that frame together cause one action.
  let queue;
  const flush = () => {
    const meanings = queue.map(({ data }) => meaningOf(data, names));
    queue = undefined;
    act(Object.assign({}, ...meanings));
  };
  addEventListener("message", (event) => {
    if (event.source !== parent) return;
    if (queue) {
      // Not read yet: the sender decides how long reading a message takes.
      queue.push(event);
      if (MOST < queue.length) queue.shift();
      return;
    }
    queue = [];
    setTimeout(flush, FRAME);
    act(meaningOf(event.data, names) ?? {});
  });
  // The step to report. At full height it is reported once the ticks have reported the visible part.
  let read;
  const sayStep = () => {
    if (!read || (root.dataset.frame === "flow" && window === 0)) return;
    say([read]);
    read = undefined;
  };
  const note = ({ step, index }) => {
    read = { kind: "shanhai:step", step, index };
    sayStep();
    // Later: the app is still on its way there.
    setTimeout(arrive);
  };
  root.addEventListener("shanhai:step", ({ detail }) => note(detail));
  // A story that was live before this script has reported its first step already.
  const current = sections.find(isRead);
  if (current) note({ step: current.id, index: sections.indexOf(current) });
  // Links within the story add no entry to the history.
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]:not([target])');
    if (!link) return;
    event.preventDefault();
    if (root.dataset.frame === "deck") location.replace(link.hash);
    else go(named(root, link.hash));
  });
  const go = (target) => {
    if (!target) return;
    // Scrolls the host's page as well, as far as the browser allows it.
    if (root.dataset.frame === "flow") show.call(target);
    else target.scrollIntoView();
    // At once: the host's next message may describe the position before.
    if (root.dataset.frame === "pinned") lead();
    if (root.dataset.frame !== "flow") return;
    // A figure is placed at the middle of the window, so that its section becomes the current one. If the
    // host has not made room yet, this frame itself has scrolled.
    const above = target.matches(".figure") ? MIDST * screen.height : 0;
    say(placeSaid(Math.max(0, Math.round(scrollY + target.getBoundingClientRect().top - above)), names));
  };

  // Chromium would scroll the host's page as well, which nobody there has asked for. If the story scrolls
  // without the reader's request, it scrolls only its own window, if that can scroll.
  const { scrollIntoView: show } = Element.prototype;
  Element.prototype.scrollIntoView = function (how) {
    const { frame } = root.dataset;
    // Nobody asks for a section just because a layout has moved it.
    const isAsked = how || (frame === "flow" && document.hasFocus() && !isLaying);
    if (isAsked) return show.call(this, how);
    if (frame === "flow" || frame === "deck") return;
    // With the distance from the top that the style sheet sets.
    const { scrollMarginTop } = getComputedStyle(this);
    const { scrollPaddingTop } = getComputedStyle(document.documentElement);
    const room = parseFloat(scrollMarginTop) + (parseFloat(scrollPaddingTop) || 0);
    scrollBy({ top: this.getBoundingClientRect().top - room, behavior: "instant" });
  };

  new ResizeObserver(measure).observe(root);
  // In the capture phase, before the story itself takes the frame's new size for the reader's viewport.
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
  // Search engines should find the story's own page.
  document.head.append(Object.assign(document.createElement("meta"), { name: "robots", content: "noindex" }));
  say(greeting());
  measure();
  // A frame out of sight gets its new size only when it comes into sight.
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
    // A story that has stopped loads nothing more: the height that was held back is posted.
    if (root.dataset.mode === "live" || said === height) decide();
    else tell();
  };
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
};

/** Applies the colours, lengths and font lists in the frame's address, each under the name of its custom
 *  property without the dashes. The theme is in the address too. */
const dress = (root, query) => {
  for (const [name, text] of query) {
    const value = fitting(name, text);
    if (value) root.style.setProperty(`--${name}`, value);
  }
  // If the frame's colour scheme differs from the host's, the frame is no longer transparent.
  const { theme } = root.dataset;
  document.documentElement.style.colorScheme = theme === "system" ? "" : theme;
};

/** Makes the links that leave the story leave the frame as well. */
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
    // WordPress keeps its frames from opening windows, and opens addresses on its own site when asked.
    if (secret) say([{ message: "link", value: href, secret }]);
    // Sandboxed frames with an opaque origin cannot open windows either: there the reader can copy the
    // address.
    if (self.origin === "null") root.querySelector(".copied")?.replaceChildren(href);
  });
};
