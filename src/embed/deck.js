// In a frame of fixed height the story is a deck: a section at a time, and what of its words has no
// room on the pages behind. Nothing scrolls in it, so that whoever scrolls past is not held.

/** Turns the pages of the sections in `root` until the signal says stop. */
export const turnPages = (root, signal) => {
  const read = () => root.querySelector("[aria-current=step]");
  const pages = () => Math.max(Math.round(read().scrollWidth / read().clientWidth), 1);
  const page = () => Math.round(read().scrollLeft / read().clientWidth);
  const open = (at) => {
    read().scrollLeft = at * read().clientWidth;
    tell();
  };
  const tell = () => {
    const many = pages();
    root.querySelector(".where").dataset.page = 1 < many ? `· ${page() + 1}/${many}` : "";
    // The way on lies within the section, at the story's ends too.
    const buttons = { previous: 0 < page(), next: page() + 1 < many };
    for (const [name, leads] of Object.entries(buttons)) {
      const button = root.querySelector(`[data-control=${name}]`);
      if (leads) button.setAttribute("aria-disabled", false);
      else button.setAttribute("aria-disabled", isEnd(name));
    }
  };
  const isEnd = (name) => {
    const steps = [...root.querySelectorAll("[data-step]")];
    return read() === steps.at(name === "next" ? -1 : 0);
  };
  const turns = (way) => {
    const next = page() + way;
    if (next < 0 || pages() <= next) return false;
    open(next);
    return true;
  };

  let way = 1;
  const turn = (event, by) => {
    way = by;
    if (!turns(by)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const WAYS = { previous: -1, next: 1, ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
  const listen = (name, heard) => root.addEventListener(name, heard, { capture: true, signal });
  listen("click", (event) => {
    const by = WAYS[event.target.closest("[data-control]")?.dataset.control];
    if (by) turn(event, by);
  });
  listen("keydown", (event) => {
    const { altKey, ctrlKey, metaKey, key, target } = event;
    const by = WAYS[key];
    const isAside = key === "ArrowLeft" || key === "ArrowRight";
    if (by && !altKey && !ctrlKey && !metaKey && (isAside || target.closest(".controls"))) turn(event, by);
  });
  // Who turns back comes to a section's last page; whoever comes otherwise, to its first.
  root.addEventListener("shanhai:step", () => {
    const by = way;
    way = 1;
    requestAnimationFrame(() => read() && open(by < 0 ? pages() - 1 : 0));
  }, { signal });
  // What a key comes to lies on some page: that one, whole.
  listen("focusin", () => requestAnimationFrame(() => open(page())));
  addEventListener("resize", () => open(page()), { signal });
  if (read()) open(0);
};
