// The memory that a page retains.

import type { CDPSession } from "@playwright/test";

const MIB = 1024 * 1024;

/** The figures, in MiB, after garbage collection. */
export async function memory(devtools: CDPSession) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize } = await devtools.send("Runtime.getHeapUsage");
  return {
    "memory.js": usedSize / MIB,
    "memory.blink": embedderHeapUsedSize / MIB,
    "memory.wasm": (await wasmBytes(devtools)) / MIB,
  };
}

/** The sum of all linear memories, in bytes. The glue hides ours; the heap inspector finds it by its prototype. */
async function wasmBytes(devtools: CDPSession): Promise<number> {
  const { result: kind } = await devtools.send("Runtime.evaluate", {
    expression: "WebAssembly.Memory.prototype",
  });
  const { objects } = await devtools.send("Runtime.queryObjects", {
    prototypeObjectId: kind.objectId!,
  });
  const { result: sum } = await devtools.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: "function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) }",
    returnByValue: true,
  });
  return sum.value;
}
