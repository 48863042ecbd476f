// How the browser is started, by Playwright and, through webdriver.json, by ChromeDriver.

import { readFileSync } from "node:fs";

const webdriver = JSON.parse(readFileSync(new URL("webdriver.json", import.meta.url), "utf8"));

/** Launch options of the machine's own Chromium. Playwright adds the headless mode by itself. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: webdriver["goog:chromeOptions"].args.filter((flag) => flag !== "--headless"),
};

/** The two screens that the design is drawn for. */
export const screens = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
};
