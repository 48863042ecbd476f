// The pasted line where a newsroom's page forbids a part of it or isolates itself, and however the page loads the script.

import { line, openHost, storyIn, test } from "../support/host.ts";
import { expect, settle } from "../support/test.ts";

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
