//! The edge to the browser: the only place that names the DOM.

mod page;
mod watch;

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;
use shanhai_story::pack::unpack;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::stage::Stage;
use crate::view::{Instance, picture};
use page::Page;
use watch::{ScrollWatch, SizeWatch};

/// A story that lives in a page. What listens goes when this is freed, and the picture with it.
#[wasm_bindgen]
pub struct MountedStory {
    _scroll: ScrollWatch,
    _size: SizeWatch,
    _mark: RenderEffect<Option<usize>>,
    _picture: Box<dyn Any>,
}

/// Takes over the page in `root`, a `<story-map>` that the host rendered, with the story in
/// `pack`.
///
/// # Errors
/// When the pack is of another version or broken, or the page has no place for the picture; the
/// page is then left as it was.
#[wasm_bindgen]
pub fn start(root: Element, pack: &[u8]) -> Result<MountedStory, JsError> {
    let story = Arc::new(unpack(pack)?);
    let page = Page::of(root).ok_or_else(|| JsError::new("the page has no stage"))?;
    let stage = Stage::of(story.clone());
    measure(&page, &stage);
    let drawn_by_host = page.picture_children();
    let mounted = leptos::mount::mount_to(page.picture(), {
        let instance = Instance::new(&page.instance());
        let (scene, viewport) = (stage.scene.clone(), stage.viewport.clone());
        move || picture(story, instance, move || (scene.get(), viewport.get()))
    });
    // In the same task, so that no frame is painted with both pictures, or with neither.
    for child in drawn_by_host {
        child.remove();
    }
    let mark = RenderEffect::new({
        let (page, step) = (page.clone(), stage.step.clone());
        move |before: Option<Option<usize>>| {
            let step = step.get();
            page.mark(before.flatten(), step);
            Some(step)
        }
    });
    page.go_live();
    let scroll = ScrollWatch::new({
        let (page, stage) = (page.clone(), stage.clone());
        move || stage.trigger.set(page.trigger())
    });
    let size = SizeWatch::new(&page.observed(), move || measure(&page, &stage));
    Ok(MountedStory {
        _scroll: scroll,
        _size: size,
        _mark: mark,
        _picture: Box::new(mounted),
    })
}

/// Reads the page's layout: the only place that does, and never while scrolling.
fn measure(page: &Page, stage: &Stage) {
    page.tell_layout();
    stage.viewport.set(page.viewport());
    stage.timeline.set(page.timeline());
    stage.trigger.set(page.trigger());
}
