//! The interface to the browser. Only this module uses the DOM.

mod address;
mod controls;
mod live;
mod page;
mod pilot;
mod watch;

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Function;
use shanhai_picture::Instance;
use shanhai_story::counter::Count;
use shanhai_story::lettering::Entry;
use shanhai_story::pack::unpack;
use shanhai_story::plane::MapPoint;
use shanhai_story::progress::Progress;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::stage::Stage;
use controls::Controls;
use live::Live;
use page::{MovingMark, Page};
use watch::{ScrollWatch, SizeWatch};

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A story that runs in a page. Freeing it removes its listeners and its picture.
#[wasm_bindgen]
pub struct MountedStory {
    live: Rc<Live>,
    _on_arrival: Option<EventListener>,
    _scroll: ScrollWatch,
    _size: SizeWatch,
    _controls: Controls,
    counting: Cell<Option<MovingMark>>,
    _picture: Box<dyn Any>,
}

#[wasm_bindgen]
impl MountedStory {
    /// Calls `load` with a level of detail whenever the map needs finer land than it has, now or
    /// later.
    #[wasm_bindgen(js_name = "broughtBy")]
    pub fn set_land_loader(&self, load: Function) {
        self.live.set_land_loader(load);
    }

    /// Measures the page again: a setting may have changed its layout, or how much may move.
    pub fn remeasure(&self) {
        self.live.measure();
    }

    /// Shows these links, given by their indices in the story, and the region with this code in the
    /// explorer; a code of 0 means no region.
    pub fn explore(&self, links: &[u32], region: u32) {
        self.live.explore(links, region);
    }

    /// Moves the explorer's map by `right` and `down` CSS pixels, then scales it by `zoom` about
    /// its centre.
    pub fn look(&self, right: f64, down: f64, zoom: f64) {
        self.live.look(right, down, zoom);
    }

    /// Sets the part of this page that the reader sees: `height` CSS pixels from `top` on. For a
    /// page at full height in another page. With a height of 0, the reader sees this page's own
    /// window again.
    pub fn seen(&self, top: f64, height: f64) {
        self.live.set_visible_part(top, height);
    }

    /// Leads the reader `steps` steps further, or back if that is negative.
    pub fn go(&self, steps: i32) {
        self.live.go(steps as isize);
    }

    /// Calls `show_more` first whenever a control or a key leads the reader on (1) or back (-1).
    /// `show_more` returns `true` if it has shown more of the same step instead.
    #[wasm_bindgen(js_name = "turnedBy")]
    pub fn set_turn_callback(&self, show_more: Function) {
        self.live.set_turn_callback(show_more);
    }

    /// Returns whether the reader scrolls too fast to see anything.
    pub fn skims(&self) -> bool {
        self.live.skims()
    }

    /// The text shown in place of the figure `number` after `share` of its count, from 0 to 1.
    #[expect(clippy::unused_self, reason = "scripts have no other hold on the app")]
    pub fn counted(&self, number: &str, share: f64) -> Option<String> {
        Some(Count::of(number)?.shown(number, Progress::clamped(share)))
    }

    /// Marks the page as moving while figures are counted.
    pub fn count(&self, is_counting: bool) {
        self.counting
            .set(is_counting.then(|| self.live.page.mark_moving()));
    }

    /// Writes a name of the base map where there is room: see [`Entry`].
    #[expect(
        clippy::too_many_arguments,
        reason = "a list would need code that reads it"
    )]
    pub fn letter(
        &self,
        text: String,
        voice: usize,
        x: f64,
        y: f64,
        angle: f64,
        width: f64,
        height: f64,
        least: f64,
        most: f64,
    ) {
        self.live.letter(Entry {
            text,
            voice,
            at: MapPoint::new(x, y),
            angle,
            width,
            height,
            least,
            most,
        });
    }

    /// Draws the land at `level` where it is needed. The page must contain its shapes already.
    pub fn refine(&self, level: u8) {
        self.live.refine(level);
    }
}

/// Takes over the page in `root`, a `<story-map>` that the build rendered, with the story in
/// `pack`. A reader who has moved the page by hand stays where they are.
///
/// # Errors
///
/// If the pack is broken or of another version, or if the page lacks a place for the picture or
/// does not have the story's sections. The page is then unchanged.
#[wasm_bindgen]
pub fn start(root: Element, pack: &[u8]) -> Result<MountedStory, JsError> {
    let story = unpack(pack)?;
    let page = Page::of(root).ok_or_else(|| JsError::new("the page has no stage"))?;
    if !page.has_sections_of(&story) {
        return Err(JsError::new("the page's sections are not the story's"));
    }
    let stage = Stage::of(story);
    if !page.has_interacted() {
        address::open(&page);
    }
    let live = Live::new(page.clone(), stage.clone());
    live.measure();
    let static_picture = page.picture_children();
    let instance = Instance::new(&page.instance());
    let mounted = leptos::mount::mount_to(page.picture(), move || stage.picture(instance));
    // In the same task, so that no frame shows both pictures, or neither.
    for child in static_picture {
        child.remove();
    }
    page.go_live();
    // From here on the style sheet shows a section at a time.
    if page.is_stepped() {
        live.measure();
    }
    let arrival = address::on_arrival(&page, {
        let live = live.clone();
        move || live.arrive()
    });
    if arrival.is_none() {
        live.has_arrived();
    }
    let scroll = ScrollWatch::new({
        let live = live.clone();
        move || live.handle_scroll()
    });
    let size = SizeWatch::new(&page.observed(), {
        let live = live.clone();
        move || live.measure()
    });
    Ok(MountedStory {
        _on_arrival: arrival,
        _scroll: scroll,
        _size: size,
        counting: Cell::default(),
        _controls: Controls::of(live.clone()),
        live,
        _picture: Box::new(mounted),
    })
}
