// Makes the video and the recording of this story from the files of the base map. Run it in the project's root, after
// `npm ci`, with Chromium and ffmpeg installed: node stories/map/media.mjs

import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coast, pageOf, PAPER, provinces } from "./pictures.mjs";

const MEDIA = "stories/map/media";
const ffmpeg = (...options) => execFileSync("ffmpeg", ["-y", "-loglevel", "error", ...options]);
const folder = await mkdtemp(join(tmpdir(), "media-"));

// The video: five seconds above northeast Fujian, nearer all the time, with the next level from time to time.
const [WIDTH, HEIGHT, RATE, SECONDS] = [960, 600, 20, 5];
const levels = await Promise.all([0, 1, 2].map(coast));
const page = await pageOf(WIDTH, HEIGHT);
const svg = levels.map((drawn) => `<g>${drawn}</g>`).join("");
await page.setContent(
  `<style>body { margin: 0 } svg { display: block; background: ${PAPER} }</style><svg width="${WIDTH}" height="${HEIGHT}">${svg}</svg>`,
);
for (let frame = 0; frame < RATE * SECONDS; frame += 1) {
  const at = frame / (RATE * SECONDS);
  const width = 300 - 100 * at;
  const view = [4152 - width / 2, 3105 - (width * HEIGHT) / WIDTH / 2, width, (width * HEIGHT) / WIDTH];
  await page.evaluate(
    ([view, level]) => {
      document.querySelector("svg").setAttribute("viewBox", view.join(" "));
      document.querySelectorAll("g").forEach((group, at) => (group.style.display = at === level ? "" : "none"));
    },
    [view, Math.floor(at * 3)],
  );
  await page.screenshot({ path: join(folder, `${String(frame).padStart(3, "0")}.png`) });
}
const frames = ["-framerate", `${RATE}`, "-i", join(folder, "%03d.png")];
const video = ["-c:v", "libx264", "-preset", "veryslow", "-crf", "28", "-pix_fmt", "yuv420p", "-movflags", "+faststart"];
ffmpeg(...frames, "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", ...video, `${MEDIA}/coast.mp4`);
// Readers who do not press play see the coast as it is at the end.
ffmpeg("-i", join(folder, "099.png"), "-q:v", "2", "-fflags", "+bitexact", `${MEDIA}/coast.jpg`);
await page.context().browser().close();

// The recording: one click for each point of that coast, in the order of the file. All of a level in one second and a
// half, the coarsest level first, with a second of silence between.
const [SAMPLES, LENGTH] = [22050, 1.5];
const clicks = [];
for (const [turn, level] of [0, 2].entries()) {
  const { points } = await provinces(level);
  const seen = points.filter(([x, y]) => 4040 <= x && x <= 4264 && 3030 <= y && y <= 3170);
  console.log(`level ${level}: ${seen.length} points`);
  seen.forEach((_, at) => clicks.push(0.25 + turn * (LENGTH + 1) + (at / seen.length) * LENGTH));
}
const sound = new Float32Array(SAMPLES * (2 * LENGTH + 1.75));
for (const click of clicks) {
  const start = Math.round(click * SAMPLES);
  for (let at = 0; at < SAMPLES * 0.02; at += 1) {
    const second = at / SAMPLES;
    sound[start + at] += 0.3 * Math.sin(2 * Math.PI * 1800 * second) * Math.exp(-second / 0.003);
  }
}
await writeFile(join(folder, "points.raw"), sound);
const raw = ["-f", "f32le", "-ar", `${SAMPLES}`, "-ac", "1", "-i", join(folder, "points.raw")];
ffmpeg(...raw, "-map_metadata", "-1", "-id3v2_version", "0", "-write_xing", "0", "-b:a", "48k", `${MEDIA}/points.mp3`);
await rm(folder, { recursive: true });
