//! The page that the build rendered. The app measures it and sets attributes on it, but never
//! rewrites it.

mod motion;
mod window;

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use shanhai_story::choreography::Phase;
use shanhai_story::plane::{Inset, Viewport};
use shanhai_story::story::Story;
use shanhai_story::timeline::Timeline;
use wasm_bindgen::prelude::*;
use web_sys::{Animation, CustomEvent, CustomEventInit, Element, HtmlElement, Performance, Window};

/// The margin of a still on each of its edges, as a share of its width: see `view/still.rs`.
const STILL_EDGE: f64 = 6.0 / 420.0;

/// A rendered page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) window: Window,
    pub(super) root: HtmlElement,
    clock: Option<Performance>,
    /// The element that a flight moves.
    lens: HtmlElement,
    picture: HtmlElement,
    progress: Option<HtmlElement>,
    sections: Vec<HtmlElement>,
    /// The viewport's height in CSS pixels, as last measured.
    height: Rc<Cell<f64>>,
    /// The top of the reader's window, in CSS pixels from this page's top, if another page scrolls
    /// this one.
    top: Rc<Cell<Option<f64>>>,
    movers: Rc<Cell<u32>>,
}

/// Held by anything that moves. The page has `data-moving` until the last one is dropped.
pub(super) struct MovingMark(Page);

impl Page {
    /// The page in `root`, or `None` if it has no place for a picture.
    pub(super) fn of(root: Element) -> Option<Self> {
        let window = web_sys::window()?;
        let root: HtmlElement = root.dyn_into().ok()?;
        let picture = root.query_selector(".picture").ok().flatten()?;
        Some(Self {
            clock: window.performance(),
            window,
            picture: picture.dyn_into().ok()?,
            lens: all(&root, ".lens").pop()?,
            progress: all(&root, ".progress").pop(),
            sections: all(&root, "section[data-step]"),
            root,
            height: Rc::default(),
            top: Rc::default(),
            movers: Rc::default(),
        })
    }

    /// The prefix of the story's ids on this page.
    pub(super) fn instance(&self) -> String {
        self.root.get_attribute("data-instance").unwrap_or_default()
    }

    /// The element in which the picture is mounted.
    pub(super) fn picture(&self) -> HtmlElement {
        self.picture.clone()
    }

    /// The picture that the build drew there.
    pub(super) fn picture_children(&self) -> Vec<Element> {
        let children = self.picture.children();
        (0..children.length())
            .filter_map(|index| children.item(index))
            .collect()
    }

    /// Elements whose size changes when the page's layout does.
    pub(super) fn observed(&self) -> Vec<Element> {
        let narrative = self.root.query_selector(".story").ok().flatten();
        let lens = Element::from(self.lens.clone());
        narrative.into_iter().chain([lens]).collect()
    }

    /// The stage's size, in its own CSS pixels, which differ from the window's on a scaled page.
    pub(super) fn viewport(&self) -> Viewport {
        let style = self.window.get_computed_style(&self.lens).ok().flatten();
        // Parsed by the browser: Rust's own parser would double the arithmetic in the WASM file.
        let length = |name| {
            let text = style
                .as_ref()
                .and_then(|style| style.get_property_value(name).ok());
            text.map_or(f64::NAN, |text| js_sys::parse_float(&text))
        };
        let [width, height, text] = ["width", "height", "font-size"].map(length);
        let viewport = Viewport::new(width, height);
        // The font size of labels grows with the reader's own.
        let text = if text.is_finite() {
            text
        } else {
            Viewport::TEXT
        };
        viewport.clear_of(self.edge(viewport.width)).with_text(text)
    }

    /// The margins of a stage of `width` CSS pixels: at full height each section has a stage of its
    /// own, with its still's margins.
    fn edge(&self, width: f64) -> Inset {
        if self.root.get_attribute("data-frame").as_deref() != Some("flow") {
            return Inset::default();
        }
        let edge = STILL_EDGE * width;
        Inset {
            top: edge,
            right: edge,
            bottom: edge,
            left: edge,
        }
    }

