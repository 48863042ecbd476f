// A reporter that names the slowest tests of a run, at its end and in target/browser-tests-slowest.txt.

import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** So many tests are named. */
const MOST = 40;

const FILE = fileURLToPath(new URL("../../target/browser-tests-slowest.txt", import.meta.url));

export default class Slowest {
  #tests = [];

  onTestEnd(test, { duration, retry }) {
    const title = test.titlePath().slice(1).join(" › ");
    this.#tests.push({ title: retry ? `${title} (retry ${retry})` : title, seconds: duration / 1000 });
  }

  onEnd() {
    const slowest = this.#tests.toSorted((one, other) => other.seconds - one.seconds).slice(0, MOST);
    const whole = this.#tests.reduce((sum, { seconds }) => sum + seconds, 0);
    const lines = slowest.map(({ title, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${title}`);
    const text = [`the slowest of ${this.#tests.length} tests, which took ${whole.toFixed(0)} s in all:`, ...lines, ""].join("\n");
    writeFileSync(FILE, text);
    console.log(`\n${text}`);
  }
}
