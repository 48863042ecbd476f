//! The page that the host rendered: measured, marked, never rewritten.

use js_sys::{Object, Reflect};
use shanhai_story::plane::Viewport;
use shanhai_story::timeline::Timeline;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement, Window};

/// A step begins when its top edge passes this share of the window's height.
const TRIGGER: f64 = 0.6;

/// A rendered page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    window: Window,
    root: Element,
    picture: HtmlElement,
    sections: Vec<Element>,
}

impl Page {
    /// The page in `root`, unless it lacks the place for a picture.
    pub(super) fn of(root: Element) -> Option<Self> {
        let window = web_sys::window()?;
        let picture = root.query_selector(".picture").ok().flatten()?;
        let list = root.query_selector_all("section[data-step]").ok()?;
        let sections = (0..list.length())
            .filter_map(|index| list.item(index)?.dyn_into().ok())
            .collect();
        Some(Self {
            window,
            root,
            picture: picture.dyn_into().ok()?,
            sections,
        })
    }

    /// The prefix of the story's ids on this page.
    pub(super) fn instance(&self) -> String {
        self.root.get_attribute("data-instance").unwrap_or_default()
    }

    /// Where the picture is mounted.
    pub(super) fn picture(&self) -> HtmlElement {
        self.picture.clone()
    }

    /// What the host drew there.
    pub(super) fn picture_children(&self) -> Vec<Element> {
        let children = self.picture.children();
        (0..children.length())
            .filter_map(|index| children.item(index))
            .collect()
    }

    /// What changes its size when the page is laid out anew.
    pub(super) fn observed(&self) -> Vec<Element> {
        let narrative = self.root.query_selector(".story").ok().flatten();
        narrative
            .into_iter()
            .chain([Element::from(self.picture.clone())])
            .collect()
    }

    /// The trigger line, in CSS pixels from the page's top.
    pub(super) fn trigger(&self) -> f64 {
        self.scrolled() + TRIGGER * self.height()
    }

    /// The stage's size.
    pub(super) fn viewport(&self) -> Viewport {
        let size = self.picture.get_bounding_client_rect();
        Viewport::new(size.width(), size.height())
    }

    /// Where the steps stand.
    pub(super) fn timeline(&self) -> Timeline {
        let scrolled = self.scrolled();
        let boxes = self.sections.iter().map(Element::get_bounding_client_rect);
        let mut edges: Vec<f64> = Vec::with_capacity(self.sections.len() + 1);
        let mut bottom = 0.0;
        for section in boxes {
            edges.push(section.top() + scrolled);
            bottom = section.bottom() + scrolled;
        }
        edges.push(bottom);
        Timeline::new(edges)
    }

    /// Says in `data-layout` which layout the style sheet has chosen.
    pub(super) fn tell_layout(&self) {
        let style = self.window.get_computed_style(&self.root).ok().flatten();
        let layout = style.and_then(|style| style.get_property_value("--layout").ok());
        if let Some(layout) = layout {
            self.set("data-layout", layout.trim());
        }
    }

    /// Says that the app has taken over.
    pub(super) fn go_live(&self) {
        self.set("data-mode", "live");
        if let Some(performance) = self.window.performance() {
            // Without marks nothing is lost but a measurement.
            _ = performance.mark("shanhai:live");
        }
    }

    /// Moves the mark of the current step, and tells whoever embeds the story.
    pub(super) fn mark(&self, before: Option<usize>, step: usize) {
        if before == Some(step) {
            return;
        }
        if let Some(section) = before.and_then(|before| self.sections.get(before)) {
            _ = section.remove_attribute("aria-current");
        }
        if let Some(section) = self.sections.get(step) {
            _ = section.set_attribute("aria-current", "step");
            self.tell_step(&section.id(), step);
        }
    }

    fn tell_step(&self, id: &str, index: usize) {
        let detail = Object::new();
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        _ = Reflect::set(&detail, &"step".into(), &id.into());
        _ = Reflect::set(&detail, &"index".into(), &index.into());
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&JsValue::from(detail));
        if let Ok(event) = CustomEvent::new_with_event_init_dict("shanhai:step", &init) {
            _ = self.root.dispatch_event(&event);
        }
    }

    fn set(&self, name: &str, value: &str) {
        // Setting an attribute fails only for a name that is not one.
        _ = self.root.set_attribute(name, value);
    }

    fn scrolled(&self) -> f64 {
        self.window.scroll_y().unwrap_or_default()
    }

    /// The window's height without the parts of a phone's browser that come and go.
    fn height(&self) -> f64 {
        let document = self.window.document();
        let root = document.and_then(|document| document.document_element());
        root.map_or(0.0, |root| f64::from(root.client_height()))
    }
}
