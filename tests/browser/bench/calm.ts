// Waits until other programs leave the processors idle: their load would slow the page.

import { cpus } from "node:os";
import { setTimeout as after } from "node:timers/promises";

/** The share of the processors' time that other programs may use, 0 to 1. */
const CALM = 0.1;

const LOOK_MS = 2000;

/** How long to wait over all calls, in milliseconds: a machine that stays busy will not be calm soon. */
let patience = 90_000;

/** Waits until the machine is calm or the patience is over, and returns the share that others use, in per cent. */
export async function calm() {
  for (;;) {
    const before = times();
    await after(LOOK_MS);
    const now = times();
    const used = 1 - (now.idle - before.idle) / (now.all - before.all);
    patience -= LOOK_MS;
    if (used <= CALM || patience <= 0) return used * 100;
  }
}

function times() {
  const all = cpus().flatMap(({ times }) => Object.values(times));
  const idle = cpus().map(({ times }) => times.idle);
  return { all: sum(all), idle: sum(idle) };
}

function sum(numbers: number[]) {
  return numbers.reduce((one, other) => one + other, 0);
}
