// The built files: their names, the files that they name, and their compressed copies.

import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { all, bytesOf, files, isHashed, packed } from "../support/built.ts";
import { expect, test } from "../support/test.ts";

/** Names that stay the same in every build, as people and other pages write them. */
const isStable = (path: string) =>
  /(^|\/)((index|embed)\.html|embed\.js|favicon\.ico|NOTICE\.txt|share\/[a-z0-9-]+\.(html|json|png|svg|txt|xml))$/.test(
    path,
  );

/** Files for other sites to show: pages name them only if the story knows its own address. */
const isShared = (path: string) => /(^|\/)share\//.test(path);

const isText = (path: string) => /\.(html|css|js|json|svg|csv)$/.test(path);
const texts = files.filter(isText).map((path): [string, string] => [path, bytesOf(path).toString()]);

/** The author's own drawings, of which any story has as many as it likes, in one file. */
const isOfStory = (path: string) => /^drawings\./.test(path);

test("there are fewer than 30 files, without the packed ones, those to be shared and the author's own", () => {
  const counted = files.filter((path) => !isShared(path) && !isOfStory(path));
  expect(counted.length, counted.join("\n")).toBeLessThan(30);
});

test("every name but the pages' and the loader's carries the hash of what its file holds", () => {
  for (const path of files.filter((path) => !isStable(path))) {
    expect(isHashed(path), path).toBe(true);
    const hash = createHash("sha256").update(bytesOf(path)).digest("hex").slice(0, 12);
    expect(path.split(".").at(-2), path).toBe(hash);
  }
  for (const path of files.filter(isStable)) expect(isHashed(path), path).toBe(false);
});

test("names differ by more than capitals, and no host takes one for its own", () => {
  // People look for licences under this name.
  const named = all.filter((path) => !path.startsWith("NOTICE.txt"));
  expect(named.length).toBe(all.length - 3);
  const lower = named.map((path) => path.toLowerCase());
  expect(new Set(lower).size).toBe(named.length);
  expect(lower).toEqual(named);
  for (const part of named.flatMap((path) => path.split("/"))) {
    // Jekyll leaves out names that begin with _ or ., and Windows and object stores mishandle other characters.
    expect(part).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
  }
});

test("no file names an address that begins at the root of its host", () => {
  const rooted = [
    /\b(?:href|src|srcset|action|poster|data-[a-z-]+)=["']\/[^"']*/g,
    /url\(\s*["']?\/[^)]*/g,
    /\b(?:import|from|fetch|URL)\s*\(?\s*["'`]\/(?!\/)[^"'`]*/g,
  ];
  const found = texts.flatMap(([path, text]) =>
    rooted.flatMap((part) => text.match(part)?.map((it) => `${path}: ${it}`) ?? []),
  );
  expect(found).toEqual([]);
  // The pattern does match relative addresses.
  expect(texts.some(([, text]) => /\bhref="(?!\/)[^"#]/.test(text))).toBe(true);
});

test("every file with a hash is named by a page, or by what a page names", () => {
  const named = new Set<string>();
  const toRead = texts.filter(([path]) => !isHashed(path));
  for (const [, text] of toRead) {
    for (const path of files) {
      if (!isHashed(path) || named.has(path) || !text.includes(path.split("/").at(-1)!)) continue;
      named.add(path);
      const found = texts.find(([other]) => other === path);
      if (found) toRead.push(found);
    }
  }
  expect(files.filter((path) => isHashed(path) && !isShared(path) && !named.has(path))).toEqual([]);
});

test("every compressed copy unpacks to the same bytes, and every text has one", () => {
  const unpack = { br: brotliDecompressSync, gz: gunzipSync };
  for (const path of packed) {
    const [, plain, end] = /^(.*)\.(br|gz)$/.exec(path)!;
    expect(unpack[end as "br" | "gz"](bytesOf(path)).equals(bytesOf(plain!)), path).toBe(true);
    expect(bytesOf(path).length, path).toBeLessThan(bytesOf(plain!).length);
  }
  for (const path of files.filter((path) => /\.(html|css|js|json|svg|wasm|bin)$/.test(path))) {
    expect(packed, path).toEqual(expect.arrayContaining([`${path}.br`, `${path}.gz`]));
  }
});

test("every page names icons that are there, each of its size, and refuses none of them", async ({ page, site }) => {
  const parts = ["link[rel~=icon]", "link[rel~=apple-touch-icon]", "link[rel=manifest]"];
  for (const [address, named] of [
    ["", 4],
    ["en/", 4],
    ["embed.html", 3],
    ["en/embed.html", 3],
  ] as const) {
    await page.goto(site.home + address);
    const links = await page
      .locator(parts.join())
      .evaluateAll((links) => (links as HTMLLinkElement[]).map(({ href }) => href));
    expect(links.length, address).toBe(named);
    for (const link of links) expect((await page.request.get(link)).status(), link).toBe(200);
    // The page's own policy allows the icons.
    const widths = await page.evaluate(async (links) => {
      const images = links.filter((link) => !link.endsWith("json")).map((src) => Object.assign(new Image(), { src }));
      await Promise.all(images.map((image) => image.decode()));
      return images.map((image) => image.naturalWidth);
    }, links);
    expect(widths.length).toBe(3);
    expect(
      widths.every((width) => 0 < width),
      `${widths}`,
    ).toBe(true);
    expect(widths[2]).toBe(180);
  }
});
