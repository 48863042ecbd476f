//! The addresses of steps, links and figures. The page's address follows the reader's step.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

use super::page::Page;

/// The address of the step at index `step`; for the first one, the whole story's.
fn of(page: &Page, step: usize) -> String {
    let here = page.window.location().href().unwrap_or_default();
    let story = here.split('#').next().unwrap_or_default();
    match page.id_of(step).filter(|_| 0 < step) {
        Some(id) => [story, "#", &id].concat(),
        None => story.to_owned(),
    }
}

/// Shows the address of the step at index `step` in the address bar. No entry is added to the
/// history.
pub(super) fn set(page: &Page, step: usize) {
    if let Ok(history) = page.window.history() {
        // Some frames refuse this, as do browsers if it is called too often: the story works
        // without.
        let address = of(page, step);
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The index of the step that the page's address leads to, if it names one. For a link, this
/// scrolls to the step whose words mention it: the browser itself scrolls to the table, and once
/// more when everything has loaded, so this runs both times as well.
pub(super) fn open(page: &Page) -> Option<usize> {
    let hash = page.window.location().hash().unwrap_or_default();
    let step = page.step_of(&hash)?;
    if hash.starts_with("#link-") {
        page.go_to(step);
    }
    Some(step)
}

/// Calls `callback` once the browser has scrolled to the address's target. `None` if it already
/// has.
pub(super) fn on_arrival(page: &Page, callback: impl FnOnce() + 'static) -> Option<EventListener> {
    let document = page.window.document()?;
    let is_loading = document.ready_state() != "complete";
    is_loading.then(|| EventListener::once(&page.window, "load", move |_| callback()))
}
