// Functions and data for the specs of the explorer.

import type { Page } from "@playwright/test";

import { atRest, current, lit } from "./rest.ts";
import { expect, openAt } from "./test.ts";

type Site = import("./server.ts").Site;

export const STILL = "?motion=off";

/** Opens the explorer with the choice in the address. */
export async function openExplorer(page: Page, site: Site, choice = "", language = "") {
  await openAt(page, site, `${language}${STILL}${choice}#explore`);
  await expect(page.locator("story-map[data-explorer]")).toBeAttached();
  await expect.poll(() => current(page)).toBe("explore");
  await atRest(page);
}

/** The ids of the links in the list. */
export function listed(page: Page): Promise<string[]> {
  return page
    .locator(".chosen > li:not([hidden])")
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.link!));
}

/** The ids of the links that the map highlights, sorted. */
export async function onMap(page: Page): Promise<string[]> {
  await atRest(page);
  return Object.keys(await lit(page)).sort();
}

/** The choice in the address. */
export async function chosen(page: Page): Promise<string> {
  const query = new URLSearchParams(await page.evaluate(() => location.search));
  return ["kind", "side", "region", "link", "view"]
    .filter((key) => query.has(key))
    .map((key) => `${key}=${query.get(key)}`)
    .join("&");
}

/** The tile of a region. */
export const tile = (page: Page, code: number) => page.locator(`.tiles > button[value="${code}"]`);
