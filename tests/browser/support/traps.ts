// Reaches into the app from outside: makes it trap, and measures its memory.

import type { Page } from "@playwright/test";

type Reached = { app: { trap: boolean; calls: number; trapAfter: number; memory?: WebAssembly.Memory } };

/**
 * Wraps the app before the page starts it. Each call from the app to the browser throws, as a panic
 * does, once a trap is sprung, and after `trapAfter` calls.
 */
export async function reach(page: Page, { trapAfter = Number.MAX_SAFE_INTEGER } = {}) {
  await page.addInitScript((trapAfter) => {
    const app: Reached["app"] = { trap: false, calls: 0, trapAfter };
    Object.assign(window, { app });
    const trapped =
      (call: (...values: unknown[]) => unknown) =>
      (...values: unknown[]) => {
        app.calls += 1;
        if (app.trap || app.trapAfter < app.calls) throw new WebAssembly.RuntimeError("unreachable");
        return call(...values);
      };
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const modules = Object.entries(imports!).map(([name, module]) => {
        const parts = Object.entries(module).map(([name, part]) => [
          name,
          typeof part === "function" ? trapped(part as never) : part,
        ]);
        return [name, Object.fromEntries(parts)];
      });
      const made = await instantiate(source, Object.fromEntries(modules));
      app.memory = made.instance.exports.memory as WebAssembly.Memory;
      return made;
    };
  }, trapAfter);
}

/** Makes the app trap from now on. */
export function spring(page: Page) {
  return page.evaluate(() => ((window as unknown as Reached).app.trap = true));
}

/** Makes the app trap while an element matches `selector`, in this page and in those that it opens later. */
export async function springAt(page: Page, selector: string) {
  const set = (selector: string) => {
    const { app } = window as unknown as Partial<Reached>;
    if (app) Object.defineProperty(app, "trap", { get: () => document.querySelector(selector) !== null });
  };
  await page.addInitScript(set, selector);
  await page.evaluate(set, selector);
}

/** The size of the app's linear memory, in bytes. */
export function linearMemory(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as Reached).app.memory!.buffer.byteLength);
}
