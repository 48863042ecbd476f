// Makes the page with the embed codes interactive: its previews, its options, and the codes that follow from
// them. In a preview, turns the page into the article that holds the story.

import { filledIn, type Places, placesOf, valuesOf } from "./codes.ts";
import { becomeStub } from "./stub.ts";

/** The height of a preview by its width, in CSS pixels. */
const HEIGHTS: Record<number, number> = { 390: 720, 680: 760, 1120: 760 };

/** On a page narrower than this, in CSS pixels, the phone preview comes first. */
const NARROW = 600;

/** For this long, in milliseconds, a story that has just been loaded may still scroll the page around it. */
const COMING = 5_000;

/** For this long after the reader's last action, in milliseconds, scrolling is taken to be the reader's. */
const ACTED = 1_000;

/** The page with the embed codes: its options, its previews, and the codes that follow from them. */
class Guide {
  main = document.querySelector<HTMLElement>(".guide")!;
  form = this.main.querySelector<HTMLFormElement>(".options")!;
  figures = [...this.main.querySelectorAll<HTMLElement>(".preview")];
  pickers = [...this.form.querySelectorAll<HTMLInputElement>("[type=color]")];
  root = new URL(this.main.dataset.root || "./", location.href).href;
  size: [string, string] = [this.main.dataset.width!, this.main.dataset.height!];
  /** The height of the story at full height, once its preview has reported it. */
  height?: number;
  place = new Place();

  /** Shows the parts that need this script. */
  show() {
    const { figures, form, main } = this;
    const buttons = main.querySelectorAll<HTMLElement>(".code button");
    for (const part of [form, ...figures, ...buttons]) part.hidden = false;
    if (innerWidth < NARROW) form.querySelector<HTMLInputElement>("[name=width]")!.checked = true;
    this.watchPreviews();
    this.place.keep();
    this.listen();
    this.paint();
    this.write();
  }

  /** The value of each option. */
  options(): Record<string, string> {
    return Object.fromEntries([...new FormData(this.form)].map(([name, value]) => [name, `${value}`]));
  }

  /** Shows the theme's colours where none was chosen. */
  paint() {
    const { theme } = this.options();
    for (const picker of this.pickers) {
      if (picker.dataset.chosen === undefined) picker.value = colourOf(picker.name, theme!);
    }
  }

  places(): Places {
    const { theme, page, step } = this.options();
    const { title } = this.form.querySelector<HTMLElement>("[name=page]:checked")!.dataset;
    const picked = this.pickers.filter(({ dataset }) => dataset.chosen !== undefined);
    const colours = Object.fromEntries(picked.map(({ name, value }) => [`story-${name}`, value]));
    // A story in another page is light by default.
    const asked = theme === "light" ? "" : theme!;
    return placesOf({ root: this.root, page: page!, title: title!, step: step!, colours, theme: asked });
  }

  /** Writes the embed codes. */
  write() {
    const { main, size } = this;
    const flow = main.querySelector("[data-code=flow] code")!.textContent;
    const height = this.height ?? flow.match(/ height="(\d+)"/)![1]!;
    const values = valuesOf(this.places(), { height, size, open: main.dataset.open! });
    for (const code of main.querySelectorAll<HTMLElement>("[data-template]")) {
      const text = filledIn(code.dataset.template!, values);
      // Text that has not changed is not replaced: somebody may have selected it.
      if (code.textContent !== text) code.textContent = text;
    }
  }

  /** Shows a preview, or what has changed in it. */
  preview(figure: HTMLElement) {
    const { size } = this;
    const places = this.places();
    const { way, title = "" } = figure.dataset;
    const frame = figure.querySelector("iframe") ?? document.createElement("iframe");
    const wanted = JSON.stringify({ way, size, height: this.height ?? 800, ...places });
    if (frame.dataset.wanted === wanted) return;
    frame.dataset.wanted = wanted;
    if (way === "deck" && places.deck.includes("#")) this.place.hold();
    if (frame.isConnected) return;
    // Not this page's own address: browsers may refuse to show a page within itself.
    Object.assign(frame, { title, src: new URL("?preview", location.href).href });
    // The story has scrolled to its step by then, or does so within two frames.
    const opened = () => requestAnimationFrame(() => requestAnimationFrame(() => this.place.release()));
    const measured = (event: Event) => {
      this.height = (event as CustomEvent<number>).detail;
      this.write();
    };
    if (way === "deck") frame.addEventListener("opened", opened);
    if (way === "flow") frame.addEventListener("measured", measured);
    figure.querySelector(".pane")!.append(frame);
  }

