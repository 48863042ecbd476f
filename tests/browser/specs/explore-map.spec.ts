// The explorer's map: what is chosen on it, its buttons and its gestures.

import { chosen, openExplorer, tile } from "../support/explorer.ts";
import { atRest } from "../support/rest.ts";
import { expect, settle, test } from "../support/test.ts";

test("every connection is reached from the map", { tag: "@phone" }, async ({ page, site }) => {
  await openExplorer(page, site);
  const facts = await page.locator("story-map").evaluate(async (root: HTMLElement) => {
    const address = root.dataset.facts!;
    const { links } = await (await fetch(new URL(address, document.baseURI))).json();
    return links as { id: string; kind: string; regions: number[] }[];
  });
  /** Makes a choice with the form, from an empty choice. */
  const choose = async (kind: string, region: number) => {
    await page.evaluate(
      ([kind, region]) => {
        // From a connection back to those that it was chosen from, and then to all.
        const reset = document.querySelector<HTMLElement>(".reset")!;
        while (!reset.hidden) reset.click();
        document.querySelector<HTMLElement>(`.choices input[value="${kind}"]`)!.click();
        document.querySelector<HTMLElement>(`.tiles > button[value="${region}"]`)!.click();
      },
      [kind, region] as const,
    );
    await atRest(page);
    expect(await chosen(page)).toBe(`kind=${kind}&region=${region}`);
  };
  for (const { id, kind, regions } of facts) {
    await choose(kind, regions[0]!);
    const at = await page.evaluate((id) => {
      const svg = document.querySelector<SVGSVGElement>(".picture > .lit")!;
      const matrix = svg.getScreenCTM()!;
      const shown = [...document.querySelectorAll<HTMLElement>(".chosen > li:not([hidden])")];
      const points = (id: string) => {
        const path = document.querySelector<SVGPathElement>(`[id="s1-l-${id}"]`)!;
        const length = path.getTotalLength();
        return Array.from({ length: 33 }, (_, step) =>
          path.getPointAtLength((length * step) / 32).matrixTransform(matrix),
        );
      };
      const others = shown
        .map(({ dataset }) => dataset.link!)
        .filter((other) => other !== id)
        .flatMap(points);
      const stage = document.querySelector(".stage")!.getBoundingClientRect();
      // The point of the curve that is farthest from other curves.
      const apart = points(id)
        .filter(({ x, y }) => stage.left + 4 < x && x < stage.right - 4 && stage.top + 4 < y && y < stage.bottom - 30)
        .map(({ x, y }) => ({ x, y, far: Math.min(Infinity, ...others.map((it) => Math.hypot(it.x - x, it.y - y))) }));
      return apart.sort((one, other) => other.far - one.far)[0]!;
    }, id);
    await page.mouse.click(at.x, at.y);
    expect.soft(await chosen(page), id).toContain(`link=${id}`);
    await expect.soft(page.locator(`.chosen [data-link="${id}"] button`), id).toBeInViewport();
  }
});

test("a province is chosen where the map is clicked, among what was chosen", { tag: "@phone" }, async ({
  page,
  site,
}) => {
  await openExplorer(page, site, "&kind=health");
  const at = (code: number) =>
    page.evaluate((code) => {
      const path = document.querySelector<SVGPathElement>(`[id="s1-r${code}"]`)!;
      const matrix = document.querySelector<SVGSVGElement>(".picture > .lit")!.getScreenCTM()!;
      const unit = path.transform.baseVal.consolidate()!.matrix.a;
      const { x, y, width, height } = path.getBBox();
      return new DOMPoint((x + width / 2) * unit, (y + height / 2) * unit).matrixTransform(matrix).toJSON();
    }, code);
  const chongqing = await at(500000);
  await page.mouse.click(chongqing.x, chongqing.y);
  expect(await chosen(page)).toBe("kind=health&region=500000");
  await expect(tile(page, 500000)).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".count")).toHaveText("本文没有讲到重庆的连线。下面是离它最近的。");
  await expect(page.locator(".count")).toBeInViewport();
  await page.locator(".reset").click();
  expect(await chosen(page)).toBe("");
});

test("buttons and the mouse move the map, and the whole map comes back", async ({ page, site }) => {
  await openExplorer(page, site);
  const frame = () => page.locator(".picture > .land").getAttribute("viewBox");
  const whole = await frame();
  for (const name of ["放大", "向右看", "向下看"]) {
    const before = await frame();
    await page.getByRole("button", { name }).click();
    expect(await frame(), name).not.toBe(before);
  }
  await atRest(page);
  const { x, y, width, height } = (await page.locator(".stage").boundingBox())!;
  const before = await frame();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 60, y + height / 2 + 40, { steps: 4 });
  await page.mouse.up();
  expect(await frame()).not.toBe(before);
  expect(await chosen(page), "a drag is no click").toBe("");
  await page.getByRole("button", { name: "看全图" }).click();
  expect(await frame()).toBe(whole);
});

