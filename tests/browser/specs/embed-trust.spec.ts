// The pasted line protects a newsroom's page: from addresses that an attacker may have written, and from pages that
// only pretend to be stories.

import type { Page } from "@playwright/test";

import { line, openHost, storyIn, test } from "../support/host.ts";
import { expect, settle } from "../support/test.ts";

/** The mark that an attack leaves if it works. */
const taken = (page: Page) => page.evaluate(() => (window as unknown as { taken?: string }).taken);

/** A policy that runs only scripts with the nonce, and those that they load. */
const STRICT = `<meta http-equiv="Content-Security-Policy" content="script-src 'nonce-ours' 'strict-dynamic' 'wasm-unsafe-eval'">`;

test("an address of another kind, or of an origin that is not listed, opens nothing", async ({
  page,
  site,
  other,
  faults,
}) => {
  faults.expect(/another host|story-map/);
  const sources = [
    "javascript:window.taken='src'",
    " \tjavascript:window.taken='src'",
    "data:text/html,<script>parent.taken=1</script>",
    "blob:null/1",
    "file:///etc/passwd",
    "about:blank",
    "http:",
    "http://[",
    other.home,
    other.home.replace("http:", ""),
    `${other.home}#${site.home}`,
    site.home.replace("127.0.0.1", "127.0.0.1.nip.example"),
    "",
    " ",
    "host.html",
  ];
  for (const mode of ["", 'mode="frame"']) {
    const maps = sources.map((src) => `<story-map src="${src}" ${mode}><a href="#">kept</a></story-map>`).join("");
    await openHost(
      page,
      site,
      `<script nonce="ours" src="${site.home}embed.js" data-origins="https://news.example"></script>${maps}`,
      { head: STRICT },
    );
    await settle(page);
    for (const [at, src] of sources.entries()) {
      await page.locator("story-map").nth(at).scrollIntoViewIfNeeded();
      await settle(page);
      await expect(page.locator("story-map").nth(at).locator("a"), src).toBeVisible();
    }
    await expect(page.locator("story-map iframe, story-map story-map")).toHaveCount(0);
    expect(await taken(page)).toBe(undefined);
  }
  const asked = other.asked.length;
  expect(asked, "requests to the other site").toBe(0);
});

test("an origin that the script's tag lists opens, in both ways", async ({ page, site, other, faults }) => {
  faults.expect(/another host|allow-scripts/);
  const tag = `<script async src="${site.home}embed.js" data-origins="https://news.example ${other.origin}/"></script>`;
  for (const mode of ["", 'mode="frame"']) {
    await openHost(page, site, `${tag}<story-map src="${other.home}?motion=off" ${mode}></story-map>`);
    await storyIn(page);
  }
});

test("a name in the page's markup does not take the script's place", async ({ page, site, other, faults }) => {
  faults.expect(/another host|Content Security|refused|story-map|The story stands/);
  other.add("embed.js", "window.taken = 'embed.js'");
  const fake = `src="${other.home}embed.js" data-origins="${other.origin}"`;
  const comment = `<img name="currentScript" ${fake}><form name="currentScript"></form><script ${fake}></script><script type="module" ${fake}></script>
    <script type="module" src="${site.home}embed.js?ver=3" data-origins="${other.origin}"></script>`;
  for (const type of ["", 'type="module"']) {
    const own = `<script nonce="ours" ${type} src="${site.home}embed.js?ver=3"></script>`;
    const maps = `<story-map src="${other.home}"></story-map><story-map src="${site.home}?motion=off"></story-map>`;
    await openHost(page, site, comment + own + maps, { head: STRICT });
    await storyIn(page, 1);
    await expect(page.locator("story-map").first().locator("iframe, story-map")).toHaveCount(0);
    expect(await taken(page)).toBe(undefined);
  }
});

