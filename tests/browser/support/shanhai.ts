// The author's command as released: one program, in an empty folder, with an empty environment.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Site } from "./server.ts";
import { expect, test } from "./test.ts";

/** The program that `cargo xtask package` writes. */
export const PROGRAM =
  process.env.SHANHAI ?? fileURLToPath(new URL("../../../target/program/shanhai", import.meta.url));

/** An empty folder in which to run the program. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "shanhai-"));
  readonly #stops: (() => Promise<void>)[] = [];

  constructor() {
    if (!existsSync(PROGRAM)) throw new Error(`there is no ${PROGRAM}; make it first: cargo xtask package`);
  }

  /** Runs the program to its end, and returns its status and output. */
  call(...words: string[]) {
    const { status, stdout, stderr } = spawnSync(PROGRAM, words, { cwd: this.folder, env: {}, encoding: "utf8" });
    return { status, said: stdout + stderr };
  }

  /** Serves a story on a free port until the desk is cleared, and returns its address. */
  async serve(story: string): Promise<string> {
    const out = join(this.folder, "served");
    const words = ["serve", story, "--port", "0", "--out", out, "--until-closed"];
    const started = spawn(PROGRAM, words, { cwd: this.folder, env: {} });
    this.#stops.push(async () => {
      const ended = new Promise((resolve) => started.once("exit", resolve));
      started.stdin.end();
      await ended;
    });
    started.stderr.resume();
    for await (const said of started.stdout) {
      const address = /http:\S+/.exec(String(said));
      if (address) return address[0];
    }
    throw new Error("it served nothing");
  }

  async clear() {
    for (const stop of this.#stops) await stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Tests of the site that the program builds from the story in `folder`. */
export const testOf = (folder: string) =>
  test.extend<object, { built: string }>({
    built: [
      async ({}, use) => {
        const desk = new Desk();
        const { said } = desk.call("build", folder, "--out", "dist");
        expect(said).toContain("dist: ");
        await use(join(desk.folder, "dist"));
        await desk.clear();
      },
      { scope: "worker" },
    ],
    site: async ({ built }, use) => {
      const site = await Site.open({ folder: built });
      await use(site);
      await site.close();
    },
  });
