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

  root.dataset.map = "sticky";
  root.dataset.layout = getComputedStyle(root).getPropertyValue("--layout").trim();
  begin().catch(async (fault) => {
    await parsed;
    unroll();
    console.warn("The map stays still:", fault.message);
  });
})();
