//! The controls: previous and next, motion, and the address of a step to copy.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::live::Live;

/// What listens to the controls of a page.
pub(super) struct Controls {
    _clicks: EventListener,
    _keys: EventListener,
    _system: Option<EventListener>,
}

impl Controls {
    /// Listens to the controls of `live`.
    pub(super) fn of(live: Rc<Live>) -> Self {
        let root = live.page.root.clone();
        let clicks = EventListener::new(&root, "click", {
            let live = live.clone();
            move |event| clicked(&live, event)
        });
        // A key that moves the story must not scroll the page as well.
        let options = EventListenerOptions::enable_prevent_default();
        let keys = EventListener::new_with_options(&root, "keydown", options, {
            let live = live.clone();
            move |event| pressed(&live, event)
        });
        let system = live.page.system_motion();
        let system =
            system.map(|query| EventListener::new(&query, "change", move |_| live.measure()));
        Self {
            _clicks: clicks,
            _keys: keys,
            _system: system,
        }
    }
}

fn clicked(live: &Live, event: &Event) {
    let control = element(event).and_then(|it| it.closest("[data-control]").ok().flatten());
    let name = control.and_then(|control| control.get_attribute("data-control"));
    match name.as_deref() {
        Some("previous") => live.go(-1),
        Some("next") => live.go(1),
        Some("copy") => live.copy_address(),
        _ => {}
    }
}

fn pressed(live: &Live, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let is_ours = element(event)
        .and_then(|it| it.closest(".stage,.controls").ok().flatten())
        .is_some();
    let has_modifier = key.alt_key() || key.ctrl_key() || key.meta_key();
    if !is_ours || has_modifier {
        return;
    }
    let steps = match &*key.key() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        _ => return,
    };
    event.prevent_default();
    live.go(steps);
}

fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
