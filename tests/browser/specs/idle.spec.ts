// Nothing runs while nothing moves.

import { atRest } from "../support/rest.ts";
import { expect, MOTION, openLive, scrollTo, test } from "../support/test.ts";

test.use(MOTION);

for (const step of ["cover", "zhengan", "epilogue"]) {
  test(`at rest in ${step} no frame is asked for in a second`, async ({ page, site }) => {
    await page.addInitScript(() => {
      const native = window.requestAnimationFrame.bind(window);
      const asked = { times: 0, native };
      window.requestAnimationFrame = (callback) => {
        asked.times += 1;
        return native(callback);
      };
      Object.assign(window, { asked });
    });
    await openLive(page, site);
    await scrollTo(page, step, { share: 0.5 });
    // Near its place the explorer is built once the map rests, over several frames.
    if (step === "epilogue") await expect(page.locator("story-map")).toHaveAttribute("data-explorer");
    await atRest(page);
    const times = await page.evaluate(async () => {
      type Asked = { times: number; native: typeof requestAnimationFrame };
      const { asked } = window as unknown as { asked: Asked };
      const frame = () => new Promise<number>(asked.native);
      const before = asked.times;
      const start = await frame();
      while ((await frame()) < start + 1000);
      return asked.times - before;
    });
    expect(times).toBe(0);
    await expect(page.locator("story-map")).not.toHaveAttribute("data-moving");
    await expect(page.locator(".lens")).toHaveCSS("will-change", "auto");
    await expect(page.locator(".lens")).toHaveCSS("transform", "none");
  });
}

test("in flight the picture is a layer of its own", async ({ page, site }) => {
  await openLive(page, site);
  await expect(page.locator("link[href*=finish]:not([media])")).toBeAttached();
  const layers = await page.locator(".lens").evaluateHandle((lens) => {
    const layerOf = (element: Element) => getComputedStyle(element).willChange;
    const told = new Promise<string[]>((resolve) => {
      new MutationObserver(() => resolve([lens, lens.querySelector(".connections")!].map(layerOf))).observe(lens, {
        attributeFilter: ["data-flying"],
      });
    });
    return { told };
  });
  await scrollTo(page, "zhengan", { share: 0.5 });
  // Connections fade in a layer of their own: otherwise the browser would paint the picture in every frame.
  expect(await layers.evaluate(({ told }) => told)).toEqual(["transform", "opacity"]);
});
