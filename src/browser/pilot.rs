//! Flies the camera, and lets the connections grow once it has landed: the stage's only passing
//! states.
//!
//! A flight is an animation that the browser's compositor runs: the picture, drawn for one camera,
//! is moved to where others see it. Nothing is reckoned from frame to frame.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use shanhai_story::camera::Camera;
use shanhai_story::flight::Flight;
use shanhai_story::path::{Fine, Tenths};
use shanhai_story::progress::{Motion, Progress};

use super::page::{Moved, Moving, Page};
use crate::stage::Stage;

/// Takes the stage's camera to where it belongs.
pub(super) struct Pilot {
    page: Page,
    stage: Stage,
    departure: RefCell<Option<Departure>>,
    flight: RefCell<Option<Airborne>>,
    growth: RefCell<Option<Growth>>,
    frame: RefCell<Option<AnimationFrame>>,
    /// Held while the reader skims.
    waiting: RefCell<Option<Moving>>,
}

/// What the step before showed is going; the camera sets out once it is gone.
struct Departure {
    _due: Due,
    _moving: Moving,
}

/// A flight under way.
struct Airborne {
    flight: Flight,
    /// When it took off, in milliseconds of the page's clock.
    took_off: f64,
    _moved: Option<Moved>,
    /// Due when the picture is to be drawn afresh, or the flight has landed.
    _due: Due,
    _moving: Moving,
}

/// Something to be done in the first frame after a while, unless this is dropped before. Were it
/// done by the timer itself, a wheel turned just then would find the page changed, and the browser
/// lay it out once to learn what lies beneath, once more to paint it.
struct Due {
    _timer: Timeout,
    _frame: Rc<RefCell<Option<AnimationFrame>>>,
}

/// Connections that grow.
struct Growth {
    /// When its first frame was painted, in milliseconds.
    began: Option<f64>,
    _moving: Moving,
}

/// The picture is drawn afresh when its scale has changed by this factor since: until then its
/// lines are stretched, which no one sees in flight.
const REDRAWN_AT: f64 = 2.0;

/// So many widths of the stage the picture is drawn to either side of its middle: what lies beyond
/// that is not painted. As the style sheet has it, less a little for what moves meanwhile.
const DRAWN_TO: f64 = 1.9;

/// How long what a step shows takes to go, in milliseconds: as the style sheet has it. It is gone
/// before the camera moves: what fades and flies at once is painted anew in every frame.
const FADES: u32 = 200;

/// Into so many straight pieces a flight is cut: each is 60 ms at most, as long as four frames.
const PIECES: u8 = 20;

/// How long connections grow, in milliseconds.
const GROWS: f64 = 500.0;

impl Pilot {
    pub(super) fn new(page: Page, stage: Stage) -> Rc<Self> {
        Rc::new(Self {
            page,
            stage,
            departure: RefCell::new(None),
            flight: RefCell::new(None),
            growth: RefCell::new(None),
            frame: RefCell::new(None),
            waiting: RefCell::new(None),
        })
    }

    /// Is where the stage's step is seen best, at once, with its connections as far as they are
    /// read.
    pub(super) fn cut(&self) {
        self.departure.replace(None);
        self.growth.replace(None);
        self.waiting.replace(None);
        self.land_at(self.stage.target());
        self.come_to_rest();
    }

    /// Shows no step until it sets out for one; a flight under way goes on.
    pub(super) fn wait(&self) {
        self.waiting.replace(Some(self.page.moving()));
        self.departure.replace(None);
        self.growth.replace(None);
        self.hold(true);
    }

    /// Sets out for another step from wherever the camera is: what was shown goes, the camera
    /// flies, then the connections grow. Where motion is unwelcome, all is there.
    pub(super) fn set_out(self: &Rc<Self>, motion: Motion) {
        if motion == Motion::Reduced {
            self.cut();
            return;
        }
        self.growth.replace(None);
        let waiting = self.waiting.replace(None);
        self.stage.change(|state| state.grown = Progress::START);
        let goal = self.stage.target();
        let is_there = goal == self.stage.state().drawn_for && !self.stage.lights_others();
        if self.flight.borrow().is_some() || waiting.is_some() {
            // Nothing is shown that would have to go.
            self.depart();
        } else if self.departure.borrow().is_some() {
            // It finds by itself where to go.
        } else if is_there {
            self.land_at(goal);
            self.grow();
        } else {
            self.hold(true);
            self.page.tell_bare(true);
            self.depart_later();
        }
        drop(waiting);
    }

    fn depart_later(self: &Rc<Self>) {
        self.departure.replace(Some(Departure {
            _due: self.due_in(FADES, Self::depart),
            _moving: self.page.moving(),
        }));
    }

    fn due_in(self: &Rc<Self>, after: u32, what: fn(&Rc<Self>)) -> Due {
        let frame = Rc::new(RefCell::new(None));
        let asked = Rc::clone(&frame);
        let pilot = Rc::downgrade(self);
        let timer = Timeout::new(after, move || {
            asked.replace(Some(request_animation_frame(move |_| {
                if let Some(pilot) = pilot.upgrade() {
                    what(&pilot);
                }
            })));
        });
        Due {
            _timer: timer,
            _frame: frame,
        }
    }

