// Waits until other programs leave the machine alone: what they take, they take from the page.

import { cpus } from "node:os";
import { setTimeout as after } from "node:timers/promises";

/** The share of the machine's time that others may use. */
const CALM = 0.1;

const LOOK_MS = 2000;

/** A machine that is busy for so long will not be calm soon. */
const PATIENCE_MS = 60_000;

/** Gives 0 once the machine is calm, or when patience is over the per cent that others still use. */
export async function calm() {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const before = times();
    await after(LOOK_MS);
    const now = times();
    const used = 1 - (now.idle - before.idle) / (now.all - before.all);
    if (used <= CALM) return 0;
    if (end < performance.now()) return Math.round(used * 100);
  }
}

function times() {
  const all = cpus().flatMap(({ times }) => Object.values(times));
  const idle = cpus().map(({ times }) => times.idle);
  return { all: sum(all), idle: sum(idle) };
}

function sum(numbers) {
  return numbers.reduce((one, other) => one + other, 0);
}
