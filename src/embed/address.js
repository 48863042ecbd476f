// What an address leads to in the story in `root`, where the page itself does not find it.

/** What the part of an address behind its #, with that, names. */
export const named = (root, hash) => (1 < hash.length ? root.querySelector(`[id="${CSS.escape(hash.slice(1))}"]`) : null);

/** What the story opens at: of a connection, where its words tell of it. */
export const openedAt = (root, hash) => {
  const words = /^#link-[\w-]+$/.test(hash) && root.querySelector(`.words a[href="${hash}"]`);
  return words ? words.closest("section") : named(root, hash);
};

/** Whether the page has an address that a window of its own could open: one that stands in another page's
 *  text, in the frame's element itself, has none. */
export const hasAddress = () => location.protocol !== "about:";

/** Whether a part of the page can be gone to by its address. From a disk a sandbox forbids that, and
 *  without an own address the other page's would take this one's place. */
export const isAddressed = () => location.protocol.startsWith("http");
