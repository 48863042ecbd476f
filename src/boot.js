// Runs before what stands below it is painted: it says that the map may stick, fetches the app,
// and starts it. Whatever fails, the page goes back to the layout that needs no script.
(() => {
  const root = document.currentScript.parentElement;
  const address = (name) => new URL(root.dataset[name], document.baseURI).href;
  // As the page's preloads ask, so that each file travels once.
  const fetched = async (name) => {
    const response = await fetch(address(name), {
      credentials: "same-origin",
      integrity: root.dataset[`${name}Integrity`],
    });
    if (!response.ok) throw new Error(`${response.url}: status ${response.status}`);
    return response;
  };
  const parsed = new Promise((resolve) => {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", resolve, { once: true });
    } else {
      resolve();
    }
  });

  const begin = async () => {
    const [glue, pack] = await Promise.all([
      import(address("glue")),
      fetched("pack").then((response) => response.arrayBuffer()),
    ]);
    await Promise.all([glue.default({ module_or_path: fetched("wasm") }), parsed]);
    // Held by the element: the story lives as long as it does.
    root.story = glue.start(root, new Uint8Array(pack));
    // Last of all, and not missed if it does not come.
    import(address("later")).then(({ adorn }) => adorn(root), console.warn);
  };

  // Where the reader is stays where it is, though everything above changes its height.
  const unroll = () => {
    const line = innerHeight * 0.6;
    const sections = [...root.querySelectorAll("section[data-step]")];
    const read = sections.findLast?.((section) => section.getBoundingClientRect().top <= line);
    const before = read?.getBoundingClientRect().top;
    delete root.dataset.map;
    root.dataset.layout = "unrolled";
    if (read && scrollY) scrollBy(0, read.getBoundingClientRect().top - before);
  };

  // What a reader may choose, the first unless they chose before: the browser keeps it, and where
  // it may not, the address does.
  const SWITCHES = {
    motion: ["system", "on", "off"],
    theme: ["system", "light", "dark"],
    reading: ["scroll", "steps"],
  };
  const query = new URLSearchParams(location.search);
  const kept = (name) => {
    try {
      return localStorage.getItem(`shanhai:${name}`);
    } catch {
      return null;
    }
  };
  for (const [name, states] of Object.entries(SWITCHES)) {
    const asked = kept(name) ?? query.get(name);
    root.dataset[name] = states.includes(asked) ? asked : states[0];
  }
  const part = (query) => root.querySelector(query);
  // The bar says which section is read, and of how many; an address that was copied has been read.
  root.addEventListener("shanhai:step", ({ target, detail: { index } }) => {
    const sections = target.querySelectorAll("[data-step]");
    const heading = document.createElement("span");
    heading.textContent = ` ${sections[index].querySelector("h1,h2,h3").textContent}`;
    part(".where").replaceChildren(`${index + 1}/${sections.length}`, heading);
    part(".copied").textContent = "";
  });
  root.addEventListener("click", ({ target }) => {
    const copy = target.closest?.("[data-control=copy]");
    if (copy) {
      // Of the cover, the whole story's. Shown too: where nothing can be copied, the reader can.
      const step = part("[aria-current]:not(.cover)");
      const address = location.href.split("#")[0] + (step ? `#${step.id}` : "");
      const output = part(".copied");
      output.textContent = address;
      const done = () => output.prepend(copy.dataset.done);
      navigator.clipboard?.writeText(address).then(done, () => {});
    }
    // The story in another language opens where this one is read, as it is read.
    const other = target.closest?.("a[hreflang]");
    if (other) {
      other.search = location.search;
      other.hash = part("[aria-current]")?.id ?? "";
    }
    const name = target.closest?.("[data-switch]")?.dataset.switch;
    if (!name) return;
    const states = SWITCHES[name];
    const next = states[(states.indexOf(root.dataset[name]) + 1) % states.length];
    root.dataset[name] = next;
    try {
      localStorage.setItem(`shanhai:${name}`, next);
    } catch {
      const query = new URLSearchParams(location.search);
      query.set(name, next);
      history.replaceState(null, "", `?${query}${location.hash}`);
    }
    root.story?.remeasure();
  });

  root.addEventListener("keydown", (event) => {
    const switches = event.key === "Escape" && part(".switches[open]");
    if (!switches) return;
    switches.open = false;
    switches.firstElementChild.focus();
    event.stopImmediatePropagation();
  });

  root.dataset.map = "sticky";
  root.dataset.layout = getComputedStyle(root).getPropertyValue("--layout").trim();
  begin().catch(async (fault) => {
    await parsed;
    unroll();
    console.warn("The map stays still:", fault.message);
  });
})();
