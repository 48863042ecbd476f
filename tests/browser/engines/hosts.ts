// Host pages for a framed story: what each pastes, and how it listens to the frame. Hosts on npm run their
// real code; the others are written here after their protocols.

import { readFileSync } from "node:fs";

import type { Site } from "../support/server.ts";

/** A file of a package in `package.json`. */
const fileOf = (name: string, path: string) =>
  readFileSync(new URL(`../../../node_modules/${name}/${path}`, import.meta.url));

/** A message of the frame, as far as a host here reads it; hosts trust the frame that they embed. */
type Message = {
  sentinel?: string;
  type?: string;
  kind?: string;
  height: number;
  "datawrapper-height"?: Record<string, number>;
};

/** A script that passes messages of the frame `story` to `heard`. */
export const hears = <M = Message>(heard: (data: M, frame: HTMLIFrameElement) => void) => `<script>
  const frame = document.getElementById("story");
  addEventListener("message", ({ data, source }) => {
    if (source !== frame.contentWindow) return;
    (${heard})(data, frame);
  });
</script>`;

export const frame = (src: string, attributes = "") =>
  `<iframe id="story" src="${src}" title="山海" width="100%" height="600" ${attributes}></iframe>`;

/** The secret with which the embedded frame answers WordPress. */
const SECRET = "Zk3LmQ9xTa";

/** A page that embeds a story. */
export type Host = {
  /** What it pastes, for the story at `src`. */
  embed: (src: string) => string;
  /** The file of an npm package that it loads as host.js. */
  script?: [name: string, path: string];
  /** Query and hash that it adds to the story's address. */
  asks?: string;
  /** How often it asks for the height: at its start, and when its window is resized. */
  asksAgain?: number;
  /** Whether it gives the height to a box, in which the frame is sticky. */
  box?: true;
  /** Whether it sets the height itself. */
  fixed?: true;
};

