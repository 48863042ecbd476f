// The story embedded with one line, <story-map src>, both in the page's own document and in a pinned
// frame: it scrolls, links, looks, prints and unloads as a part of the page.

import { structureFindings } from "../support/axe.ts";
import { current, line, openHost, restingAt, scrollInto, storyIn, WAYS } from "../support/host.ts";
import { countShifts, shifts } from "../support/shifts.ts";
import { steps } from "../support/story.ts";
import { expect, settle, test } from "../support/test.ts";

for (const [way, attribute] of Object.entries(WAYS)) {
  test.describe(way, () => {
    test("the map stays in sight while the page scrolls through every step", { tag: "@quick" }, async ({
      page,
      site,
    }) => {
      await openHost(page, site, line(site, attribute, "?motion=off"));
      const story = await storyIn(page);
      await expect(story).toHaveAttribute("data-layout", attribute ? "stacked pinned" : "stacked");
      const tall = await story.locator(".story").evaluate((element) => element.clientHeight);
      // The cover is read before the map sticks.
      const cover = await story.locator(".cover").evaluate((element) => element.clientHeight);
      const seen = new Set<string | null>();
      for (let px = cover; px < tall - 450; px += 400) {
        await scrollInto(page, px);
        seen.add(await current(page));
        const stage = await story.locator(".stage").boundingBox();
        expect(Math.abs(stage!.y), `the map's top at ${px}`).toBeLessThanOrEqual(1);
      }
      expect(steps.map(({ id }) => id).filter((id) => !seen.has(id) && id !== "cover")).toEqual([]);
    });

    test("an address opens at what it names, and none is added to the history", async ({ page, site }) => {
      const before = await page.evaluate(() => history.length);
      for (const [hash, step] of [
        ["#ankang", "ankang"],
        ["#link-ankang", "ankang"],
        ["#figure-ankang.jobs", "ankang"],
        ["#nothing", "cover"],
      ]) {
        await page.goto("about:blank");
        await openHost(page, site, line(site, attribute, "?motion=off"), { hash });
        await expect.poll(() => current(page), hash).toBe(step);
      }
      const opened = await page.evaluate(() => history.length);
      const story = await storyIn(page);
      for (const { id } of steps.slice(1, 4)) {
        await story.locator(`.contents a[href="#${id}"]`).dispatchEvent("click");
        await expect.poll(() => current(page)).toBe(id);
      }
      await scrollInto(page, 6_000);
      expect(await page.evaluate(() => history.length)).toBe(opened);
      expect(opened - before).toBeLessThanOrEqual(8);
      expect(new URL(page.url()).hash).toBe("#nothing");
    });

    test("the buttons move the page", async ({ page, site }) => {
      await openHost(page, site, line(site, attribute, "?motion=off"), { hash: "#ankang" });
      await expect.poll(() => current(page)).toBe("ankang");
      const story = await storyIn(page);
      const before = await page.evaluate(() => scrollY);
      // The first clicks may show the rest of the step.
      const turn = (control: string, id: string) =>
        expect(async () => {
          if ((await current(page)) !== id) await story.locator(`[data-control=${control}]`).click();
          await expect.poll(() => current(page), { timeout: 500 }).toBe(id);
          // A press before the frame knows where the page has been scrolled to turns from there.
          await settle(page);
          await settle(page);
        }).toPass();
      await turn("next", "zhengan");
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before);
      await turn("previous", "ankang");
      expect(await page.evaluate(() => scrollY)).toBeCloseTo(before, -2);
    });

    test("what is read and pressed in it is the page's", async ({ page, site }) => {
      await openHost(page, site, `<h1>News</h1>${line(site, attribute, "?motion=off")}`);
      await page.evaluate(() => {
        const told: unknown[] = [];
        Object.assign(window, { told });
        addEventListener("shanhai:step", (event) => {
          const { detail, target } = event as CustomEvent;
          told.push([detail, (target as Element).tagName]);
        });
      });
      const story = await storyIn(page);
      await scrollInto(page, 6_000);

      await test.step("the page gets an event for each step", async () => {
        await expect
          .poll(() => page.evaluate(() => (window as unknown as { told: unknown[] }).told.length))
          .toBeGreaterThan(0);
        const told = await page.evaluate(
          () => (window as unknown as { told: [{ step: string; index: number }, string][] }).told,
        );
        const [{ step, index }, from] = told.at(-1)!;
        expect([steps[index]!.id, from]).toEqual([step, "STORY-MAP"]);
      });

      await test.step("axe finds nothing in the page that holds it", async () => {
        expect(await structureFindings(page)).toEqual([]);
      });

      await test.step("the wheel over the map scrolls the page", async () => {
        const before = await page.evaluate(() => scrollY);
        await page.mouse.move(200, 200);
        // A frame that has just loaded may miss the first turn of the wheel.
        await expect(async () => {
          await page.mouse.wheel(0, 400);
          await settle(page);
          expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before + 300);
        }).toPass();
      });

      await test.step("the keys that scroll a page scroll it from within the story", async () => {
        const copy = story.locator("[data-control=copy]");
        await copy.focus();
        // Focus leaves the button, which handles keys of its own.
        await copy.evaluate((button) => button.blur());
        for (const [key, way] of [
          ["PageDown", 1],
          ["PageUp", -1],
          ["Space", 1],
          ["Shift+Space", -1],
          ["ArrowDown", 1],
        ] as const) {
          const before = await restingAt(page);
          await page.keyboard.press(key);
          await expect.poll(async () => way * ((await page.evaluate(() => scrollY)) - before), key).toBeGreaterThan(20);
        }
      });
    });

    test("the page sets how it looks, and day and night, which its own system does not", async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: "dark" });
      const look = (story: Awaited<ReturnType<typeof storyIn>>) =>
        story.evaluate((root) => [getComputedStyle(root).backgroundColor, getComputedStyle(root).colorScheme]);
      await openHost(page, site, line(site, attribute));
      expect(await look(await storyIn(page))).toEqual(["rgb(245, 239, 225)", "light only"]);
      await openHost(page, site, line(site, `${attribute} theme="dark"`));
      expect((await look(await storyIn(page)))[1]).toBe("dark only");
      await openHost(page, site, line(site, attribute), {
        head: "<style>story-map { --story-paper: rgb(1, 2, 3) }</style>",
      });
      expect((await look(await storyIn(page)))[0]).toBe("rgb(1, 2, 3)");
    });

    test("a bar that stays at the window's top covers none of it", async ({ page, site }) => {
      const head = `<style>header { position: sticky; top: 0; height: 60px; background: silver; z-index: 9 } story-map { --story-top: 60px }</style>`;
      await openHost(page, site, line(site, attribute, "?motion=off"), { head });
      const story = await storyIn(page);
      await scrollInto(page, 6_000);
      await settle(page);
      // A frame follows its page's scrolling a moment later.
      await expect
        .poll(async () => Math.abs((await story.locator(".stage").boundingBox())!.y - 60))
        .toBeLessThanOrEqual(1);
    });

    test("on paper the whole of it stands", async ({ page, site }) => {
      await openHost(page, site, line(site, attribute));
      const story = await storyIn(page);
      await page.emulateMedia({ media: "print" });
      const whole = page.locator(attribute ? "story-map[src] iframe" : "story-map[src]");
      await expect.poll(async () => (await whole.boundingBox())!.height).toBeGreaterThan(5_000);
      for (const step of ["tianzhu", "epilogue"]) await expect(story.locator(`svg[data-still=${step}]`)).toBeVisible();
    });

    test("what stands below moves nowhere as it comes", async ({ page, site }) => {
      await countShifts(page);
      await openHost(page, site, line(site, attribute));
      await storyIn(page);
      await scrollInto(page, 3_000);
      await settle(page);
      expect((await shifts(page)).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.02);
    });

    test("what it listens to goes with it", async ({ context, page, site }) => {
      await openHost(page, site, line(site, attribute, "?motion=off"));
      const devtools = await context.newCDPSession(page);
      const listeners = async () => {
        const found = await Promise.all(
          ["window", "document"].map(async (expression) => {
            const { result } = await devtools.send("Runtime.evaluate", { expression });
            const { listeners } = await devtools.send("DOMDebugger.getEventListeners", { objectId: result.objectId! });
            // Playwright itself listens for touch and mouse events.
            return listeners
              .map(({ type }) => type)
              .filter((type) => !/click|mouse|touch(start|end|cancel)|pointer|contextmenu|playwright/.test(type));
          }),
        );
        return found.flat().toSorted();
      };
      await page.goto("about:blank");
      const before = await listeners();
      await openHost(page, site, line(site, attribute, "?motion=off"));
      await storyIn(page);
      await scrollInto(page, 3_000);
      expect((await listeners()).length).toBeGreaterThan(before.length);
      await page.evaluate(() => document.querySelector("story-map[src]")!.remove());
      // A script that waits for readers to rest listens a little longer than the story is there.
      await expect.poll(listeners).toEqual(before);
    });
  });
}
