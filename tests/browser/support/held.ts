// A page of another site that holds the story in a frame.

import type { Frame, Page } from "@playwright/test";

import { expect, settle } from "./test.ts";

type Site = import("./server.ts").Site;

type Held = {
  /** The page of the story's site in the frame, with its query and hash. */
  address?: string;
  /** In CSS pixels. */
  width?: number | string;
  height?: number;
  /** More attributes of the frame. */
  attributes?: string;
  /** HTML before the frame, and again after it. */
  around?: string;
};

/** Gives frames the height that they post, as AMP does. */
const FOLLOWS = `<script>addEventListener("message", ({ source, data }) => {
  if (data?.type !== "embed-size") return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source) frame.height = data.height;
  }
})</script>`;

/** Words above and below the story, higher than a viewport. */
export const WORDS = `<p style="margin:0 1rem;padding-block:100vh 1rem">Words of the page around the story.</p>`;

/** Opens a page of another site that holds the story in a frame, and returns that frame. */
export async function openHeld(page: Page, site: Site, held: Held, head = "") {
  const { address = "", width = "100%", height = 600, attributes = "", around = "" } = held;
  const html = `<!doctype html><html lang="en"><head><title>News</title><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width"><style>body{margin:0}iframe{display:block;border:0}</style>${head}</head>
    <body><a href="#before">Before</a>${around}<iframe title="The story" src="${site.home}${address}" width="${width}" height="${height}" ${attributes}></iframe>${around}<a href="#after">After</a></body></html>`;
  site.add("host.html", html);
  await page.goto(`${site.as("localhost")}host.html`);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  await expect(frame!.locator("story-map")).toHaveAttribute("data-mode", "live");
  return frame!;
}

/** Scrolls to the frame: a browser sends a frame its size only once the frame is in the viewport. */
const comeIntoSight = (page: Page) => page.locator("iframe").evaluate((it) => it.scrollIntoView({ block: "nearest" }));

/** The story in a frame of a fixed height: a deck. */
export async function deckIn(page: Page, site: Site, held: Held = {}) {
  const frame = await openHeld(page, site, held);
  await comeIntoSight(page);
  await expect(frame.locator("story-map")).toHaveAttribute("data-layout", / deck$/);
  await settle(frame);
  return frame;
}

/** The story in a frame as high as the height that it posts: the unrolled flow, with no other help from its host. */
export async function flowIn(page: Page, site: Site, held: Held = {}) {
  const frame = await openHeld(page, site, held, FOLLOWS);
  await comeIntoSight(page);
  await expect(frame.locator("story-map")).toHaveAttribute("data-layout", "unrolled flow");
  // The explorer is built last: with it, everything below has its final position.
  await expect(frame.locator("story-map[data-explorer]")).toBeAttached();
  await settle(frame);
  return frame;
}

/** The id of the current section in the frame. */
export const currentIn = (frame: Frame) => frame.evaluate(() => document.querySelector("[aria-current=step]")?.id);
