// A reader view (Mozilla Readability, as in Firefox) keeps the story from its first paragraph on.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { PAGES } from "../support/story.ts";
import { expect, test } from "../support/test.ts";

const READABILITY = readFileSync(createRequire(import.meta.url).resolve("@mozilla/readability/Readability.js"), "utf8");

test.use({ bypassCSP: true, javaScriptEnabled: true });

for (const [language, address] of Object.entries(PAGES)) {
  test(`in ${language}, a reader view begins with the cover's words and has every section`, async ({ page, site }) => {
    await page.goto("about:blank");
    const html = await (await page.request.get(site.home + address)).text();
    const seen = await page.evaluate(
      ([html, readability]) => {
        const Readability = new Function(`const module = {};${readability};return Readability`)();
        const parsed = () => new DOMParser().parseFromString(html!, "text/html");
        const squeezed = (text: string) => text.replace(/\s/gu, "");
        const text = squeezed(new Readability(parsed()).parse().textContent);
        const page = parsed();
        const first = squeezed(page.querySelector(".cover .words p")!.textContent!);
        const missing = [...page.querySelectorAll(".words p")].filter(
          (it) => !text.includes(squeezed(it.textContent!)),
        );
        return {
          begins: text.indexOf(first),
          contents: text.includes(squeezed(page.querySelector(".contents ol")!.textContent!)),
          missing: missing.map((it) => it.textContent),
        };
      },
      [html, READABILITY],
    );
    expect(seen).toMatchObject({ contents: false, missing: [] });
    expect(seen.begins).toBeGreaterThanOrEqual(0);
    expect(seen.begins, "nothing but the title stands before it").toBeLessThan(40);
  });
}
