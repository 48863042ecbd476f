// Mounts the story into the document of another page, in the shadow tree of its <story-map src>: the page
// contains its words, its map sticks without a script, and neither's style affects the other.

import { named, openedAt } from "./address.js";
import { keepAddress, scaleOf, watchPlace } from "./around.js";
import { fitting, tokensOf } from "./tokens.js";

/** The names of the elements that a story consists of. No other element of its page enters another page. */
const ELEMENTS = new Set(
  (
    "a abbr article aside b bdi bdo blockquote br button caption circle cite clippath code col colgroup data dd defs del " +
    "desc details dfn div dl dt ellipse em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hgroup hr i " +
    "image img input ins kbd label legend li line lineargradient main mark marker mask nav ol optgroup option output p " +
    "path pattern picture polygon polyline pre q radialgradient rect rp rt ruby s samp section select small source span " +
    "stop strong sub summary sup svg symbol table tbody td text textpath tfoot th thead time title tr tspan u " +
    "ul use var view wbr"
  ).split(" "),
);

/** The attributes that hold an address. */
const ADDRESSES = /^(href|xlink:href|src|action|formaction|poster|cite|background)$/i;

/** Attributes that no story has: event handlers, other documents, other pages' elements, tracking. */
const FORBIDDEN = /^(on.*|src.+|is|ping|target|slot|part|exportparts|attributename|http-equiv)$/i;

/** Mounts the story at `src` into `host`, until `signal` aborts: in `box`, over `under`, which is visible
 *  until the story has loaded. `isTrusted` tells whether scripts at an address may run in this page.
 *
 *  @throws if the page's policy refuses any part of the story. Nothing is mounted then. */
export const mount = async (host, { box, isTrusted, signal, src, under }) => {
  // The page's policy may forbid WebAssembly.
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  const { page, responseURL } = await asked(src, signal);
  // The address after redirects, with the original fragment.
  const base = new URL(responseURL);
  base.hash = src.hash;
  if (host.hasAttribute("theme")) base.searchParams.set("theme", host.getAttribute("theme"));
  const story = page.querySelector("story-map");
  refuseForeign(story, base, isTrusted);
  // In the document that it was parsed in, nothing loads and no script runs.
  clean(story, base);
  const root = document.importNode(story, true);
  for (const link of root.querySelectorAll("a[href]:not([href^='#'])")) link.href = new URL(link.getAttribute("href"), base);
  root.dataset.base = base.href;
  standWithin(root);
  root.lang = page.documentElement.lang;
  for (const [name, value] of tokensOf(host)) root.style.setProperty(`--${name}`, value);
  root.style.setProperty("--_rem", readersOwnSize(host));

  const style = document.createElement("link");
  Object.assign(style, {
    rel: "stylesheet",
    href: new URL("{{inline-style}}", import.meta.url),
    integrity: "{{inline-style-integrity}}",
    crossOrigin: "anonymous",
  });
  // Shown once its style sheet has loaded.
  root.hidden = true;
  box.style.containerType = "inline-size";
  box.append(style, root);
  host.shadowRoot.append(box);
  const remove = () => {
    root.leave?.();
    box.remove();
  };
  signal.addEventListener("abort", remove);
  try {
    await come(style);
    signal.throwIfAborted();
    scale(root, box);
    root.hidden = false;
    await boot(host, root, base);
    under.remove();
    host.style.minHeight = "";
  } catch (fault) {
    remove();
    box.replaceChildren();
    box.style.containerType = "";
    throw fault;
  }
  lead(host, root, signal);
  keepAddress(host, signal);
  watchPlace(box, () => {
    scale(root, box);
    root.story?.remeasure();
  }, signal);
};

/** Sets the height of the viewport in pixels of `root`, which differ from the window's in a page that is
 *  scaled. */
const scale = (root, box) => {
  const by = scaleOf(box);
  for (const unit of ["vh", "svh"]) {
    if (by === 1) root.style.removeProperty(`--_${unit}`);
    else root.style.setProperty(`--_${unit}`, `calc(1${unit}/${by})`);
  }
};

/** Throws unless every file that the story in `root` would run comes from a trusted origin and has an
 *  integrity: a page's policy that allows this script allows any script that it loads. */
