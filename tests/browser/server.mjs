// A static host for one test: the built site under any path, with a log of what was asked and a
// way to answer some of it otherwise.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that `cargo xtask build` writes. */
export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

/** What files are by the end of their names. */
export const KINDS = {
  avif: "image/avif",
  bin: "application/octet-stream",
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/vnd.microsoft.icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webp: "image/webp",
  xml: "text/xml; charset=utf-8",
};

/** How often a slow line lets something through. In milliseconds. */
const TICK = 50;

/**
 * What a host may do with a request instead of answering it with the file. Each of them takes the
 * path from the site's root (`index.html`, `shanhai-1a2b.wasm`) as its first word.
 *
 * @typedef {(path: string) => boolean} Which
 * @typedef {{
 *   status?: number,
 *   kind?: string,
 *   body?: (file: Buffer) => Buffer | string,
 *   headers?: Record<string, string>,
 *   breaksAt?: number,
 * }} Otherwise `breaksAt`: the share of the body, 0 to 1, after which the connection drops
 */

export class Site {
  /** Every path asked for from the site's root, in order; `null` for one outside of it. */
  asked = [];
  /** The same as it came over the line: method, address and headers. */
  requests = [];
  /** How many bytes went over the line for each path, without headers. @type {Map<string, number>} */
  sent = new Map();
  /** What the host has packed, by what browsers call it. */
  packs = ["br", "gzip"];
  /** How many bytes a second go through to the browser, for all files together. */
  pace = Infinity;
  /** What is said with every answer: that other sites may read it, as a host says that is embedded. */
  headers = { "access-control-allow-origin": "*" };
  #rules = [];
  #changes = [];
  #added = new Map();
  #line = Promise.resolve();
  #server = createServer((request, response) => this.#answer(request, response));

  /** Serves `folder` on a free port of this machine, at one of its own addresses, below `prefix`. */
  static async open({ prefix = "/", folder = DIST, host = "127.0.0.1" } = {}) {
    const site = new Site();
    site.prefix = prefix;
    site.folder = folder;
    await new Promise((resolve) => site.#server.listen(0, host, resolve));
    site.origin = `http://${host}:${site.#server.address().port}`;
    site.home = site.origin + prefix;
    return site;
  }

  /** The site's home as another site: another name of this machine, and so another origin. */
  as(host) {
    return this.home.replace("127.0.0.1", host);
  }

  /** Whether an address is one of this machine's that this site answers. */
  serves(address) {
    const { hostname, port } = new URL(address);
    return port === new URL(this.origin).port && /^(127\.0\.0\.\d+|localhost)$/.test(hostname);
  }

  /** Stops serving. The address is then nobody's. */
  async close() {
    if (!this.#server.listening) return;
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

  /** Answers each path of these in another way when it is asked for first. @param {Which} which @param {Otherwise} otherwise */
  answerOnce(which, otherwise) {
    const answered = new Set();
    const isFirst = (path) => which(path) && !answered.has(path) && answered.add(path);
    this.#rules.push({ which: isFirst, otherwise });
  }

  /** Keeps requests for these files waiting until the function it gives is called. @param {Which} which */
  hold(which) {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    this.#rules.push({ which, released });
    return release;
  }

  /** Serves pages as `change` makes them of their text, after what earlier changes did. */
  changePages(change) {
    this.#changes.push(change);
  }

  /** Serves pages whose policy lets no script run, as a host may have it. */
  forbidScripts() {
    this.changePages((page) => page.replace(/script-src [^;]*/, "script-src 'none'"));
  }

  /** Serves a file that the folder does not hold. */
  add(path, bytes) {
    this.#added.set(path, Buffer.from(bytes));
  }

  async #answer(request, response) {
    const address = new URL(request.url, this.origin);
    const path = this.#pathOf(decodeURIComponent(address.pathname));
    this.asked.push(path);
    this.requests.push({ method: request.method, address: request.url, headers: request.headers });
    const rule = this.#rules.findLast(({ which }) => path !== null && which(path));
    if (rule?.cut) return response.destroy();
    await rule?.released;
    try {
      const accepts = request.headers["accept-encoding"] ?? "";
      // What is altered is altered as the browser would read it.
      const { body, breaksAt } = rule?.otherwise ?? {};
      const isAltered = body || breaksAt !== undefined || (path?.endsWith(".html") && this.#changes.length);
      const file = path === null ? null : await this.#file(path, isAltered ? "" : accepts);
      await this.#send(response, path, file, rule?.otherwise);
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
    const kind = KINDS[path.split(".").at(-1)] ?? "application/octet-stream";
    if (this.#added.has(path)) return { kind, bytes: this.#added.get(path) };
    const onDisk = normalize(join(this.folder, path));
    if (!onDisk.startsWith(this.folder + sep)) return null;
    for (const [encoding, end] of Object.entries({ br: "br", gzip: "gz" })) {
      const isTaken = this.packs.includes(encoding) && new RegExp(`\\b${encoding}\\b`).test(encodings);
      if (!isTaken || !(await isFile(`${onDisk}.${end}`))) continue;
      return { kind, encoding, bytes: await readFile(`${onDisk}.${end}`) };
    }
    if (!(await isFile(onDisk))) return null;
    const bytes = await readFile(onDisk);
    if (!path.endsWith(".html")) return { kind, bytes };
    const page = this.#changes.reduce((text, change) => change(text), bytes.toString());
    return { kind, bytes: Buffer.from(page) };
  }

  async #send(response, path, file, otherwise) {
    const status = otherwise?.status ?? (file ? 200 : 404);
    const kind = otherwise?.kind ?? file?.kind ?? KINDS.txt;
    const body = otherwise?.body?.(file?.bytes) ?? (status === 404 ? "not here" : file?.bytes);
    const headers = { "content-type": kind, "cache-control": "no-cache", ...this.headers, ...otherwise?.headers };
    if (file?.encoding) headers["content-encoding"] = file.encoding;
    if (otherwise?.breaksAt !== undefined) {
      response.writeHead(status, { ...headers, "content-length": body.length });
      response.write(body.subarray(0, body.length * otherwise.breaksAt), () => response.destroy());
      return;
    }
    this.sent.set(path, (this.sent.get(path) ?? 0) + body.length);
    response.writeHead(status, headers);
    if (this.pace === Infinity) response.end(body);
    else await this.#trickle(response, Buffer.from(body));
  }

  /** Sends a body as a slow line does: it takes its turn among all others. */
  async #trickle(response, body) {
    const piece = Math.ceil((this.pace * TICK) / 1000);
    for (let sent = 0; sent < body.length; sent += piece) {
      this.#line = this.#line.then(() => new Promise((resolve) => setTimeout(resolve, TICK)));
      await this.#line;
      response.write(body.subarray(sent, sent + piece));
    }
    response.end();
  }
}

async function isFile(path) {
  return stat(path).then((found) => found.isFile(), () => false);
}
