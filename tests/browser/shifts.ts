// How far what stands on a page is moved under its reader: the layout shifts that its browser tells of.

import type { Page } from "@playwright/test";

/** Adds up how far the page was moved under its reader. Shifts soon after a key or click are none. */
export async function countShifts(page: Page) {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        shifts.push(entry.value);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** How far each time since. */
export function shifts(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
}
