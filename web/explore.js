// The explorer: the connections that the reader chooses are highlighted and listed, and the choice stays in
// the address. Loaded when the reader comes near; until then, and without it, the step shows every
// connection.

import { handle } from "./gestures.js";

/** A click at most this far from a connection, in CSS pixels, chooses it. */
const REACH = 14;

/** The zoom factor of one press, and the share of the stage's size that the map moves by. */
const CLOSER = 1.6;
const ASIDE = 0.25;

/** The parts of a choice, by their names in the address. */
const KEYS = ["kind", "side", "region", "link"];

/** At most this many items of the list, or rows of the table, are built in one frame. */
const SLICE = 10;

/** Makes the step named `explore` in `root`, a live `<story-map>`, interactive. `facts` holds what the page
 *  does not state about its connections, and the explorer's labels. `nextFrame()` resolves in the next
 *  frame; `keepingPlace(change)` runs `change` without moving what the reader sees. */
export const explore = async (root, facts, nextFrame, keepingPlace) => {
  const inSlices = async (all, task) => {
    for (let at = 0; at < all.length; at += SLICE) {
      await nextFrame();
      task(all.slice(at, at + SLICE));
    }
  };
  const { words, kinds, regions, links } = facts;
  const section = root.querySelector("[data-step=explore]");
  const stage = root.querySelector(".stage");
  const rows = [...root.querySelectorAll("tr[data-link]")];
  const rowOf = (id) => rows.find((row) => row.dataset.link === id);
  const items = new Map();
  await inSlices(links, (slice) => {
    for (const { id } of slice) items.set(id, itemOf(id, rowOf(id)));
  });
  // The story's own address, if the story stands in another page's document.
  const hosted = root.dataset.base;
  const sections = [...root.querySelectorAll("[data-step]")];
  const isRead = (other) => other.hasAttribute("aria-current");
  const isExploring = () => isRead(section);
  const goHere = () => root.story.go(sections.indexOf(section) - sections.findIndex(isRead));
  let choice = {};

  const matching = ({ kind, side, region } = choice) => {
    return links.filter(
      (link) =>
        (!kind || link.kind === kind) &&
        (!side || link.direction === side || link.direction === "both") &&
        (!region || link.regions.includes(Number(region))),
    );
  };

  // --- the controls; the kinds are copied from the step's legend
  const legend = section.querySelector(".eyebrow");
  const lineOf = (kind) => legend.querySelector(`[data-kind="${kind}"]`)?.closest("svg");
  const radio = (name, [value, label]) => {
    const input = made("input", { type: "radio", name, value });
    const line = (name === "kind" && value && lineOf(value)?.cloneNode(true)) || "";
    return made("label", {}, input, made("span", {}, line, label));
  };
  const radios = (name, title, options) =>
    made("fieldset", {}, made("legend", {}, title), ...options.map((option) => radio(name, option)));
  const optionsOf = (side) => {
    const options = regions.filter((region) => region.side === side);
    return made("optgroup", { label: words[side] }, ...options.map(({ code }) => made("option", { value: code })));
  };
  // Only directions that some connection has.
  const ways = [["east-to-west", words.eastToWest], ["west-to-east", words.westToEast]].filter(([side]) =>
    links.some(({ direction }) => direction === side || direction === "both"),
  );
  const select = made("select", { name: "region" },
    made("option", { value: "" }, words.every), ...["east", "west", "none"].map(optionsOf));
  const form = made("form", { class: "choices", "aria-label": words.choose },
    radios("kind", words.kind, [["", words.every], ...kinds]),
    radios("side", words.direction, [["", words.every], ...ways]),
    made("label", { class: "region-choice" }, made("span", {}, words.region), select),
  );
  const reset = made("button", { type: "button", class: "reset" }, words.reset);
  const status = made("p", { class: "count" });
  const shown = section.querySelector(".map-text");
  const whole = shown.textContent;
  const list = made("ol", { class: "chosen" });
  const tools = made("div", { class: "map-tools", role: "group", "aria-label": words.tools },
    ...[
      ["＋", words.closer, 0, 0, CLOSER],
      ["－", words.wider, 0, 0, 1 / CLOSER],
      ["←", words.left, ASIDE, 0, 1],
      ["↑", words.up, 0, ASIDE, 1],
      ["↓", words.down, 0, -ASIDE, 1],
      ["→", words.right, -ASIDE, 0, 1],
      ["⤢", words.whole, 0, 0, 0],
    ].map(([sign, label, right, down, zoom]) => {
      const button = made("button", { type: "button", "aria-label": label, title: label }, sign);
      button.addEventListener("click", () => {
        const { width, height } = stage.getBoundingClientRect();
        root.story.look(right * width, down * height, zoom);
      });
      return button;
    }),
  );
  // The two sides have the map's colours, as in the legends of other steps.
  const swatch = root.querySelector(".eyebrow .swatch");
  const sideOf = (side) => {
    const sign = swatch.cloneNode(true);
    sign.firstElementChild.dataset.side = side;
    return made("span", { class: "kind" }, sign, words[side]);
  };
  const found = made("div", { class: "found" }, status, reset);

  const fill = ({ kind, side, region }) => {
    for (const input of form.querySelectorAll("input")) {
      input.checked = input.value === { kind, side }[input.name];
    }
    for (const option of select.querySelectorAll("optgroup > option")) {
      const { name, code } = regions.find(({ code }) => String(code) === option.value);
      option.textContent = `${name} · ${matching({ kind, side, region: code }).length}`;
    }
    select.value = region;
  };

  // --- the effects of a choice
  const isChosen = () => KEYS.some((key) => choice[key]);
  const lit = () => (choice.link ? links.filter(({ id }) => id === choice.link) : matching());
  const buttonOf = (id) => items.get(id).querySelector("button");
  const show = () => {
    const { kind = "", side = "", region = "", link } = choice;
    fill({ kind, side, region });
    const among = matching();
    for (const [id, item] of items) {
      item.hidden = id !== link && !among.some((it) => it.id === id);
      buttonOf(id).setAttribute("aria-pressed", id === link);
    }
    for (const row of rows) row.toggleAttribute("data-lit", !!link && row.dataset.link === link);
    reset.hidden = !isChosen();
    reset.textContent = link ? words.back : words.reset;
    const told = link ? wayOf(rowOf(link)) : [counted(among.length)];
    status.replaceChildren(...told);
    // The map's text alternative repeats the result.
    shown.textContent = isChosen() ? `${stage.getAttribute("aria-label")}${words.colon}${spoken(told)}` : whole;
    shown.parentElement.setAttribute("aria-label", shown.textContent);
  };
  const light = () => {
    const { region, link } = choice;
    root.story?.explore(Uint32Array.from(lit(), ({ at }) => at), link ? 0 : Number(region || 0));
  };
  // If nothing of the chosen kind or direction is found, the region may still have other connections.
  const counted = (many) => {
    const { kind, side, region } = choice;
    const place = regions.find(({ code }) => String(code) === region);
    const [none, noneSo, one, more] = words.count;
    const empty = kind || side ? noneSo : none;
    const count = ([empty, one][many] ?? more).replace("{}", many);
    return place ? `${place.name}${words.colon}${count}` : count;
  };
  const keep = () => {
    root.querySelector(".copied")?.replaceChildren();
    // The address belongs to another page.
    if (hosted) return;
    const query = new URLSearchParams(location.search);
    for (const key of KEYS) {
      if (choice[key]) query.set(key, choice[key]);
      else query.delete(key);
    }
    const search = String(query) && `?${query}`;
    try {
      history.replaceState(null, "", `${location.pathname}${search}#explore`);
    } catch {
      // Some frames refuse this, as do browsers if it is called too often: the choice then holds for this
      // visit only.
    }
  };
  // The form responds in the next frame, the map in the one after it.
  const choose = (next) => {
    choice = next;
    show();
    keep();
    nextFrame().then(nextFrame).then(light).catch(console.warn);
  };
  const stepBack = () => {
    const { link } = choice;
    choose(link ? { ...choice, link: "" } : {});
    // If the choice hides the button, it takes no focus.
    const button = link && buttonOf(link);
    (button?.isConnected ? button : form.querySelector("input")).focus();
  };
  const showItem = (id) => items.get(id).scrollIntoView({ block: "nearest" });

  form.addEventListener("change", () => {
    choose({ ...Object.fromEntries(new FormData(form)), link: "" });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", stepBack);
  list.addEventListener("click", ({ target }) => {
    const id = target.closest("button")?.closest("[data-link]").dataset.link;
    if (!id) return;
    choose({ ...choice, link: id === choice.link ? "" : id });
    showItem(id);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isExploring() && isChosen()) stepBack();
  });

  // --- the map
  const pathOf = (name) => root.querySelector(`[id="${root.dataset.instance}-${name}"]`);
  const atPointer = ({ clientX, clientY }) => {
    const matrix = stage.querySelector(".lit").getScreenCTM();
    return { point: new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse()), scale: matrix.a };
  };
  const linkAt = ({ point, scale }) => {
    const near = lit().map(({ id }) => ({ id, far: distance(pathOf(`l-${id}`), point) * scale }));
    near.sort((one, other) => one.far - other.far);
    return near[0]?.far <= REACH ? near[0].id : undefined;
  };
  const regionAt = ({ point }) =>
    regions.find(({ code }) => {
      const path = pathOf(`r${code}`);
      const unit = path.transform.baseVal.consolidate()?.matrix.a ?? 1;
      return path.isPointInFill(new DOMPoint(point.x / unit, point.y / unit));
    })?.code;
  const take = (event) => {
    const at = atPointer(event);
    const link = linkAt(at);
    const region = link ? undefined : regionAt(at);
    if (link) {
      choose({ ...choice, link });
      showItem(link);
    } else if (region) {
      choose({ ...choice, region: String(region), link: "" });
      found.scrollIntoView({ block: "nearest" });
    } else if (choice.link) {
      choose({ ...choice, link: "" });
    }
  };
  handle(root, stage, isExploring, take);

  // --- the table
  const giveButton = (row) => {
    const button = made("button", { type: "button", class: "to-map" }, words.toMap);
    button.setAttribute("aria-label", `${words.toMap} ${spoken(wayOf(row))}${words.colon}${row.cells[3].textContent}`);
    button.addEventListener("click", () => {
      choose({ link: row.dataset.link });
      // Unless the page is served over HTTP, its address may not be changed.
      if (!hosted && location.protocol.startsWith("http")) location.replace("#explore");
      else goHere();
      showItem(row.dataset.link);
      buttonOf(row.dataset.link).focus({ preventScroll: true });
    });
    row.lastElementChild.append(button);
  };

  // --- the choice in the address
  const query = new URL(hosted ?? location.href).searchParams;
  const asked = KEYS.map((key) => [key, query.get(key) ?? ""]);
  choice = Object.fromEntries(asked.filter(([key, value]) => isKnown(facts, key, value)));
  show();
  keepingPlace(() => {
    legend.replaceChildren(...(swatch ? ["east", "west"].map(sideOf) : []));
    section.append(tools, form, found, list);
  });
  // Screen readers announce the result of each choice, but not the insertion of the form.
  requestAnimationFrame(() => status.setAttribute("role", "status"));
  // Without a choice, every connection is highlighted already.
  if (isChosen()) light();
  await inSlices([...items.values()], (slice) => keepingPlace(() => list.append(...slice)));
  await inSlices(rows, (slice) => keepingPlace(() => slice.forEach(giveButton)));
  makeSortable(root.querySelector(".table-of-connections table"), rows);
};

