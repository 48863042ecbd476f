// Navigation in Firefox and WebKitGTK: by address, button, key, Back, reload and resize.

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Site } from "../support/server.ts";
import { steps, tabledLinks } from "../support/story.ts";
import { WINDOWS } from "./engines.ts";
import { inOtherEngines } from "./in-each.ts";
import {
  current,
  expectNothingHeard,
  expectStep,
  lit,
  openLive,
  rest,
  scrollTo,
  STILL,
  untilCurrent,
  untilLive,
  withSite,
} from "./page.ts";
import { KEYS, type Session } from "./webdriver.ts";

/** The sections that are shown, and whether each begins at the top of the viewport. */
const shown = (session: Session) =>
  session.run(() =>
    [...document.querySelectorAll<HTMLElement>("section[data-step]")]
      .filter((section) => 1 < section.offsetHeight)
      .map((section) => ({ id: section.id, isAtTop: Math.abs(section.getBoundingClientRect().top) <= 1 })),
  );

/** A press shows the rest of a step before it leads to another; no step here needs more presses. */
const MOST_PRESSES = 8;

/** Presses until the step `id` is current, and expects its picture. */
const turnTo = async (session: Session, id: string, press: () => Promise<unknown>) => {
  for (let pressed = 0; pressed < MOST_PRESSES && (await current(session)) !== id; pressed += 1) {
    await press();
    await rest(session);
  }
  await expectStep(session, id);
};

