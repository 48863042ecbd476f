// Hidden content is not found, copied or saved as though it were shown; screen readers keep the words.

import { atRest } from "../support/rest.ts";
import { steps } from "../support/story.ts";
import { expect, openAt, openLive, scrollTo, settle, test, untilLive } from "../support/test.ts";

test("beside the stage no still and no map text has a box, and none is found or copied", async ({ page, site }) => {
  await openAt(page, site, "?motion=off#ankang");
  const seen = await page.evaluate(() => {
    const hidden = [...document.querySelectorAll(".still-frame > .still, .map-text")];
    getSelection()!.selectAllChildren(document.querySelector("main")!);
    const copied = getSelection()!.toString();
    getSelection()!.removeAllRanges();
    let unseen = 0;
    let found = 0;
    // Chromium's own search. At the end of the page it starts again from the top.
    const find = (window as unknown as { find(text: string): boolean }).find.bind(window);
    const first = { node: null as Node | null, offset: 0 };
    while (find("福建") && found < 200) {
      const range = getSelection()!.getRangeAt(0);
      if (range.startContainer === first.node && range.startOffset === first.offset) break;
      first.node ??= range.startContainer;
      first.offset ||= range.startOffset;
      found += 1;
      const parent = range.startContainer.parentElement!;
      if (parent.closest(".still-frame") || range.getBoundingClientRect().width < 2) unseen += 1;
    }
    return {
      boxes: hidden.filter((it) => it.getClientRects().length).length,
      hidden: hidden.length,
      copiesMapText: copied.includes(document.querySelector("#ankang .map-text")!.textContent!.trim()),
      found,
      unseen,
    };
  });
  expect(seen).toMatchObject({ boxes: 0, hidden: 2 * steps.length, copiesMapText: false, unseen: 0 });
  expect(seen.found).toBeGreaterThan(20);
  // Screen readers get those words in their place.
  const text = await page.locator("#ankang .map-text").textContent();
  await expect(page.locator("#ankang").getByRole("figure", { name: text!, exact: true })).toBeAttached();
});

test("while the app does not draw, the still on the stage is shown", { tag: "@phone" }, async ({
  page,
  site,
  faults,
}) => {
  faults.expect(/Failed to load/);
  site.cut((path) => path.endsWith(".wasm"));
  await page.goto(site.home);
  await scrollTo(page, "ankang", { share: 0.5 });
  await expect(page.locator(".stand-in > .still")).toBeVisible();
});

for (const reading of ["", "&reading=steps"]) {
  test(`a saved copy of the live page${reading} shows each section with its still`, {
    tag: reading ? "@phone" : "@desk",
  }, async ({ browser, page, site }) => {
    await openAt(page, site, `?motion=on${reading}#ankang`);
    const html = await page.evaluate(() => {
      // As if the page were saved while a figure counts.
      document.querySelector<HTMLElement>("#ankang .number")!.dataset.shown = "7";
      return document.documentElement.outerHTML;
    });
    site.answer((path) => path === "index.html", { body: () => `<!doctype html>${html}` });
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: page.viewportSize() });
    const copy = await context.newPage();
    await copy.goto(site.home);
    const seen = await copy.evaluate(() => ({
      without: [...document.querySelectorAll("section[data-step]")]
        .filter((section) => {
          const still = section.querySelector(".still")!.getBoundingClientRect();
          const words = section.querySelector(".words")!;
          return (
            still.height < 100 ||
            !words.checkVisibility({ contentVisibilityAuto: true }) ||
            words.getBoundingClientRect().height < 10
          );
        })
        .map(({ id }) => id),
      live: [...document.querySelectorAll(".stage, .controls, .progress")].filter((it) => it.getClientRects().length)
        .length,
      colour: getComputedStyle(document.querySelector("#ankang .number")!).color,
      overlay: getComputedStyle(document.querySelector("#ankang .number")!, "::after").content,
    }));
    expect(seen).toMatchObject({ without: [], live: 0, overlay: "none" });
    expect(seen.colour).not.toBe("rgba(0, 0, 0, 0)");
    await context.close();
  });
}

test("a reader's choice of day or night is theirs alone", { tag: "@desk" }, async ({ page, site }) => {
  for (const theme of ["light", "dark"]) {
    await openAt(page, site, `?theme=${theme}`);
    const scheme = await page.locator("story-map").evaluate((root) => getComputedStyle(root).colorScheme);
    expect(scheme.split(" ").toSorted(), theme).toEqual([theme, "only"].toSorted());
  }
});

test("a section at a time, what is found in another section opens it", { tag: "@desk" }, async ({ page, site }) => {
  await openAt(page, site, "?motion=off&reading=steps#zhengan");
  await expect(page.locator("#ankang")).toHaveAttribute("hidden", "until-found");
  await expect(page.locator("#zhengan")).not.toHaveAttribute("hidden");
  // Find-in-page sends this event to a match, as the HTML standard says; `window.find` reveals nothing.
  await page.locator("#ankang").dispatchEvent("beforematch", { bubbles: true });
  await expect(page.locator("#ankang")).toHaveAttribute("aria-current", "step");
  await expect(page.locator("#ankang")).not.toHaveAttribute("hidden");
  await page.locator("#cover .words").dispatchEvent("beforematch", { bubbles: true });
  await expect(page.locator("#cover")).toHaveAttribute("aria-current", "step");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#parks .words")).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await settle(page);
});

test("a section at a time, a text fragment opens the section that it names", { tag: "@phone" }, async ({
  page,
  site,
}) => {
  const words = await test.step("its words", async () => {
    await openLive(page, site);
    return page.locator("#zhengan .words p").first().innerText();
  });
  await page.goto("about:blank");
  await page.goto(`${site.home}?motion=off&reading=steps#:~:text=${encodeURIComponent(words.split(/[，。]/)[0]!)}`);
  await untilLive(page);
  await expect(page.locator("#zhengan")).toHaveAttribute("aria-current", "step");
  await atRest(page);
});
