// The article of a preview: the guide's page loads itself in a frame, and replaces its content with a stub
// article that holds the story as the newsroom's own page would.

import type { Places } from "./codes.ts";

const element = (name: string, attributes: Record<string, string | number>, ...parts: Node[]) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, `${value}`);
  made.append(...parts);
  return made;
};

/** What the guide's page asks for: an embed code, and what it is filled in with. */
type Wanted = Places & { way: keyof typeof WAYS; size: [string, string]; height: number };

/** The elements of each embed code. */
const WAYS = {
  poster: ({ link, picture, title, size: [width, height] }: Wanted) => [
    element("a", { href: link, target: "_top" }, element("img", { src: picture, alt: title, width, height })),
  ],
  inline: (wanted: Wanted, attributes: Record<string, string> = {}): Node[] => {
    const { loader, src, theme, colours } = wanted;
    const map = element("story-map", { src, ...(theme && { theme }), ...attributes }, ...WAYS.poster(wanted));
    Object.assign(map.style, { display: "block", minHeight: "100vh" });
    for (const [name, colour] of Object.entries(colours)) map.style.setProperty(`--${name}`, colour);
    return [element("script", { src: loader }), map];
  },
  pinned: (wanted: Wanted) => WAYS.inline(wanted, { mode: "frame" }),
  flow: ({ flow, title, height }: Wanted) => [framed(flow, title, height)],
  deck: ({ deck, title }: Wanted) => [framed(deck, title, 600)],
};

const framed = (src: string, title: string, height: number) => {
  const allow = "fullscreen; clipboard-write";
  return element("iframe", {
    src,
    title,
    width: "100%",
    height,
    allow,
    referrerpolicy: "strict-origin-when-cross-origin",
  });
};

/** Turns this page into the article that `frame`, the element that holds it, asks for. */
export const becomeStub = (frame: HTMLElement) => {
  document.documentElement.dataset.stub = "";
  const become = () => {
    document.body.replaceChildren(document.querySelector<HTMLTemplateElement>("#article")!.content);
    const slot = document.querySelector(".slot")!;
    const wantedNow = (): Wanted => JSON.parse(frame.dataset.wanted!);
    const show = () => {
      const wanted = wantedNow();
      slot.replaceChildren(...WAYS[wanted.way](wanted));
      slot.querySelector("iframe")?.addEventListener("load", () => frame.dispatchEvent(new Event("opened")));
    };
    let isUntouched = true;
    for (const act of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      addEventListener(act, () => (isUntouched = false), { once: true, passive: true });
    }
    // Resizes the frame as a newsroom's resizer does.
    addEventListener("message", ({ data, source }) => {
      const inner = slot.querySelector<HTMLIFrameElement>("iframe[height]");
      if (!inner || source !== inner.contentWindow || data?.kind !== "interactive:height" || wantedNow().way !== "flow")
        return;
      inner.height = data.height;
      frame.dispatchEvent(new CustomEvent("measured", { detail: data.height }));
    });
    // A deck that opens at a step scrolls the page around it, if that is of its own site.
    addEventListener("scroll", () => {
      if (isUntouched && wantedNow().way === "deck") scrollTo(0, 0);
    });
    new MutationObserver(show).observe(frame, { attributeFilter: ["data-wanted"] });
    show();
  };
  addEventListener("DOMContentLoaded", become);
};