/** Whether `value`, as the address gives it for `key`, exists in this story. */
const isKnown = ({ kinds, regions, links }, key, value) =>
  ({
    kind: () => kinds.some(([kind]) => kind === value),
    side: () => ["east-to-west", "west-to-east"].includes(value),
    region: () => regions.some(({ code }) => String(code) === value),
    link: () => links.some(({ id }) => id === value),
  })[key]();

/** An element with its attributes and children. */
const made = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
};

/** The start, the arrow and the end of a connection, from its row of the table. The arrow has a word as its
 *  label. */
const wayOf = ({ cells: [, from, to] }) => {
  const arrow = to.querySelector("[role=img]");
  const goal = to.lastChild.textContent.trim();
  return [from.textContent, " ", arrow.cloneNode(true), " ", goal];
};

/** The same, with the arrow's label in place of the arrow. */
const spoken = (way) => way.map((part) => part.getAttribute?.("aria-label") ?? part).join("");

/** A connection's item in the list, from its row of the table: start and end, description, figures, and the
 *  link to its place in the text. */
const itemOf = (id, row) => {
  const [kind, , , note, figures, words] = row.cells;
  const copies = [...figures.children, ...words.children].map((child) => child.cloneNode(true));
  const head = made("button", { type: "button", "aria-pressed": "false" },
    made("span", { class: "kind" }, kind.textContent), " ", ...wayOf(row));
  return made("li", { "data-link": id }, head, made("p", {}, note.textContent), ...copies);
};

