// Real hosts on this machine, each configured as docs/hosting.md tells its operator.

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

import { DIST } from "./server.ts";
import { freePort } from "./ports.ts";

const document = readFileSync(new URL("../../../docs/hosting.md", import.meta.url), "utf8");

/** Paths below the host's root that hold the build. */
export const PLACES = ["", "a/b/", "中文 路径/"];

/** Path of the brotli module that Debian's package installs. */
const BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/** How to start a host. Without `port`, the host chooses one and prints it. */
type Command = { program: string; args: string[]; port?: number };

/** For each host, its command, and what it prints once it answers. */
const KINDS: Record<string, { command: (host: Host) => Command | Promise<Command>; says: RegExp }> = {
  nginx: { command: ({ folder }) => nginx(folder), says: /start worker process / },
  Caddy: { command: ({ folder }) => caddy(folder), says: /serving initial configuration/ },
  python3: { command: ({ served }) => python(served), says: /port (\d+)/ },
};

export const HOSTS = Object.keys(KINDS);

/** A running host. Tests use it in the place of a `Site`. */
export class Host {
  /** Empty: a `Site` lists its requests here, and this host keeps no list. */
  asked: string[] = [];
  /** One of `HOSTS`. */
  name = "";
  /** The host's own folder, and the folder in it that is served. */
  folder = "";
  served = "";
  /** The host's address, and that of the site. */
  origin = "";
  prefix = "/";
  home = "";
  #process?: ChildProcessByStdio<null, Readable, Readable>;

  /** Starts one of `HOSTS` with `build` at each of `PLACES`. */
  static async start(name: string, build = DIST) {
    const host = new Host();
    host.name = name;
    host.folder = mkdtempSync(join(tmpdir(), `shanhai-${name}-`));
    host.served = join(host.folder, "www");
    cpSync(build, host.served, { recursive: true });
    mkdirSync(join(host.served, "a"));
    for (const place of PLACES.slice(1)) symlinkSync(build, join(host.served, place.slice(0, -1)));
    const { command, says } = KINDS[name]!;
    const { program, args, port } = await command(host);
    const env = { ...process.env, HOME: host.folder, XDG_CONFIG_HOME: host.folder, XDG_DATA_HOME: host.folder };
    host.#process = spawn(program, args, { cwd: host.folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const [, said] = await host.#said(host.#process, says);
    host.origin = `http://127.0.0.1:${port ?? said}`;
    host.home = `${host.origin}/`;
    return host;
  }

  /** Whether this host answers an address. */
  serves(address: string) {
    return new URL(address).origin === this.origin;
  }

  async stop() {
    const running = this.#process;
    if (running?.exitCode === null) {
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGTERM");
      await ended;
    }
    rmSync(this.folder, { recursive: true });
  }

  /** The match of `pattern` in the host's output; an error with all of its output if the host exits before. */
  #said(running: ChildProcessByStdio<null, Readable, Readable>, pattern: RegExp) {
    let text = "";
    return new Promise<RegExpExecArray>((resolve, reject) => {
      const hear = (piece: Buffer) => {
        text += piece;
        const found = pattern.exec(text);
        if (found) resolve(found);
      };
      running.stdout.on("data", hear);
      running.stderr.on("data", hear);
      running.once("error", reject);
      running.once("exit", () => reject(new Error(`${this.name} ended:\n${text}`)));
    });
  }
}

/** The configuration that the document shows for one host, with the operator's words filled in. */
function documented(language: string, words: [word: string, ours: string][]) {
  const block = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(document);
  if (!block) throw new Error(`docs/hosting.md shows nothing for ${language}`);
  return words.reduce((text, [word, ours]) => {
    if (!text.includes(word)) throw new Error(`${language}: docs/hosting.md has no \`${word}\``);
    return text.replace(word, ours);
  }, block[1]!);
}

/** Wraps the documented configuration: no daemon, and nothing written outside of the folder. */
async function nginx(folder: string) {
  const port = await freePort();
  const site = documented("nginx", [
    ["listen 80;", `listen 127.0.0.1:${port};`],
    ["    listen [::]:80;\n", ""],
    ["/srv/www", join(folder, "www")],
    ["# brotli_static on;", "brotli_static on;"],
  ]);
  const kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  // Started as root, nginx would drop its rights, and with them its access to this folder.
  const user = process.getuid?.() === 0 ? "user root;\n" : "";
  writeFileSync(
    join(folder, "nginx.conf"),
    `${user}load_module ${BROTLI};\ndaemon off;\npid ${folder}/pid;\nerror_log stderr notice;\nevents {}
http {\naccess_log off;\n${kept.join("\n")}\n${site}}\n`,
  );
  const program = process.env.NGINX ?? "/usr/sbin/nginx";
  return { program, args: ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")], port };
}

/** Without the port of its admin interface. */
async function caddy(folder: string) {
  const port = await freePort();
  const site = documented("caddy", [
    ["example.com", `http://127.0.0.1:${port}`],
    ["/srv/www", join(folder, "www")],
  ]);
  const options = `{\n\tadmin off\n}\n`;
  writeFileSync(join(folder, "Caddyfile"), options + site);
  const program = process.env.CADDY ?? "caddy";
  return { program, args: ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"], port };
}

/** Python picks a port and prints it. */
function python(served: string) {
  const args = ["-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", served, "0"];
  return { program: "python3", args };
}
