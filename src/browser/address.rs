//! Every step, link and figure has an address; the reader's own follows them.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

use super::page::Page;

/// The address of the step at `step`; of the first one, the whole story's.
fn of(page: &Page, step: usize) -> String {
    let here = page.window.location().href().unwrap_or_default();
    let story = here.split('#').next().unwrap_or_default();
    match page.id_of(step).filter(|_| 0 < step) {
        Some(id) => [story, "#", &id].concat(),
        None => story.to_owned(),
    }
}

/// Puts the step at `step` in the address bar. No entry is added to the history.
pub(super) fn set(page: &Page, step: usize) {
    if let Ok(history) = page.window.history() {
        // Refused in some frames, and where it changes too often: the story goes on without.
        let address = of(page, step);
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The step that the page's address leads into, if it names any. Of a link, that is where the words
/// tell of it: the browser itself goes to the table, and once more when everything has loaded; so
/// does this.
pub(super) fn open(page: &Page) -> Option<usize> {
    let hash = page.window.location().hash().unwrap_or_default();
    let step = page.step_of(&hash)?;
    if hash.starts_with("#link-") {
        page.go_to(step);
    }
    Some(step)
}

/// Calls `arrived` once the browser has gone where the address leads; at once, where it has.
pub(super) fn once_arrived(page: &Page, arrived: impl FnOnce() + 'static) -> Option<EventListener> {
    let document = page.window.document();
    if document.is_some_and(|document| document.ready_state() == "complete") {
        arrived();
        return None;
    }
    let load = EventListener::once(&page.window, "load", move |_| arrived());
    Some(load)
}
