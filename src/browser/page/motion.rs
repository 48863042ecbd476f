//! The motion setting: the reader's, or else the system's.

use shanhai_story::progress::Motion;
use web_sys::MediaQueryList;

use super::Page;

impl Page {
    /// The motion setting in effect. `web/boot/boot.ts` stores the reader's setting in `data-motion`.
    pub(in super::super) fn motion(&self) -> Motion {
        let setting = self.root.get_attribute("data-motion");
        let is_still = match setting.as_deref() {
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

    /// The system's preference for reduced motion, as a query with a change event.
    pub(in super::super) fn system_motion(&self) -> Option<MediaQueryList> {
        let query = "(prefers-reduced-motion: reduce)";
        self.window.match_media(query).ok().flatten()
    }
}
