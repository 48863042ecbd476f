//! How much may move: as the system says, unless the reader says otherwise here.

use shanhai_story::progress::Motion;
use web_sys::MediaQueryList;

use super::Page;

/// Where the reader's own answer is kept, in the browser and, where that fails, in the address.
const KEY: &str = "shanhai:motion";
const QUERY: &str = "?motion=";

impl Page {
    /// How much may move.
    pub(in super::super) fn motion(&self) -> Motion {
        let asked = self
            .root
            .get_attribute("data-motion")
            .or_else(|| self.kept());
        let (asked, is_still) = match asked.as_deref() {
            Some("off") => ("off", true),
            Some("on") => ("on", false),
            _ => {
                let query = self.system_motion();
                ("system", query.is_some_and(|query| query.matches()))
            }
        };
        self.set("data-motion", asked);
        if is_still {
            Motion::Reduced
        } else {
            Motion::Full
        }
    }

    /// From the system's answer to on, to off, and back to the system's.
    pub(in super::super) fn switch_motion(&self) {
        let asked = self.root.get_attribute("data-motion");
        let next = match asked.as_deref() {
            Some("on") => "off",
            Some("off") => "system",
            _ => "on",
        };
        self.set("data-motion", next);
        let storage = self.window.local_storage().ok().flatten();
        let is_kept = storage.is_some_and(|storage| storage.set_item(KEY, next).is_ok());
        if !is_kept {
            let query = [QUERY, next].concat();
            let address = query + &self.window.location().hash().unwrap_or_default();
            if let Ok(history) = self.window.history() {
                _ = history.replace_state_with_url(&"".into(), "", Some(&address));
            }
        }
    }

    /// The system's wish for less motion, as a query that can be listened to.
    pub(in super::super) fn system_motion(&self) -> Option<MediaQueryList> {
        let query = "(prefers-reduced-motion: reduce)";
        self.window.match_media(query).ok().flatten()
    }

    /// The answer of an earlier visit; what the browser keeps goes before the address.
    fn kept(&self) -> Option<String> {
        let storage = self.window.local_storage().ok().flatten();
        let stored = storage.and_then(|storage| storage.get_item(KEY).ok().flatten());
        stored.or_else(|| {
            let search = self.window.location().search().unwrap_or_default();
            search.strip_prefix(QUERY).map(str::to_owned)
        })
    }
}
