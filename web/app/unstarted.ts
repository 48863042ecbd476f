// The app as a host serves it. A host's policy may forbid scripts within the page but allow script files: then this
// starts the page from a file instead. Without it, such a page would stay as it is with JavaScript disabled.

export * from "./guard.ts";

const unstarted = document.querySelector<HTMLElement>("story-map[data-boot]:not([data-motion])");
if (unstarted) {
  const { boot, bootIntegrity: integrity } = unstarted.dataset;
  const { href } = new URL(boot!, document.baseURI);
  const onload = () => import(href);
  const asked = { rel: "modulepreload", href, integrity, crossOrigin: "anonymous", onload };
  unstarted.append(Object.assign(document.createElement("link"), asked));
}
