// Declares the same tests for every engine, with one browser for each.

import { after, before, describe } from "node:test";

import { type Engine, engines, OTHERS, Running, type Size } from "./engines.ts";
import type { Session } from "./webdriver.ts";

/** A browser that runs during tests. Its session begins before the first of them. */
export type Browser = {
  readonly name: string;
  readonly engine: Engine;
  readonly session: Session;
  size: (size: Size) => Promise<void>;
};

type Tests = (browser: Browser) => void;

/** Declares `tests` for each engine, first changed by `as`. */
export function inEachEngine(what: string, tests: Tests, as = (engine: Engine) => engine) {
  declare(what, tests, engines.map(as));
}

/** Declares `tests` for Firefox and WebKitGTK: a Playwright spec claims the same in Chromium. */
export function inOtherEngines(what: string, tests: Tests) {
  declare(
    what,
    tests,
    engines.filter(({ name }) => OTHERS.includes(name)),
  );
}

function declare(what: string, tests: Tests, engines: Engine[]) {
  // Concurrently: most of a test is waiting for a page.
  describe(what, { concurrency: true }, () => {
    for (const engine of engines) {
      describe(engine.name, { concurrency: 1 }, () => {
        let running: Running | undefined;
        const started = () => {
          if (!running) throw new Error(`${engine.name} does not run yet`);
          return running;
        };
        before(async () => {
          running = await Running.start(engine);
        });
        after(() => running?.stop());
        tests({
          name: engine.name,
          engine,
          get session() {
            return started().session;
          },
          size: (size) => started().size(size),
        });
      });
    }
  });
}
