// What the browser is slowed to.

/** A phone of the lower half is about so many times slower than the machine of a developer. */
export const CPU_SLOWDOWN = 4;

/** "Slow 4G" as Lighthouse has it: 1.6 Mbps down, 0.75 up, 150 ms there and back. */
export const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

/** "Slow 3G", and a machine that is slower still: the worst that a reader is promised anything on. */
export const SLOW_3G = {
  offline: false,
  latency: 400,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
};
export const WORST_SLOWDOWN = 6;

/** Slows the page's main thread; raster and display run on at full speed. */
export async function slowDown(devtools, rate = CPU_SLOWDOWN) {
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
}