    /// The steps' edges on the page.
    pub(super) fn timeline(&self) -> Timeline {
        let scrolled = self.scrolled();
        let boxes = self.sections.iter().map(|it| it.get_bounding_client_rect());
        let mut edges: Vec<f64> = Vec::with_capacity(self.sections.len() + 1);
        let mut bottom = 0.0;
        for section in boxes {
            edges.push(section.top() + scrolled);
            bottom = section.bottom() + scrolled;
        }
        edges.push(bottom);
        Timeline::new(edges)
    }

    /// The id of the step at index `step`.
    pub(super) fn id_of(&self, step: usize) -> Option<String> {
        self.sections.get(step).map(|section| section.id())
    }

    /// Scrolls to the step at index `step`, if there is one. The words move at once; only the
    /// camera flies.
    pub(super) fn go_to(&self, step: usize) {
        if let Some(section) = self.sections.get(step) {
            section.scroll_into_view();
        }
    }

    /// The index of the step that `address` leads to: for a link, the step whose words mention it;
    /// otherwise the one that contains the target.
    pub(super) fn step_of(&self, address: &str) -> Option<usize> {
        let name = address.strip_prefix('#')?;
        let mut named: Vec<Element> = all(&self.root, ".words a,[id]");
        named.retain(|it| it.id() == name || it.get_attribute("href").as_deref() == Some(address));
        let section = named
            .first()?
            .closest("section[data-step]")
            .ok()
            .flatten()?;
        self.sections.iter().position(|it| it.id() == section.id())
    }

    /// Returns whether the reader takes one section at a time. `web/boot/settings.ts` stores this
    /// setting. Once the story is live, the style sheet hides all other sections.
    pub(super) fn is_stepped(&self) -> bool {
        let is = |name, value| self.root.get_attribute(name).as_deref() == Some(value);
        is("data-reading", "steps")
            && is("data-mode", "live")
            && self.root.has_attribute("data-map")
    }

    /// Returns whether the address names a row of the table or a note, and that is in sight.
    pub(super) fn shows_target(&self) -> bool {
        let named = self.root.query_selector("tr:target,li:target");
        let place = named.ok().flatten().map(|it| it.get_bounding_client_rect());
        place.is_some_and(|place| 0.0 < place.bottom() && place.top() < self.height())
    }

    /// Returns whether the page contains exactly the sections of `story`: somebody may have removed
    /// one.
    pub(super) fn has_sections_of(&self, story: &Story) -> bool {
        let ids = self.sections.iter().map(|section| section.id());
        ids.eq(story.steps.iter().map(|step| &*step.id))
    }

    /// Returns whether the reader has moved the page by hand before it had loaded.
    pub(super) fn has_interacted(&self) -> bool {
        self.root.has_attribute("data-acted")
    }

    /// Sets `data-layout` to the layout that the style sheet has chosen. Returns whether it is
    /// another than before.
    pub(super) fn set_layout(&self) -> bool {
        let style = self.window.get_computed_style(&self.root).ok().flatten();
        let layout = style.and_then(|style| style.get_property_value("--layout").ok());
        let layout = layout.unwrap_or_default();
        let before = self.root.get_attribute("data-layout").unwrap_or_default();
        self.set("data-layout", layout.trim_ascii());
        before != layout.trim_ascii()
    }

    /// Marks the page as taken over by the app.
    pub(super) fn go_live(&self) {
        self.set("data-mode", "live");
        if let Some(clock) = &self.clock {
            // Without the mark only a measurement is missing.
            _ = clock.mark("shanhai:live");
        }
    }

    /// Marks whether finer land is loading.
    pub(super) fn mark_loading_land(&self, is_loading: bool) {
        if is_loading {
            self.set("data-asked", "");
        } else {
            _ = self.root.remove_attribute("data-asked");
        }
    }

    /// Marks that the reader has begun to scroll.
    pub(super) fn mark_begun(&self) {
        self.set("data-begun", "");
    }

