// The types that scripts share with the app and with each other.

import type { layOut, skipped } from "./boot/arriving.ts";

/** A name of the base map: `Entry` in `crates/story/src/lettering.rs`. */
export type Entry = [
  text: string,
  voice: number,
  x: number,
  y: number,
  angle: number,
  width: number,
  height: number,
  least: number,
  most: number,
];

/** A story that runs in a page: `MountedStory` in `src/browser/mod.rs`. */
export type Story = {
  broughtBy(bring: (level: number) => void): void;
  count(isCounting: boolean): void;
  counted(number: string, share: number): string | undefined;
  explore(links: Uint32Array, region: number): void;
  free(): void;
  go(steps: number): void;
  letter(...entry: Entry): void;
  look(right: number, down: number, zoom: number): void;
  refine(level: number): void;
  remeasure(): void;
  seen(top: number, height: number): void;
  skims(): boolean;
  turnedBy(turns: (steps: number) => boolean): void;
};

/** The element of a story. `story` is set while the story is live; `leave` frees it. */
export type StoryElement = HTMLElement & { story?: Story | null; leave?: () => void };

/** The step that the reader has reached. */
export type StepEvent = CustomEvent<{ step: string; index: number }>;

declare global {
  interface HTMLElementTagNameMap {
    "story-map": StoryElement;
  }
  interface HTMLElementEventMap {
    "shanhai:step": StepEvent;
  }
  interface DocumentEventMap {
    "shanhai:step": StepEvent;
  }
}

/** The functions that load files: see web/boot/files.ts and web/boot/single.ts. */
export type Files = {
  address(name: string): string | Promise<string>;
  beside(name: string): string | URL;
  fetched(name: string | URL, integrity?: string): Promise<Response>;
  link(rel: string, href: string | URL, integrity: string, media?: string): Promise<HTMLLinkElement | void>;
  load<Exports>(name: string | URL, integrity: string): Promise<Exports>;
};

/** What the boot script passes to the optional assets. */
export type Boot = Files & { layOut: typeof layOut; skipped: typeof skipped };
