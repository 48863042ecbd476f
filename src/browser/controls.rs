//! The controls: previous and next, by button and key, and changes of the system's motion
//! preference and of the address.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::live::Live;

/// The listeners on a page's controls.
pub(super) struct Controls {
    _clicks: EventListener,
    _keys: EventListener,
    _system: Option<EventListener>,
    _address: EventListener,
}

impl Controls {
    /// Adds listeners to the controls of `live`.
    pub(super) fn of(live: Rc<Live>) -> Self {
        let root = live.page.root.clone();
        let clicks = EventListener::new(&root, "click", {
            let live = live.clone();
            move |event| handle_click(&live, event)
        });
        // A key that moves the story must not scroll the page as well.
        let options = EventListenerOptions::enable_prevent_default();
        let keys = EventListener::new_with_options(&root, "keydown", options, {
            let live = live.clone();
            move |event| handle_key(&live, event)
        });
        let system = live.page.system_motion().map(|query| {
            let live = live.clone();
            EventListener::new(&query, "change", move |_| live.measure())
        });
        // The browser scrolls to the target of an address, but not to one that is hidden.
        let address = EventListener::new(&live.page.window.clone(), "hashchange", move |_| {
            if live.is_stepped() && !live.page.shows_target() {
                live.open_address();
            }
        });
        Self {
            _clicks: clicks,
            _keys: keys,
            _system: system,
            _address: address,
        }
    }
}

fn handle_click(live: &Rc<Live>, event: &Event) {
    let control = element(event).and_then(|it| it.closest("[data-control]").ok().flatten());
    let name = control.and_then(|control| control.get_attribute("data-control"));
    match name.as_deref() {
        Some("previous") => live.turn(-1),
        Some("next") => live.turn(1),
        _ => {}
    }
}

fn handle_key(live: &Rc<Live>, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let lies_in = |parts| {
        element(event)
            .and_then(|it| it.closest(parts).ok().flatten())
            .is_some()
    };
    let is_ours = lies_in(".controls");
    let has_modifier = key.alt_key() || key.ctrl_key() || key.meta_key();
    if has_modifier {
        return;
    }
    let turns = || live.is_stepped() && !lies_in(".table-frame,button,input,select,video,audio");
    let steps = match &*key.key() {
        "ArrowDown" if is_ours => 1,
        "ArrowUp" if is_ours => -1,
        // Nothing scrolls sideways except the table; form controls and players use these keys themselves.
        "ArrowRight" if is_ours || turns() => 1,
        "ArrowLeft" if is_ours || turns() => -1,
        _ => return,
    };
    event.prevent_default();
    live.turn(steps);
}

fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
