// Photos, a photo in place of the map and videos, in the third story, in Firefox and WebKitGTK.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { Site } from "../support/server.ts";
import { WINDOWS } from "./engines.ts";
import { inOtherEngines } from "./in-each.ts";
import { expectNothingHeard, openLive, rest } from "./page.ts";
import { KEYS } from "./webdriver.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const story = join(root, "stories/map");
const [, covered] = readFileSync(join(story, "story.toml"), "utf8").match(/id = "([\w-]+)"\nphoto = /)!;

inOtherEngines("photos and videos", (browser) => {
  const folder = mkdtempSync(join(tmpdir(), "shanhai-"));
  let site: Site;

  before(async () => {
    const program = process.env.SHANHAI ?? join(root, "target/program/shanhai");
    const { status, stderr } = spawnSync(program, ["build", story, "--out", folder], { encoding: "utf8" });
    assert.equal(status, 0, stderr ?? "make the program first: cargo xtask package");
    site = await Site.open({ folder });
  });
  after(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  test(`${browser.name}: a photo loads when it is near, opens large by key, and Escape leads back to it`, async () => {
    const { session } = browser;
    await browser.size(WINDOWS.desk);
    await openLive(session, site, "?motion=off");
    await session.run(() => document.querySelector(".photo > a")!.scrollIntoView({ block: "center" }));
    await session.until("the photo has loaded", () => {
      const image = document.querySelector<HTMLImageElement>(".photo img")!;
      return image.complete && 0 < image.naturalWidth && image.currentSrc;
    });
    const alternative = await session.run(() => {
      const link = document.querySelector<HTMLElement>(".photo > a")!;
      link.focus();
      return link.querySelector("img")!.alt;
    });
    await session.press(KEYS.enter);
    await session.until("the photo is open", () => {
      const image = document.querySelector<HTMLImageElement>("dialog.large[open] img");
      return image?.complete && 0 < image.naturalWidth;
    });
    assert.equal(await session.run(() => document.querySelector("dialog")!.getAttribute("aria-label")), alternative);
    await session.press(KEYS.escape);
    await session.until("it has closed", () => !document.querySelector("dialog"));
    assert.ok(await session.run(() => document.activeElement!.matches(".photo > a")));
    await expectNothingHeard(session);
  });

  test(`${browser.name}: a photo covers the map while its step is read`, async () => {
    const { session } = browser;
    await openLive(session, site, `?motion=off#${covered}`);
    await session.until("the photo covers the map", () => {
      const image = document.querySelector<HTMLImageElement>(".stage > .shot img");
      if (!image?.complete || !image.naturalWidth) return false;
      const [over, under] = [image, document.querySelector(".stage")!].map((it) => it.getBoundingClientRect());
      return over!.width === under!.width && Math.abs(over!.height - under!.height) < 1;
    });
    await session.run(() => document.querySelector("#explore")!.scrollIntoView());
    await session.until("the map is back", () => !document.querySelector(".stage > .shot"));
    await rest(session);
    await expectNothingHeard(session);
  });

  test(`${browser.name}: a video has the browser's own player, and loads nothing by itself`, async () => {
    const { session } = browser;
    await openLive(session, site, "?motion=off");
    await session.run(() => document.querySelector("video")!.scrollIntoView({ block: "center" }));
    await rest(session);
    const video = await session.run(() => {
      const { controls, readyState, textTracks } = document.querySelector("video")!;
      return { controls, readyState, tracks: textTracks.length };
    });
    assert.deepEqual(video, { controls: true, readyState: 0, tracks: 1 });
    assert.ok(!site.asked.some((path) => path?.endsWith(".mp4")));
    await expectNothingHeard(session);
  });
});
