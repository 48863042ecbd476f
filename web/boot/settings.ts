// The reader's settings. The browser stores them; where it may not, the address does.

import { base, holder, isFramed, root } from "./place.ts";

/** The states of each setting, the default first. */
const SETTINGS: Record<string, string[]> = {
  motion: ["system", "on", "off"],
  theme: ["system", "light", "dark"],
  reading: ["scroll", "steps"],
};

/** Applies all settings. */
export const applySettings = () => {
  const query = new URL(base).searchParams;
  for (const [name, states] of Object.entries(SETTINGS)) {
    let asked: string | null | undefined;
    try {
      asked = localStorage.getItem(`shanhai:${name}`);
    } catch {
      // Then the address has it.
    }
    asked ??= query.get(name);
    // In another page, the theme is light unless that page asks for another.
    const unasked = states[name === "theme" && (isFramed || root !== holder) ? 1 : 0];
    root.dataset[name] = states.includes(asked!) ? asked! : unasked;
  }
};

/** Sets the next state of the setting `name`, and stores it. */
export const turnSetting = (name: string) => {
  const states = SETTINGS[name]!;
  const next = states[(states.indexOf(root.dataset[name]!) + 1) % states.length]!;
  root.dataset[name] = next;
  try {
    localStorage.setItem(`shanhai:${name}`, next);
  } catch {
    const query = new URLSearchParams(location.search);
    query.set(name, next);
    try {
      // The address of another page is not the story's to change.
      if (root === holder) history.replaceState(null, "", `?${query}${location.hash}`);
    } catch {
      // Some frames refuse this, as do browsers if it is called too often: the setting then holds for this visit only.
    }
  }
};
