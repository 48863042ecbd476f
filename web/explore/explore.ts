// The explorer: the connections that the reader chooses are highlighted and listed, and the choice stays in
// the address. Loaded when the reader comes near; until then, and without it, the step shows every
// connection.

import type { StoryElement } from "../story.ts";
import { cardOf, pathOf, spoken } from "./connection.ts";
import { type Choice, choiceIn, type Facts, found, KEYS, lit, matching, summary, TABLE } from "./facts.ts";
import { fillForm, formOf, lineOf } from "./form.ts";
import { handle } from "./gestures.ts";
import { hitOf, linkAt, regionAt } from "./hits.ts";
import { made } from "./made.ts";
import { makeSortable } from "./table.ts";
import { toolsOf } from "./tools.ts";

/** At most this many cards, or rows of the table, are built in one frame. */
const SLICE = 10;

/** How the explorer is built: `nextFrame()` resolves in the next frame; `keepingPlace(change)` runs `change` without
 *  moving what the reader sees. */
type Building = { nextFrame: () => Promise<void>; keepingPlace: (change: () => void) => void };

/** Makes the step named `explore` in `root`, a live `<story-map>`, interactive. */
export const explore = async (root: StoryElement, facts: Facts, building: Building) => {
  const { nextFrame, keepingPlace } = building;
  const inSlices = async <Item>(all: Item[], task: (slice: Item[]) => void) => {
    for (let at = 0; at < all.length; at += SLICE) {
      await nextFrame();
      task(all.slice(at, at + SLICE));
    }
  };
  const rows = [...root.querySelectorAll<HTMLTableRowElement>("tr[data-link]")];
  const legend = root.querySelector("[data-step=explore] .eyebrow")!;
  const items: Items = new Map();
  await inSlices(facts.links, (slice) => {
    for (const { id, kind } of slice) items.set(id, cardOf(id, rowOf(rows, id), lineOf(legend, kind)));
  });
  const explorer = new Explorer(root, facts, nextFrame, rows, items);
  explorer.listen();
  await nextFrame();
  await explorer.open(keepingPlace);
  const { list } = explorer;
  await inSlices([...items.values()], (slice) => keepingPlace(() => list.append(...slice)));
  await inSlices(rows, (slice) => keepingPlace(() => slice.forEach((row) => explorer.addButton(row))));
  makeSortable(root.querySelector<HTMLTableElement>(".table-of-connections table")!, rows);
};

/** The cards, by the connection's id. */
type Items = Map<string, HTMLElement>;

const rowOf = (rows: HTMLTableRowElement[], id: string) => rows.find((row) => row.dataset.link === id)!;

class Explorer {
  root: StoryElement;
  facts: Facts;
  nextFrame: () => Promise<void>;
  choice: Choice = {};
  section: HTMLElement;
  stage: HTMLElement;
  rows: HTMLTableRowElement[];
  items: Items;
  legend: Element;
  form: HTMLFormElement;
  reset: HTMLButtonElement;
  status = made("p", { class: "count" });
  found: HTMLElement;
  list = made("ol", { class: "chosen" });
  tools: HTMLElement;
  /** The map's text alternative, and its text without a choice. */
  shown: Element;
  whole: string;

  constructor(
    root: StoryElement,
    facts: Facts,
    nextFrame: () => Promise<void>,
    rows: HTMLTableRowElement[],
    items: Items,
  ) {
    this.root = root;
    this.facts = facts;
    this.nextFrame = nextFrame;
    this.rows = rows;
    this.items = items;
    this.section = root.querySelector<HTMLElement>("[data-step=explore]")!;
    this.stage = root.querySelector<HTMLElement>(".stage")!;
    this.legend = this.section.querySelector(".eyebrow")!;
    this.form = formOf(facts, this.legend, (region) => this.choose({ ...this.choice, region, link: "" }));
    this.tools = toolsOf(root, this.stage, facts);
    this.reset = made("button", { type: "button", class: "reset" }, facts.words.reset);
    this.found = made("div", { class: "found" }, this.status, this.reset);
    this.shown = this.section.querySelector(".map-text")!;
    this.whole = this.shown.textContent;
  }

