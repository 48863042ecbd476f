// What the tests ask of a story in another page's frame, and how they move there.

/** The element of the story's frame, wherever its host has put it. Run in the page. */
export const frameOf = () =>
  document.querySelector("iframe") ?? document.querySelector("side-chain").shadowRoot.querySelector("iframe");

/** Opens the host's page on `site`, and waits until the story in it lives and nothing changes any more. */
export async function openHosted(session, site, page = "host.html") {
  await session.goTo("about:blank");
  await session.goTo(site.home + page);
  await untilInside(session, "the story lives", () => document.querySelector("story-map[data-mode=live]") !== null);
  await quiet(session);
}

/** Waits until `task`, run in the story's frame, returns something true. */
export const untilInside = (session, what, task, ...args) =>
  session.within(frameOf, () => session.until(what, task, ...args));

/** What `task` returns in the story's frame. */
export const inside = (session, task, ...args) => session.within(frameOf, () => session.run(task, ...args));

/** Waits until the page has heard nothing, and kept its height, for a few frames. */
export const quiet = (session) =>
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

/** How high the story and its frame are, seen from within; what they are in the host's page, too. */
export async function heights(session) {
  const within = await inside(session, () => {
    const root = document.querySelector("story-map");
    const { layout, frame } = root.dataset;
    return { layout, frame, story: root.getBoundingClientRect().height, whole: document.documentElement.scrollHeight, window: innerHeight };
  });
  const box = await session.run(() => document.getElementById("box")?.offsetHeight);
  return { ...within, box };
}

/** The address that the host has given the frame. */
export const srcOf = (session) => session.run(`function () { return (${frameOf})().src; }`);

/**
 * Scrolls the host's page past the beginning of each step, down and up again, and tells which step the
 * frame said to be read 41 px before that stands at the trigger line, at 60 % of the host's window, and
 * 41 px behind: a tick, and a pixel. `tops` are where they begin, in pixels down from the top of `from`.
 */
export const walkAcross = (session, tops, from = "iframe") =>
  session.runToEnd(
    async (tops, from) => {
      const frame = () => new Promise(requestAnimationFrame);
      const read = () => said.findLast(({ data }) => data?.kind === "shanhai:step")?.data.step;
      const start = document.querySelector(from).getBoundingClientRect().top + scrollY;
      const found = [];
      const look = async (index, past) => {
        const [expected] = tops[past < 0 ? index - 1 : index];
        scrollTo({ top: start + tops[index][1] - innerHeight * 0.6 + past, behavior: "instant" });
        for (let frames = 0; frames < 5 || (read() !== expected && frames < 120); frames += 1) await frame();
        const { top } = document.querySelector("iframe").getBoundingClientRect();
        found.push({ step: tops[index][0], past, expected, read: read(), top });
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

/** Where each step begins, in pixels from the top of the story's page: run in its frame. */
export const topsOf = () =>
  [...document.querySelectorAll("section[data-step]")].map((section) => [
    section.dataset.step,
    section.getBoundingClientRect().top + scrollY,
  ]);
