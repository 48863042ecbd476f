// Runs before what stands below it is painted: it says that the map may stick, fetches the app,
// and starts it. Until that draws, and where it cannot, the map shows the still of what is read.
// How its files come is for src/files.js to say, and in a page that is a file of its own for src/single.js.

import { isSkipped, layOut, layOutRest, skipWhatIsFar } from "./arriving.js";
import { base, holder, parsed, root } from "./place.js";
import { address, beside, bring, fetched, link, load, restyled } from "./files.js";

(() => {
  // What a browser below the README's floor makes of the sticky map leaves no room for the words: it
  // keeps the page that needs no script. No browser knows `color-mix()` and lacks the rest.
  if (!CSS.supports("color", "color-mix(in oklab, red, red)")) return;
  // The style sheet keeps to the stills until the element is defined: a saved copy of the live page has
  // its attributes, and not this.
  const elements = window.customElements;
  if (!elements?.get("story-map")) elements?.define("story-map", class extends HTMLElement {});
  const part = (query) => root.querySelector(query);
  // In a frame the map sticks only as far as the host lets it: src/embed/framed.js finds out.
  const isFramed = root === holder && parent !== window;
  // What listens beyond the story goes with it.
  const left = new AbortController();
  const hear = (name, heard, how) => addEventListener(name, heard, { signal: left.signal, ...how });
  root.leave = () => {
    left.abort();
    root.story?.free();
    root.story = null;
  };
  const begin = async () => {
    const [glue, wasm, pack] = await Promise.all([
      bring(load, "glue"),
      bring(fetched, "wasm"),
      bring(fetched, "pack").then((response) => response.arrayBuffer()),
      tellLayout() || restyled().then(relayout),
    ]);
    await Promise.all([glue.instantiate(wasm), parsed]);
    if (left.signal.aborted) return;
    glue.traps.addEventListener("trap", ({ detail }) => stop(detail));
    // Held by the element: the story lives as long as it does.
    root.story = glue.start(root, new Uint8Array(pack));
    standIn.remove();
    // A text fragment may be looked for at any moment: what is put away is never without this. All of it, and
    // what follows, is for src/later.js.
    if (root.dataset.reading === "steps" && "onbeforematch" in root) {
      const others = root.querySelectorAll(".step:not(.cover, .chapter, [aria-current])");
      for (const other of others) other.setAttribute("hidden", "until-found");
    }
    // What has not been seen yet waits for src/counters.js, if that comes soon.
    const uncounted = [...root.querySelectorAll(".counted")].filter((number) => {
      if (isSkipped(number)) return true;
      const { top, height } = number.getBoundingClientRect();
      return !height || seen < top + scrollY || getComputedStyle(number).opacity === "0";
    });
    for (const number of uncounted) number.dataset.uncounted = "";
    const reveal = () => uncounted.forEach((number) => delete number.dataset.uncounted);
    const late = setTimeout(reveal, 3_000);
    delete root.dataset.soon;
    layOutRest();
    // Last of all, and not missed if it does not come.
    load(root.dataset.later, root.dataset.laterIntegrity)
      .then(({ adorn }) => {
        clearTimeout(late);
        adorn(root, { address, beside, fetched, link, load });
      })
      .catch((fault) => {
        reveal();
        console.warn(fault);
      });
  };

  // Which layout the style sheet chooses where the map may stick; none where it has not come.
  const tellLayout = () => {
    if (!isFramed) root.dataset.map = "sticky";
    const layout = getComputedStyle(root).getPropertyValue("--layout").trim();
    if (!layout) delete root.dataset.map;
    root.dataset.layout = layout || "unrolled";
    return layout;
  };

  // Who has begun keeps their section where everything above it changes its height.
  const relayout = () => {
    const before = root.dataset.layout;
    tellLayout();
    if (root.dataset.layout === before) return;
    const read = part("[data-mode=live][data-begun] [aria-current]") ?? (standIn.isConnected ? stood : null);
    read?.closest("[data-step]").scrollIntoView();
  };
  hear("resize", relayout);

  // Stands on the stage for a picture that is not there: the still of the section that is read. The
  // cover's the host has drawn.
  const standIn = document.createElement("div");
  standIn.className = "stand-in";
  standIn.setAttribute("aria-hidden", true);
  let stood;
  // How far down the page the reader has seen it.
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

  // The map is one image; what it shows is said by the section that is read.
  const describe = (section) => {
    part(".map-text[id]")?.removeAttribute("id");
    const text = section?.querySelector(".map-text");
    if (text) text.id = `${root.dataset.instance}-shown`;
    return text?.textContent;
  };

  // The app has gone, or will never come: the words go on, and the map beside them.
  const stop = (fault) => {
    layOut();
    if (root.dataset.fault !== undefined) return;
    root.dataset.fault = fault.errors?.[0]?.message ?? fault.message ?? fault;
    root.dataset.mode = "static";
    delete root.dataset.moving;
    delete root.dataset.soon;
    // A figure that was being counted is what its text says.
    for (const number of root.querySelectorAll("[data-shown]")) delete number.dataset.shown;
    if (root.dataset.reading === "steps") part("[aria-current]")?.scrollIntoView();
    stood = undefined;
    // Somebody has taken the map away.
    if (!part(".stage > .lens")) {
      left.abort();
      delete root.dataset.map;
      root.dataset.layout = "unrolled";
      return;
    }
    stand();
  };

  // What a reader may choose, the first unless they chose before: the browser keeps it, and where
  // it may not, the address does.
  const SWITCHES = {
    motion: ["system", "on", "off"],
    theme: ["system", "light", "dark"],
    reading: ["scroll", "steps"],
  };
  // A figure that is seen at once is counted if the app comes soon: see style/controls.css.
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
    // Within a page of another's, day unless that page asks for something else.
    const unasked = states[name === "theme" && (isFramed || root !== holder) ? 1 : 0];
    root.dataset[name] = states.includes(asked) ? asked : unasked;
  }
  skipWhatIsFar();
  // To who does not see it is said what they have asked for, so briefly that it can be heard out;
  // of what scrolling brings, nothing. What an act brings is there within two frames.
  const say = (text) => part(".said")?.replaceChildren(text);
  let acts = 0;
  const actNow = () => {
    acts += 1;
    requestAnimationFrame(() => requestAnimationFrame(() => (acts -= 1)));
  };
  // The bar says which section is read, and of how many; an address that was copied has been read.
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
    // Where there is nothing before or after, the button says so, and keeps the focus.
    const ends = { previous: 0, next: sections.length - 1 };
    for (const [name, end] of Object.entries(ends)) {
      part(`[data-control=${name}]`)?.setAttribute("aria-disabled", index === end);
    }
    const shown = describe(section);
    if (acts) say(`${where}${heading.textContent}\n${shown}`.match(/^.{0,119}([\n.。,，;；:：]|$)|^.{119}/su)[0]);
  });
  root.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-control]")) actNow();
    // What was copied has been seen by who turns to something else.
    if (target.closest?.("summary, [data-switch]")) part(".copied")?.replaceChildren();
    const copy = target.closest?.("[data-control=copy]");
    if (copy) {
      // Of the cover, the whole story's. Shown too: where nothing can be copied, the reader can.
      const step = part("[aria-current]:not(.cover)");
      // Of a frame's address what it was asked for is the host's.
      const address = location.href.split(isFramed ? /[?#]/ : "#")[0] + (step ? `#${step.id}` : "");
      const tell = (...texts) => part(".copied").replaceChildren(...texts);
      const copied = navigator.clipboard?.writeText(address) ?? Promise.reject();
      copied.then(() => tell(copy.dataset.done, address), () => tell(address));
    }
    // The story in another language opens where this one is read, as it is read.
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
        // Of another page's address nothing is ours.
        if (root === holder) history.replaceState(null, "", `?${query}${location.hash}`);
      } catch {
        // Refused in some frames, and where it changes too often: it holds for this visit.
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

  // Whoever moves the page by hand before it has loaded is led nowhere by its address any more.
  const act = () => {
    if (document.readyState !== "complete" || root.dataset.mode === "static") root.dataset.acted = "";
  };
  for (const name of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    hear(name, act, { once: true, passive: true });
  }

  // Beside the stage, the words of a still are the name of a figure that takes no room: screen readers
  // find them in their place, and nobody finds or copies what is not shown.
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
    // The print style, once the page has loaded: no browser scrolls to the address's target before it has every style
    // sheet. Were the link not for print alone, Chromium would lay out the whole page again: a sheet with layers makes it
    // look up all fonts anew.
    .then(() => document.readyState === "complete" || new Promise((resolve) => hear("load", resolve)))
    .then(() => link("stylesheet", beside("{{print}}"), "{{print-integrity}}", "print"))
    .catch(console.warn);
})();