  /** The story's own address, if the story stands in another page's document. */
  get hosted() {
    return this.root.dataset.base;
  }

  isExploring() {
    return this.section.hasAttribute("aria-current");
  }

  listen() {
    const { form, list, reset, root, stage } = this;
    form.addEventListener("change", () => {
      this.choose({ ...this.choice, ...(Object.fromEntries(new FormData(form)) as Choice), link: "" });
    });
    reset.addEventListener("click", () => this.stepBack());
    list.addEventListener("click", ({ target }) => {
      const item = (target as Element).closest("button")?.closest<HTMLElement>("[data-link]");
      const id = item?.dataset.link;
      if (!id) return;
      this.choose({ ...this.choice, link: id === this.choice.link ? "" : id });
      this.showItem(id);
    });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isExploring() && this.isChosen()) this.stepBack();
    });
    handle(
      root,
      stage,
      () => this.isExploring(),
      (event) => this.take(event),
    );
  }

  /** Puts the explorer into the page, with the choice in the address, one part a frame. */
  async open(keepingPlace: Building["keepingPlace"]) {
    const { facts, form, found, legend, list, nextFrame, root, section, status } = this;
    const query = new URL(this.hosted ?? location.href).searchParams;
    this.choice = choiceIn(facts, query);
    this.show();
    // The two sides have the map's colours, as in the legends of other steps.
    const swatch = root.querySelector(".eyebrow .swatch");
    const sideOf = (side: "east" | "west") => {
      const sign = swatch!.cloneNode(true) as Element;
      (sign.firstElementChild as HTMLElement).dataset.side = side;
      return made("span", { class: "kind" }, sign, facts.words[side]);
    };
    keepingPlace(() => {
      legend.replaceChildren(...(swatch ? (["east", "west"] as const).map(sideOf) : []));
      section.querySelector(".explorer-note")?.remove();
      section.append(found, list);
    });
    await nextFrame();
    keepingPlace(() => found.before(form));
    await nextFrame();
    keepingPlace(() => form.before(this.placeTools()));
    // Screen readers announce the result of each choice, but not the insertion of the form.
    requestAnimationFrame(() => status.setAttribute("role", "status"));
    // Without a choice, every connection is highlighted already.
    if (this.isChosen()) this.light();
  }

  /** Lays the tools over the stage. Words and stage are contained apart from each other: in a frame of full height
   *  the stage stands in this section, elsewhere the tools are its siblings. Returns the button that leads to them from
   *  the words. */
  placeTools() {
    const { root, section, tools } = this;
    if (root.dataset.frame === "flow") section.querySelector(".still-frame")!.append(tools);
    else section.closest(".story")!.append(tools);
    const button = made("button", { type: "button", class: "to-tools" }, this.facts.words.tools);
    button.addEventListener("click", () => tools.querySelector<HTMLElement>(":not([hidden]) > button")?.focus());
    return button;
  }

  isChosen() {
    return KEYS.some((key) => key !== "view" && this.choice[key]);
  }

  buttonOf(id: string) {
    return this.items.get(id)!.querySelector("button")!;
  }

  showItem(id: string) {
    this.items.get(id)!.scrollIntoView({ block: "nearest" });
  }

  /** Makes a choice. The form responds in the next frame, the map in the one after it. */
  choose(choice: Choice) {
    this.choice = choice;
    this.show();
    this.keep();
    this.nextFrame()
      .then(() => this.nextFrame())
      .then(() => this.light())
      .catch(console.warn);
  }

  /** Shows the choice in form, list and table. */
  show() {
    const { facts, list, reset, shown, stage } = this;
    const { words } = facts;
    const { link, view } = this.choice;
    fillForm(this.form, facts, this.choice);
    const among = new Set(found(facts, this.choice).map(({ id }) => id));
    // Beside the table, only the chosen connection has its card.
    const isTable = view === TABLE;
    list.toggleAttribute("data-aside", isTable);
    for (const [id, item] of this.items) {
      item.hidden = id !== link && (isTable || !among.has(id));
      this.buttonOf(id).setAttribute("aria-pressed", `${id === link}`);
    }
    for (const row of this.rows) {
      const id = row.dataset.link!;
      row.toggleAttribute("data-lit", id === link);
      row.toggleAttribute("data-aside", isTable && id !== link && !among.has(id));
    }
    reset.hidden = !this.isChosen();
    reset.textContent = link ? words.back : words.reset;
    const result = link ? pathOf(rowOf(this.rows, link)) : [summary(facts, this.choice)];
    this.status.replaceChildren(...result);
    // The map's text alternative repeats the result.
    shown.textContent = this.isChosen()
      ? `${stage.getAttribute("aria-label")}${words.colon}${spoken(result)}`
      : this.whole;
    shown.parentElement!.setAttribute("aria-label", shown.textContent);
  }

  /** Shows the choice on the map. */
  light() {
    const { choice, facts, root } = this;
    const { region, link } = choice;
    const indices = Uint32Array.from(lit(facts, choice), ({ at }) => at);
    root.story?.explore(indices, link ? 0 : Number(region || 0));
    // A region without connections is shown with the nearest ones, on the whole map.
    if (region && !link && !matching(facts, choice).length) root.story?.look(0, 0, 0);
  }

  /** Keeps the choice in the address, unless that belongs to another page. */
  keep() {
    this.root.querySelector(".copied")?.replaceChildren();
    if (this.hosted) return;
    const query = new URLSearchParams(location.search);
    for (const key of KEYS) {
      const value = this.choice[key];
      if (value) query.set(key, value);
      else query.delete(key);
    }
    const search = String(query) && `?${query}`;
    try {
      history.replaceState(null, "", `${location.pathname}${search}#explore`);
    } catch {
      // Some frames refuse this, as do browsers if it is called too often: the choice then holds for this
      // visit only.
    }
  }

  /** Drops the chosen connection, or the whole choice. */
  stepBack() {
    const { link, view = "" } = this.choice;
    this.choose(link ? { ...this.choice, link: "" } : { view });
    // If the choice hides the button, it takes no focus.
    const button = link && !this.items.get(link)!.hidden ? this.buttonOf(link) : undefined;
    const first = this.form.querySelector<HTMLElement>("[tabindex='0'], select")!;
    (button?.isConnected ? button : first).focus();
  }

  /** Chooses what a click on the map hits. */
  take(event: MouseEvent) {
    const { choice, facts, root } = this;
    const hit = hitOf(this.stage, event);
    const link = linkAt(root, lit(facts, choice), hit);
    const region = link ? undefined : regionAt(root, facts.regions, hit);
    if (link) {
      this.choose({ ...choice, link });
      this.showItem(link);
    } else if (region) {
      this.choose({ ...choice, region: `${region}`, link: "" });
      this.found.scrollIntoView({ block: "nearest" });
    } else if (choice.link) {
      this.choose({ ...choice, link: "" });
    }
  }

  /** Gives a row of the table a button that leads to the map. */
  addButton(row: HTMLTableRowElement) {
    const { words } = this.facts;
    const link = row.dataset.link!;
    const label = `${words.toMap} ${spoken(pathOf(row))}${words.colon}${row.cells[3]!.textContent}`;
    const button = made("button", { type: "button", class: "to-map", "aria-label": label }, words.toMap);
    button.addEventListener("click", () => {
      this.choose({ link, view: this.choice.view ?? "" });
      // Unless the page is served over HTTP, its address may not be changed.
      if (!this.hosted && location.protocol.startsWith("http")) location.replace("#explore");
      else this.goHere();
      this.showItem(link);
      this.buttonOf(link).focus({ preventScroll: true });
    });
    row.lastElementChild!.append(button);
  }

  /** Leads the reader to this step. */
  goHere() {
    const sections = [...this.root.querySelectorAll("[data-step]")];
    const read = sections.findIndex((section) => section.hasAttribute("aria-current"));
    this.root.story!.go(sections.indexOf(this.section) - read);
  }
}
