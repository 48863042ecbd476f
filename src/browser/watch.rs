//! What listens to the page, until it is dropped.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

/// Reports that the page scrolled, at most once in a frame.
pub(super) struct ScrollWatch {
    _listener: Option<EventListener>,
}

impl ScrollWatch {
    /// Calls `report` in the frame after the page scrolled.
    pub(super) fn new(report: impl Fn() + 'static) -> Self {
        let report = Rc::new(report);
        let is_due = Rc::new(Cell::new(false));
        let frame: RefCell<Option<AnimationFrame>> = RefCell::new(None);
        // gloo listens passively unless asked otherwise.
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "scroll", move |_| {
                if is_due.replace(true) {
                    return;
                }
                let (report, is_due) = (report.clone(), is_due.clone());
                // The frame held before has run: only one is due at a time.
                frame.replace(Some(request_animation_frame(move |_| {
                    is_due.set(false);
                    report();
                })));
            })
        });
        Self {
            _listener: listener,
        }
    }
}

/// Reports that an element changed its size.
pub(super) struct SizeWatch {
    observer: Option<ResizeObserver>,
    _report: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Calls `report` once at first, and whenever one of `elements` has another size.
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
