//! A story in its page: what scrolling, measuring and controls lead to.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Function;
use shanhai_story::detail::Detail;
use shanhai_story::pace::{Pace, STOPS_AFTER};
use shanhai_story::progress::{Motion, Progress, StoryPosition};
use shanhai_story::timeline::Timeline;
use wasm_bindgen::JsValue;

use super::address;
use super::page::Page;
use super::pilot::Pilot;
use crate::stage::Stage;

/// How often a reader who skims is looked after, in milliseconds.
const LOOKS_AGAIN: u32 = 200;

/// A story that follows its reader.
pub(super) struct Live {
    pub(super) page: Page,
    stage: Stage,
    pilot: Rc<Pilot>,
    /// Where the steps stand on the page.
    timeline: RefCell<Timeline>,
    /// How much may move.
    motion: Cell<Motion>,
    /// Whether the reader takes one section at a time: where they are is then what they chose.
    is_stepped: Cell<bool>,
    /// The step that the page marks as current.
    marked: Cell<Option<usize>>,
    /// Whether the browser has gone where the page's address led it.
    has_arrived: Cell<bool>,
    /// Whether the reader has begun to read.
    has_begun: Cell<bool>,
    /// How fast the reader scrolls, and where and when they were last seen to.
    pace: Cell<Pace>,
    seen: Cell<(f64, f64)>,
    /// Due when a reader who skims may have stopped.
    waits: RefCell<Option<Timeout>>,
    /// Due when the page is to say where the reader is.
    tells: RefCell<Option<Timeout>>,
    /// Brings land of the level that it is called with, and the finest that was asked for.
    brings: RefCell<Option<Function>>,
    asked: Cell<Detail>,
    /// Shows more of the current step instead of another, if it can.
    turns: RefCell<Option<Function>>,
}

impl Live {
    pub(super) fn new(page: Page, stage: Stage) -> Rc<Self> {
        Rc::new(Self {
            pilot: Pilot::new(page.clone(), stage.clone()),
            page,
            stage,
            timeline: RefCell::default(),
            motion: Cell::default(),
            is_stepped: Cell::default(),
            marked: Cell::new(None),
            has_arrived: Cell::default(),
            has_begun: Cell::default(),
            pace: Cell::default(),
            seen: Cell::default(),
            waits: RefCell::default(),
            tells: RefCell::default(),
            brings: RefCell::default(),
            asked: Cell::default(),
            turns: RefCell::default(),
        })
    }

    /// The page scrolled: the only thing read is how far.
    pub(super) fn scrolled(self: &Rc<Self>) {
        // Read before anything is written: no layout is forced.
        let trigger = self.page.trigger();
        let now = self.page.now();
        let (before, then) = self.seen.replace((trigger, now));
        let pace = self.pace.get().after(trigger - before, now - then);
        self.pace.set(pace);
        self.begin();
        let has_come = self.follow(self.position_at(trigger));
        if has_come || (self.waits.borrow().is_some() && !pace.skims(self.page.height())) {
            self.set_out();
        }
    }

    /// The reader sees `height` of the page from `top` on; where that is 0, what its window shows.
    pub(super) fn seen(self: &Rc<Self>, top: f64, height: f64) {
        if 0.0 < height {
            self.page.borrow_window(top, height);
        } else {
            self.page.give_window_back();
        }
        self.scrolled();
    }

    /// Whether the reader scrolls too fast to see anything.
    pub(super) fn skims(&self) -> bool {
        let (_, then) = self.seen.get();
        self.page.now() - then <= f64::from(STOPS_AFTER)
            && self.pace.get().skims(self.page.height())
    }

    /// Shows the step that the reader has come to; who skims is shown the one where they slow
    /// down, and nothing on the way there.
    fn set_out(self: &Rc<Self>) {
        let is_led = !self.has_arrived.get() && !self.page.has_acted();
        if self.page.has_borrowed() || is_led {
            // Each step has a stage of its own: there is nowhere to fly from; or it is the browser
            // that goes where the address leads.
            self.pilot.cut();
            self.ask_for_land();
            self.tell_soon();
        } else if self.motion() == Motion::Reduced || !self.skims() {
            self.waits.replace(None);
            self.pilot.set_out(self.motion());
            self.ask_for_land();
            self.tell_soon();
        } else if self.waits.borrow().is_none() {
            self.pilot.wait();
            self.look_again();
        }
    }

    /// Tells where the reader is once the flight is under way: neither line nor address is worth
    /// a late frame.
    fn tell_soon(self: &Rc<Self>) {
        let live = Rc::downgrade(self);
        self.tells.replace(Some(Timeout::new(STOPS_AFTER, move || {
            if let Some(live) = live.upgrade() {
                live.tell_progress();
                // What the reader asked for stays in the address until they move on.
                let is_ours = !live.page.is_hosted() && !live.page.shows_target();
                if live.has_arrived.get() && is_ours {
                    address::set(&live.page, live.stage.step());
                }
            }
        })));
    }

    fn look_again(self: &Rc<Self>) {
        let live = Rc::downgrade(self);
        self.waits.replace(Some(Timeout::new(LOOKS_AGAIN, move || {
            let Some(live) = live.upgrade() else {
                return;
            };
            if live.skims() {
                live.look_again();
            } else {
                live.set_out();
            }
        })));
    }

    /// The browser has gone where the page's address led it: from here on the address follows.
    pub(super) fn arrive(&self) {
        if !self.page.has_acted() {
            self.open_address();
        }
        self.has_arrived.set(true);
    }

