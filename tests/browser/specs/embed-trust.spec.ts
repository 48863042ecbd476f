// The pasted line protects a newsroom's page: from addresses that an attacker may have written, from pages that
// only pretend to be stories, and from hostile messages.

import type { Page } from "@playwright/test";

import { current, line, openHost, scrollInto, storyIn } from "../support/host.ts";
import { Site } from "../support/server.ts";
import { expect, settle, test as base } from "../support/test.ts";

/** A site that no page here lists as trusted. */
const test = base.extend<{ other: Site }>({
  other: async ({}, use) => {
    const other = await Site.open({ host: "127.0.0.2" });
    await use(other);
    await other.close();
  },
});

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

// --- when its address is set and removed

test("an address that is set late, changed, taken away and set again is followed, and so is an element that is moved", async ({
  page,
  site,
  faults,
}) => {
  faults.expect(/story-map/);
  // Set before the script loads, as frameworks do: as an attribute, as a property, or not at all.
  const early = `<div id="a"><story-map id="attribute"><b>kept</b></story-map></div><div id="b"></div><story-map id="property"></story-map><script>
    document.getElementById("attribute").setAttribute("theme", "dark");
    document.getElementById("property").src = "${site.home}en/?motion=off";</script>`;
  await openHost(page, site, `${early}<script async src="${site.home}embed.js"></script>`);
  await page.waitForFunction(() => customElements.get("story-map"));
  const map = page.locator("#attribute");
  const set = (src: string | null) =>
    map.evaluate((element, src) => {
      if (src === null) element.removeAttribute("src");
      else element.setAttribute("src", src);
    }, src);
  const inner = map.locator("story-map[data-mode=live]");
  await expect(map.locator("b")).toBeVisible();
  await set("");
  await settle(page);
  await expect(map.locator("b")).toBeVisible();
  await set(`${site.home}?motion=off`);
  await expect(inner).toHaveAttribute("lang", "zh-CN");
  await expect(inner).toHaveAttribute("data-theme", "dark");
  await set(`${site.home}en/?motion=off`);
  await expect(inner).toHaveAttribute("lang", "en");
  await set(null);
  await expect(inner).toHaveCount(0);
  await expect(map.locator("b")).toBeVisible();
  expect((await map.boundingBox())!.height, "its space").toBeGreaterThanOrEqual(844);
  await set("javascript:1");
  await settle(page);
  await expect(map.locator("b")).toBeVisible();
  await map.evaluate((element, src) => Object.assign(element, { src }), `${site.home}?motion=off`);
  await expect(inner).toHaveAttribute("lang", "zh-CN");
  await map.evaluate((element) => document.getElementById("b")!.append(element));
  await expect(inner).toHaveAttribute("lang", "zh-CN");
  await expect(map.locator("story-map")).toHaveCount(1);
  await map.evaluate((element) => element.setAttribute("mode", "frame"));
  await expect(map.locator("iframe")).toBeAttached();
  await expect(map.locator("story-map")).toHaveCount(0);
  await map.evaluate((element) => element.remove());
  await expect(page.locator("#property story-map[data-mode=live]")).toHaveAttribute("lang", "en");
});

// --- what the page's policy refuses

test("somebody else's violations, and those that are only reported, leave the story where it is", async ({
  page,
  site,
  other,
  faults,
}) => {
  faults.expect(/Content Security|refused|Refused|another host|Report/);
  const story = new URL(site.home).origin;
  const head = `<meta http-equiv="Content-Security-Policy" content="frame-src ${story}">`;
  const host = () => openHost(page, site, `${line(site, 'mode="frame"', "?motion=off")}<div id="ad"></div>`, { head });
  site.answer((path) => path === "host.html", {
    headers: { "content-security-policy-report-only": "frame-src 'none'" },
  });
  await host();
  const root = await storyIn(page);
  // Violations of other frames, and even of frames of the story's own site that others added.
  await page.evaluate(async (address) => {
    const seen = new Promise((resolve) =>
      document.addEventListener("securitypolicyviolation", resolve, { once: true }),
    );
    document.getElementById("ad")!.innerHTML = `<iframe src="${address}"></iframe>`;
    await seen;
  }, other.home);
  await settle(page);
  await expect(page.locator("story-map[src] iframe")).toBeAttached();
  await expect(root).toHaveAttribute("data-layout", "stacked pinned");
});

