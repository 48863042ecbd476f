// A static host for one test: serves the built site under any path, logs requests, and can answer
// some of them differently.

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { readFile, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that `cargo xtask build` writes. */
export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../../dist", import.meta.url));

const PLAIN = "text/plain; charset=utf-8";

/** Media types by file extension. */
export const KINDS: Record<string, string> = {
  avif: "image/avif",
  bin: "application/octet-stream",
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/vnd.microsoft.icon",
  jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  m4a: "audio/mp4",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  png: "image/png",
  svg: "image/svg+xml",
  txt: PLAIN,
  vtt: "text/vtt; charset=utf-8",
  wasm: "application/wasm",
  webm: "video/webm",
  webp: "image/webp",
  xml: "text/xml; charset=utf-8",
};

/** Interval between two chunks on a slow connection. In milliseconds. */
const TICK = 50;

/** A condition on the path from the site's root: `index.html`, `shanhai-1a2b.wasm`. */
export type Which = (path: string) => boolean;

/** An alternative answer. */
export type Otherwise = {
  status?: number;
  kind?: string;
  /** The body, made of the file's uncompressed content. */
  body?: (file: Buffer) => Buffer | string;
  headers?: Record<string, string>;
  /** The share of the body, 0 to 1, after which the connection drops. */
  breaksAt?: number;
};

/** What to do with requests for some files: cut them, hold them until a promise is settled, answer differently. */
type Rule = { which: Which; cut?: true; released?: Promise<void>; otherwise?: Otherwise };

/** A file with its media type and the encoding in which it is compressed, if it is. */
type Sent = { kind: string; encoding?: string; bytes: Buffer };

export class Site {
  /** Every path requested, from the site's root, in order; `null` for one outside of it. */
  asked: (string | null)[] = [];
  /** The same requests as received: method, address and headers. */
  requests: { method: string; address: string; headers: IncomingHttpHeaders }[] = [];
  /** The path of the site on this host. */
  prefix = "/";
  /** The folder that is served. */
  folder = DIST;
  /** The host's address, and that of the site. */
  origin = "";
  home = "";
  /** The bytes sent for each path, without headers. */
  sent = new Map<string, number>();
  /** The encodings in which the host has compressed files, by their HTTP names. */
  packs = ["br", "gzip"];
  /** Bytes per second to the browser, for all files together. */
  pace = Infinity;
  /** Headers of every answer: other sites may read it, as an embedded story's host allows. */
  headers: Record<string, string> = { "access-control-allow-origin": "*" };
  #rules: Rule[] = [];
  #changes: ((page: string) => string)[] = [];
  #added = new Map<string, Buffer>();
  #line = Promise.resolve();
  #server = createServer((request, response) => this.#answer(request, response));

  /** Serves `folder` below `prefix`, on a free port of the address `host` of this machine. */
  static async open({ prefix = "/", folder = DIST, host = "127.0.0.1" } = {}) {
    const site = new Site();
    site.prefix = prefix;
    site.folder = folder;
    await new Promise<void>((resolve) => site.#server.listen(0, host, resolve));
    site.origin = `http://${host}:${(site.#server.address() as AddressInfo).port}`;
    site.home = site.origin + prefix;
    return site;
  }

  /** The site's home under another name of this machine, and so on another origin. */
  as(host: string) {
    return this.home.replace("127.0.0.1", host);
  }

  /** Whether this site answers an address of this machine. */
  serves(address: string) {
    const { hostname, port } = new URL(address);
    return port === new URL(this.origin).port && /^(127\.0\.0\.\d+|localhost)$/.test(hostname);
  }

  /** Stops serving. After that nothing answers at the address. */
  async close() {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Cuts the connection of requests for these files. */
  cut(which: Which) {
    this.#rules.push({ which, cut: true });
  }

  /** Answers requests for these files differently. */
  answer(which: Which, otherwise: Otherwise) {
    this.#rules.push({ which, otherwise });
  }

  /** Answers the first request for each file differently. */
  answerOnce(which: Which, otherwise: Otherwise) {
    const answered = new Set<string>();
    const isFirst = (path: string) => which(path) && !answered.has(path) && Boolean(answered.add(path));
    this.#rules.push({ which: isFirst, otherwise });
  }

  /** Holds requests for these files until the returned function is called. */
  hold(which: Which): () => void {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    this.#rules.push({ which, released });
    return release;
  }

  /** Serves pages as `change` rewrites their text, after earlier changes. */
  changePages(change: (page: string) => string) {
    this.#changes.push(change);
  }

  /** Serves pages with a policy that allows no scripts, as a host may. */
  forbidScripts() {
    this.changePages((page) => page.replace(/script-src [^;]*/, "script-src 'none'"));
  }

  /** Serves a file that is not in the folder. */
  add(path: string, content: string | Buffer) {
    this.#added.set(path, Buffer.from(content));
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const address = new URL(request.url!, this.origin);
    const path = this.#pathOf(decodeURIComponent(address.pathname));
    this.asked.push(path);
    this.requests.push({ method: request.method!, address: request.url!, headers: request.headers });
    const rule = this.#rules.findLast(({ which }) => path !== null && which(path));
    if (rule?.cut) return response.destroy();
    await rule?.released;
    try {
      const accepts = String(request.headers["accept-encoding"] ?? "");
      // To alter a body, start from its uncompressed form.
      const { body, breaksAt } = rule?.otherwise ?? {};
      const isAltered = body || breaksAt !== undefined || (path?.endsWith(".html") && this.#changes.length);
      const file = path === null ? null : await this.#file(path, isAltered ? "" : accepts);
      await this.#send(response, path, file, rule?.otherwise);
    } catch (fault) {
      response.writeHead(500, { "content-type": PLAIN }).end(String(fault));
    }
  }

  /** The path below the prefix; a folder's path is that of its index page. */
  #pathOf(pathname: string) {
    if (!pathname.startsWith(this.prefix)) return null;
    const path = pathname.slice(this.prefix.length);
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  }

  /** A file as a host sends it, compressed if the browser accepts that; null if there is none. */
  async #file(path: string, encodings: string): Promise<Sent | null> {
    const kind = KINDS[path.split(".").at(-1)!] ?? "application/octet-stream";
    const added = this.#added.get(path);
    if (added) return { kind, bytes: added };
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

  async #send(response: ServerResponse, path: string | null, file: Sent | null, otherwise: Otherwise = {}) {
    const status = otherwise.status ?? (file ? 200 : 404);
    const kind = otherwise.kind ?? file?.kind ?? PLAIN;
    const content = file?.bytes ?? Buffer.alloc(0);
    const body = Buffer.from(otherwise.body?.(content) ?? (status === 404 ? "not here" : content));
    const encoded = file?.encoding ? { "content-encoding": file.encoding } : {};
    const caching = { "cache-control": "no-cache" };
    const headers = { "content-type": kind, ...caching, ...this.headers, ...otherwise.headers, ...encoded };
    if (otherwise.breaksAt !== undefined) {
      response.writeHead(status, { ...headers, "content-length": body.length });
      response.write(body.subarray(0, body.length * otherwise.breaksAt), () => response.destroy());
      return;
    }
    if (path !== null) this.sent.set(path, (this.sent.get(path) ?? 0) + body.length);
    response.writeHead(status, headers);
    if (this.pace === Infinity) response.end(body);
    else await this.#trickle(response, body);
  }

  /** Sends a body as a slow connection does, its chunks in turns with those of all other bodies. */
  async #trickle(response: ServerResponse, body: Buffer) {
    const piece = Math.ceil((this.pace * TICK) / 1000);
    for (let sent = 0; sent < body.length; sent += piece) {
      this.#line = this.#line.then(() => new Promise((resolve) => setTimeout(resolve, TICK)));
      await this.#line;
      response.write(body.subarray(sent, sent + piece));
    }
    response.end();
  }
}

async function isFile(path: string) {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
