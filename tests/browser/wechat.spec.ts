// In WeChat's own browser, where most readers open a link that somebody sent them.

import { expect, openLive, test } from "./test";

test.use({
  userAgent:
    "Mozilla/5.0 (Linux; Android 14; 2211133C Build/UKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300473 MMWEBSDK/20241202 MicroMessenger/8.0.56 WeChat/arm64 Language/zh_CN",
});

test("in WeChat the story says what it is, and asks nobody else for anything", async ({ page, site }) => {
  await openLive(page, site);
  await expect(page).toHaveTitle(/./);
  await expect(page.locator("meta[name=description]")).toHaveAttribute("content", /./);
});