const refuseForeign = (root, base, isTrusted) => {
  const named = Object.entries(root.dataset).filter(([name]) => `${name}Integrity` in root.dataset);
  // The address of an asset that a story does not use is empty.
  const files = named.map(([, address]) => new URL(address, base));
  const foreign = files.find((address) => !isTrusted(address));
  if (foreign) throw new Error(`${foreign} is of another origin`);
  const { boot, bootIntegrity } = root.dataset;
  if (!boot || !/^sha(256|384|512)-/.test(bootIntegrity)) throw new Error(`${base} names no script with its integrity`);
};

/** Removes every element and attribute that a story does not use and that must not enter a page. */
const clean = (root, base) => {
  for (const element of root.querySelectorAll("*")) {
    if (!ELEMENTS.has(element.localName.toLowerCase())) element.remove();
  }
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      const isBad = FORBIDDEN.test(name) || (ADDRESSES.test(name) && !isHarmless(element, value, base));
      if (isBad) element.removeAttribute(name);
    }
  }
  // With an address of its own it would load itself.
  root.removeAttribute("src");
};

const isHarmless = (element, address, base) => {
  if (element.localName === "use") return address.startsWith("#");
  try {
    return /^(https?|mailto|tel):$/.test(new URL(address, base).protocol);
  } catch {
    return false;
  }
};

/** The page has a main part and a title of its own: the story becomes a part of it, one heading level
 *  lower. */
const standWithin = (root) => {
  const main = root.querySelector("main");
  const part = document.createElement("div");
  part.append(...main.childNodes);
  main.replaceWith(part);
  for (const heading of part.querySelectorAll("h1, h2, h3")) {
    heading.setAttribute("aria-level", Number(heading.localName[1]) + 1);
  }
};

/** The page at `src`, parsed without running its scripts, and the address after redirects. Its `<style>` is removed:
 *  a browser would report it as a violation of this page's policy.
 *
 *  @throws where this page requires Trusted Types. */
const asked = (src, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", src);
    request.onload = () => {
      try {
        const text = request.responseText.replace(/<style>[^]*?<\/style>/, "");
        const page = new DOMParser().parseFromString(text, "text/html");
        if (!page.querySelector("story-map[data-boot]")) throw new Error(`${src} is no story`);
        resolve({ page, responseURL: request.responseURL });
      } catch (fault) {
        reject(fault);
      }
    };
    request.onerror = () => reject(new Error(`${src} is not for other sites' documents`));
    signal.addEventListener("abort", () => request.abort());
    request.send();
  });

/** Resolves once the resource of `element` has loaded. */
const come = (element) =>
  new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${element.href ?? element.src} did not come as it was built`));
  });

/** Runs `boot.js` for the story in the shadow tree of `host`: the script finds the story by its own
 *  position. */
const boot = async (host, { dataset }, base) => {
  // The script finds itself by this property, which an element of the page may have taken over.
  if (document.currentScript) throw new Error("the page has an element that is named currentScript");
  const script = document.createElement("script");
  script.src = new URL(dataset.boot, base);
  script.integrity = dataset.bootIntegrity;
  script.crossOrigin = "anonymous";
  host.append(script);
  await come(script);
  script.remove();
};

/** The font size that the reader has set, in CSS pixels: the page's own may be any. */
const readersOwnSize = (host) => {
  const letter = document.createElement("span");
  letter.style.setProperty("font-size", "medium", "important");
  host.append(letter);
  const { fontSize } = getComputedStyle(letter);
  letter.remove();
  return fontSize;
};

/** Scrolls to the fragments in the story's links, which the browser does not find in a shadow tree, and opens
 *  the other language in place of this one. No entry is added to the history. */
const lead = (host, root, signal) => {
  const go = (target) => {
    target?.scrollIntoView();
    return target;
  };
  host.shadowRoot.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link?.hreflang) {
      event.preventDefault();
      host.setAttribute("src", link.href);
    } else if (link?.getAttribute("href").startsWith("#") && go(named(root, link.hash))) {
      event.preventDefault();
    }
  }, { signal });
  // The page's own targets come first.
  const changed = () => named(document, location.hash) ?? go(named(root, location.hash));
  addEventListener("hashchange", changed, { signal });
  go(openedAt(root, new URL(root.dataset.base).hash));
};
