// Free ports of this machine, for programs that cannot choose one themselves.

import { type AddressInfo, createServer } from "node:net";

/** A port on which no program listens. */
export async function freePort() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
