// A small story with its own published address and a publisher's script for WeChat, built as an author builds it.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { PROGRAM } from "./shanhai.ts";
import { Site } from "./server.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const TABLES = `
[publication]
address = "https://stories.example/small/"
published = 2026-09-01T08:00:00+08:00
publisher = { zh = "山海报", en = "The Paper" }

[wechat]
sdk = "sdk.js"
signature = "/wechat/signature?of=story"

`;

/** Builds the story in the folder `story` to `out` as an author does, with `more` arguments. */
export function build(story: string, out: string, ...more: string[]) {
  execFileSync(PROGRAM, ["build", story, "--out", out, ...more], { cwd: ROOT, stdio: "pipe" });
}

/** Publishes the site to a folder; `sdk` is the script that the publisher puts beside the story. */
export function publish(sdk: string) {
  const place = mkdtempSync(join(tmpdir(), "published-"));
  const story = join(place, "story");
  cpSync(join(ROOT, "tests/stories/small"), story, { recursive: true });
  const file = join(story, "story.toml");
  writeFileSync(file, readFileSync(file, "utf8").replace("[title]", `${TABLES}[title]`));
  writeFileSync(join(story, "sdk.js"), sdk);
  const folder = join(place, "site");
  build(story, folder);
  return { folder, open: () => Site.open({ folder }), remove: () => rmSync(place, { recursive: true }) };
}
