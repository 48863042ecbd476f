// Data about connections that the page does not state, and the reader's choice among them.

type Side = "east" | "west" | "none";

/** A connection: its index in the story, and the codes of its regions. */
export type Link = { id: string; at: number; kind: string; directions: string[]; regions: number[] };

/** An option of the form that some connection has. */
type Option = [value: string, label: string];

/** A region; its place in the tile grid, if the base map has one; if it has no connections, the indices of the
 *  nearest ones. */
export type Region = {
  code: number;
  name: string;
  side: Side;
  tile?: [column: number, row: number, short: string];
  near?: number[];
};

/** The explorer's texts: `crates/pages/src/locale.rs`. */
type Label =
  | "back"
  | "cards"
  | "choose"
  | "closer"
  | "colon"
  | "comma"
  | "direction"
  | "down"
  | "every"
  | "form"
  | "kind"
  | "left"
  | "nearest"
  | "noneSo"
  | "others"
  | "region"
  | "reset"
  | "right"
  | "table"
  | "toMap"
  | "tools"
  | "up"
  | "whole"
  | "wider";
type Words = Record<Label | Side, string> & {
  brackets: [string, string];
  count: [none: string, one: string, more: string];
};

/** The file beside the page: `crates/site/src/build/connections.rs`. */
export type Facts = {
  words: Words;
  kinds: Option[];
  directions: Option[];
  regions: Region[];
  links: Link[];
  nation: [width: number, height: number];
};

/** The parts of a choice, by their names in the address. All but `view`, the form of the results, select connections. */
export const KEYS = ["kind", "side", "region", "link", "view"] as const;

/** The value of `view` for the table; without it the results are cards. */
export const TABLE = "table";

/** A choice; a part that is missing or empty excludes nothing. */
export type Choice = Partial<Record<(typeof KEYS)[number], string>>;

/** The connections of the chosen kind, direction and region. */
export const matching = ({ links }: Facts, { kind, side, region }: Choice) =>
  links.filter(
    (link) =>
      (!kind || link.kind === kind) &&
      (!side || link.directions.includes(side)) &&
      (!region || link.regions.includes(Number(region))),
  );

/** The number of connections of each region, by its code, for the chosen kind and direction. */
export const countsOf = (facts: Facts, { kind, side }: Choice) => {
  const counts = new Map(facts.regions.map(({ code }) => [code, 0]));
  for (const { regions } of matching(facts, { kind, side })) {
    for (const code of regions) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
};

export const regionOf = ({ regions }: Facts, { region }: Choice) => regions.find(({ code }) => String(code) === region);

/** At most this many connections stand in for those that a region does not have. */
const NEAREST = 3;

/** The connections of the kind and direction that are nearest to the chosen region, if it has none of any kind. */
export const nearest = (facts: Facts, choice: Choice) => {
  const near = regionOf(facts, choice)?.near ?? [];
  const among = matching(facts, { ...choice, region: "" });
  return near
    .map((index) => facts.links[index]!)
    .filter((link) => among.includes(link))
    .slice(0, NEAREST);
};

/** The connections to show for a choice: those that match, or else the nearest. */
export const found = (facts: Facts, choice: Choice) => {
  const among = matching(facts, choice);
  return among.length ? among : nearest(facts, choice);
};

/** The highlighted connections: the chosen one, or all that are found. */
export const lit = (facts: Facts, choice: Choice) =>
  choice.link ? facts.links.filter(({ id }) => id === choice.link) : found(facts, choice);

/** The number of connections in words. */
export const counted = ({ words }: Facts, many: number) =>
  (words.count[many] ?? words.count[2]).replace("{}", `${many}`);

/** Says what a choice finds. */
export const summary = (facts: Facts, choice: Choice) => {
  const { words } = facts;
  const many = matching(facts, choice).length;
  const place = regionOf(facts, choice);
  const isFiltered = choice.kind || choice.side;
  const whole = place && isFiltered ? matching(facts, { region: `${place.code}` }).length : 0;
  if (place && !many && nearest(facts, choice).length) return words.nearest.replace("{}", place.name);
  let count = counted(facts, many);
  if (!many && isFiltered) count = whole ? words.others + counted(facts, whole) : words.noneSo;
  return place ? `${place.name}${words.colon}${count}` : count;
};

/** The choice in the query of an address, as far as this story has it. */
export const choiceIn = ({ kinds, directions, regions, links }: Facts, query: URLSearchParams): Choice => {
  const isKnown = {
    kind: (value: string) => kinds.some(([kind]) => kind === value),
    side: (value: string) => directions.some(([side]) => side === value),
    region: (value: string) => regions.some(({ code }) => String(code) === value),
    link: (value: string) => links.some(({ id }) => id === value),
    view: (value: string) => value === TABLE,
  };
  const choice: Choice = {};
  for (const key of KEYS) {
    const value = query.get(key) ?? "";
    if (isKnown[key](value)) choice[key] = value;
  }
  return choice;
};
