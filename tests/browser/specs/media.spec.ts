// A video and a recording among the words, in the third story: nothing of them loads before the reader presses play,
// they move nothing, and their transcripts open, in the page, on paper and in another page.

import { fileURLToPath } from "node:url";

import type { Locator } from "@playwright/test";

import { findings } from "../support/axe.ts";
import { line, openHost, storyIn } from "../support/host.ts";
import { testOf } from "../support/shanhai.ts";
import { countShifts, shifts } from "../support/shifts.ts";
import { expect, openLive } from "../support/test.ts";

const test = testOf(fileURLToPath(new URL("../../../stories/map/", import.meta.url)));

const isLoaded = (image: HTMLImageElement) => image.complete && 0 < image.naturalWidth;

/** Scrolls an element to the middle of the words. */
const bring = (part: Locator) => part.evaluate((it) => it.scrollIntoView({ block: "center", behavior: "instant" }));

/** Plays a video or a recording without sound until it has played for a while. */
const play = async (player: Locator) => {
  await player.evaluate((it: HTMLMediaElement) => {
    it.muted = true;
    return it.play();
  });
  await expect.poll(() => player.evaluate((it: HTMLMediaElement) => it.currentTime)).toBeGreaterThan(0.2);
};

test("nothing of a video or a recording loads before it plays, and nothing moves", async ({ page, site }) => {
  await countShifts(page);
  await openLive(page, site);
  // Captions are small, and Chromium loads them with the page.
  const files = () => site.asked.filter((path) => /^media\/.*(?<!\.vtt)$|^photos\/coast-\d/.test(path!));
  expect(files()).toEqual([]);
  const poster = page.locator(".video img");
  for (const part of await page.locator(".photo, .video, .audio").all()) await bring(part);
  await bring(poster);
  await expect.poll(() => poster.evaluate(isLoaded)).toBe(true);
  expect(await poster.evaluate((image: HTMLImageElement) => image.currentSrc)).toMatch(/\.(avif|webp)$/);
  expect(files()).toHaveLength(1);
  expect(await findings(page, { within: [".video", ".audio", ".transcript"] })).toEqual([]);
  expect((await shifts(page)).reduce((sum, shift) => sum + shift, 0)).toBe(0);
  for (const [at, name] of ["video", "audio"].entries()) {
    const player = page.locator(name);
    await bring(player);
    // Not by the sum of shifts: Chromium counts captions, which move within the video.
    const box = await player.boundingBox();
    await play(player);
    expect(await player.boundingBox()).toEqual(box);
    expect(new Set(files()).size).toBe(at + 2);
  }
  const cue = page.locator("video").evaluate((video: HTMLVideoElement) => {
    const [track] = video.textTracks;
    return [track!.mode, track!.language, (track!.cues![0] as VTTCue).text];
  });
  expect(await cue).toEqual(["showing", "zh-CN", "最粗的一级：几条直线"]);
});

test("a transcript opens by key", { tag: ["@phone", "@desk"] }, async ({ page, site }) => {
  await openLive(page, site);
  const transcript = page.locator(".transcript").first();
  const words = transcript.locator("p").first();
  await expect(words).toBeHidden();
  await transcript.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(words).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(words).toBeHidden();
});

test("on paper there are the poster, the caption and the transcript", async ({ page, site }) => {
  await openLive(page, site);
  await page.emulateMedia({ media: "print" });
  for (const part of [".video img", ".video figcaption"]) await expect(page.locator(part)).toBeVisible();
  for (const words of await page.locator(".transcript p").all()) await expect(words).toBeVisible();
  for (const part of ["video", "audio"]) await expect(page.locator(part)).toBeHidden();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the poster and the players are there", async ({ page, site }) => {
    await page.goto(site.home);
    for (const part of [".video img", "video", "audio"]) await expect(page.locator(part)).toBeVisible();
    await expect(page.locator("video > source")).toHaveAttribute("type", "video/mp4");
  });
});

test("in another page's own document the video plays with its captions", async ({ page, site }) => {
  await openHost(page, site, line(site, "", "?motion=off"));
  const story = await storyIn(page);
  const video = story.locator("video");
  await bring(video);
  await play(video);
  expect(await video.evaluate((video: HTMLVideoElement) => video.currentSrc)).toContain(`${site.home}media/`);
  await expect.poll(() => video.evaluate((video: HTMLVideoElement) => video.textTracks[0]!.cues?.length)).toBe(3);
});
