//! Runs what moves on the stage: timers, the flight of the camera, and frames in which connections
//! grow. Which of them comes next is decided by [`Phase`].
//!
//! A flight is an animation that the browser's compositor runs: it moves the picture, drawn for one
//! camera, to where other cameras would show it. Nothing is computed in each frame.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use shanhai_story::camera::Camera;
use shanhai_story::choreography::{Event, Phase, is_far};
use shanhai_story::flight::Flight;
use shanhai_story::path::{Fine, Tenths};
use shanhai_story::progress::Motion;

use super::page::{MovingMark, Page, PictureAnimation};
use crate::stage::Stage;

/// Moves the stage's camera to its target.
pub(super) struct Pilot {
    page: Page,
    stage: Stage,
    /// The task that runs for the phase, until it is dropped.
    running: RefCell<Option<Running>>,
    /// Held unless the phase is at rest.
    moving: RefCell<Option<MovingMark>>,
}

/// A task that a phase waits for.
enum Running {
    Flight {
        _animation: Option<PictureAnimation>,
        _due: Due,
    },
    Frame {
        _frame: AnimationFrame,
    },
}

/// Runs a task in the first frame after a delay, unless it is dropped before. If the timer itself
/// ran the task, a wheel event at that moment would find the page changed: the browser would lay it
/// out once to find the element under the pointer, and once more to paint.
struct Due {
    _timer: Timeout,
    _frame: Rc<RefCell<Option<AnimationFrame>>>,
}

/// A flight is cut into this many straight pieces, of at most 60 ms each: four frames.
const PIECES: u8 = 20;

impl Pilot {
    pub(super) fn new(page: Page, stage: Stage) -> Rc<Self> {
        Rc::new(Self {
            page,
            stage,
            running: RefCell::new(None),
            moving: RefCell::new(None),
        })
    }

    /// Moves the camera to its target at once, and draws the connections as far as they have been
    /// read.
    pub(super) fn cut(self: &Rc<Self>) {
        self.follow(Event::Cut(self.stage.goal()), self.page.now());
    }

    /// Shows no further step until the next [`Self::leave_for_step`]. A flight under way continues.
    pub(super) fn wait(self: &Rc<Self>) {
        self.follow(Event::Skim, self.page.now());
    }

    /// Leaves for another step from the camera's current position: the camera flies while the old
    /// content fades, then the connections grow. With reduced motion, everything changes at once.
    pub(super) fn leave_for_step(self: &Rc<Self>, motion: Motion) {
        if motion == Motion::Reduced {
            self.cut();
            return;
        }
        let goal = self.stage.goal();
        let is_in_view =
            goal.camera == self.stage.state().drawn_for && !self.stage.highlights_others();
        self.follow(Event::SetOut { goal, is_in_view }, self.page.now());
    }

    /// The time of the phase has come.
    fn handle_due(self: &Rc<Self>) {
        self.follow(Event::Due(self.stage.goal()), self.page.now());
    }

    /// Changes the phase as `event` demands at `now`, in milliseconds of the page's clock: draws
    /// the picture, marks the page, and starts what the new phase waits for.
    fn follow(self: &Rc<Self>, event: Event, now: f64) {
        let (before, drawn_for) = {
            let state = self.stage.state();
            (state.phase, state.drawn_for)
        };
        let phase = before.after(event, now, drawn_for);
        let redrawn_for = before.redrawn_for(event, now, drawn_for);
        self.stage.change(|state| {
            state.phase = phase;
            state.drawn_for = redrawn_for.unwrap_or(drawn_for);
        });
        self.page.mark_phase(phase);
        if phase.is_moving() && self.moving.borrow().is_none() {
            self.moving.replace(Some(self.page.mark_moving()));
        }
        if event != Event::Skim || !phase.is_flying() {
            let running = self.run(phase, now);
            self.running.replace(running);
        }
        if !phase.is_moving() {
            self.moving.replace(None);
        }
    }

    /// Starts what `phase` waits for.
    fn run(self: &Rc<Self>, phase: Phase, now: f64) -> Option<Running> {
        match phase {
            Phase::Resting | Phase::Skimming => None,
            Phase::Flying {
                flight, took_off, ..
            } => Some(self.fly(phase, flight, took_off, now)),
            Phase::Growing { .. } => {
                let pilot = Rc::downgrade(self);
                let frame = request_animation_frame(move |now| {
                    if let Some(pilot) = pilot.upgrade() {
                        pilot.follow(Event::Frame, now);
                    }
                });
                Some(Running::Frame { _frame: frame })
            }
        }
    }

    /// Comes due `after` milliseconds.
    fn due_in(self: &Rc<Self>, after: f64) -> Due {
        let frame = Rc::new(RefCell::new(None));
        let requested = Rc::clone(&frame);
        let pilot = Rc::downgrade(self);
        let timer = Timeout::new(milliseconds(after), move || {
            requested.replace(Some(request_animation_frame(move |_| {
                if let Some(pilot) = pilot.upgrade() {
                    pilot.handle_due();
                }
            })));
        });
        Due {
            _timer: timer,
            _frame: frame,
        }
    }

    /// Moves the picture through the rest of `flight` at `now`, until `phase` is due or the picture
    /// must be drawn again. Both times are in milliseconds of the page's clock.
    fn fly(self: &Rc<Self>, phase: Phase, flight: Flight, took_off: f64, now: f64) -> Running {
        let drawn = self.stage.state().drawn_for;
        let left = (took_off + flight.duration() * 1000.0 - now).max(0.0);
        let mut due = phase.due().map_or(left, |due| due - now);
        let mut keyframes = Vec::with_capacity(usize::from(PIECES) + 1);
        for piece in 0..=PIECES {
            let after = left * f64::from(piece) / f64::from(PIECES);
            let seen = flight.after((now + after - took_off) / 1000.0);
            if is_far(drawn, seen) {
                due = due.min(after);
            }
            keyframes.push(self.transform(drawn, seen));
        }
        Running::Flight {
            _animation: self.page.move_picture(&keyframes, now, left),
            _due: self.due_in(due),
        }
    }

    /// The CSS transform that moves the picture, drawn for the camera `drawn`, to where the camera
    /// `seen` would show it.
    fn transform(&self, drawn: Camera, seen: Camera) -> String {
        let scale = seen.scale(self.stage.state().viewport);
        let right = (drawn.center.x - seen.center.x) * scale;
        let down = (drawn.center.y - seen.center.y) * scale;
        [
            "translate(",
            &Tenths(right).to_string(),
            "px,",
            &Tenths(down).to_string(),
            "px) scale(",
            &Fine(drawn.span / seen.span).to_string(),
            ")",
        ]
        .concat()
    }
}

/// `time` in whole milliseconds, rounded up.
fn milliseconds(time: f64) -> u32 {
    // A flight takes about a second, and `as` saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = time.ceil() as u32;
    whole
}
