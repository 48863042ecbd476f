//! A story in its page: responds to scrolling, measuring and controls.

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

/// The interval at which a reader who skims is checked again, in milliseconds.
const LOOKS_AGAIN: u32 = 200;

/// A story that follows its reader.
pub(super) struct Live {
    pub(super) page: Page,
    stage: Stage,
    pilot: Rc<Pilot>,
    /// The steps' edges on the page.
    timeline: RefCell<Timeline>,
    /// The motion setting in effect.
    motion: Cell<Motion>,
    /// Whether the reader takes one section at a time: their step is then the one that they chose.
    is_stepped: Cell<bool>,
    /// The step that the page marks as current.
    marked: Cell<Option<usize>>,
    /// Whether the browser has scrolled to the target of the page's address.
    has_arrived: Cell<bool>,
    /// Whether the reader has begun to read.
    has_begun: Cell<bool>,
    /// The reader's scrolling speed. `seen` is the trigger line at the last scroll, in CSS pixels,
    /// and the time of that scroll, in milliseconds.
    pace: Cell<Pace>,
    seen: Cell<(f64, f64)>,
    /// Due when a reader who skims may have stopped.
    waits: RefCell<Option<Timeout>>,
    /// Due when the page is to show the reader's progress and address.
    tells: RefCell<Option<Timeout>>,
    /// Loads land of the level that it is called with. `asked` is the finest level requested.
    brings: RefCell<Option<Function>>,
    asked: Cell<Detail>,
    /// Shows more of the current step in place of another step, if there is more.
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

    /// Handles a scroll. It reads only the scroll position, unless the step changes: see
    /// [`Self::follow`].
    pub(super) fn scrolled(self: &Rc<Self>) {
        // Read before anything is written, so that no layout is forced.
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

    /// Sets the part of the page that the reader sees: `height` CSS pixels from `top` on, or, with
    /// a height of 0, what the page's own window shows.
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

    /// Shows the step that the reader has reached. Readers who skim see only the step at which they
    /// slow down, and none on the way there.
    fn set_out(self: &Rc<Self>) {
        let is_led = !self.has_arrived.get() && !self.page.has_acted();
        if self.page.has_borrowed() || is_led {
            // If another page scrolls this one, each step has its own stage, so there is nothing to
            // fly from. If the reader is led by the address, the browser scrolls, not the reader.
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

    /// Shows the reader's progress and address once the flight has started: neither is worth a late
    /// frame.
    fn tell_soon(self: &Rc<Self>) {
        let live = Rc::downgrade(self);
        self.tells.replace(Some(Timeout::new(STOPS_AFTER, move || {
            if let Some(live) = live.upgrade() {
                live.tell_progress();
                // The target that the reader asked for stays in the address until they move on.
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

    /// Called once the browser has scrolled to the target of the page's address. From now on the
    /// address follows the reader.
    pub(super) fn arrive(&self) {
        if !self.page.has_acted() {
            self.open_address();
        }
        self.has_arrived.set(true);
    }

    /// The same if the browser had scrolled there before the page was measured. Reading where the
    /// reader is once more would force a layout of the picture that was just mounted.
    pub(super) fn has_arrived(&self) {
        if self.is_stepped.get() {
            self.arrive();
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
        // The browser does not scroll to a target that was hidden.
        if let Some(step) = asked {
            self.page.go_to(step);
        }
    }

    /// Calls `bring` with a level of detail whenever the map needs finer land than has been
    /// requested.
    pub(super) fn be_brought_land_by(&self, bring: Function) {
        self.brings.replace(Some(bring));
        self.ask_for_land();
    }

    /// Requests the land that the reader's step needs, before the camera is there.
    fn ask_for_land(&self) {
        let needed = self.stage.needed();
        if let Some(bring) = self.brings.borrow().as_ref()
            && self.asked.get() < needed
        {
            self.asked.set(needed);
            self.page.tell_asked(true);
            // If loading fails, the map stays as it is.
            _ = bring.call1(&JsValue::NULL, &needed.level().into());
        }
    }

    /// The land at `level` has loaded.
    pub(super) fn refine(&self, level: u8) {
        let finest = Detail::of_level(level);
        self.stage.change(|state| state.finest = finest);
        if self.asked.get() <= finest {
            self.page.tell_asked(false);
        }
    }

    /// Measures the page after a change of its layout. Only this reads the stage's size and the
    /// positions of the steps.
    pub(super) fn measure(self: &Rc<Self>) {
        if !self.page.is_laid_out() {
            return;
        }
        let is_stepped = self.page.is_stepped();
        if self.is_stepped.replace(is_stepped) != is_stepped {
            self.page.go_to(self.stage.step());
            self.begin();
        }
        // Reads everything before it writes anything, so that the browser lays the page out only
        // once.
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
            // A camera that was fitted to another size is no start for a flight.
            self.waits.replace(None);
            self.pilot.cut();
            self.ask_for_land();
        } else if has_come {
            self.set_out();
        }
    }

    /// The motion setting in effect.
    pub(super) fn motion(&self) -> Motion {
        self.motion.get()
    }

    /// Calls `turns` before a control or a key leads the reader to another step.
    pub(super) fn be_turned_by(&self, turns: Function) {
        self.turns.replace(Some(turns));
    }

    /// Shows more of the reader's step in this direction, or the next step if there is no more.
    pub(super) fn turn(self: &Rc<Self>, steps: isize) {
        let turns = self.turns.borrow().clone();
        let by = JsValue::from(i32::try_from(steps).unwrap_or_default());
        let has_turned = turns.and_then(|turns| turns.call1(&JsValue::NULL, &by).ok());
        if !has_turned.is_some_and(|it| it.is_truthy()) {
            self.go(steps);
        }
    }

    /// Leads the reader `steps` steps further, or back if that is negative.
    pub(super) fn go(self: &Rc<Self>, steps: isize) {
        let step = self.stage.step().saturating_add_signed(steps);
        if self.is_stepped.get() && self.stage.has_step(step) && self.follow(middle_of(step)) {
            self.set_out();
        }
        self.page.go_to(step);
    }

    /// Shows the choice of a reader in the explorer.
    pub(super) fn explore(self: &Rc<Self>, links: &[u32], region: u32) {
        let links = links.iter().map(|&link| link as usize).collect();
        self.stage.explore(links, region);
        if self.stage.is_explored() {
            self.set_out();
        }
    }

    /// Moves the camera of a reader in the explorer.
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

    /// The reader's position when the trigger line is at `trigger`, in CSS pixels from the page's
    /// top.
    fn position_at(&self, trigger: f64) -> StoryPosition {
        if self.is_stepped.get() {
            middle_of(self.stage.step())
        } else {
            self.timeline.borrow().position_at(trigger)
        }
    }

    /// Follows the reader to `position`, and marks it on the page. Returns whether it is in another
    /// step.
    fn follow(&self, position: StoryPosition) -> bool {
        // In a hidden tab panel nobody reaches a step. Checked only if the step would change,
        // because the check may cost a layout.
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

    /// Marks that the reader has begun: by scrolling, or because the browser restored their
    /// position.
    fn begin(&self) {
        if !self.has_begun.replace(true) {
            self.page.tell_begun();
        }
    }

    /// Marks progress once per step: a line that grew in each frame would have the words painted
    /// again.
    fn tell_progress(&self) {
        self.page.tell_progress(self.stage.step());
    }
}

/// The middle of the step at index `step`, where the step is open and complete.
fn middle_of(step: usize) -> StoryPosition {
    StoryPosition {
        step,
        progress: Progress::clamped(0.5),
    }
}