test("the wheel scrolls the page, over the map too", async ({ page, site }) => {
  await openExplorer(page, site);
  const { x, y, width, height } = (await page.locator(".stage").boundingBox())!;
  const before = await page.evaluate(() => scrollY);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(before);
});

test.describe("by touch", { tag: "@phone" }, () => {
  test.use({ hasTouch: true });

  test("a tap chooses, one finger scrolls, two fingers move the map", async ({ context, page, site }) => {
    await openExplorer(page, site);
    const devtools = await context.newCDPSession(page);
    const touch = (type: string, ...points: [number, number][]) =>
      devtools.send("Input.dispatchTouchEvent", {
        type: type as "touchStart",
        touchPoints: points.map(([x, y], id) => ({ x, y, id })),
      });
    const { x, y, width, height } = (await page.locator(".stage").boundingBox())!;
    const [left, top] = [x + width / 2, y + height / 2];
    const frame = () => page.locator(".picture > .land").getAttribute("viewBox");

    const whole = await frame();
    const scrolled = await page.evaluate(() => scrollY);
    await touch("touchStart", [left, top]);
    for (let down = 15; down <= 150; down += 15) {
      await touch("touchMove", [left, top + down]);
      await settle(page);
    }
    await touch("touchEnd");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(scrolled);
    expect(await frame(), "one finger does not move the map").toBe(whole);

    await openExplorer(page, site);
    await touch("touchStart", [left - 40, top], [left + 40, top]);
    await touch("touchMove", [left - 80, top], [left + 80, top]);
    await touch("touchMove", [left - 100, top], [left + 100, top]);
    await touch("touchEnd");
    await expect.poll(frame).not.toBe(whole);

    await openExplorer(page, site);
    const at = await page.evaluate(() => {
      const path = document.querySelector<SVGPathElement>('[id="s1-r540000"]')!;
      const matrix = document.querySelector<SVGSVGElement>(".picture > .lit")!.getScreenCTM()!;
      const unit = path.transform.baseVal.consolidate()!.matrix.a;
      const { x, y, width, height } = path.getBBox();
      return new DOMPoint((x + width / 2) * unit, (y + height / 2) * unit).matrixTransform(matrix).toJSON();
    });
    await page.touchscreen.tap(at.x, at.y);
    await expect.poll(() => chosen(page)).toBe("region=540000");
  });
});

test("the map's buttons stand in its corner, in the explorer alone", async ({ page, site }) => {
  for (const size of [
    { width: 320, height: 568 },
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size);
    await openExplorer(page, site);
    const covered = await page.evaluate(() => {
      const boxOf = (part: Element) => part.getBoundingClientRect();
      const buttons = [...document.querySelectorAll(".map-tools button")].filter((it) => it.checkVisibility());
      const stage = boxOf(document.querySelector(".stage")!);
      const note = boxOf(document.querySelector(".review")!);
      const over = (a: DOMRect, b: DOMRect) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      const matrix = document.querySelector<SVGSVGElement>(".picture > .land")!.getScreenCTM()!;
      const shapeOf = (name: string) => {
        const shape = document.querySelector<SVGGraphicsElement>(`[id="s1-${name}"]`)!;
        const unit = shape.transform.baseVal.consolidate()?.matrix.a ?? 1;
        const { x, y, width, height } = shape.getBBox();
        const from = new DOMPoint(x * unit, y * unit).matrixTransform(matrix);
        return new DOMRect(from.x, from.y, width * unit * matrix.a, height * unit * matrix.d);
      };
      const [taiwan, islets] = [shapeOf("r710000"), shapeOf("islets")];
      return buttons.map((button) => {
        const box = boxOf(button);
        const inside = stage.left <= box.left && box.right <= stage.right && stage.top <= box.top;
        return [box.width, inside && box.bottom <= note.top, [note, taiwan, islets].some((it) => over(box, it))];
      });
    });
    expect.soft(covered, `${size.width}`).toEqual([
      [44, true, false],
      [44, true, false],
      [44, true, false],
    ]);
  }
  await page.evaluate(() => (location.hash = "ankang"));
  await expect(page.locator(".map-tools")).toBeHidden();
});

test("one key leads from the words to the map's buttons", async ({ page, site }) => {
  await openExplorer(page, site);
  await page.locator(".to-tools").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "放大" })).toBeFocused();
});
