//! A story in its page: responds to scrolling, measuring and controls.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Function;
use shanhai_story::detail::Detail;
use shanhai_story::lettering::Entry;
use shanhai_story::pace::{Pace, STOPS_AFTER};
use shanhai_story::progress::{Motion, Progress, StoryPosition};
use shanhai_story::timeline::Timeline;
use wasm_bindgen::JsValue;

use super::address;
use super::page::Page;
use super::pilot::Pilot;
use crate::stage::Stage;

/// The interval at which a reader who skims is checked again, in milliseconds.
const CHECK_INTERVAL: u32 = 200;

/// A story that follows its reader.
pub(super) struct Live {
    pub(super) page: Page,
    stage: Stage,
    pilot: Rc<Pilot>,
    /// The steps' edges on the page.
    timeline: RefCell<Timeline>,
    /// The motion setting in effect.
    motion: Cell<Motion>,
    /// True if the reader takes one section at a time: their step is then the one that they chose.
    is_stepped: Cell<bool>,
    /// The step that the page marks as current.
    marked: Cell<Option<usize>>,
    /// True if the browser has scrolled to the target of the page's address.
    has_arrived: Cell<bool>,
    /// True if the reader has begun to read.
    has_begun: Cell<bool>,
    /// The reader's scrolling speed. `last_scroll` is the trigger line at the last scroll, in CSS
    /// pixels, and the time of that scroll, in milliseconds.
    pace: Cell<Pace>,
    last_scroll: Cell<(f64, f64)>,
    /// Due when a reader who skims may have stopped.
    skim_timer: RefCell<Option<Timeout>>,
    /// Due when the page is to show the reader's progress and address.
    update_timer: RefCell<Option<Timeout>>,
    /// Loads land of the level that it is called with. `requested` is the finest level requested.
    load_land: RefCell<Option<Function>>,
    requested: Cell<Detail>,
    /// Shows more of the current step in place of another step, if there is more.
    show_more: RefCell<Option<Function>>,
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
            last_scroll: Cell::default(),
            skim_timer: RefCell::default(),
            update_timer: RefCell::default(),
            load_land: RefCell::default(),
            requested: Cell::default(),
            show_more: RefCell::default(),
        })
    }

    /// Handles a scroll. It reads only the scroll position, unless the step changes: see
    /// [`Self::follow`].
    pub(super) fn handle_scroll(self: &Rc<Self>) {
        // Read before anything is written, so that no layout is forced.
        let trigger = self.page.trigger();
        let now = self.page.now();
        let (before, before_time) = self.last_scroll.replace((trigger, now));
        let pace = self.pace.get().after(trigger - before, now - before_time);
        self.pace.set(pace);
        self.begin();
        let has_changed_step = self.follow(self.position_at(trigger));
        if has_changed_step
            || (self.skim_timer.borrow().is_some() && !pace.skims(self.page.height()))
        {
            self.leave_for_step();
        }
    }

    /// Sets the part of the page that the reader sees: `height` CSS pixels from `top` on, or, with
    /// a height of 0, what the page's own window shows.
    pub(super) fn set_visible_part(self: &Rc<Self>, top: f64, height: f64) {
        if 0.0 < height {
            self.page.use_host_viewport(top, height);
        } else {
            self.page.use_own_viewport();
        }
        self.handle_scroll();
    }

    /// Returns whether the reader scrolls too fast to see anything.
    pub(super) fn skims(&self) -> bool {
        let (_, before_time) = self.last_scroll.get();
        self.page.now() - before_time <= f64::from(STOPS_AFTER)
            && self.pace.get().skims(self.page.height())
    }

    /// Shows the step that the reader has reached. Readers who skim see only the step at which they
    /// slow down, and none on the way there.
    fn leave_for_step(self: &Rc<Self>) {
        let is_scrolled_by_browser = !self.has_arrived.get() && !self.page.has_interacted();
        if self.page.has_host_viewport() || is_scrolled_by_browser {
            // If another page scrolls this one, each step has its own stage, so there is nothing to
            // fly from. If the reader is led by the address, the browser scrolls, not the reader.
            self.pilot.cut();
            self.ask_for_land();
            self.schedule_update();
        } else if self.motion() == Motion::Reduced || !self.skims() {
            self.skim_timer.replace(None);
            self.pilot.leave_for_step(self.motion());
            self.ask_for_land();
            self.schedule_update();
        } else if self.skim_timer.borrow().is_none() {
            self.pilot.wait();
            self.check_again_later();
        }
    }

    /// Shows the reader's progress and address once the flight has started: neither is worth a late
    /// frame.
    fn schedule_update(self: &Rc<Self>) {
        let live = Rc::downgrade(self);
        self.update_timer
            .replace(Some(Timeout::new(STOPS_AFTER, move || {
                if let Some(live) = live.upgrade() {
                    live.update_progress();
                    // The target that the reader asked for stays in the address until they move on.
                    let is_ours = !live.page.is_hosted() && !live.page.shows_target();
                    if live.has_arrived.get() && is_ours {
                        address::set(&live.page, live.stage.step());
                    }
                }
            })));
    }

    fn check_again_later(self: &Rc<Self>) {
        let live = Rc::downgrade(self);
        self.skim_timer
            .replace(Some(Timeout::new(CHECK_INTERVAL, move || {
                let Some(live) = live.upgrade() else {
                    return;
                };
                if live.skims() {
                    live.check_again_later();
                } else {
                    live.leave_for_step();
                }
            })));
    }

    /// Called once the browser has scrolled to the target of the page's address. From now on the
    /// address follows the reader.
    pub(super) fn arrive(&self) {
        if !self.page.has_interacted() {
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
        let linked = address::open(&self.page).filter(|_| self.is_stepped.get());
        let position = linked.map_or_else(|| self.position_at(self.page.trigger()), middle_of);
        if self.follow(position) {
            self.pilot.cut();
            self.ask_for_land();
        }
        // The browser does not scroll to a target that was hidden.
        if let Some(step) = linked {
            self.page.go_to(step);
        }
    }

    /// Calls `load` with a level of detail whenever the map needs finer land than has been
    /// requested.
    pub(super) fn set_land_loader(&self, load: Function) {
        self.load_land.replace(Some(load));
        self.ask_for_land();
    }

    /// Requests the land that the reader's step needs, before the camera is there.
    fn ask_for_land(&self) {
        let needed = self.stage.needed();
        if let Some(load) = self.load_land.borrow().as_ref()
            && self.requested.get() < needed
        {
            self.requested.set(needed);
            self.page.mark_loading_land(true);
            // If loading fails, the map stays as it is.
            _ = load.call1(&JsValue::NULL, &needed.level().into());
        }
    }

    /// The land at `level` has loaded.
    pub(super) fn refine(&self, level: u8) {
        let finest = Detail::of_level(level);
        self.stage.change(|state| state.finest = finest);
        if self.requested.get() <= finest {
            self.page.mark_loading_land(false);
        }
    }

    /// Writes this name of the base map, too.
    pub(super) fn letter(&self, entry: Entry) {
        self.stage.change(|state| state.lettering.push(entry));
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
        let mut trigger = self.page.trigger();
        // WebKit reports the new size here before `web/boot/layout.ts` hears of it.
        if self.page.set_layout() && self.has_begun.get() {
            self.page.go_to(self.stage.step());
            trigger = self.page.trigger();
        }
        let motion = self.page.motion();
        let is_same_stage = viewport == self.stage.state().viewport && motion == self.motion();
        self.stage.change(|state| state.viewport = viewport);
        self.timeline.replace(timeline);
        self.motion.set(motion);
        let has_changed_step = self.follow(self.position_at(trigger));
        self.update_progress();
        if !is_same_stage {
            // A camera that was fitted to another size is no start for a flight.
            self.skim_timer.replace(None);
            self.pilot.cut();
            self.ask_for_land();
        } else if has_changed_step {
            self.leave_for_step();
        }
    }

    /// The motion setting in effect.
    pub(super) fn motion(&self) -> Motion {
        self.motion.get()
    }

    /// Calls `show_more` before a control or a key leads the reader to another step.
    pub(super) fn set_turn_callback(&self, show_more: Function) {
        self.show_more.replace(Some(show_more));
    }

    /// Shows more of the reader's step in this direction, or the next step if there is no more.
    pub(super) fn turn(self: &Rc<Self>, steps: isize) {
        let show_more = self.show_more.borrow().clone();
        let by = JsValue::from(i32::try_from(steps).unwrap_or_default());
        let has_turned = show_more.and_then(|show_more| show_more.call1(&JsValue::NULL, &by).ok());
        if !has_turned.is_some_and(|it| it.is_truthy()) {
            self.go(steps);
        }
    }

    /// Leads the reader `steps` steps further, or back if that is negative.
    pub(super) fn go(self: &Rc<Self>, steps: isize) {
        let step = self.stage.step().saturating_add_signed(steps);
        if self.is_stepped.get() && self.stage.has_step(step) && self.follow(middle_of(step)) {
            self.leave_for_step();
        }
        self.page.go_to(step);
    }

    /// Shows the choice of a reader in the explorer.
    pub(super) fn explore(self: &Rc<Self>, links: &[u32], region: u32) {
        let links = links.iter().map(|&link| link as usize).collect();
        self.stage.explore(links, region);
        if self.stage.is_explored() {
            self.leave_for_step();
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

    /// Returns whether the reader takes one section at a time.
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
        self.page.mark_current_step(before, step);
        if 0 < step {
            self.begin();
        }
        true
    }

    /// Marks that the reader has begun: by scrolling, or because the browser restored their
    /// position.
    fn begin(&self) {
        if !self.has_begun.replace(true) {
            self.page.mark_begun();
        }
    }

    /// Marks progress once per step: a line that grew in each frame would have the words painted
    /// again.
    fn update_progress(&self) {
        self.page.set_progress(self.stage.step());
    }
}

/// The middle of the step at index `step`, where the step is open and complete.
fn middle_of(step: usize) -> StoryPosition {
    StoryPosition {
        step,
        progress: Progress::clamped(0.5),
    }
}
