//! The reader's window: this page's own, or that of another page that contains this one at full
//! height.

use shanhai_story::timeline::TRIGGER;

use super::Page;

impl Page {
    /// The trigger line, in CSS pixels from the page's top.
    pub(in super::super) fn trigger(&self) -> f64 {
        let top = self.top.get().unwrap_or_else(|| self.scrolled());
        top + TRIGGER * self.height()
    }

    /// Uses another page's window as the reader's, because this page stands in it at full height:
    /// `height` CSS pixels of this page are visible, from `top` on.
    pub(in super::super) fn use_host_viewport(&self, top: f64, height: f64) {
        self.top.set(Some(top));
        self.height.set(height);
    }

    /// Uses this page's own window again.
    pub(in super::super) fn use_own_viewport(&self) {
        self.top.set(None);
        self.measure_height();
    }

    /// Returns whether another page scrolls this one.
    pub(in super::super) fn has_host_viewport(&self) -> bool {
        self.top.get().is_some()
    }

    /// Returns whether this story stands in another page's document, so that the address is that
    /// page's.
    pub(in super::super) fn is_hosted(&self) -> bool {
        self.root.has_attribute("data-base")
    }

    /// The height of the reader's window, in CSS pixels.
    pub(in super::super) fn height(&self) -> f64 {
        self.height.get()
    }

    /// Measures the viewport's height, without the parts of a phone browser's interface that come
    /// and go.
    pub(in super::super) fn measure_height(&self) {
        if self.has_host_viewport() {
            return;
        }
        let document = self.window.document();
        // In quirks mode this is the body: the root element there is as high as its content.
        let root = document.and_then(|document| document.scrolling_element());
        self.height
            .set(root.map_or(0.0, |root| f64::from(root.client_height())));
    }

    /// Returns whether the story is laid out. In a hidden tab panel of a page it is not, and all
    /// elements have the same position. A hidden frame has a height of 0, though a browser may lay
    /// out its content.
    pub(in super::super) fn is_laid_out(&self) -> bool {
        let inside = self.window.inner_height().ok();
        let has_window = inside.and_then(|height| height.as_f64()) != Some(0.0);
        has_window && 0.0 < self.root.get_bounding_client_rect().height()
    }

    pub(super) fn scrolled(&self) -> f64 {
        self.window.scroll_y().unwrap_or_default()
    }
}
