// Data about connections that the page does not state, and the reader's choice among them.

type Side = "east" | "west" | "none";

/** A connection: its index in the story, and the codes of its regions. */
export type Link = { id: string; at: number; kind: string; directions: string[]; regions: number[] };

/** An option of the form that some connection has. */
type Option = [value: string, label: string];

export type Region = { code: number; name: string; side: Side };

/** The explorer's texts: `src/locale.rs`. */
type Label =
  | "back"
  | "choose"
  | "closer"
  | "colon"
  | "direction"
  | "down"
  | "every"
  | "kind"
  | "left"
  | "region"
  | "reset"
  | "right"
  | "toMap"
  | "tools"
  | "up"
  | "whole"
  | "wider";
type Words = Record<Label | Side, string> & { count: [none: string, noneSo: string, one: string, more: string] };

/** The file beside the page: `crates/site/src/build/connections.rs`. */
export type Facts = { words: Words; kinds: Option[]; directions: Option[]; regions: Region[]; links: Link[] };

/** The parts of a choice, by their names in the address. */
export const KEYS = ["kind", "side", "region", "link"] as const;

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

/** The highlighted connections: the chosen one, or all that match. */
export const lit = (facts: Facts, choice: Choice) =>
  choice.link ? facts.links.filter(({ id }) => id === choice.link) : matching(facts, choice);

/** The choice in the query of an address, as far as this story has it. */
export const choiceIn = ({ kinds, directions, regions, links }: Facts, query: URLSearchParams): Choice => {
  const isKnown = {
    kind: (value: string) => kinds.some(([kind]) => kind === value),
    side: (value: string) => directions.some(([side]) => side === value),
    region: (value: string) => regions.some(({ code }) => String(code) === value),
    link: (value: string) => links.some(({ id }) => id === value),
  };
  const choice: Choice = {};
  for (const key of KEYS) {
    const value = query.get(key) ?? "";
    if (isKnown[key](value)) choice[key] = value;
  }
  return choice;
};