    /// Flies to where the reader's step is seen best.
    fn depart(self: &Rc<Self>) {
        let departure = self.departure.replace(None);
        let now = self.page.now();
        let airborne = self.flight.borrow().as_ref().map(|it| it.seen_at(now));
        let from = airborne.unwrap_or_else(|| self.stage.state().drawn_for);
        self.bare(true);
        self.hold(true);
        self.page.tell_flying(true);
        self.fly(Flight::between(from, self.stage.target()), now, now);
        drop(departure);
    }

    /// Flies on with what is left of `flight` at `now`.
    fn fly(self: &Rc<Self>, flight: Flight, took_off: f64, now: f64) {
        let drawn = self.stage.state().drawn_for;
        let left = took_off + lasts(flight) - now;
        let mut due = left;
        let mut ways = Vec::with_capacity(usize::from(PIECES) + 1);
        for piece in 0..=PIECES {
            let after = left * f64::from(piece) / f64::from(PIECES);
            let seen = flight.after((now + after - took_off) / 1000.0);
            if is_far(drawn, seen) {
                due = due.min(after);
            }
            ways.push(self.way(drawn, seen));
        }
        let moved = self.page.move_picture(&ways, now, left);
        self.flight.replace(Some(Airborne {
            flight,
            took_off,
            _moved: moved,
            _due: self.due_in(milliseconds(due), Self::advance),
            _moving: self.page.moving(),
        }));
    }

    /// Draws the picture afresh where the camera is by now, or lands.
    fn advance(self: &Rc<Self>) {
        let airborne = self.flight.borrow();
        let Some((flight, took_off)) = airborne.as_ref().map(|it| (it.flight, it.took_off)) else {
            return;
        };
        drop(airborne);
        let now = self.page.now();
        let seen = flight.after((now - took_off) / 1000.0);
        if lasts(flight) <= now - took_off {
            self.land_at(seen);
            if self.waiting.borrow().is_none() {
                self.grow();
            }
        } else {
            self.stage.change(|state| state.drawn_for = seen);
            self.fly(flight, took_off, now);
        }
    }

    fn land_at(&self, camera: Camera) {
        let waits = self.waiting.borrow().is_some();
        self.stage.change(|state| state.drawn_for = camera);
        self.hold(waits);
        self.page.tell_flying(false);
        self.flight.replace(None);
    }

    /// Whether what the step shows waits.
    fn hold(&self, waits: bool) {
        self.stage.change(|state| state.waits = waits);
        self.page.tell_waiting(waits);
    }

    /// Lets the connections grow from their sources, as far as they are read.
    fn grow(self: &Rc<Self>) {
        if self.stage.has_links() {
            self.growth.replace(Some(Growth {
                began: None,
                _moving: self.page.moving(),
            }));
            self.ask_for_frame();
        } else {
            self.come_to_rest();
        }
    }

    /// Everything is there: the connections whole, the land as fine as it has come.
    fn come_to_rest(&self) {
        self.stage.change(|state| state.grown = Progress::END);
        self.bare(false);
    }

    /// Whether the land is bare.
    fn bare(&self, is_bare: bool) {
        self.stage.change(|state| state.is_bare = is_bare);
        self.page.tell_bare(is_bare);
    }

    fn ask_for_frame(self: &Rc<Self>) {
        let pilot = Rc::downgrade(self);
        self.frame.replace(Some(request_animation_frame(move |now| {
            if let Some(pilot) = pilot.upgrade() {
                pilot.grow_on(now);
            }
        })));
    }

    fn grow_on(self: &Rc<Self>, now: f64) {
        let began = match self.growth.borrow_mut().as_mut() {
            Some(growth) => *growth.began.get_or_insert(now),
            None => return,
        };
        let share = Progress::clamped((now - began) / GROWS);
        if share == Progress::END {
            self.come_to_rest();
            self.growth.replace(None);
        } else {
            self.stage.change(|state| state.grown = slowing(share));
            self.ask_for_frame();
        }
    }

    /// How the picture, drawn for one camera, is moved to where another sees it.
    fn way(&self, drawn: Camera, seen: Camera) -> String {
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

impl Airborne {
    fn seen_at(&self, now: f64) -> Camera {
        self.flight.after((now - self.took_off) / 1000.0)
    }
}

/// How long `flight` takes, in milliseconds.
fn lasts(flight: Flight) -> f64 {
    flight.duration() * 1000.0
}

/// Whether a picture drawn for one camera is too coarse, or does not reach, where another sees it.
fn is_far(drawn: Camera, seen: Camera) -> bool {
    let stretched = drawn.span / seen.span;
    let aside = drawn.center.distance(seen.center) / drawn.span;
    let reach = aside + 0.5 / stretched;
    stretched <= 1.0 / REDRAWN_AT || REDRAWN_AT <= stretched || DRAWN_TO <= reach
}

/// Fast at first, gentle at the end.
fn slowing(share: Progress) -> Progress {
    let left = 1.0 - share.ratio();
    Progress::clamped(1.0 - left * left)
}

/// Whole milliseconds, none before `time` is over.
fn milliseconds(time: f64) -> u32 {
    // A flight takes a second or so; `as` saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = time.ceil() as u32;
    whole
}