test("of a story's page nothing enters but words, pictures and links that are harmless", async ({
  page,
  site,
  faults,
}) => {
  faults.expect(/404/);
  const took = (what: string) => `window.taken='${what}'`;
  const evil = `<p id="evil" onclick="${took("onclick")}"><img src="x.png" onerror="${took("onerror")}"><a href="javascript:${took("href")}" ping="/x">a</a>
    <script>${took("script")}</script><iframe srcdoc="<script>parent.${took("iframe")}</script>"></iframe><object data="data:text/html,x"></object><embed src="x">
    <base href="/elsewhere/"><meta http-equiv="refresh" content="0;url=/x"><template><b></b></template><their-widget></their-widget><button is="their-button">b</button>
    <form action="javascript:${took("form")}"><button formaction="javascript:${took("button")}">b</button></form><link rel="stylesheet" href="x.css"><style>*{color:red}</style>
    <svg onload="${took("svg")}"><a xlink:href="javascript:${took("xlink")}"><animate attributeName="href" to="javascript:${took("animate")}"/><text>t</text></a>
    <script>${took("svg script")}</script><foreignObject><i></i></foreignObject><use href="data:image/svg+xml,<svg id='x'/>#x"/></svg><story-map src="/"></story-map></p>`;
  site.answer((path) => path === "index.html", {
    body: (file) => file.toString().replace("</article>", `${evil}</article>`),
  });
  site.packs = [];
  await openHost(
    page,
    site,
    `<script>customElements.define("their-widget", class extends HTMLElement { connectedCallback() { window.taken = "widget" } })</script>${line(site, "", "?motion=off")}`,
  );
  const story = await storyIn(page);
  await expect(story).toHaveAttribute("data-layout", "stacked");
  const found = await story.evaluate((root) => {
    const all = [root, ...root.querySelectorAll("*")];
    const attributes = all.flatMap((element) => [...element.attributes]);
    return {
      elements: all
        .map(({ localName }) => localName)
        .filter((name) =>
          /^(script|iframe|object|embed|base|meta|template|their-widget|animate|foreignObject|style)$/.test(name),
        ),
      maps: root.querySelectorAll("story-map").length,
      attributes: attributes.map(({ name }) => name).filter((name) => /^(on|is$|ping$|srcdoc$)/.test(name)),
      addresses: attributes.map(({ value }) => value).filter((value) => /^\s*(javascript|data):/.test(value)),
      isThere: root.querySelector("#evil") !== null,
    };
  });
  expect(found).toEqual({ elements: [], maps: 0, attributes: [], addresses: [], isThere: true });
  expect(await taken(page)).toBe(undefined);
});

test("what enters is all that the story's own page shows", async ({ page, site }) => {
  const count = (root: Element) => {
    const kinds: Record<string, number> = {};
    for (const { localName } of root.querySelectorAll(".narrative *, .table-of-connections *"))
      kinds[localName] = (kinds[localName] ?? 0) + 1;
    for (const name of ["href", "title", "aria-label", "lang", "datetime", "value"])
      kinds[name] = root.querySelectorAll(`:is(.narrative, .table-of-connections) [${name}]`).length;
    return kinds;
  };
  await openHost(page, site, line(site, "", "?motion=off"));
  const there = await (await storyIn(page)).evaluate(count);
  await page.goto(`${site.home}?motion=off`);
  await expect(page.locator("story-map")).toHaveAttribute("data-mode", "live");
  expect(there).toEqual(await page.locator("story-map").evaluate(count));
});

test("a story whose app comes from elsewhere, or unchecked, does not enter", async ({ page, site, other, faults }) => {
  faults.expect(/./);
  other.add("evil.js", "window.taken = 'boot'");
  const changes: [string, (page: string) => string][] = [
    [
      "another origin's boot script",
      (text) =>
        text.replace(
          /data-boot="[^"]*" data-boot-integrity="[^"]*"/,
          `data-boot="${other.home}evil.js" data-boot-integrity="sha256-x"`,
        ),
    ],
    ["no integrity", (text) => text.replace(/(data-boot="[^"]*") data-boot-integrity="[^"]*"/, "$1")],
    ["another origin's glue", (text) => text.replace(/data-glue="[^"]*"/, `data-glue="${other.home}evil.js"`)],
    [
      "another origin's code",
      (text) => text.replace(/data-later="[^"]*"/, `data-later="//127.0.0.2:${new URL(other.home).port}/evil.js"`),
    ],
  ];
  let change = (text: string) => text;
  site.packs = [];
  site.answer((path) => path === "index.html", { body: (file) => change(file.toString()) });
  for (const [what, made] of changes) {
    change = made;
    await openHost(
      page,
      site,
      `<script nonce="ours" src="${site.home}embed.js"></script><story-map src="${site.home}"></story-map>`,
      { head: STRICT },
    );
    await expect(page.locator("story-map[src] iframe"), what).toBeAttached();
    await expect(page.locator("story-map[src] story-map"), what).toHaveCount(0);
    expect(await taken(page), what).toBe(undefined);
  }
  // A story whose host redirects to another site does not enter either.
  change = (text) => text;
  site.answer((path) => path === "moved.html", { status: 302, headers: { location: other.home } });
  await openHost(
    page,
    site,
    `<script nonce="ours" src="${site.home}embed.js"></script><story-map src="${site.home}moved.html"></story-map>`,
    { head: STRICT },
  );
  await expect(page.locator("story-map[src] iframe")).toBeAttached();
  await expect(page.locator("story-map[src] story-map")).toHaveCount(0);
});
