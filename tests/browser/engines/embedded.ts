// Helpers for a story in a frame of another page: queries and movements.

import type { Site } from "../support/server.ts";
import type { Session, Task } from "./webdriver.ts";

/** The element of the story's frame, wherever its host has put it. Runs in the page. */
export const frameOf = () =>
  document.querySelector("iframe") ?? document.querySelector("side-chain")!.shadowRoot!.querySelector("iframe")!;

/** Opens the host's page on `site`, and waits until the story in it is live and nothing changes any more. */
export async function openHosted(session: Session, site: Site, page = "host.html") {
  await session.goTo("about:blank");
  await session.goTo(site.home + page);
  await untilInside(session, "the story lives", () => document.querySelector("story-map[data-mode=live]") !== null);
  await quiet(session);
}

/** Waits until `task`, run in the story's frame, returns a truthy value. */
export const untilInside = <A extends unknown[], R>(session: Session, what: string, task: Task<A, R>, ...args: A) =>
  session.within(frameOf, () => session.until(what, task, ...args));

/** The result of `task` in the story's frame. */
export const inside = <A extends unknown[], R>(session: Session, task: Task<A, R>, ...args: A) =>
  session.within(frameOf, () => session.run(task, ...args));

/** Waits until, for 12 frames, the page has received no message and kept its height. */
export const quiet = (session: Session) =>
  session.runToEnd(async () => {
    const end = performance.now() + 15_000;
    const frame = () => new Promise(requestAnimationFrame);
    const state = () => `${said.length} ${document.documentElement.scrollHeight}`;
    for (let still = 0, before = state(); still < 12; before = state()) {
      await frame();
      still = state() === before ? still + 1 : 0;
      if (end < performance.now()) throw new Error(`not within 15 s: the page is quiet (${before})`);
    }
  });

/** The heights of the story and its frame, measured inside, and of the box in the host's page. In CSS pixels. */
export async function heights(session: Session) {
  const within = await inside(session, () => {
    const root = document.querySelector<HTMLElement>("story-map")!;
    const { layout, frame } = root.dataset;
    return {
      layout,
      frame,
      story: root.getBoundingClientRect().height,
      whole: document.documentElement.scrollHeight,
      window: innerHeight,
    };
  });
  const box = await session.run(() => document.getElementById("box")?.offsetHeight);
  return { ...within, box };
}

/** The address that the host has given the frame. */
export const srcOf = (session: Session) => session.run<[], string>(`function () { return (${frameOf})().src; }`);

/** A step, and where it begins, in pixels from the top of the story's page. */
export type Top = [step: string, begin: number];

/**
 * Scrolls the host's page past the beginning of each step, down and up again, and returns which step the
 * frame reported as current 41 px before that beginning reaches the trigger line, at 60 % of the host's
 * viewport, and 41 px after: a tick of the frame's ruler, and a pixel. `tops` are the beginnings, in pixels
 * from the top of `from`.
 */
export const walkAcross = (session: Session, tops: Top[], from = "iframe") =>
  session.runToEnd(
    async (tops, from) => {
      const frame = () => new Promise(requestAnimationFrame);
      const isStep = (data: unknown): data is { step: string } => (data as { kind?: unknown })?.kind === "shanhai:step";
      const read = () => said.map(({ data }) => data).findLast(isStep)?.step;
      const start = document.querySelector(from)!.getBoundingClientRect().top + scrollY;
      const found: { step: string; past: number; expected: string; read: string | undefined; top: number }[] = [];
      const look = async (index: number, past: number) => {
        const [expected] = tops[past < 0 ? index - 1 : index]!;
        const [step, begin] = tops[index]!;
        scrollTo({ top: start + begin - innerHeight * 0.6 + past, behavior: "instant" });
        for (let frames = 0; frames < 5 || (read() !== expected && frames < 120); frames += 1) await frame();
        const { top } = document.querySelector("iframe")!.getBoundingClientRect();
        found.push({ step, past, expected, read: read(), top });
      };
      for (let index = 1; index < tops.length; index += 1) {
        await look(index, -41);
        await look(index, 41);
      }
      for (let index = tops.length - 1; 0 < index; index -= 1) {
        await look(index, 41);
        await look(index, -41);
      }
      return found;
    },
    tops,
    from,
  );

/** Where each step begins, in pixels from the top of the story's page. Runs in its frame. */
export const topsOf = () =>
  [...document.querySelectorAll<HTMLElement>("section[data-step]")].map(
    (section): Top => [section.dataset.step!, section.getBoundingClientRect().top + scrollY],
  );