test("where the page refuses its frame the link and its space stay", async ({ page, site, faults }) => {
  faults.expect(/Content Security|refused|Refused|The story stands/);
  const head = `<meta http-equiv="Content-Security-Policy" content="frame-src 'none'">`;
  await openHost(page, site, line(site, 'mode="frame"'), { head });
  await expect.poll(() => site.asked.some((path) => path?.startsWith("share/pinned."))).toBe(true);
  await expect(page.locator("story-map[src] iframe")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "The story" })).toBeVisible();
  expect((await page.locator("story-map[src]").boundingBox())!.height).toBeGreaterThanOrEqual(844);
});

test("where the page lets in nothing but the line's own script, a deck holds the story", async ({
  page,
  site,
  faults,
}) => {
  faults.expect(/Content Security|refused|Refused|The story stands|another host/);
  const head = `<meta http-equiv="Content-Security-Policy" content="script-src ${site.home}embed.js">`;
  await openHost(page, site, line(site, 'mode="frame"', "?motion=off"), { head });
  await expect(page.frameLocator("story-map[src] iframe").locator("story-map")).toHaveAttribute("data-frame", "deck");
});

// --- how the page loads the script

test("as a module, with a version, and in a page that isolates itself the line works", async ({
  page,
  site,
  faults,
}) => {
  faults.expect(/relief|Failed to load/);
  site.answer((path) => path === "host.html", { headers: { "cross-origin-embedder-policy": "require-corp" } });
  for (const script of [
    `<script async crossorigin data-cfasync="false" src="${site.home}embed.js"></script>`,
    `<script type="module" src="${site.home}embed.js?ver=3"></script>`,
    `<script type="module">import "${site.home}embed.js?ver=3#x";</script>`,
  ]) {
    await openHost(page, site, `${script}<story-map src="${site.home}?motion=off"></story-map>`);
    await expect(await storyIn(page), script).toHaveAttribute("data-layout", "stacked");
  }
});

// --- messages between frames and pages

test("the page's address names the step where that is asked for, and else stays as it was", async ({ page, site }) => {
  for (const attribute of ["", 'mode="frame"']) {
    await openHost(page, site, line(site, `${attribute} address="host"`, "?motion=off"), { hash: "#words" });
    await page.evaluate(() => history.replaceState({ theirs: 1 }, ""));
    await storyIn(page);
    await scrollInto(page, 9_000);
    await expect.poll(() => current(page)).not.toBe("cover");
    await expect.poll(async () => new URL(page.url()).hash).toBe(`#${await current(page)}`);
    expect(await page.evaluate(() => history.state)).toEqual({ theirs: 1 });
    const many = await page.evaluate(() => history.length);
    await scrollInto(page, 0);
    await expect.poll(() => new URL(page.url()).hash).toBe("");
    expect(await page.evaluate(() => history.length)).toBe(many);
  }
});

/** A page in the story's place that posts the messages of `script`. */
const says = (script: string) =>
  `<!doctype html><title>x</title><script>const say = (message) => parent.postMessage(message, "*"); ${script}</script>`;

test("thousands of messages of a frame are read once a frame, the last of each kind; others never", async ({
  page,
  site,
}) => {
  site.add(
    "hostile.html",
    says(`
    for (let n = 0; n < 20000; n += 1) say({ kind: "interactive:height", height: 5000 + (n & 1), junk: "x".repeat(99) });
    for (const step of [["a"], { toString: () => "a" }.x, "a b", "x".repeat(1000), 1, null, "<b>"]) say({ kind: "shanhai:step", step, index: 1 });
    for (const index of [-1, 0.5, NaN, "1", null, 1e9]) say({ kind: "shanhai:step", step: "a", index });
    for (const kind of ["__proto__", "constructor", "toString", 1, null, ["interactive:height"]]) say({ kind, height: 7 });
    setTimeout(() => { say({ kind: "interactive:height", height: 6000 }); say({ kind: "shanhai:step", step: "an.kang-2", index: 4 }); }, 300);`),
  );
  await openHost(
    page,
    site,
    `<script>
    addEventListener("shanhai:step", ({ detail }) => (window.steps = [...(window.steps ?? []), detail]));
    window.longest = 0; let before = performance.now();
    const tick = () => { const now = performance.now(); longest = Math.max(longest, now - before); before = now; requestAnimationFrame(tick); }; tick();
    </script><script async src="${site.home}embed.js"></script><story-map mode="frame" src="${site.home}hostile.html"></story-map>`,
  );
  const tall = () => page.locator("story-map[src]").evaluate((element) => element.clientHeight);
  await expect.poll(tall, { timeout: 30_000 }).toBe(6000);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { steps: unknown }).steps))
    .toEqual([{ step: "an.kang-2", index: 4 }]);
  const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
  console.log(`the longest frame took ${Math.round(longest)} ms`);
  expect(longest).toBeLessThan(2_000);
});

