//! Listeners on the page that end when they are dropped.

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

/// Reports that the page scrolled. Browsers send this event once a frame, before they paint.
pub(super) struct ScrollWatch {
    _listener: Option<EventListener>,
}

impl ScrollWatch {
    /// Calls `report` in each frame in which the page has scrolled.
    pub(super) fn new(report: impl Fn() + 'static) -> Self {
        // gloo listens passively unless asked otherwise.
        let listener = web_sys::window()
            .map(|window| EventListener::new(&window, "scroll", move |_| report()));
        Self {
            _listener: listener,
        }
    }
}

/// Reports that an element's size changed.
pub(super) struct SizeWatch {
    observer: Option<ResizeObserver>,
    _report: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Calls `report` once at first, and whenever the size of one of `elements` changes.
    pub(super) fn new(elements: &[Element], report: impl FnMut() + 'static) -> Self {
        let report = Closure::new(report);
        let observer = ResizeObserver::new(report.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            for element in elements {
                observer.observe(element);
            }
        }
        Self {
            observer,
            _report: report,
        }
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
