// The page with all ways to embed the story, in Firefox and WebKitGTK: its previews and its buttons.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inOtherEngines } from "./in-each.ts";
import { withSite } from "./page.ts";
import type { Session } from "./webdriver.ts";

const LAYOUTS = { inline: /^(stacked|beside)$/, pinned: / pinned$/, flow: / flow$/, deck: / deck$/ };

/** Scrolls to a preview, and returns the layout of the story in it once that is live. */
const layoutOf = (session: Session, way: string) =>
  session.runToEnd(async (way) => {
    document.querySelector(`#${way} .preview`)!.scrollIntoView();
    const story = () => {
      const stub = document.querySelector<HTMLIFrameElement>(`#${way} .pane iframe`)?.contentDocument;
      const own = stub?.querySelector(".slot story-map");
      const frame = own?.shadowRoot?.querySelector("iframe") ?? stub?.querySelector<HTMLIFrameElement>(".slot iframe");
      const root = frame
        ? frame.contentDocument?.querySelector<HTMLElement>("story-map")
        : own?.shadowRoot?.querySelector<HTMLElement>("story-map");
      return root?.dataset.mode === "live" ? root.dataset.layout : undefined;
    };
    const end = performance.now() + 20_000;
    const settled = (layout?: string) => layout && (way === "inline" || layout.includes(" "));
    while (!settled(story()) && performance.now() < end) await new Promise(requestAnimationFrame);
    return String(story());
  }, way);

inOtherEngines("the page of ways", (browser) => {
  test(`${browser.name}: each preview shows the story as its code would`, () =>
    withSite(async (site) => {
      const { session } = browser;
      await session.goTo(`${site.home}embed.html`);
      for (const [way, layout] of Object.entries(LAYOUTS)) {
        assert.match(await layoutOf(session, way), layout, way);
      }
      const height = await session.run(
        () => / height="(\d+)"/.exec(document.querySelector("[data-code=flow] code")!.textContent!)![1],
      );
      const frame = await session.run(() => {
        const stub = document.querySelector<HTMLIFrameElement>("#flow .pane iframe")!.contentDocument!;
        return stub.querySelector<HTMLIFrameElement>(".slot iframe")!.height;
      });
      assert.equal(height, frame);
    }));

  test(`${browser.name}: a button says what it has done`, () =>
    withSite(async (site) => {
      const { session } = browser;
      await session.goTo(`${site.home}embed.html`);
      await session.run(() => document.querySelector<HTMLElement>("[data-code=deck] button")!.click());
      await session.until(
        "the result is announced",
        () => document.querySelector("[data-code=deck] output")!.textContent !== "",
      );
      const told = await session.run(() => document.querySelector("[data-code=deck] output")!.textContent!);
      assert.ok(["已复制", "已选中，请按复制键"].includes(told), told);
    }));
});
