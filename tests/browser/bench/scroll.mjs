// Scrolling as a reader does it: by input, which the browser's compositor handles, and not by
// script.

/** CSS pixels a second: a fast reader. */
const SPEED = 1200;

/**
 * Scrolls down from the top. By wheel on the phone, too: a synthetic touch scrolls nothing in
 * headless Chromium, and the page listens to neither.
 */
export async function scrollDown(page, devtools, distance) {
  const { width, height } = page.viewportSize();
  await devtools.send("Input.synthesizeScrollGesture", {
    x: width / 2,
    y: height * 0.7,
    yDistance: -distance,
    speed: SPEED,
    gestureSourceType: "mouse",
  });
  const reached = await page.evaluate(() => scrollY);
  // Scroll positions are rounded to the screen's pixels.
  if (reached + 2 < distance) throw new Error(`scrolled to ${reached} instead of ${distance}`);
}
