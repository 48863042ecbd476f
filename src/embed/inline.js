// Mounts the story into the document of another page, in the shadow of its <story-map src>: its words
// are that page's, its map sticks by itself, and neither's style reaches the other.

import { named, openedAt } from "./address.js";

/** Mounts the story at `src` into `host`, until the signal says stop. `tokens` are what the page sets of
 *  how it looks, by name and value; `under` is what is seen until it has come.
 *
 *  @throws where the page lets something of it not in: nothing is mounted then. */
export const mount = async (host, src, tokens, under, signal) => {
  // The page's policy may let no app run.
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  const { response: page, responseURL } = await asked(src, signal);
  // Where it was moved to; what is asked of it stays.
  const base = new URL(responseURL);
  base.hash = src.hash;
  if (host.hasAttribute("theme")) base.searchParams.set("theme", host.getAttribute("theme"));
  const root = document.importNode(page.querySelector("story-map"), true);
  const script = root.querySelector("script");
  script.remove();
  for (const link of root.querySelectorAll("a[href]:not([href^='#'])")) link.href = new URL(link.getAttribute("href"), base);
  root.dataset.base = base.href;
  standWithin(root);
  root.lang = page.documentElement.lang;
  for (const [name, value] of tokens) if (value) root.style.setProperty(`--${name}`, value);
  root.style.setProperty("--_rem", readersOwnSize(host));

  const style = document.createElement("link");
  Object.assign(style, {
    rel: "stylesheet",
    href: new URL("{{inline-style}}", import.meta.url),
    integrity: "{{inline-style-integrity}}",
    crossOrigin: "anonymous",
  });
  const shadow = host.shadowRoot;
  // Seen once it is styled.
  root.hidden = true;
  shadow.append(style, root);
  host.style.containerType = "inline-size";
  const remove = () => {
    root.leave?.();
    for (const part of [style, root]) part.remove();
    host.style.containerType = "";
  };
  signal.addEventListener("abort", remove);
  try {
    await come(style);
    signal.throwIfAborted();
    root.hidden = false;
    await boot(host, script, base);
    under.remove();
    Object.assign(host.style, { display: "block", minHeight: "" });
  } catch (fault) {
    remove();
    throw fault;
  }
  lead(host, root, signal);
  // Where the story stands changes with whatever stands above it.
  const moved = new ResizeObserver(() => root.story?.remeasure());
  moved.observe(document.body);
  signal.addEventListener("abort", () => moved.disconnect());
};

/** The page has a main part and a title of its own: the story is a part of it, under one. */
const standWithin = (root) => {
  const main = root.querySelector("main");
  const part = document.createElement("div");
  part.append(...main.childNodes);
  main.replaceWith(part);
  for (const heading of part.querySelectorAll("h1, h2, h3")) {
    heading.setAttribute("aria-level", Number(heading.localName[1]) + 1);
  }
};

/** The answer to a request for the page at `src`. The browser itself reads it, from no text of ours, and
 *  runs nothing of it. */
const asked = (src, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", src);
    request.responseType = "document";
    const isStory = () => request.response?.querySelector("story-map > script");
    request.onload = () => (isStory() ? resolve(request) : reject(new Error(`${src} is no story`)));
    request.onerror = () => reject(new Error(`${src} is not for other sites' documents`));
    signal.addEventListener("abort", () => request.abort());
    request.send();
  });

/** Fulfilled once what `element` loads has come. */
const come = (element) =>
  new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${element.href ?? element.src} did not come as it was built`));
  });

/** Runs `boot.js` for the story in the shadow of `host`: it finds that from where it stands. */
const boot = async (host, { attributes }, src) => {
  const script = document.createElement("script");
  script.src = new URL(attributes.src.value, src);
  script.integrity = attributes.integrity.value;
  script.crossOrigin = "anonymous";
  host.append(script);
  await come(script);
  script.remove();
};

/** The size of letters that the reader has set, in CSS pixels: the page's own may be any. */
const readersOwnSize = (host) => {
  const letter = document.createElement("span");
  letter.style.setProperty("font-size", "medium", "important");
  host.append(letter);
  const { fontSize } = getComputedStyle(letter);
  letter.remove();
  return fontSize;
};

/** Leads to what the story's addresses name, which the page does not find in the shadow; another
 *  language is shown in this one's place. No entry is added to the history. */
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
  // What the page itself finds is its own.
  const changed = () => named(document, location.hash) ?? go(named(root, location.hash));
  addEventListener("hashchange", changed, { signal });
  go(openedAt(root, new URL(root.dataset.base).hash));
};
