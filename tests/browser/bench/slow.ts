// Throttling of the network and the processor.

import type { CDPSession } from "@playwright/test";

/** A phone of the lower half of the market is about this many times slower than a developer's machine. */
export const CPU_SLOWDOWN = 4;

/** "Slow 4G" as Lighthouse defines it: 1.6 Mbps down, 0.75 up, 150 ms of round trip. */
export const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

/** "Slow 3G", with an even slower machine: the worst conditions for which the project promises figures. */
export const SLOW_3G = {
  offline: false,
  latency: 400,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
};
export const WORST_SLOWDOWN = 6;

/** Slows the page's main thread; raster and display threads run at full speed. */
export async function slowDown(devtools: CDPSession, rate = CPU_SLOWDOWN) {
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
}
