// Makes the page with the embed codes interactive: its previews, its options, and the codes that follow from
// them. In a preview, turns the page into the article that holds the story.

import { filledIn, placesOf, valuesOf } from "./codes.js";
import { becomeStub } from "./stub.js";

/** The height of a preview by its width, in CSS pixels. */
const HEIGHTS = { 390: 720, 680: 760, 1120: 760 };

/** On a page narrower than this, in CSS pixels, the phone preview comes first. */
const NARROW = 600;

/** For this long, in milliseconds, a story that has just been loaded may still scroll the page around it. */
const COMING = 5_000;

/** For this long after the reader's last action, in milliseconds, scrolling is taken to be the reader's. */
const ACTED = 1_000;

const animate = () => {
  const main = document.querySelector(".guide");
  const form = main.querySelector(".options");
  const figures = [...main.querySelectorAll(".preview")];
  const root = new URL(main.dataset.root || "./", location.href).href;
  const size = [main.dataset.width, main.dataset.height];
  for (const part of [form, ...figures, ...main.querySelectorAll(".code button")]) part.hidden = false;

  // --- the options
  if (innerWidth < NARROW) form.querySelector("[name=width]").checked = true;
  const pickers = [...form.querySelectorAll("[type=color]")];
  const paint = () => {
    const { theme } = Object.fromEntries(new FormData(form));
    for (const picker of pickers) {
      if (picker.dataset.chosen === undefined) picker.value = colourOf(picker.name, theme);
    }
  };
  const chosen = () => {
    const { width, theme, page, step } = Object.fromEntries(new FormData(form));
    const { title } = form.querySelector("[name=page]:checked").dataset;
    const picked = pickers.filter(({ dataset }) => dataset.chosen !== undefined);
    const colours = Object.fromEntries(picked.map(({ name, value }) => [`story-${name}`, value]));
    // A story in another page is light by default.
    const asked = theme === "light" ? "" : theme;
    return { width, places: placesOf({ root, page, title, step, colours, theme: asked }) };
  };

  // --- the effects of the options
  let height;
  const write = () => {
    const { places } = chosen();
    const measured = height ?? main.querySelector("[data-code=flow] code").textContent.match(/ height="(\d+)"/)[1];
    const values = valuesOf(places, { height: measured, size, open: main.dataset.open });
    for (const code of main.querySelectorAll("[data-template]")) {
      const text = filledIn(code.dataset.template, values);
      // Text that has not changed is not replaced: somebody may have selected it.
      if (code.textContent !== text) code.textContent = text;
    }
  };
  const show = (figure) => {
    const { places } = chosen();
    const { way, title } = figure.dataset;
    const frame = figure.querySelector("iframe") ?? document.createElement("iframe");
    const wanted = JSON.stringify({ way, size, height: height ?? 800, ...places });
    if (frame.dataset.wanted === wanted) return;
    frame.dataset.wanted = wanted;
    if (way === "deck" && places.deck.includes("#")) hold();
    if (frame.isConnected) return;
    // Not this page's own address: browsers may refuse to show a page within itself.
    Object.assign(frame, { title, src: new URL("?preview", location.href) });
    if (way === "deck") {
      // The story has scrolled to its step by then, or does so within two frames.
      frame.addEventListener("opened", () => requestAnimationFrame(() => requestAnimationFrame(() => (until = 0))));
    }
    if (way === "flow") {
      frame.addEventListener("measured", ({ detail }) => {
        height = detail;
        write();
      });
    }
    figure.querySelector(".pane").append(frame);
  };
  // Even before the preview has content, so that nothing below it moves.
  const fit = (figure) => {
    const { width } = chosen();
    const sizes = { width: `${width}px`, height: `${HEIGHTS[width]}px`, scale: Math.min(1, figure.clientWidth / width) };
    for (const [name, size] of Object.entries(sizes)) figure.style.setProperty(`--${name}`, size);
  };
  const sized = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        show(target);
      }
    },
    { rootMargin: "25%" },
  );
  for (const figure of figures) {
    fit(figure);
    sized.observe(figure);
    near.observe(figure);
  }

  // A story that opens at a step scrolls to it, and the page around it as well if that is of its own site.
  // This page must stay where its reader is.
  let until = 0;
  let acted = 0;
  let top = scrollY;
  const hold = () => {
    top = scrollY;
    until = performance.now() + COMING;
  };
  for (const act of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(act, () => (acted = performance.now()), { passive: true });
  }
  addEventListener("scroll", () => {
    const now = performance.now();
    if (until < now || now < acted + ACTED) top = scrollY;
    else if (scrollY !== top) scrollTo({ top, behavior: "instant" });
  });

  form.addEventListener("input", ({ target }) => {
    if (pickers.includes(target)) target.dataset.chosen = "";
    paint();
    write();
    for (const figure of figures) {
      fit(figure);
      if (figure.querySelector("iframe")) show(figure);
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", ({ target }) => {
    if (target.name !== "reset") return;
    for (const { dataset } of pickers) delete dataset.chosen;
    form.dispatchEvent(new Event("input"));
  });
  main.addEventListener("click", async ({ target }) => {
    const button = target.closest(".code button");
    if (!button) return;
    const figure = button.closest(".code");
    const code = figure.querySelector("code");
    const told = figure.querySelector("output");
    told.textContent = "";
    try {
      await navigator.clipboard.writeText(code.textContent);
      told.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(code);
      told.textContent = button.dataset.selected;
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  paint();
  write();
};

/** The story's colour `name` in the given theme, as `#rrggbb`. */
const colourOf = (name, theme) => {
  const probe = Object.assign(document.createElement("div"), { className: "guide" });
  probe.dataset.theme = theme;
  probe.style.color = `var(--story-${name})`;
  document.body.append(probe);
  const shades = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
  probe.remove();
  return `#${shades.slice(0, 3).map((shade) => Math.round(shade).toString(16).padStart(2, "0")).join("")}`;
};

// In a frame of another site, `frameElement` is `null`.
const { frameElement } = window;
if (frameElement?.dataset.wanted) becomeStub(frameElement);
else addEventListener("DOMContentLoaded", animate);
