// Mounts the story into the document of another page, in the shadow tree of its <story-map src>: the page
// contains its words, its map sticks without a script, and neither's style affects the other.

import type { StoryElement } from "../story.ts";
import { named, openedAt } from "./address.ts";
import { keepAddress, scaleOf, watchPlace } from "./around.ts";
import type { Parts } from "./parts.ts";
import { tokensOf } from "./tokens.ts";

/** The names of the elements that a story consists of. No other element of its page enters another page. */
const ELEMENTS = new Set(
  (
    "a abbr article aside audio b bdi bdo blockquote br button caption circle cite clippath code col colgroup data dd defs del " +
    "desc details dfn div dl dt ellipse em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hgroup hr i " +
    "image img input ins kbd label legend li line lineargradient main mark marker mask nav ol optgroup option output p " +
    "path pattern picture polygon polyline pre q radialgradient rect rp rt ruby s samp section select small source span " +
    "stop strong sub summary sup svg symbol table tbody td text textpath tfoot th thead time title tr track tspan u " +
    "ul use var video view wbr"
  ).split(" "),
);

/** The attributes that hold an address. */
const ADDRESSES = /^(href|xlink:href|src|action|formaction|poster|cite|background)$/i;

/** Attributes that no story has: event handlers, other documents, other pages' elements, tracking. */
const FORBIDDEN = /^(on.*|src(?!(set|lang)$).+|is|ping|target|slot|part|exportparts|attributename|http-equiv)$/i;

/** Mounts the story at `src` into `host`, until `signal` aborts: in `box`, over `under`, which is visible
 *  until the story has loaded. `isTrusted` tells whether scripts at an address may run in this page.
 *
 *  @throws if the page's policy refuses any part of the story. Nothing is mounted then. */
export const mount = async (host: HTMLElement, parts: Parts) => {
  const { box, isTrusted, signal, src, under } = parts;
  // The page's policy may forbid WebAssembly.
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  const { page, responseURL } = await request(src, signal);
  // The address after redirects, with the original fragment.
  const base = new URL(responseURL);
  base.hash = src.hash;
  const theme = host.getAttribute("theme");
  if (theme !== null) base.searchParams.set("theme", theme);
  const root = rootOf(page, base, isTrusted);
  for (const [name, value] of tokensOf(host)) root.style.setProperty(`--${name}`, value);
  root.style.setProperty("--_rem", readersOwnSize(host));
  const style = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href: new URL("{{inline-style}}", import.meta.url).href,
    integrity: "{{inline-style-integrity}}",
    crossOrigin: "anonymous",
  });
  // Shown once its style sheet has loaded.
  root.hidden = true;
  box.style.containerType = "inline-size";
  box.append(style, root);
  host.shadowRoot!.append(box);
  const remove = () => {
    root.leave?.();
    box.remove();
  };
  signal.addEventListener("abort", remove);
  try {
    await loaded(style, style.href);
    signal.throwIfAborted();
    scale(root, box);
    root.hidden = false;
    await boot(host, root, base);
    under.remove();
    host.style.minHeight = "";
  } catch (error) {
    remove();
    box.replaceChildren();
    box.style.containerType = "";
    throw error;
  }
  lead(host, root, signal);
  keepAddress(host, signal);
  const moved = () => {
    scale(root, box);
    root.story?.remeasure();
  };
  watchPlace(box, moved, signal);
};

/** The story in `page`, at the address `base`, as an element of this document.
 *
 *  @throws if anything in it is not trusted. */
const rootOf = (page: Document, base: URL, isTrusted: Parts["isTrusted"]) => {
  const story = page.querySelector("story-map")!;
  refuseForeign(story, base, isTrusted);
  // In the document that it was parsed in, nothing loads and no script runs.
  clean(story, base);
  const root = document.importNode(story, true);
  for (const link of root.querySelectorAll<HTMLAnchorElement>("a[href]:not([href^='#'])")) {
    link.href = new URL(link.getAttribute("href")!, base).href;
  }
  for (const image of root.querySelectorAll<HTMLImageElement>("img[src]")) {
    image.src = new URL(image.getAttribute("src")!, base).href;
  }
  for (const part of root.querySelectorAll<HTMLSourceElement | HTMLTrackElement>(":is(source, track)[src]")) {
    part.src = new URL(part.getAttribute("src")!, base).href;
  }
  // Captions of another origin load only so.
  for (const video of root.querySelectorAll("video")) video.crossOrigin = "anonymous";
  for (const source of root.querySelectorAll<HTMLSourceElement>("source[srcset]")) {
    const files = filesOf(source.srcset).map(([address, width]) => [new URL(address!, base).href, width].join(" "));
    source.srcset = files.join(", ");
  }
  root.dataset.base = base.href;
  standWithin(root);
  root.lang = page.documentElement.lang;
  return root;
};

/** Sets the height of the viewport in pixels of `root`, which differ from the window's in a page that is
 *  scaled. */
const scale = (root: HTMLElement, box: HTMLElement) => {
  const by = scaleOf(box);
  for (const unit of ["vh", "svh"]) {
    if (by === 1) root.style.removeProperty(`--_${unit}`);
    else root.style.setProperty(`--_${unit}`, `calc(1${unit}/${by})`);
  }
};