/** Colours, by the tokens that they are given to. */
const COLOURS = { "story-ink": "red", "story-sea": "#fff8e7", "story-land": "color-mix(in srgb,red,blue)" };

/** Values that are not colours, though some resemble one. */
const NO_COLOURS = [
  "var(--x,url(//x/y))",
  "var(--x,red)",
  "env(x,red)",
  "url(//x/y)",
  "red url(x)",
  "red,blue",
  "inherit",
  "initial",
  "revert-layer",
  "red;color:blue",
  "red}*{color:red",
  "linear-gradient(red,red)",
  "attr(x)",
  "9px",
  "serif",
  "if(else:red)",
  "x".repeat(600),
];

/** Other tokens that take a colour. */
const OTHERS = "ink-soft rule accent neighbours border river dash east east-lit east-arc west west-lit west-arc"
  .split(" ")
  .map((name) => `story-${name}`);

test("what a frame's address says of its look is one colour, one list of fonts, one length, or nothing", async ({
  page,
  site,
}) => {
  site.add("host.html", `<!doctype html><link rel="icon" href="data:,"><iframe></iframe>`);
  await page.goto(`${site.home}host.html`);
  const story = page.frameLocator("iframe").locator("story-map");
  const others =
    "story-serif=Kai%2C%20%22A%20B%22&story-sans=var(--x)&story-gap=3rem&story-x=red&story-_rem=9px&--story-paper=red";
  const expected = { ...COLOURS, "story-serif": 'Kai, "A B"', "story-gap": "3rem" };
  // Each value goes to a token of its own, on as few pages as there are tokens for.
  for (let from = 0; from < NO_COLOURS.length; from += OTHERS.length) {
    const refused = NO_COLOURS.slice(from, from + OTHERS.length).map((value, at): [string, string] => [
      OTHERS[at]!,
      value,
    ]);
    const query = new URLSearchParams([...Object.entries(COLOURS), ...refused, ["story-paper", refused[0]![1]]]);
    await page
      .locator("iframe")
      .evaluate((frame, src) => ((frame as HTMLIFrameElement).src = src), `${site.home}?frame=flow&${query}&${others}`);
    await expect(story).toHaveAttribute("data-layout", "unrolled flow");
    const found = await story.evaluate((root) => {
      const { style } = root as HTMLElement;
      const tokens = [...style]
        .filter((name) => name.startsWith("--"))
        .map((name) => [name.slice(2), style.getPropertyValue(name)]);
      return {
        paper: getComputedStyle(root).backgroundColor,
        tokens: Object.fromEntries(tokens.filter(([name]) => /^story|_/.test(name!))),
      };
    });
    expect(found, String(query)).toEqual({ paper: "rgb(245, 239, 225)", tokens: expected });
  }
  await page
    .locator("iframe")
    .evaluate(
      (frame, src) => ((frame as HTMLIFrameElement).src = src),
      `${site.home}?frame=flow&story-paper=%23fff8e7`,
    );
  await expect(story).toHaveCSS("background-color", "rgb(255, 248, 231)");
});

test("thousands of messages of a page leave its frame where the last one says", async ({ page, site }) => {
  await openHost(page, site, line(site, 'mode="frame"', "?motion=off"));
  const story = await storyIn(page);
  await expect(story).toHaveAttribute("data-layout", "stacked pinned");
  await page.locator("story-map[src]").evaluate((element) => {
    const { contentWindow } = element.shadowRoot!.querySelector("iframe")!;
    for (let n = 0; n < 20_000; n += 1)
      contentWindow!.postMessage({ kind: "interactive:scroll", scroll: 2_000 + (n % 2_000) }, "*");
    for (const scroll of [-1, NaN, 1e12, "9", null, [1]])
      contentWindow!.postMessage({ kind: "interactive:scroll", scroll }, "*");
    contentWindow!.postMessage({ kind: "interactive:scroll", scroll: 1_234 }, "*");
  });
  await expect.poll(() => story.evaluate(() => Math.round(scrollY)), { timeout: 30_000 }).toBe(1_234);
});
