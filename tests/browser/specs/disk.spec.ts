// The built folder opened from disk, and a page served at an address without its final slash.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { DIST } from "../support/server.ts";
import { expect, test, untilLive } from "../support/test.ts";

for (const [path, command] of [
  ["index.html", "shanhai build 故事文件夹 --single"],
  ["en/index.html", "shanhai build my-story --single"],
]) {
  test(`from disk ${path} is styled, shows a still of each step, and says where the single file is`, async ({
    page,
    faults,
  }) => {
    faults.expect(/^another host: file:|CORS|Access to|Failed to load|integrity/);
    await page.goto(pathToFileURL(join(DIST, path!)).href);
    await expect(page.locator("story-map")).toHaveAttribute("data-fault", /./);
    const land = page.locator(".stage .region").first();
    await expect(land).toBeVisible();
    await expect.poll(() => land.evaluate((it) => getComputedStyle(it).fill)).not.toBe("rgb(0, 0, 0)");
    const notice = () => getComputedStyle(document.querySelector("story-map")!, "::before").content;
    await expect.poll(() => page.evaluate(notice)).toContain(command);
  });
}

test.describe("in a folder of its host", () => {
  test.use({ prefix: "/stories/sea/" });

  test("a page answered at /en without a redirect is the whole story", async ({ page, site, faults }) => {
    // The browser preloads from the wrong address before the page's script has run.
    faults.expect(/Failed to load|^asked outside/);
    site.answer((path) => path === "en", {
      status: 200,
      kind: "text/html",
      body: () => readFileSync(join(DIST, "en/index.html")),
    });
    await page.goto(`${site.home}en?motion=off#ankang`);
    await untilLive(page);
    await expect(page.locator("#ankang")).toHaveAttribute("aria-current", "step");
    expect(new URL(page.url()).pathname).toBe(`${site.prefix}en/`);
  });
});
