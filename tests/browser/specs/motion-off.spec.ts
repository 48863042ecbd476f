// Reading without motion, as the system or the reader's own switch asks for it, and where the switch is kept.

import type { Page } from "@playwright/test";

import { atRest, complete, current, lit, untilMoving } from "../support/rest.ts";
import { KINDS, steps } from "../support/story.ts";
import { addressOf, expect, MOTION, openAt, openLive, scrollTo, test, untilLive } from "../support/test.ts";

test.use(MOTION);

const MIDDLE = { share: 0.5 };

test.describe("without motion", () => {
  /** Records everything that is marked as moving from now on. */
  async function watchMotion(page: Page) {
    await page.evaluate(() => {
      const moved: string[] = [];
      Object.assign(window, { moved });
      new MutationObserver((changes) => {
        for (const { target, attributeName } of changes) {
          const element = target as Element;
          if (element.hasAttribute(attributeName!)) moved.push(`${attributeName} on ${element.className}`);
        }
      }).observe(document, { subtree: true, attributeFilter: ["data-moving", "data-shown"] });
    });
  }

  /** Expects every picture to be complete at once, wherever in a step the reader is. */
  async function expectStill(page: Page) {
    await watchMotion(page);
    for (const step of KINDS) {
      for (const share of [0.02, 0.5, 0.98]) {
        await scrollTo(page, step.id, { share });
        const id = (await current(page))!;
        const links = complete(steps.find((step) => step.id === id)!);
        expect.soft(await lit(page), `${share} of ${step.id}`).toEqual(links);
      }
      const running = await page.evaluate(async () => {
        const frame = () => new Promise<number>(requestAnimationFrame);
        const start = await frame();
        while ((await frame()) < start + 50);
        return document
          .getAnimations()
          .filter(({ effect }) => 1 < Number(effect!.getComputedTiming().duration))
          .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML);
      });
      expect.soft(running, `animations after 50 ms in ${step.id}`).toEqual([]);
    }
    expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
  }

  const story = (page: Page) => page.locator("story-map");

  /** Switches motion from the system's setting to on, and then to off. */
  async function switchOff(page: Page) {
    await page.locator(".switches > summary").click();
    const motion = page.locator('[data-switch="motion"]');
    await motion.click();
    await expect(story(page)).toHaveAttribute("data-motion", "on");
    await motion.click();
    await expect(story(page)).toHaveAttribute("data-motion", "off");
  }

  test("nothing moves once it is switched off, and all is complete at once", async ({ page, site }) => {
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await atRest(page);
    await switchOff(page);
    await expectStill(page);
  });

  test("nothing moves where the system asks for less motion", async ({ page, site }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await openLive(page, site);
    await expect(story(page)).toHaveAttribute("data-motion", "system");
    await expectStill(page);
  });

  test("the reader's yes goes before the system's no", { tag: "@phone" }, async ({ page, site }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await page.locator(".switches > summary").click();
    await page.locator('[data-switch="motion"]').click();
    await expect(story(page)).toHaveAttribute("data-motion", "on");
    await untilMoving(page, () => scrollTo(page, "outlook", MIDDLE));
  });

  test("the switch is kept over a reload", async ({ page, site }) => {
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await switchOff(page);
    await expect.poll(() => addressOf(page, site)).toBe("#ankang");
    await page.reload();
    await untilLive(page);
    await expect(story(page)).toHaveAttribute("data-motion", "off");
  });

  test("the switch is kept over a reload where the address asked for something else", async ({ page, site }) => {
    await openAt(page, site, "?motion=off");
    await scrollTo(page, "ankang", MIDDLE);
    await page.locator(".switches > summary").click();
    await page.locator('[data-switch="motion"]').click();
    await expect(story(page)).toHaveAttribute("data-motion", "system");
    await page.reload();
    await untilLive(page);
    await expect(story(page)).toHaveAttribute("data-motion", "system");
  });

  test("an answer that is none counts as the system's", { tag: "@phone" }, async ({ page, site }) => {
    await openAt(page, site, "?motion=perhaps");
    await expect(story(page)).toHaveAttribute("data-motion", "system");
  });

  test("where storage is refused the switch is kept in the address", { tag: "@phone" }, async ({ page, site }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("refused", "SecurityError");
        },
      });
    });
    await openLive(page, site);
    await scrollTo(page, "ankang", MIDDLE);
    await switchOff(page);
    await expect.poll(() => addressOf(page, site)).toBe("?motion=off#ankang");
    await scrollTo(page, "zhengan", MIDDLE);
    await expect.poll(() => addressOf(page, site)).toBe("?motion=off#zhengan");
    await page.reload();
    await untilLive(page);
    await expect(story(page)).toHaveAttribute("data-motion", "off");
    expect(await current(page)).toBe("zhengan");
  });
});