/** Throws unless every file that the story in `root` would run comes from a trusted origin and has an
 *  integrity: a page's policy that allows this script allows any script that it loads. */
const refuseForeign = (root: HTMLElement, base: URL, isTrusted: Parts["isTrusted"]) => {
  const named = Object.entries(root.dataset).filter(([name]) => `${name}Integrity` in root.dataset);
  // The address of an asset that a story does not use is empty.
  const files = named.map(([, address]) => new URL(address!, base));
  const foreign = files.find((address) => !isTrusted(address));
  if (foreign) throw new Error(`${foreign} is of another origin`);
  const { boot, bootIntegrity } = root.dataset;
  if (!boot || !/^sha(256|384|512)-/.test(bootIntegrity!))
    throw new Error(`${base} names no script with its integrity`);
};

/** Removes every element and attribute that a story does not use and that must not enter a page. */
const clean = (root: Element, base: URL) => {
  for (const element of root.querySelectorAll("*")) {
    if (!ELEMENTS.has(element.localName.toLowerCase())) element.remove();
  }
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      const isBad =
        FORBIDDEN.test(name) || !addressesIn(name, value).every((address) => isHarmless(element, address, base));
      if (isBad) element.removeAttribute(name);
    }
  }
  // With an address of its own it would load itself.
  root.removeAttribute("src");
};

/** The files of a photo in a `srcset` attribute: addresses with their widths. */
const filesOf = (srcset: string) => srcset.split(",").map((file) => file.trim().split(/\s+/));

/** The addresses in an attribute. */
const addressesIn = (name: string, value: string) => {
  if (name === "srcset") return filesOf(value).map(([address]) => address!);
  return ADDRESSES.test(name) ? [value] : [];
};

const isHarmless = (element: Element, address: string, base: URL) => {
  if (element.localName === "use") return address.startsWith("#");
  // A clear poster: scripts in a picture do not run.
  if (element.localName === "video" && address.startsWith("data:image/svg+xml,")) return true;
  try {
    return /^(https?|mailto|tel):$/.test(new URL(address, base).protocol);
  } catch {
    return false;
  }
};

/** The page has a main part and a title of its own: the story becomes a part of it, one heading level
 *  lower. */
const standWithin = (root: Element) => {
  const main = root.querySelector("main")!;
  const part = document.createElement("div");
  part.append(...main.childNodes);
  main.replaceWith(part);
  for (const heading of part.querySelectorAll("h1, h2, h3")) {
    heading.setAttribute("aria-level", `${Number(heading.localName[1]) + 1}`);
  }
};

/** The page at `src`, parsed without running its scripts, and the address after redirects. Its `<style>` is removed:
 *  a browser would report it as a violation of this page's policy.
 *
 *  @throws where this page requires Trusted Types. */
const request = (src: URL, signal: AbortSignal) =>
  new Promise<{ page: Document; responseURL: string }>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", src);
    request.onload = () => {
      try {
        const text = request.responseText.replace(/<style>[\s\S]*?<\/style>/, "");
        const page = new DOMParser().parseFromString(text, "text/html");
        if (!page.querySelector("story-map[data-boot]")) throw new Error(`${src} is no story`);
        resolve({ page, responseURL: request.responseURL });
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(new Error(`${src} is not for other sites' documents`));
    signal.addEventListener("abort", () => request.abort());
    request.send();
  });

/** Resolves once the resource of `element`, at `address`, has loaded. */
const loaded = (element: HTMLElement, address: string) =>
  new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${address} did not come as it was built`));
  });

/** Runs `boot.js` for the story in the shadow tree of `host`: the script finds the story by its own
 *  position. */
const boot = async (host: HTMLElement, { dataset }: HTMLElement, base: URL) => {
  // The script finds itself by this property, which an element of the page may have taken over.
  if (document.currentScript) throw new Error("the page has an element that is named currentScript");
  const script = document.createElement("script");
  script.src = new URL(dataset.boot!, base).href;
  script.integrity = dataset.bootIntegrity!;
  script.crossOrigin = "anonymous";
  host.append(script);
  await loaded(script, script.src);
  script.remove();
};

/** The font size that the reader has set, in CSS pixels: the page's own may be any. */
const readersOwnSize = (host: Element) => {
  const letter = document.createElement("span");
  letter.style.setProperty("font-size", "medium", "important");
  host.append(letter);
  const { fontSize } = getComputedStyle(letter);
  letter.remove();
  return fontSize;
};

/** Scrolls to the fragments in the story's links, which the browser does not find in a shadow tree, and opens
 *  the other language in place of this one. No entry is added to the history. */
const lead = (host: HTMLElement, root: StoryElement, signal: AbortSignal) => {
  const go = (target: Element | null) => {
    target?.scrollIntoView();
    return target;
  };
  const clicked = (event: Event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (link?.hreflang) {
      event.preventDefault();
      host.setAttribute("src", link.href);
    } else if (link?.getAttribute("href")!.startsWith("#") && go(named(root, link.hash))) {
      event.preventDefault();
    }
  };
  host.shadowRoot!.addEventListener("click", clicked, { signal });
  // The page's own targets come first.
  const changed = () => named(document, location.hash) ?? go(named(root, location.hash));
  addEventListener("hashchange", changed, { signal });
  go(openedAt(root, new URL(root.dataset.base!).hash));
};
