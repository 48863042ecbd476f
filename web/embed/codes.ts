// The choices of a newsroom, written as its embed code. The templates in crates/pages/src/view/guide/codes.rs use
// the same names.

/** `text` as the value of an attribute in double quotes, as `escaped` in crates/pages writes it. */
const inQuotes = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** `text` as a string within a script of a page. */
const inScript = (text: string) => JSON.stringify(text).replace(/</g, "\\u003c");

/** What the newsroom has chosen: `page` is relative to the root; `colours` by the names of their properties; choices
 *  that were not made are empty. */
type Chosen = {
  root: string;
  page: string;
  title: string;
  theme: string;
  step: string;
  colours: Record<string, string>;
};

/** The addresses that follow from the choices, not yet quoted. */
export const placesOf = ({ root, page, title, theme, step, colours }: Chosen) => {
  const home = new URL(page, root);
  const at = (query: Record<string, string>, hash = "") => {
    const address = new URL(home);
    address.search = `${new URLSearchParams(query)}`;
    address.hash = hash;
    return address.href;
  };
  const asked = { ...(theme && { theme }), ...colours };
  return {
    host: home.origin,
    loader: new URL("embed.js", root).href,
    picture: new URL("share/poster.svg", home).href,
    src: home.href,
    flow: at({ frame: "flow", ...asked }),
    // No fragment here: the story scrolls with the page around it, so a fragment would move that page.
    deck: at({ frame: "deck", ...asked }, step),
    link: at({}, step),
    title,
    theme,
    colours,
  };
};

export type Places = ReturnType<typeof placesOf>;

/** The height of the frame, the poster's width and height, and the text of its link. */
type More = { height: string | number; size: [string, string]; open: string };

/** The value of each name in a template. */
export const valuesOf = (places: Places, { height, size, open }: More): Record<string, string | number> => {
  const { host, loader, picture, src, flow, deck, link, title, theme, colours } = places;
  const image = `<img src="${inQuotes(picture)}" alt="${inQuotes(title)}" width="${size[0]}" height="${size[1]}" style="max-width:100%;height:auto">`;
  return {
    host,
    open,
    height,
    loader: inQuotes(loader),
    picture: inQuotes(picture),
    src: inQuotes(src),
    flow: inQuotes(flow),
    deck: inQuotes(deck),
    title: inQuotes(title),
    "flow-text": inScript(flow),
    "title-text": inScript(title),
    theme: theme && ` theme="${theme}"`,
    colours: Object.entries(colours)
      .map(([name, colour]) => `;--${name}:${colour}`)
      .join(""),
    poster: `<a href="${inQuotes(src)}">${image}</a>`,
    linked: `<a href="${inQuotes(link)}">${image}</a>`,
  };
};

/** `template` with every name in it replaced by its value. */
export const filledIn = (template: string, values: Record<string, string | number>) =>
  template.replace(/\[\[([a-z-]+)\]\]/g, (whole, name: string) => `${values[name] ?? whole}`);
