// Runs before the browser paints the story: allows the map to stick, loads the app and starts it. Until the
// app draws, and if it cannot, the map shows the still of the current section. Files are loaded by
// web/files.js, or by web/single.js in a page that is a single file.

import { isSkipped, layOut, skipped, skipWhatIsFar } from "./arriving.js";
import { base, holder, parsed, root } from "./place.js";
import { address, beside, bring, fetched, link, load, restyled } from "#files";

(() => {
  // In browsers older than those in README.md, the sticky map would leave no room for the words: they keep
  // the page for readers with JavaScript disabled. Every browser that supports `color-mix()` has the rest as
  // well.
  if (!CSS.supports("color", "color-mix(in oklab, red, red)")) return;
  // The style sheet shows the stills until the element is defined: a saved copy of the live page keeps its
  // attributes, but not this definition.
  const elements = window.customElements;
  if (!elements?.get("story-map")) elements?.define("story-map", class extends HTMLElement {});
  const part = (query) => root.querySelector(query);
  // In a frame the map sticks only if the host allows it: web/embed/framed.js finds out.
  const isFramed = root === holder && parent !== window;
  // Removes the listeners outside the story when the story is removed.
  const left = new AbortController();
  const hear = (name, heard, how) => addEventListener(name, heard, { signal: left.signal, ...how });
  root.leave = () => {
    left.abort();
    root.story?.free();
    root.story = null;
  };
  // Starting the app right after the browser has compiled it would make one long task of both.
  const nextTask = () => {
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => {
      port1.onmessage = done;
      port2.postMessage(0);
    });
  };
  const begin = async () => {
    const [glue, wasm, pack] = await Promise.all([
      bring(load, "glue"),
      bring(fetched, "wasm"),
      bring(fetched, "pack").then((response) => response.arrayBuffer()),
      tellLayout() || restyled().then(relayout),
    ]);
    await Promise.all([glue.instantiate(wasm), parsed]);
    await nextTask();
    if (left.signal.aborted) return;
    glue.traps.addEventListener("trap", ({ detail }) => stop(detail));
    // Read before the app changes the page, so that no layout is forced in between.
    const uncounted = [...root.querySelectorAll(".counted")].filter((number) => {
      if (isSkipped(number)) return true;
      const { top, height } = number.getBoundingClientRect();
      return !height || seen < top + scrollY || getComputedStyle(number).opacity === "0";
    });
    // The element owns the story, which lives as long as it does.
    root.story = glue.start(root, new Uint8Array(pack));
    standIn.remove();
    // A browser may search for a text fragment at any moment, so hidden sections always have this attribute.
    // web/later.js hides everything else, and keeps it up to date.
    if (root.dataset.reading === "steps" && "onbeforematch" in root) {
      const others = root.querySelectorAll(".step:not(.cover, .chapter, [aria-current])");
      for (const other of others) other.setAttribute("hidden", "until-found");
    }
    // Figures that have not been seen yet wait for web/counters.js, for at most three seconds.
    for (const number of uncounted) number.dataset.uncounted = "";
    const reveal = () => uncounted.forEach((number) => delete number.dataset.uncounted);
    const late = setTimeout(reveal, 3_000);
    delete root.dataset.soon;
    // Loaded last. The story works without it.
    load(root.dataset.later, root.dataset.laterIntegrity)
      .then(({ adorn }) => {
        clearTimeout(late);
        adorn(root, { address, beside, fetched, layOut, link, load, skipped });
      })
      .catch((fault) => {
        reveal();
        layOut();
        console.warn(fault);
      });
  };

  // The layout that the style sheet chooses for a sticky map; empty if the style sheet has not loaded.
  const tellLayout = () => {
    if (!isFramed) root.dataset.map = "sticky";
    const layout = getComputedStyle(root).getPropertyValue("--layout").trim();
    if (!layout) delete root.dataset.map;
    root.dataset.layout = layout || "unrolled";
    return layout;
  };

  // A reader who has begun keeps their section when everything above it changes its height.
  const relayout = () => {
    const before = root.dataset.layout;
    tellLayout();
    if (root.dataset.layout === before) return;
    const read = part("[data-mode=live][data-begun] [aria-current]") ?? (standIn.isConnected ? stood : null);
    read?.closest("[data-step]").scrollIntoView();
  };
  hear("resize", relayout);

  // Shown on the stage until the app has drawn a picture: the still of the current section. The build has
  // drawn that of the cover.
  const standIn = document.createElement("div");
  standIn.className = "stand-in";
  standIn.setAttribute("aria-hidden", true);
  let stood;
  // The lowest point of the page that the reader has seen, in CSS pixels from its top.
  let seen = 0;
  const stand = () => {
    if (root.dataset.mode === "live") return;
    seen = Math.max(seen, scrollY + innerHeight);
    const line = innerHeight * 0.6;
    const begun = [...root.querySelectorAll("[data-step]")].filter(
      (section) => section.getBoundingClientRect().top <= line,
    );
    const still = begun.pop()?.querySelector(".still");
    if (!still || still === stood) return;
    stood = still;
    describe(still.closest("[data-step]"));
    standIn.replaceChildren(still.cloneNode(true));
    if (begun.length || root.dataset.fault !== undefined) part(".lens")?.before(standIn);
    else standIn.remove();
  };

  // The map is a single image. Its text alternative is that of the current section.
  const describe = (section) => {
    part(".map-text[id]")?.removeAttribute("id");
    const text = section?.querySelector(".map-text");
    if (text) text.id = `${root.dataset.instance}-shown`;
    return text?.textContent;
  };

  // The app has stopped, or will never start: the words remain, with stills beside them.
  const stop = (fault) => {
    layOut();
    if (root.dataset.fault !== undefined) return;
    root.dataset.fault = fault.errors?.[0]?.message ?? fault.message ?? fault;
    root.dataset.mode = "static";
    delete root.dataset.moving;
    delete root.dataset.soon;
    // A figure that was being counted shows its final text.
    for (const number of root.querySelectorAll("[data-shown]")) delete number.dataset.shown;
    if (root.dataset.reading === "steps") part("[aria-current]")?.scrollIntoView();
    stood = undefined;
    // Somebody has removed the map.
    if (!part(".stage > .lens")) {
      left.abort();
      delete root.dataset.map;
      root.dataset.layout = "unrolled";
      return;
    }
    stand();
  };

  // The settings of the reader, each with its default first. The browser stores them; where it may not, the
  // address does.
  const SWITCHES = {
    motion: ["system", "on", "off"],
    theme: ["system", "light", "dark"],
    reading: ["scroll", "steps"],
  };
  // A figure in the first viewport is counted if the app starts soon: see style/controls.css.
  root.dataset.soon = "";
  const query = new URL(base).searchParams;
  const kept = (name) => {
    try {
      return localStorage.getItem(`shanhai:${name}`);
    } catch {
      return null;
    }
  };
  for (const [name, states] of Object.entries(SWITCHES)) {
    const asked = kept(name) ?? query.get(name);
    // In another page, the theme is light unless that page asks for another.
    const unasked = states[name === "theme" && (isFramed || root !== holder) ? 1 : 0];
    root.dataset[name] = states.includes(asked) ? asked : unasked;
  }
  skipWhatIsFar();
  // Screen readers announce the result of an action, in at most 120 characters, and nothing that changes by
  // scrolling. The result of an action is on the page within two frames.
  const say = (text) => part(".said")?.replaceChildren(text);
  let acts = 0;
  const actNow = () => {
    acts += 1;
    requestAnimationFrame(() => requestAnimationFrame(() => (acts -= 1)));
  };
  // The bar names the current section and their number. The note about a copied address is removed.
  root.addEventListener("shanhai:step", ({ target, detail: { step, index } }) => {
    const sections = target.querySelectorAll("[data-step]");
    const section = sections[index];
    const chapter = [...sections].slice(0, index + 1).findLast((section) => section.matches(".chapter"));
    part("[data-is-read]")?.removeAttribute("data-is-read");
    chapter?.setAttribute("data-is-read", "");
    const where = `${index + 1}/${sections.length}`;
    const heading = document.createElement("span");
    heading.textContent = ` ${section?.querySelector("h1,h2,h3")?.textContent ?? ""}`;
    part(".where")?.replaceChildren(where, heading);
    part(".controls")?.toggleAttribute("data-on-cover", !index);
    part(".copied")?.replaceChildren();
    part("[data-control=read]")?.setAttribute("href", `#${step}`);
    // At either end the button is marked as disabled, and keeps the focus.
    const ends = { previous: 0, next: sections.length - 1 };
    for (const [name, end] of Object.entries(ends)) {
      part(`[data-control=${name}]`)?.setAttribute("aria-disabled", index === end);
    }
    const shown = describe(section);
    if (acts) say(`${where}${heading.textContent}\n${shown}`.match(/^.{0,119}([\n.。,，;；:：]|$)|^.{119}/su)[0]);
  });
  root.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-control]")) actNow();
    // A reader who turns to something else has seen the note about a copied address.
    if (target.closest?.("summary, [data-switch]")) part(".copied")?.replaceChildren();
    const copy = target.closest?.("[data-control=copy]");
    if (copy) {
      // On the cover, the address of the whole story. The address is displayed too, so that the reader can
      // copy it by hand.
      const step = part("[aria-current]:not(.cover)");
      // The query of a frame's address is the host's.
      const address = location.href.split(isFramed ? /[?#]/ : "#")[0] + (step ? `#${step.id}` : "");
      const tell = (...texts) => part(".copied").replaceChildren(...texts);
      const copied = navigator.clipboard?.writeText(address) ?? Promise.reject();
      copied.then(() => tell(copy.dataset.done, address), () => tell(address));
    }
    // The story in the other language opens at the current section, with the same settings.
    const other = target.closest?.("a[hreflang]");
    if (other) {
      other.search = location.search;
      other.hash = part("[aria-current]")?.id ?? "";
    }
    const button = target.closest?.("[data-switch]");
    if (!button) return;
    const name = button.dataset.switch;
    const states = SWITCHES[name];
    const next = states[(states.indexOf(root.dataset[name]) + 1) % states.length];
    root.dataset[name] = next;
    say(button.innerText);
    try {
      localStorage.setItem(`shanhai:${name}`, next);
    } catch {
      const query = new URLSearchParams(location.search);
      query.set(name, next);
      try {
        // The address of another page is not the story's to change.
        if (root === holder) history.replaceState(null, "", `?${query}${location.hash}`);
      } catch {
        // Some frames refuse this, as do browsers if it is called too often: the setting then holds for this
        // visit only.
      }
    }
    root.story?.remeasure();
  });

  root.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) actNow();
    const switches = event.key === "Escape" && part(".switches[open]");
    if (!switches) return;
    switches.open = false;
    switches.firstElementChild.focus();
    event.stopImmediatePropagation();
  });

  // If a reader moves the page by hand before it has loaded, its address no longer leads them anywhere.
  const act = () => {
    if (document.readyState !== "complete" || root.dataset.mode === "static") root.dataset.acted = "";
  };
  for (const name of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    hear(name, act, { once: true, passive: true });
  }

  // Beside the stage, the text of a still becomes the label of a figure that takes no room: screen readers
  // find it in its place, and nobody finds or copies text that is not visible.
  const name = (text) => text.parentElement.setAttribute("aria-label", text.textContent);

  for (const name of ["scroll", "resize"]) hear(name, stand);
  parsed.then(() => {
    root.querySelectorAll(".map-text").forEach(name);
    stand();
  });
  if (isFramed) {
    load(beside("{{framed}}"), "{{framed-integrity}}")
      .then(({ settle }) => parsed.then(() => settle(root, { beside, link, relayout })))
      .catch(console.warn);
  }
  begin()
    .catch(async (fault) => {
      await parsed;
      stop(fault);
      console.warn("The map stays still:", root.dataset.fault);
    })
    // The print style sheet is loaded after the page: no browser scrolls to the address's target before every
    // style sheet has loaded. Its link is for print alone: a sheet with layers makes Chromium look up all fonts
    // anew, and lay out the whole page again.
    .then(() => document.readyState === "complete" || new Promise((resolve) => hear("load", resolve)))
    .then(() => link("stylesheet", beside("{{print}}"), "{{print-integrity}}", "print"))
    .catch(console.warn);
})();
