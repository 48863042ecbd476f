// The custom properties that style a story in another page, each named --story-NAME, and their valid values.

/** The names, by a property that takes the same values. */
const NAMES = {
  color:
    "paper,ink,ink-soft,rule,accent,sea,neighbours,land,border,river,dash,east,east-lit,east-arc,west,west-lit,west-arc",
  "font-family": "serif,sans",
  "padding-top": "gap,top",
};

const PROPERTIES = new Map(
  Object.entries(NAMES).flatMap(([property, names]) => names.split(",").map((name) => [`story-${name}`, property])),
);

/** No colour, length or list of fonts is longer than this, in characters. */
const LONGEST_TOKEN = 500;

/** No margin is longer than this, in CSS pixels. */
const WIDEST = 1_000;

/** `value` for the token `name`, such as `story-paper`, or nothing unless it is exactly one colour, one length or one
 *  list of fonts. */
export const fitting = (name: string, value: string) => {
  const property = PROPERTIES.get(name);
  const text = value.trim();
  if (!property || LONGEST_TOKEN < text.length || !CSS.supports(property, text)) return undefined;
  // Every property accepts var(), env() and the like, whatever they resolve to, and keywords such as
  // `inherit`.
  if (CSS.supports("float", text)) return undefined;
  return property === "padding-top" ? length(text) : text;
};

/** `text` as a length for sums in `calc()`, which take neither a bare 0 nor a percentage nor a keyword: those
 *  are converted to pixels. Nothing if the length is negative or wider than WIDEST. */
const length = (text: string) => {
  const probe = document.createElement("div");
  Object.assign(probe.style, { position: "fixed", visibility: "hidden", paddingTop: text });
  document.documentElement.append(probe);
  const px = parseFloat(getComputedStyle(probe).paddingTop);
  probe.remove();
  if (!(0 <= px && px <= WIDEST)) return undefined;
  return /^[\d.]*[1-9][\d.]*[a-z]+$/i.test(text) ? text : `${px}px`;
};

/** The tokens that the style of `element` sets, as pairs of name and value. */
export const tokensOf = (element: Element) => {
  const style = getComputedStyle(element);
  return [...PROPERTIES.keys()].flatMap((name): [string, string][] => {
    const value = fitting(name, style.getPropertyValue(`--${name}`));
    return value ? [[name, value]] : [];
  });
};