export const HOSTS: (Host & { name: string })[] = [
  {
    name: "pym.js 1.3.2",
    asksAgain: 4,
    script: ["pym.js", "dist/pym.v1.js"],
    embed: (src) => `<div id="graphic"></div><script>new pym.Parent("graphic", "${src}", {})</script>`,
  },
  {
    name: "@newswire/frames 1.0.0",
    script: ["@newswire/frames", "dist/frames.umd.js"],
    embed: (src) => `<div data-frame-src="${src}"></div><script>newswireFrames.autoInitFrames()</script>`,
  },
  {
    name: "NPR's sidechain 1.1.5",
    script: ["@nprapps/sidechain", "dist/sidechain.js"],
    embed: (src) => `<side-chain src="${src}"></side-chain>`,
  },
  {
    name: "iframe-resizer 4.3.9",
    asksAgain: 4,
    script: ["iframe-resizer", "js/iframeResizer.js"],
    embed: (src) => `${frame(src)}<script>iFrameResize({ checkOrigin: false }, "#story")</script>`,
  },
  {
    name: "iframe-resizer 5.5.9",
    asksAgain: 4,
    script: ["@iframe-resizer/parent", "index.umd.js"],
    embed: (src) => `${frame(src)}<script>iframeResize({ license: "GPLv3", checkOrigin: false }, "#story")</script>`,
  },
  {
    name: "AMP",
    asks: "#amp=1",
    embed: (src) =>
      frame(src, `sandbox="allow-scripts allow-same-origin"`) +
      hears((data, frame) => {
        if (data?.sentinel !== "amp" || data.type !== "embed-size") return;
        if (100 <= data.height) frame.setAttribute("height", String(data.height));
      }),
  },
  {
    name: "Datawrapper",
    embed: (src) =>
      frame(src) +
      hears((data, frame) => {
        const heights = Object.values(data["datawrapper-height"] ?? {});
        if (heights.length) frame.style.height = `${heights[0]}px`;
      }),
  },
  {
    name: "an older Datawrapper",
    asks: "?childId=east-west",
    embed: (src) => `<div>${frame(src).replace('id="story"', 'id="datawrapper-chart-east-west"')}</div><script>
      addEventListener("message", ({ data }) => {
        if (data["datawrapper-height"] === undefined) return;
        for (const [id, height] of Object.entries(data["datawrapper-height"])) {
          const chart = document.getElementById("datawrapper-chart-" + id);
          if (chart) chart.style.height = height + "px";
        }
      });
    </script>`,
  },
  {
    // This host finds the frame by its address.
    name: "Medium and Infogram",
    embed: (src) => `${frame(src)}<script>
      addEventListener("message", ({ data }) => {
        if (typeof data !== "string" || !data.startsWith("{")) return;
        const { context, src, height } = JSON.parse(data);
        if (context !== "iframe.resize") return;
        for (const frame of document.querySelectorAll("iframe")) if (frame.src === src) frame.height = height;
      });
    </script>`,
  },
  {
    name: "the Guardian's scrolling",
    box: true,
    embed: (src) =>
      `<figure id="box" style="margin: 0">${frame(src)}</figure>${hears((data, frame) => {
        const box = frame.parentElement!;
        if (data?.kind === "interactive:height" && Number.isFinite(data.height)) box.style.height = `${data.height}px`;
        if (data?.kind !== "interactive:scroll" || frame.style.position) return;
        Object.assign(frame.style, { position: "sticky", top: "0", height: "100vh", width: "100%" });
        const tell = () => {
          const scroll = Math.max(0, -box.getBoundingClientRect().top);
          frame.contentWindow!.postMessage({ kind: "interactive:scroll", scroll }, "*");
          requestAnimationFrame(tell);
        };
        tell();
      })}`,
  },
  {
    name: "the Guardian's iframeMessenger",
    embed: (src) =>
      frame(src) +
      hears((data: unknown, frame) => {
        if (typeof data !== "string" || !data.startsWith("{")) return;
        const { id, type, value } = JSON.parse(data);
        if (id && type === "set-height") frame.height = String(value);
      }),
  },
  {
    name: "WordPress",
    asks: `#?secret=${SECRET}`,
    fixed: true,
    embed: (src) => `<blockquote id="quote"><a href="${src}">山海</a></blockquote>
      ${frame(src, `sandbox="allow-scripts" security="restricted" style="position: absolute; clip: rect(1px, 1px, 1px, 1px)"`)}
      <script>
        const [quote, frame] = ["quote", "story"].map((id) => document.getElementById(id));
        addEventListener("message", ({ data, source }) => {
          if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
          if (data.secret !== "${SECRET}" || source !== frame.contentWindow) return;
          quote.style.display = "none";
          frame.removeAttribute("style");
          if (data.message === "height") frame.height = Math.min(1000, Math.max(200, ~~parseInt(data.value, 10)));
        });
      </script>`,
  },
];

declare global {
  /** The messages that an article has received, and whether each is a string or a plain object. */
  var said: { data: unknown; isPlain: boolean }[];
}

/** An article that embeds the story with `embed`, and records the messages that it receives as `said`. */
export const article = (embed: string, head = "") => `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
  <meta name="viewport" content="width=device-width"><title>新闻</title><link rel="icon" href="data:,">
  <style>body { margin: 0 } p { margin: 1rem } iframe { border: 0; display: block; width: 100% }</style>
  <script>
    window.said = [];
    addEventListener("message", ({ data, source }) => {
      const isPlain = typeof data === "string" || (data !== null && Object.getPrototypeOf(data) === Object.prototype);
      if (source !== window) said.push({ data: data ?? null, isPlain });
    });
  </script>
  ${head}<h1>新闻</h1>${"<p>前文。</p>".repeat(8)}${embed}${"<p>后文。</p>".repeat(40)}`;

/** Makes `site` serve a host's page as `host.html`, with the story of another site in it. */
export function serve(site: Site, { script, embed, asks = "" }: Host) {
  const story = new URL(asks, site.as("localhost"));
  story.searchParams.set("motion", "off");
  if (script) site.add("host.js", fileOf(...script));
  site.add("host.html", article(embed(story.href), script ? `<script src="host.js"></script>` : ""));
}
