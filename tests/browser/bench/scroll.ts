// Scrolls as a reader does: by input, which the browser's compositor handles, and not by
// script.

import type { CDPSession, Page } from "@playwright/test";

/** Speed of a reader who skims, in CSS pixels per second. */
export const SKIMMING = 1200;

/** Speed of a reader who reads and sees every step, in CSS pixels per second. */
export const READING = 300;

/**
 * Scrolls down by `distance` CSS pixels. By wheel on the phone, too: a synthetic touch scrolls nothing in
 * headless Chromium, and the page listens to neither.
 */
export async function scrollDown(page: Page, devtools: CDPSession, distance: number, speed = SKIMMING) {
  const { width, height } = page.viewportSize()!;
  const from = await page.evaluate(() => scrollY);
  await devtools.send("Input.synthesizeScrollGesture", {
    x: width / 2,
    y: height * 0.7,
    yDistance: -distance,
    speed,
    gestureSourceType: "mouse",
  });
  const reached = await page.evaluate(() => scrollY);
  // Browsers round scroll positions to the screen's pixels.
  const goal = from + distance;
  if (reached + 2 < goal) throw new Error(`scrolled to ${reached} instead of ${goal}`);
}
