// Messages between a newsroom's page and the story's frame, and values in the frame's address: floods and hostile
// values have no effect.

import { current, line, openHost, scrollInto, storyIn } from "../support/host.ts";
import { openHeld } from "../support/held.ts";
import { expect, settle, test } from "../support/test.ts";

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
  // Without the loader, whose own messages may come after the last one.
  const frame = await openHeld(page, site, { address: "?motion=off" });
  await page.locator("iframe").evaluate((element) => {
    const { contentWindow } = element as HTMLIFrameElement;
    for (let n = 0; n < 20_000; n += 1)
      contentWindow!.postMessage({ kind: "interactive:scroll", scroll: 2_000 + (n % 2_000) }, "*");
    for (const scroll of [-1, NaN, 1e12, "9", null, [1]])
      contentWindow!.postMessage({ kind: "interactive:scroll", scroll }, "*");
    contentWindow!.postMessage({ kind: "interactive:scroll", scroll: 1_234 }, "*");
  });
  await expect.poll(() => frame.evaluate(() => Math.round(scrollY)), { timeout: 30_000 }).toBe(1_234);
  await expect(frame.locator("story-map")).toHaveAttribute("data-layout", "stacked pinned");
});

test("what a host said before it heard where the frame opens does not undo it", async ({ page, site }) => {
  const frame = await openHeld(page, site, { address: "?motion=off&at=ankang" });
  const say = (scroll: number) =>
    page.locator("iframe").evaluate((element, scroll) => {
      (element as HTMLIFrameElement).contentWindow!.postMessage({ kind: "interactive:scroll", scroll }, "*");
    }, scroll);
  const down = () => frame.evaluate(() => Math.round(scrollY));
  await say(0);
  await expect(frame.locator("story-map")).toHaveAttribute("data-layout", "stacked pinned");
  await expect.poll(down).toBeGreaterThan(1_000);
  const opened = await down();
  await say(0);
  await settle(page);
  expect(await down()).toBe(opened);
  // Once it has answered, every place is one that its reader has scrolled to.
  await say(opened + 50);
  await expect.poll(down).toBe(opened + 50);
  await say(0);
  await expect.poll(down).toBe(0);
});
