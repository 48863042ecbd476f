// Stands at the end of the glue that a host has. A host's policy may let no script within the page run: the file
// of it then does, which is the same. Without this the page would be what it is without any script.

const unstarted = document.querySelector("story-map[data-boot]:not([data-motion])");
if (unstarted) {
  const { boot, bootIntegrity: integrity } = unstarted.dataset;
  const { href } = new URL(boot, document.baseURI);
  const onload = () => import(href);
  const asked = { rel: "modulepreload", href, integrity, crossOrigin: "anonymous", onload };
  unstarted.prepend(Object.assign(document.createElement("link"), asked));
}
