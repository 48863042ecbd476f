//! Figures are counted once, when they are first seen. Their text never changes: the digits that
//! run stand in an attribute, which the style sheet lays over the text.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_render::{AnimationFrame, request_animation_frame};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Reflect};
use shanhai_story::counter::Count;
use shanhai_story::progress::{Motion, Progress};
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::live::{LOOKS_AGAIN, Live};
use super::page::Moving;

/// Watches the figures that can be counted.
pub(super) struct Counters {
    live: Rc<Live>,
    observer: IntersectionObserver,
    _report: Closure<dyn FnMut(Array)>,
    running: RefCell<Vec<Run>>,
    /// Figures that can be seen, by a reader who skims.
    skimmed: RefCell<Vec<Element>>,
    /// Due when that reader may have slowed down.
    waits: RefCell<Option<Timeout>>,
    frame: RefCell<Option<AnimationFrame>>,
}

struct Run {
    number: Element,
    count: Count,
    /// When its first frame was painted, in milliseconds.
    began: Option<f64>,
    /// When its digits were last set.
    set: f64,
    _moving: Moving,
}

/// How long a figure is counted, in milliseconds.
const LASTS: f64 = 900.0;

/// How long digits stand, in milliseconds: faster ones could not be told apart, and each set of
/// them is laid out.
const STANDS: f64 = 60.0;

impl Counters {
    /// The counters of a page; none where the browser cannot tell what is seen.
    pub(super) fn watching(live: &Rc<Live>) -> Option<Rc<Self>> {
        let me: Rc<RefCell<Weak<Self>>> = Rc::default();
        let report = Closure::<dyn FnMut(Array)>::new({
            let me = me.clone();
            move |entries: Array| {
                if let Some(counters) = me.borrow().upgrade() {
                    counters.seen(&entries);
                }
            }
        });
        let options = Object::new();
        // Chromium then looks ten times a second instead of in each frame; others do as they do.
        _ = Reflect::set(&options, &"delay".into(), &100.into());
        let options: &IntersectionObserverInit = options.unchecked_ref();
        let report_of = report.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(report_of, options).ok()?;
        let counters = Rc::new(Self {
            live: live.clone(),
            observer,
            _report: report,
            running: RefCell::default(),
            skimmed: RefCell::default(),
            waits: RefCell::default(),
            frame: RefCell::default(),
        });
        me.replace(Rc::downgrade(&counters));
        for number in live.page.numbers() {
            counters.observer.observe(&number);
        }
        Some(counters)
    }

    fn seen(self: &Rc<Self>, entries: &Array) {
        for entry in entries.iter() {
            let entry: IntersectionObserverEntry = entry.unchecked_into();
            let number = entry.target();
            let mut skimmed = self.skimmed.borrow_mut();
            skimmed.retain(|other| *other != number);
            if entry.is_intersecting() {
                skimmed.push(number);
            }
        }
        self.look();
    }

    /// Counts what can be seen, once the reader is slow enough to see it.
    fn look(self: &Rc<Self>) {
        if self.skimmed.borrow().is_empty() {
            self.waits.replace(None);
        } else if self.live.skims() {
            let counters = Rc::downgrade(self);
            self.waits.replace(Some(Timeout::new(LOOKS_AGAIN, move || {
                if let Some(counters) = counters.upgrade() {
                    counters.look();
                }
            })));
        } else {
            let seen = self.skimmed.take();
            for number in seen {
                self.begin(number);
            }
            self.ask_for_frame();
        }
    }

    fn begin(&self, number: Element) {
        self.observer.unobserve(&number);
        let text = number.text_content().unwrap_or_default();
        let count = Count::of(&text).filter(|_| self.live.motion() == Motion::Full);
        if let Some(count) = count {
            self.running.borrow_mut().push(Run {
                number,
                count,
                began: None,
                set: f64::NEG_INFINITY,
                _moving: self.live.page.moving(),
            });
        }
    }

    fn ask_for_frame(self: &Rc<Self>) {
        if self.running.borrow().is_empty() {
            return;
        }
        let counters = Rc::downgrade(self);
        self.frame.replace(Some(request_animation_frame(move |now| {
            if let Some(counters) = counters.upgrade() {
                counters
                    .running
                    .borrow_mut()
                    .retain_mut(|run| run.goes_on(now));
                counters.ask_for_frame();
            }
        })));
    }
}

impl Run {
    /// Shows the digits of this moment, or the figure itself again at the end.
    fn goes_on(&mut self, now: f64) -> bool {
        let share = (now - *self.began.get_or_insert(now)) / LASTS;
        let goes_on = share < 1.0;
        if goes_on && now - self.set < STANDS {
            return true;
        }
        self.set = now;
        if goes_on {
            let shown = self.count.shown(Progress::clamped(share), None);
            _ = self.number.set_attribute("data-shown", &shown);
        } else {
            _ = self.number.remove_attribute("data-shown");
        }
        goes_on
    }
}

impl Drop for Counters {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
