// The test that every spec here extends: a host of its own, and a record of everything that goes wrong.

import { test as base, expect, type Frame, type Page } from "@playwright/test";

import { Site } from "./server.ts";

/** Errors in the page. A test fails on each error that it did not expect. */
class Faults {
  #heard: string[] = [];
  #expected: RegExp[] = [];

  hear(fault: string) {
    this.#heard.push(fault);
  }

  expect(fault: RegExp) {
    this.#expected.push(fault);
  }

  get unexpected() {
    return this.#heard.filter((fault) => !this.#expected.some((known) => known.test(fault)));
  }
}

type Fixtures = { prefix: string; site: Site; faults: Faults };

export const test = base.extend<Fixtures>({
  prefix: ["/", { option: true }],

  site: async ({ prefix }, use) => {
    const site = await Site.open({ prefix });
    await use(site);
    await site.close();
  },

  faults: [
    async ({ context, page, site }, use) => {
      const faults = new Faults();
      page.on("pageerror", (error) => faults.hear(`uncaught: ${error}`));
      page.on("console", (message) => {
        if (message.type() === "error") faults.hear(`console: ${message.text()}`);
      });
      context.on("request", (request) => {
        const isOurs = site.serves(request.url()) || /^(data|blob):/.test(request.url());
        if (!isOurs) faults.hear(`another host: ${request.url()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (violation) => {
          console.error(`refused by ${violation.violatedDirective}: ${violation.blockedURI}`);
        });
      });
      await use(faults);
      if (site.asked.includes(null)) faults.hear(`asked outside of ${site.prefix}`);
      expect(faults.unexpected, "what went wrong in the page").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Options of tests about motion; in all others the system asks for reduced motion. */
export const MOTION = { contextOptions: { reducedMotion: "no-preference" as const } };

/** Opens the story's page and waits until it is live. */
export async function openLive(page: Page, site: Site) {
  await page.goto(site.home);
  await untilLive(page);
}

/** Loads the story afresh at an address, in a page that showed another. */
export async function openAt(page: Page, site: Site, address: string) {
  await page.goto("about:blank");
  await page.goto(site.home + address);
  await untilLive(page);
  await settle(page);
}

/** The part of the page's address after the site's own. */
export const addressOf = (page: Page, site: Site) => page.url().slice(site.home.length);

/** Waits until the app has taken over the page and all of it is laid out, which `web/later/later.ts` does. */
export async function untilLive(page: Page) {
  await untilDrawn(page);
  await expect(page.locator("story-map")).not.toHaveAttribute("data-arriving");
}

/** Waits until the app has taken over the page. */
export async function untilDrawn(page: Page) {
  await expect(page.locator("story-map")).toHaveAttribute("data-mode", "live");
  const marks = () => performance.getEntriesByName("shanhai:live").length;
  await expect.poll(() => page.evaluate(marks)).toBe(1);
}

/** Waits for two frames in the page that runs it: the screen then shows the result of a scroll or a resize. */
export const twoFrames = async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
};

export const settle = (page: Page | Frame) => page.evaluate(twoFrames);

/**
 * Scrolls until the trigger line, at 60 % of the viewport's height, is at `share`, 0 to 1, of a
 * section's height, plus `px` CSS pixels further down the story.
 */
export async function scrollTo(page: Page, step: string, { share = 0, px = 0 } = {}) {
  await page.evaluate(
    ([step, share, px]) => {
      const section = document.querySelector(`section[data-step="${step}"]`);
      const { top, height } = section!.getBoundingClientRect();
      const line = innerHeight * 0.6;
      const toGo = top + height * Number(share) + Number(px) - line;
      window.scrollTo({ top: scrollY + toGo, behavior: "instant" });
    },
    [step, share, px],
  );
  await settle(page);
}
