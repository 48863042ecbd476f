// The files of the app's folder: what each is, and the sources in `web` that it is made of. This is
// their only list: `crates/site/src/parts.rs` and `xtask/src/bundle.rs` include it, each with a
// macro `bundles` of its own.
bundles! {
    // Starts the app, from within the page.
    "boot.js": Script of "boot/boot.ts";
    // The same in a single-file page; contains all other scripts of that page.
    "single.js": SingleFile of "boot/boot.ts";
    // The app.
    "shanhai.js": Module of "app/unstarted.ts";
    "shanhai_bg.wasm": Wasm of;
    // Load once the app is live.
    "later.js": Module of "later/later.ts";
    "explore.js": Module of "explore/explore.ts";
    "explore.css": Style of "explore/explore.css" "explore/tiles.css";
    // Embed the story in other pages. `embed.js` and `pinned.js` also run as plain scripts.
    "embed.js": Script of "embed/embed.ts";
    "inline.js": Module of "embed/inline.ts";
    "inline.css": Style of "embed/inline.css";
    "pinned.js": Script of "embed/pinned.ts";
    "framed.js": Module of "embed/framed.ts";
    "framed.css": Style of "embed/framed.css" "embed/flow.css" "embed/deck.css";
    // The page where newsrooms choose an embed code.
    "guide.js": Script of "embed/guide.ts";
    "guide.css": Style of "embed/guide.css" "embed/guide-parts.css";
    // Follows WeChat's own script.
    "wechat.js": Script of "wechat.ts";
}
