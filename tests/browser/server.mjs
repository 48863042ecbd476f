// A static host for one test: the built site under any path, with a log of what was asked and a
// way to answer some of it otherwise.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that `cargo xtask build` writes. */
export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

const KINDS = {
  avif: "image/avif",
  bin: "application/octet-stream",
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webp: "image/webp",
};

/**
 * What a host may do with a request instead of answering it with the file. Each of them takes the
 * path from the site's root (`index.html`, `shanhai-1a2b.wasm`) as its first word.
 *
 * @typedef {(path: string) => boolean} Which
 * @typedef {{ status?: number, kind?: string, body?: (file: Buffer) => Buffer | string }} Otherwise
 */

export class Site {
  /** Every path asked for from the site's root, in order; `null` for one outside of it. */
  asked = [];
  #rules = [];
  #server = createServer((request, response) => this.#answer(request, response));

  /** Serves `folder` on a free port of this machine, below `prefix`. */
  static async open({ prefix = "/", folder = DIST } = {}) {
    const site = new Site();
    site.prefix = prefix;
    site.folder = folder;
    await new Promise((resolve) => site.#server.listen(0, "127.0.0.1", resolve));
    site.origin = `http://127.0.0.1:${site.#server.address().port}`;
    site.home = site.origin + prefix;
    return site;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Cuts the connection of requests for these files. @param {Which} which */
  cut(which) {
    this.#rules.push({ which, cut: true });
  }

  /** Answers requests for these files in another way. @param {Which} which @param {Otherwise} otherwise */
  answer(which, otherwise) {
    this.#rules.push({ which, otherwise });
  }

  /** Keeps requests for these files waiting until the function it gives is called. @param {Which} which */
  hold(which) {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    this.#rules.push({ which, released });
    return release;
  }

  async #answer(request, response) {
    const address = new URL(request.url, this.origin);
    const path = this.#pathOf(decodeURIComponent(address.pathname));
    this.asked.push(path);
    const rule = this.#rules.findLast(({ which }) => path !== null && which(path));
    if (rule?.cut) return response.destroy();
    await rule?.released;
    try {
      const accepts = request.headers["accept-encoding"] ?? "";
      // What is altered is altered as the browser would read it.
      const encodings = rule?.otherwise?.body ? "" : accepts;
      const file = path === null ? null : await this.#file(path, encodings);
      this.#send(response, file, rule?.otherwise);
    } catch (fault) {
      response.writeHead(500, { "content-type": KINDS.txt }).end(String(fault));
    }
  }

  /** The path below the prefix, where a folder stands for its page. */
  #pathOf(pathname) {
    if (!pathname.startsWith(this.prefix)) return null;
    const path = pathname.slice(this.prefix.length);
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  }

  /** A file as a host gives it, packed when the browser takes that; null when there is none. */
  async #file(path, encodings) {
    const onDisk = normalize(join(this.folder, path));
    if (!onDisk.startsWith(this.folder + sep)) return null;
    const kind = KINDS[path.split(".").at(-1)] ?? "application/octet-stream";
    if (/\bbr\b/.test(encodings) && (await isFile(`${onDisk}.br`))) {
      return { kind, encoding: "br", bytes: await readFile(`${onDisk}.br`) };
    }
    return (await isFile(onDisk)) ? { kind, bytes: await readFile(onDisk) } : null;
  }

  #send(response, file, otherwise) {
    const status = otherwise?.status ?? (file ? 200 : 404);
    const kind = otherwise?.kind ?? file?.kind ?? KINDS.txt;
    const body = otherwise?.body?.(file?.bytes) ?? (status === 404 ? "not here" : file?.bytes);
    const headers = { "content-type": kind, "cache-control": "no-cache" };
    if (file?.encoding) headers["content-encoding"] = file.encoding;
    response.writeHead(status, headers).end(body);
  }
}

async function isFile(path) {
  return stat(path).then((found) => found.isFile(), () => false);
}
