//! How much may move: as the system says, unless the reader says otherwise.

use shanhai_story::progress::Motion;
use web_sys::MediaQueryList;

use super::Page;

impl Page {
    /// How much may move. The reader's own answer stands in `data-motion`: `src/boot.js` keeps it.
    pub(in super::super) fn motion(&self) -> Motion {
        let asked = self.root.get_attribute("data-motion");
        let is_still = match asked.as_deref() {
            Some("off") => true,
            Some("on") => false,
            _ => self.system_motion().is_some_and(|query| query.matches()),
        };
        if is_still {
            Motion::Reduced
        } else {
            Motion::Full
        }
    }

    /// The system's wish for less motion, as a query that can be listened to.
    pub(in super::super) fn system_motion(&self) -> Option<MediaQueryList> {
        let query = "(prefers-reduced-motion: reduce)";
        self.window.match_media(query).ok().flatten()
    }
}