inOtherEngines("finding one's way", (browser) => {
  /** Declares a test at the desktop size, whose page must report nothing that goes wrong. */
  const claim = (title: string, task: (session: Session, site: Site) => Promise<void>, address = STILL) =>
    test(`${browser.name}: ${title}`, () =>
      withSite(async (site) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        await openLive(session, site, address);
        await task(session, site);
        await expectNothingHeard(session);
      }));

  claim(
    "the address of a step opens it",
    async (session) => {
      await expectStep(session, "ankang");
      assert.equal(await session.run(() => location.hash), "#ankang");
    },
    `${STILL}#ankang`,
  );

  claim(
    "the address of a connection opens the words that mention it",
    async (session) => {
      await expectStep(session, "ankang");
      assert.equal(await session.run(() => location.hash), "#link-ankang");
    },
    `${STILL}#link-ankang`,
  );

  claim(
    "the address of a figure opens it in sight",
    async (session) => {
      await expectStep(session, "ankang");
      const isSeen = await session.run(() => {
        const number = document.querySelector('[id="figure-ankang.firms"] .number')!;
        const { left, top, width, height } = number.getBoundingClientRect();
        return number.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      assert.ok(isSeen, "nothing covers the figure");
    },
    `${STILL}#figure-ankang.firms`,
  );

  claim("every step's address leads into it from within the page", async (session) => {
    for (const { id } of steps.slice(1)) {
      await session.run((id) => void (location.hash = id), id);
      await expectStep(session, id);
    }
  });

  const leads: Record<string, () => void> = {
    "an address that is followed": () => void (location.hash = "market"),
    "a link that is followed": () => document.querySelector<HTMLElement>(".contents a[href='#market']")!.click(),
    "a far scroll": () => {
      const { top, height } = document.getElementById("market")!.getBoundingClientRect();
      window.scrollTo({ top: top + height / 2 - innerHeight * 0.6, behavior: "instant" });
    },
  };
  for (const [way, lead] of Object.entries(leads)) {
    test(`${browser.name}: ${way} before the story is live leads to its step`, () =>
      withSite(async (site) => {
        const { session } = browser;
        await browser.size(WINDOWS.desk);
        const release = site.hold((path) => path.endsWith(".wasm"));
        await session.goTo("about:blank");
        await session.goTo(site.home + STILL);
        await session.run(lead);
        release();
        await untilLive(session);
        await expectStep(session, "market");
        await expectNothingHeard(session);
      }));
  }

  claim("the buttons lead from step to step and back", async (session) => {
    // The cover has no controls yet.
    const second = steps[1]!.id;
    await scrollTo(session, second);
    await expectStep(session, second);
    for (const { id } of steps.slice(2)) {
      await turnTo(session, id, () => session.click('[data-control="next"]'));
    }
    for (const { id } of steps.slice(0, -1).toReversed().slice(0, 5)) {
      await turnTo(session, id, () => session.click('[data-control="previous"]'));
    }
  });

  claim("with the controls in focus the arrow keys lead from step to step", async (session) => {
    await scrollTo(session, "ankang");
    await untilCurrent(session, "ankang");
    await session.run(() => document.querySelector<HTMLElement>("[data-control=next]")!.focus({ preventScroll: true }));
    for (const [key, id] of [
      [KEYS.down, "zhengan"],
      [KEYS.right, "parks"],
      [KEYS.up, "zhengan"],
      [KEYS.left, "ankang"],
    ] as const) {
      await turnTo(session, id, () => session.press(key));
    }
  });

  claim("the keys that scroll a page move the story too", async (session) => {
    await session.press(KEYS.pageDown, KEYS.pageDown, KEYS.pageDown);
    await session.until("a step after the cover is current", () => {
      const marked = document.querySelector<HTMLElement>('section[aria-current="step"]');
      return marked && marked.dataset.step !== "cover";
    });
  });

  claim(
    "a reload in the middle keeps the step and its picture",
    async (session) => {
      await scrollTo(session, "zhengan");
      await expectStep(session, "zhengan");
      await session.reload();
      await untilLive(session);
      await expectStep(session, "zhengan");
    },
    "",
  );

  claim("Back from another page returns to the step, and forward leaves it", async (session, site) => {
    await scrollTo(session, "zhengan");
    await expectStep(session, "zhengan");
    await session.goTo(`${site.home}probe.js`);
    await session.back();
    await session.until("the story is back", () => document.querySelector("story-map") !== null);
    await untilLive(session);
    await expectStep(session, "zhengan");
    await session.forward();
    await session.until("the other page is back", () => document.querySelector("story-map") === null);
    await session.back();
    await session.until("the story is back", () => document.querySelector("story-map") !== null);
    await untilLive(session);
    await expectStep(session, "zhengan");
  });

  claim("Back from the table, where a link led, returns to the words", async (session) => {
    await scrollTo(session, "ankang");
    await expectStep(session, "ankang");
    // A real click: on the way back WebKit skips history entries that a script has added.
    await session.click('.words a[href="#link-ankang"]');
    await session.until("the row is in sight", () => {
      const { top, bottom } = document.getElementById("link-ankang")!.getBoundingClientRect();
      return 0 <= top && bottom <= innerHeight;
    });
    await session.back();
    await expectStep(session, "ankang");
  });

  claim("another size of the window keeps the step", async (session) => {
    await scrollTo(session, "ankang", 0.3);
    await expectStep(session, "ankang");
    for (const size of [WINDOWS.phone, WINDOWS.desk]) {
      await browser.size(size);
      await expectStep(session, "ankang");
      const { layout } = await session.run(() => ({ ...document.querySelector<HTMLElement>("story-map")!.dataset }));
      assert.equal(layout, size === WINDOWS.phone ? "stacked" : "beside");
    }
  });

  claim(
    "a section at a time: the keys and buttons show each step alone",
    async (session) => {
      for (const [index, { id }] of steps.entries()) {
        await expectStep(session, id);
        assert.deepEqual(await shown(session), [{ id, isAtTop: true }]);
        const next = steps[index + 1];
        if (!next) break;
        await turnTo(session, next.id, () =>
          index % 2 ? session.press(KEYS.right) : session.click('[data-control="next"]'),
        );
      }
    },
    `${STILL}&reading=steps`,
  );

  claim(
    "the reader's own map opens and lights what is chosen",
    async (session) => {
      await session.until("the explorer is there", () => document.querySelector("story-map[data-explorer]") !== null);
      await untilCurrent(session, "explore");
      await rest(session);
      assert.deepEqual(Object.keys(await lit(session)).toSorted(), tabledLinks.toSorted());
      await session.run(() =>
        document
          .querySelector<HTMLElement>('.explorer input[value="health"], input[name="kind"][value="health"]')!
          .click(),
      );
      await rest(session);
      assert.deepEqual(Object.keys(await lit(session)).toSorted(), ["gansu-health", "haiyuan"]);
      const one = '.chosen [data-link="haiyuan"] button';
      await session.run((one) => document.querySelector(one)!.closest("li")!.scrollIntoView({ block: "nearest" }), one);
      await session.click(one);
      await rest(session);
      assert.deepEqual(await lit(session), { haiyuan: "1.00" });
      assert.equal(await session.run(() => new URLSearchParams(location.search).get("link")), "haiyuan");
      assert.equal(await current(session), "explore");
    },
    `${STILL}#explore`,
  );
});
