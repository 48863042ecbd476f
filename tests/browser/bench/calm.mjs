// Waits until other programs leave the machine alone: what they take, they take from the page.

import { cpus } from "node:os";
import { setTimeout as after } from "node:timers/promises";

/** The share of the machine's time that others may use. */
const CALM = 0.1;

const LOOK_MS = 2000;

/** How long we wait in all: a machine that stays busy will not be calm soon. */
let patience = 90_000;

/** Gives the share that others use when it is calm or patience is over, in per cent. */
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

function sum(numbers) {
  return numbers.reduce((one, other) => one + other, 0);
}
