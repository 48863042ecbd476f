// In every host's page the story's frame is as high as the story, also after changes to either.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { frameOf, heights, inside, openHosted, quiet, srcOf, untilInside } from "./embedded.ts";
import { ALL, isTurnOf, type Size, WINDOWS } from "./engines.ts";
import { type Host, HOSTS, serve } from "./hosts.ts";
import { type Browser, inEachEngine } from "./in-each.ts";
import { expectNothingHeard, withSite } from "./page.ts";
import { heightsSaid, maySay } from "./said.ts";
import type { Session } from "./webdriver.ts";

/** Events for a story in its host's page, one after the other. */
const COURSE: Record<string, (browser: Browser) => Promise<unknown>> = {
  "it has come": async () => {},
  "its words have grown, read half way": async ({ session }) => {
    await session.run(() => scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: "instant" }));
    await quiet(session);
    await inside(session, () => {
      const more = Object.assign(document.createElement("p"), { className: "more" });
      more.style.height = "1333px";
      document.querySelector("#ankang p")!.after(more);
    });
  },
  "they have shrunk": ({ session }) => inside(session, () => document.querySelector(".more")!.remove()),
  "the window has become narrow": (browser) => becomeWide(browser, WINDOWS.phone),
  "the window has become wide": (browser) => becomeWide(browser, WINDOWS.desk),
};

async function becomeWide(browser: Browser, window: Size) {
  await browser.size(window);
  const isSo = (width: number) => width - 30 < innerWidth && innerWidth <= width;
  await untilInside(browser.session, `the frame is ${window.width} px wide`, isSo, window.width);
}

/** The heights after each event of `COURSE` in this host, and all messages. */
async function courseOf(browser: Browser, host: Host) {
  return withSite(async (site) => {
    const { session } = browser;
    await browser.size(WINDOWS.desk);
    serve(site, host);
    await openHosted(session, site);
    await quiet(session);
    const moved = await session.run(() => scrollY);
    await loadExplorer(session, host);
    const found: Record<string, Heights> = {};
    for (const [what, apply] of Object.entries(COURSE)) {
      await apply(browser);
      await quiet(session);
      found[what] = await fitted(session, host);
    }
    const [later, src] = [await idle(session), await srcOf(session)];
    await session.within(frameOf, () => expectNothingHeard(session));
    return { moved, found, later, src, said: await session.run(() => said) };
  });
}

/** Loads the explorer, which makes the story higher: at full height it loads by itself, on a busy machine late; in a
 *  frame that shows only what its reader sees, once they come to it. */
async function loadExplorer(session: Session, { box }: Host) {
  const scrollTo = (top: number) => session.run((top) => window.scrollTo({ top, behavior: "instant" }), top);
  if (box) await scrollTo(await inside(session, () => document.querySelector("#explore")!.getBoundingClientRect().top));
  await untilInside(
    session,
    "all is there that makes it higher",
    (isSeen) => {
      const { explorer, frame } = document.querySelector<HTMLElement>("story-map")!.dataset;
      return explorer !== undefined || (frame !== "flow" && !isSeen);
    },
    Boolean(box),
  );
  await scrollTo(0);
  await quiet(session);
}

type Heights = Awaited<ReturnType<typeof heights>>;

/** The heights once the frame fits, or those after 10 s if it does not. */
async function fitted(session: Session, { box }: Host) {
  const end = Date.now() + 10_000;
  while (true) {
    const found = await heights(session);
    const isFit = Math.abs((box ? found.box! : found.window) - found.story) <= 1;
    if (isFit || end < Date.now()) return found;
  }
}

/** The messages in a second's frames while nothing changes the story's height. */
async function idle(session: Session) {
  await inside(session, () => {
    document.querySelector<HTMLElement>("#ankang p")!.style.color = "red";
    document.querySelector("#ankang p")!.append(" ");
  });
  return session.runToEnd(async () => {
    const before = said.length;
    for (let frames = 0; frames < 60; frames += 1) {
      await new Promise(requestAnimationFrame);
      scrollBy({ top: frames % 2 ? 1 : -1, behavior: "instant" });
    }
    return said.slice(before).map(({ data }) => data);
  });
}

inEachEngine("the pages of others", (browser) => {
  for (const [index, host] of HOSTS.entries()) {
    // WebKit runs no script there: see frames.test.ts.
    const able = host.fixed ? ALL.filter((name) => name !== "WebKitGTK") : ALL;
    if (!isTurnOf(browser.name, index, able)) continue;
    describe(host.name, () => {
      let course: Awaited<ReturnType<typeof courseOf>>;
      before(async () => (course = await courseOf(browser, host)));

      test(`${browser.name}: in ${host.name} the frame stays as high as the story, to a pixel, through every change of either`, () => {
        for (const [what, { story, whole, window, box }] of Object.entries(course.found)) {
          const seen = `when ${what}: story ${story}, page ${whole}, frame ${window}, box ${box} px`;
          assert.ok(Math.abs((host.box ? box! : window) - story) <= 1, seen);
          assert.ok(host.box || whole <= window, `${seen}: nothing scrolls in it`);
        }
        const stories = Object.values(course.found).map(({ story }) => story);
        const [first, grown, shrunk, narrow, wide] = stories as [number, number, number, number, number];
        if (host.fixed) assert.ok(200 <= first && first <= 1000, `${first} px, as WordPress allows`);
        else {
          // A section next to its stage has room to spare, at most the height of its frame.
          assert.ok(100 <= grown - first, `${first} px have grown to ${grown}`);
          assert.ok(Math.abs(shrunk - first) <= 1, `${first} px are ${shrunk} again`);
          assert.ok(1 < Math.abs(narrow - shrunk), `narrow it is not ${shrunk} px as well`);
          assert.ok(Math.abs(wide - first) <= 1, `${first} px are ${wide} again`);
        }
        assert.equal(course.moved, 0, "its host was not scrolled by its coming");
      });

      test(`${browser.name}: in ${host.name} nothing is said while the height stays the same`, () => {
        assert.deepEqual(course.later, [], "said in a second in which nothing happened");
        const said = heightsSaid(course.said.map(({ data }) => data));
        // Once more when the page has loaded, in case no host was listening before; and when its host asks.
        const again = said.filter((height, index) => height === said[index - 1]);
        assert.ok(again.length <= (host.asksAgain ?? 0) + 1, `${said}`);
      });

      test(`${browser.name}: in ${host.name} each message is a text or a plain object, of numbers, ids and the frame's own address`, () => {
        const { said, src } = course;
        assert.ok(
          said.every(({ isPlain }) => isPlain),
          "a text or a plain object",
        );
        const others = said.map(({ data }) => data).filter((message) => !maySay(message, src));
        assert.deepEqual(others, [], "what else was said");
      });
    });
  }
});
