// Resolves fragments in the story in `root`, for pages in which the browser does not find them itself.

/** The element that `hash`, the part of an address from the # on, names. */
export const named = (root: ParentNode, hash: string) =>
  1 < hash.length ? root.querySelector<HTMLElement>(`[id="${CSS.escape(hash.slice(1))}"]`) : null;

/** The element that the story opens at. For a connection, that is the section whose words mention it. */
export const openedAt = (root: ParentNode, hash: string) => {
  const words = /^#link-[\w-]+$/.test(hash) && root.querySelector(`.words a[href="${hash}"]`);
  return words ? words.closest("section") : named(root, hash);
};

/** Whether the page has an address that another window can open. A page whose text is an attribute of a frame's
 *  element has none. */
export const hasAddress = () => location.protocol !== "about:";

/** Whether links to the page's fragments work. From a disk, a sandbox forbids them; in a page without an address,
 *  the browser would load the other page's address in place of this one. */
export const isAddressed = () => location.protocol.startsWith("http");