    /// Marks that the reader has reached the step at index `step`. Only on the line of progress:
    /// every element of the story would inherit a custom property of its root, at 70 ms a frame on
    /// a phone.
    pub(super) fn set_progress(&self, step: usize) {
        if let Some(line) = &self.progress {
            let percent = (step + 1) * 100 / self.sections.len().max(1);
            let percent = percent.to_string();
            // Every browser that supports custom properties accepts this.
            _ = line.style().set_property("--progress", &percent);
        }
    }

    /// The page's clock, in milliseconds, which also times its animations and frames.
    pub(super) fn now(&self) -> f64 {
        let clock = self.clock.as_ref();
        clock.map_or(0.0, Performance::now)
    }

    /// Moves the picture through `keyframes`, CSS transforms at equal intervals of time, from `start`
    /// on the page's clock, in `lasts` milliseconds. The browser's compositor runs the animation,
    /// without layout or paint. It ends when the returned guard is dropped. `None` if the browser
    /// cannot animate elements.
    pub(super) fn move_picture(
        &self,
        keyframes: &[String],
        start: f64,
        lasts: f64,
    ) -> Option<PictureAnimation> {
        let keyframes: Array = keyframes.iter().map(JsValue::from).collect();
        let (frames, timing) = (Object::new(), Object::new());
        for (object, name, value) in [
            (&frames, "transform", keyframes.into()),
            (&timing, "duration", lasts.into()),
            (&timing, "fill", "forwards".into()),
        ] {
            _ = Reflect::set(object, &name.into(), &value);
        }
        let lens: &Animated = self.lens.unchecked_ref();
        let animation = lens.animate(&frames, &timing).ok()?;
        animation.set_start_time(Some(start));
        Some(PictureAnimation(animation))
    }

    /// Marks what is happening on the stage.
    pub(super) fn mark_phase(&self, phase: Phase) {
        self.toggle("data-flying", phase.is_flying());
        self.toggle("data-past-links", phase.shows_past_links());
        self.toggle("data-past-regions", phase.shows_past_regions());
    }

    fn toggle(&self, name: &str, is_so: bool) {
        _ = if is_so {
            self.lens.set_attribute(name, "")
        } else {
            self.lens.remove_attribute(name)
        };
    }

    /// Marks the page as moving until the returned guard is dropped.
    pub(super) fn mark_moving(&self) -> MovingMark {
        self.movers.set(self.movers.get() + 1);
        self.set("data-moving", "");
        MovingMark(self.clone())
    }

    /// Moves the mark of the current step from `before` to `step`, and dispatches `shanhai:step`.
    pub(super) fn mark_current_step(&self, before: Option<usize>, step: usize) {
        if let Some(section) = before.and_then(|before| self.sections.get(before)) {
            _ = section.remove_attribute("aria-current");
        }
        if let Some(section) = self.sections.get(step) {
            _ = section.set_attribute("aria-current", "step");
            self.dispatch_step(&section.id(), step);
        }
    }

    fn dispatch_step(&self, id: &str, index: usize) {
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
        // Setting an attribute of the root, even to the same value, makes the browser compute
        // styles again.
        if self.root.get_attribute(name).as_deref() != Some(value) {
            // Setting an attribute fails only for an invalid name.
            _ = self.root.set_attribute(name, value);
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// An element that can be animated; older browsers throw.
    type Animated;

    #[wasm_bindgen(method, catch)]
    fn animate(this: &Animated, frames: &Object, timing: &Object) -> Result<Animation, JsValue>;
}

/// Cancels the picture's animation when dropped.
pub(super) struct PictureAnimation(Animation);

impl Drop for PictureAnimation {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Drop for MovingMark {
    fn drop(&mut self) {
        let left = self.0.movers.get().saturating_sub(1);
        self.0.movers.set(left);
        if left == 0 {
            _ = self.0.root.remove_attribute("data-moving");
        }
    }
}

/// The elements of type `E` below `root` that match `selector`.
fn all<E: JsCast>(root: &Element, selector: &str) -> Vec<E> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}