  /** Gives a preview its size, even before it has content, so that nothing below it moves. */
  fit(figure: HTMLElement) {
    const width = Number(this.options().width);
    const scale = Math.min(1, figure.clientWidth / width);
    const sizes = { width: `${width}px`, height: `${HEIGHTS[width]}px`, scale: `${scale}` };
    for (const [name, size] of Object.entries(sizes)) figure.style.setProperty(`--${name}`, size);
  }

  watchPreviews() {
    const sized = new ResizeObserver((entries) => entries.forEach(({ target }) => this.fit(target as HTMLElement)));
    const near = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          near.unobserve(target);
          this.preview(target as HTMLElement);
        }
      },
      { rootMargin: "25%" },
    );
    for (const figure of this.figures) {
      this.fit(figure);
      sized.observe(figure);
      near.observe(figure);
    }
  }

  listen() {
    const { figures, form, main, pickers } = this;
    form.addEventListener("input", ({ target }) => {
      const picker = pickers.find((picker) => picker === target);
      if (picker) picker.dataset.chosen = "";
      this.paint();
      this.write();
      for (const figure of figures) {
        this.fit(figure);
        if (figure.querySelector("iframe")) this.preview(figure);
      }
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("click", ({ target }) => {
      if ((target as HTMLButtonElement).name !== "reset") return;
      for (const { dataset } of pickers) delete dataset.chosen;
      form.dispatchEvent(new Event("input"));
    });
    main.addEventListener("click", ({ target }) => {
      const button = (target as Element).closest<HTMLElement>(".code button");
      if (button) copyCode(button);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
  }
}

/** Copies the embed code of `button`, or selects it where that is forbidden. */
const copyCode = async (button: HTMLElement) => {
  const figure = button.closest(".code")!;
  const code = figure.querySelector("code")!;
  const result = figure.querySelector("output")!;
  result.textContent = "";
  try {
    await navigator.clipboard.writeText(code.textContent);
    result.textContent = button.dataset.done!;
  } catch {
    getSelection()!.selectAllChildren(code);
    result.textContent = button.dataset.selected!;
  }
};

/** Keeps this page where its reader is: a story that opens at a step scrolls to it, and the page around it as well if
 *  that is of its own site. */
class Place {
  until = 0;
  acted = 0;
  top = scrollY;

  /** A story that may scroll the page is being loaded. */
  hold() {
    this.top = scrollY;
    this.until = performance.now() + COMING;
  }

  /** It has scrolled. */
  release() {
    this.until = 0;
  }

  keep() {
    for (const act of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      addEventListener(act, () => (this.acted = performance.now()), { passive: true });
    }
    addEventListener("scroll", () => {
      const now = performance.now();
      const { top } = this;
      if (this.until < now || now < this.acted + ACTED) this.top = scrollY;
      else if (scrollY !== top) scrollTo({ top, behavior: "instant" });
    });
  }
}

/** The story's colour `name` in the given theme, as `#rrggbb`. */
const colourOf = (name: string, theme: string) => {
  const probe = Object.assign(document.createElement("div"), { className: "guide" });
  probe.dataset.theme = theme;
  probe.style.color = `var(--story-${name})`;
  document.body.append(probe);
  const shades = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
  probe.remove();
  return `#${shades
    .slice(0, 3)
    .map((shade) => Math.round(Number(shade)).toString(16).padStart(2, "0"))
    .join("")}`;
};

// In a frame of another site, `frameElement` is `null`.
const frameElement = window.frameElement as HTMLElement | null;
if (frameElement?.dataset.wanted) becomeStub(frameElement);
else addEventListener("DOMContentLoaded", () => new Guide().show());