/** The distance from `point` to a curve, in the curve's own units, approximated by 64 straight pieces. */
const distance = (path, point) => {
  const length = path.getTotalLength();
  const steps = 64;
  let least = Infinity;
  let from = path.getPointAtLength(0);
  for (let step = 1; step <= steps; step += 1) {
    const to = path.getPointAtLength((length * step) / steps);
    const [x, y] = [to.x - from.x, to.y - from.y];
    const along = ((point.x - from.x) * x + (point.y - from.y) * y) / (x * x + y * y || 1);
    const share = Math.min(Math.max(along, 0), 1);
    least = Math.min(least, Math.hypot(from.x + share * x - point.x, from.y + share * y - point.y));
    from = to;
  }
  return least;
};

/** Makes the columns of kinds and places sortable. The last column, the place in the text, restores the
 *  story's order. */
const makeSortable = (table, rows) => {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const { lang } = document.documentElement;
  const order = new Intl.Collator(lang, { numeric: true });
  for (const [column, head] of heads.entries()) {
    // Figures of different kinds cannot be compared.
    if (column === 3 || column === 4) continue;
    const button = made("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isDown = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      const text = (row) => row.cells[column].textContent;
      const isLast = column === heads.length - 1;
      const sorted = [...rows];
      if (!isLast) sorted.sort((one, other) => order.compare(text(one), text(other)));
      if (isDown) sorted.reverse();
      body.append(...sorted);
    });
  }
};
