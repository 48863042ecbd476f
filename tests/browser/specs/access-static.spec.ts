// Expects no axe findings in the page where nothing changes: without the app, and embedded in another page.

import { findings, structureFindings } from "../support/axe.ts";
import { atRest } from "../support/rest.ts";
import { FULL, PAGES } from "../support/story.ts";
import { expect, test, untilLive } from "../support/test.ts";

const SIZES = { phone: ["320x568", "390x844"], desk: ["768x1024", "1280x800"] };

for (const [screen, sizes] of Object.entries(SIZES)) {
  for (const size of sizes) {
    const [width, height] = size.split("x").map(Number);
    test.describe(`at ${size}`, { tag: `@${screen}` }, () => {
      test.use({ viewport: { width: width!, height: height! } });

      // Pairwise: each width and each language with each of the two cases.
      const isWide = [390, 1280].includes(width!);
      for (const [language, address] of Object.entries(PAGES)) {
        const isFirst = (language === "English") === isWide;
        if (isFirst || FULL)
          test(`axe finds nothing in ${language} where the app never comes`, async ({ page, site, faults }) => {
            faults.expect(/ERR_EMPTY_RESPONSE|did not come as it was built/);
            site.cut((path) => path.endsWith(".wasm"));
            await page.goto(site.home + address);
            await expect(page.locator("story-map")).toHaveAttribute("data-fault", /./);
            expect(await findings(page)).toEqual([]);
          });

        if (!isFirst || FULL)
          test(`axe finds nothing in ${language} where each section has its still`, async ({ page, site, faults }) => {
            faults.expect(/refused by script-src|Content Security Policy/);
            site.forbidScripts();
            await page.goto(site.home + address);
            expect(await findings(page)).toEqual([]);
          });
      }

      for (const [mode, height] of [
        ["deck", 600],
        ["flow", 40_000],
      ] as const) {
        // The narrowest deck, and the widest flow.
        if (!FULL && width !== (mode === "deck" ? 320 : 1280)) continue;
        test(`axe finds nothing in a page that holds the story in a frame, as a ${mode}`, async ({ page, site }) => {
          // A flow shows every section at once.
          for (const step of mode === "deck" ? ["cover", "ankang"] : ["ankang"]) {
            const host = `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width">
              <title>新闻</title><link rel="icon" href="data:,"><style>iframe { width: 100%; height: ${height}px; border: 0 }</style><main aria-label="正文"><h1>新闻</h1><p>下面是一篇地图故事。</p>
              <iframe src="index.html?motion=off&frame=${mode}#${step}" title="山海同心"></iframe></main>`;
            site.add("host.html", host);
            await page.goto(`${site.home}host.html`);
            const frame = page.frames()[1]!;
            await untilLive(frame as never);
            await expect(frame.locator("story-map")).toHaveAttribute("data-layout", new RegExp(`${mode}$`));
            await atRest(frame as never);
            expect.soft(await findings(page, { frame }), `${step}, by itself`).toEqual([]);
            expect.soft(await structureFindings(page), `${step}, and the page around it`).toEqual([]);
          }
        });
      }
    });
  }
}
