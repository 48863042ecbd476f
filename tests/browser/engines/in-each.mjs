// Declares the same tests for every engine, with one browser for each.

import { after, before, describe } from "node:test";

import { engines, OTHERS, Running } from "./engines.mjs";

/** @typedef {(browser: { name: string, engine: object, session: import("./webdriver.mjs").Session, size: Function }) => void} Tests */

/**
 * Declares `tests` for each engine. The `browser` they receive is complete before the first of them runs.
 *
 * @param {string} what
 * @param {Tests} tests
 * @param {(engine: object) => object} as how to change each engine first
 */
export function inEachEngine(what, tests, as = (engine) => engine) {
  declare(what, tests, engines.map(as));
}

/**
 * Declares `tests` for Firefox and WebKitGTK: a Playwright spec claims the same in Chromium.
 *
 * @param {string} what
 * @param {Tests} tests
 */
export function inOtherEngines(what, tests) {
  declare(
    what,
    tests,
    engines.filter(({ name }) => OTHERS.includes(name)),
  );
}

function declare(what, tests, engines) {
  // Concurrently: most of a test is waiting for a page.
  describe(what, { concurrency: true }, () => {
    for (const engine of engines) {
      describe(engine.name, { concurrency: 1 }, () => {
        const browser = { name: engine.name, engine };
        let running;
        before(async () => {
          running = await Running.start(engine);
          browser.session = running.session;
          browser.size = (size) => running.size(size);
        });
        after(() => running?.stop());
        tests(browser);
      });
    }
  });
}
