// The custom properties that style a story in another page, each as --story-NAME, and the values they take.

/** The names by the property that takes the same values. */
const NAMES = {
  color:
    "paper,ink,ink-soft,rule,accent,sea,neighbours,land,border,river,dash,east,east-lit,east-arc,west,west-lit,west-arc",
  "font-family": "serif,sans",
  "padding-top": "gap,top",
};

const PROPERTIES = new Map(
  Object.entries(NAMES).flatMap(([property, names]) => names.split(",").map((name) => [`story-${name}`, property])),
);

/** Longer than any colour, length or list of fonts, in characters. */
const LONGEST_TOKEN = 500;

/** Longer no margin is, in CSS pixels. */
const WIDEST = 1_000;

/**
 * `value` for the token `name`, or nothing where it is not exactly one colour, one length or one list of
 * fonts.
 *
 * @param {string} name as `story-paper`
 * @param {string} value
 */
export const fitting = (name, value) => {
  const property = PROPERTIES.get(name);
  const text = value.trim();
  if (!property || LONGEST_TOKEN < text.length || !CSS.supports(property, text)) return undefined;
  // Every property takes var(), env() and the like, whatever they stand for, and words such as `inherit`.
  if (CSS.supports("float", text)) return undefined;
  return property === "padding-top" ? length(text) : text;
};

/** A length as it is used in sums: these take neither a bare 0 nor a share of something, nor words. */
const length = (text) => {
  const probe = document.createElement("div");
  Object.assign(probe.style, { position: "fixed", visibility: "hidden", paddingTop: text });
  document.documentElement.append(probe);
  const px = parseFloat(getComputedStyle(probe).paddingTop);
  probe.remove();
  if (!(0 <= px && px <= WIDEST)) return undefined;
  return /^[\d.]*[1-9][\d.]*[a-z]+$/i.test(text) ? text : `${px}px`;
};

/** What the style of `element` sets of them, as pairs of name and value. */
export const tokensOf = (element) => {
  const style = getComputedStyle(element);
  const pairs = [...PROPERTIES.keys()].map((name) => [name, fitting(name, style.getPropertyValue(`--${name}`))]);
  return pairs.filter(([, value]) => value);
};