    /// Shows the step that the page's address leads to.
    pub(super) fn open_address(&self) {
        let asked = address::open(&self.page).filter(|_| self.is_stepped.get());
        let position = asked.map_or_else(|| self.position_at(self.page.trigger()), middle_of);
        if self.follow(position) {
            self.pilot.cut();
            self.ask_for_land();
        }
        // The browser does not go to what was not shown.
        if let Some(step) = asked {
            self.page.go_to(step);
        }
    }

    /// Has `bring` called with a level of detail whenever the map needs finer land than was asked
    /// for.
    pub(super) fn be_brought_land_by(&self, bring: Function) {
        self.brings.replace(Some(bring));
        self.ask_for_land();
    }

    /// Asks for the land that the reader's step needs, before the camera is there.
    fn ask_for_land(&self) {
        let needed = self.stage.needed();
        if let Some(bring) = self.brings.borrow().as_ref()
            && self.asked.get() < needed
        {
            self.asked.set(needed);
            self.page.tell_asked(true);
            // What is not brought is not missed.
            _ = bring.call1(&JsValue::NULL, &needed.level().into());
        }
    }

    /// The land at `level` has come.
    pub(super) fn refine(&self, level: u8) {
        let finest = Detail::of_level(level);
        self.stage.change(|state| state.finest = finest);
        if self.asked.get() <= finest {
            self.page.tell_asked(false);
        }
    }

    /// The page was laid out anew: the only time that its layout is read.
    pub(super) fn measure(self: &Rc<Self>) {
        if !self.page.is_laid_out() {
            return;
        }
        let is_stepped = self.page.is_stepped();
        if self.is_stepped.replace(is_stepped) != is_stepped {
            self.page.go_to(self.stage.step());
            self.begin();
        }
        // All reading before any writing: the page is laid out once.
        self.page.measure_height();
        let (viewport, timeline) = (self.page.viewport(), self.page.timeline());
        let trigger = self.page.trigger();
        self.page.tell_layout();
        let motion = self.page.motion();
        let is_fitted = viewport == self.stage.state().viewport && motion == self.motion();
        self.stage.change(|state| state.viewport = viewport);
        self.timeline.replace(timeline);
        self.motion.set(motion);
        let has_come = self.follow(self.position_at(trigger));
        self.tell_progress();
        if !is_fitted {
            // What was fitted to another size is not flown from.
            self.waits.replace(None);
            self.pilot.cut();
            self.ask_for_land();
        } else if has_come {
            self.set_out();
        }
    }

    /// How much may move.
    pub(super) fn motion(&self) -> Motion {
        self.motion.get()
    }

    /// Asks `turns` before a control or a key leads the reader to another step.
    pub(super) fn be_turned_by(&self, turns: Function) {
        self.turns.replace(Some(turns));
    }

    /// Shows the reader more of their step in this direction, or the next step.
    pub(super) fn turn(self: &Rc<Self>, steps: isize) {
        let turns = self.turns.borrow().clone();
        let by = JsValue::from(i32::try_from(steps).unwrap_or_default());
        let has_turned = turns.and_then(|turns| turns.call1(&JsValue::NULL, &by).ok());
        if !has_turned.is_some_and(|it| it.is_truthy()) {
            self.go(steps);
        }
    }

    /// Takes the reader `steps` further, or back where that is negative.
    pub(super) fn go(self: &Rc<Self>, steps: isize) {
        let step = self.stage.step().saturating_add_signed(steps);
        if self.is_stepped.get() && self.stage.has_step(step) && self.follow(middle_of(step)) {
            self.set_out();
        }
        self.page.go_to(step);
    }

    /// Shows what a reader who explores has chosen.
    pub(super) fn explore(self: &Rc<Self>, links: &[u32], region: u32) {
        let links = links.iter().map(|&link| link as usize).collect();
        self.stage.explore(links, region);
        if self.stage.is_explored() {
            self.set_out();
        }
    }

    /// Moves the camera of a reader who explores.
    pub(super) fn look(&self, right: f64, down: f64, zoom: f64) {
        if self.stage.is_explored() {
            self.stage.look(right, down, zoom);
            self.pilot.cut();
            self.ask_for_land();
        }
    }

    /// Whether the reader takes one section at a time.
    pub(super) fn is_stepped(&self) -> bool {
        self.is_stepped.get()
    }

    /// Where the reader is when the trigger line stands at `trigger`.
    fn position_at(&self, trigger: f64) -> StoryPosition {
        if self.is_stepped.get() {
            middle_of(self.stage.step())
        } else {
            self.timeline.borrow().position_at(trigger)
        }
    }

    /// Follows the reader to `position`, and tells the page where they are. Whether they have come
    /// to another step.
    fn follow(&self, position: StoryPosition) -> bool {
        // In a tab of a page that is not shown nobody comes to a step. Asked only where they would: the
        // answer may take a layout.
        if self.marked.get() != Some(position.step) && !self.page.is_laid_out() {
            return false;
        }
        self.stage.read(position, self.motion());
        let step = self.stage.step();
        let before = self.marked.replace(Some(step));
        if before == Some(step) {
            return false;
        }
        self.page.mark(before, step);
        if 0 < step {
            self.begin();
        }
        true
    }

    /// The reader has begun: by scrolling, or where they were before.
    fn begin(&self) {
        if !self.has_begun.replace(true) {
            self.page.tell_begun();
        }
    }

    /// A step at a time: a line that grew with each frame would have the words painted anew.
    fn tell_progress(&self) {
        self.page.tell_progress(self.stage.step());
    }
}

/// In the midst of the step at `step`: it is open and complete.
fn middle_of(step: usize) -> StoryPosition {
    StoryPosition {
        step,
        progress: Progress::clamped(0.5),
    }
}
