// The exports of wasm-bindgen's glue, which `cargo xtask wasm` passes to the bundler under this name:
// `xtask/src/glue.rs`.
declare module "shanhai" {
  /** The functions that the WASM calls. */
  export function imports(): WebAssembly.Imports;
  /** Makes `instance` the one that the glue calls. */
  export function finalize(instance: { exports: WebAssembly.Exports }, module: WebAssembly.Module): void;
  /** Takes over the page in `root` with the story in `pack`. Throws if they do not fit. */
  export function start(root: Element, pack: Uint8Array): import("../story.ts").Story;
}
