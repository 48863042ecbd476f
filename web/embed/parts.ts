// The types that the loader shares with the scripts of its two modes.

/** What a story is mounted into: `box`, over `under`, which is visible until the story has loaded, until `signal`
 *  aborts. `clip` is the ancestor that would clip or scroll the element. */
export type Parts = {
  box: HTMLElement;
  clip?: Element | null;
  isTrusted: (address: URL) => boolean;
  signal: AbortSignal;
  src: URL;
  under: HTMLElement;
};

/** The class of the element, on which `pinned.ts` sets its function. */
export type StoryMapClass = CustomElementConstructor & {
  pin?: (element: HTMLElement, frame: HTMLIFrameElement, parts: Parts) => void;
};
