// Plain HTTP at a bare host name: browsers withhold the features of secure contexts.

import { launchOptions } from "../support/chromium.ts";
import { complete, lit } from "../support/rest.ts";
import { steps } from "../support/story.ts";
import { expect, scrollTo, test, untilLive } from "../support/test.ts";

const NAME = "story.example";

test.use({
  launchOptions: { ...launchOptions, args: [...launchOptions.args, `--host-resolver-rules=MAP ${NAME} 127.0.0.1`] },
});

test.beforeEach(({ faults }) => {
  faults.expect(new RegExp(`^another host: http://${NAME}:`));
});

test("where a page is not secure the story goes live and moves", async ({ page, site }) => {
  await page.goto(site.as(NAME));
  expect(await page.evaluate(() => [isSecureContext, "clipboard" in navigator])).toEqual([false, false]);
  await untilLive(page);
  for (const step of steps) {
    await scrollTo(page, step.id, { share: 0.5 });
    await expect.poll(() => lit(page), step.id).toEqual(complete(step));
  }
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
});

test("where a page is not secure an address that is to be copied is shown", async ({ page, site }) => {
  await page.goto(site.as(NAME));
  await untilLive(page);
  await scrollTo(page, "ankang", { share: 0.5 });
  await page.locator('[data-control="copy"]').click();
  await expect(page.locator(".controls")).toContainText("story.example");
});
