//! Flies the camera, and lets the connections grow once it has landed. These are the only temporary
//! states of the stage.
//!
//! A flight is an animation that the browser's compositor runs: it moves the picture, drawn for one
//! camera, to where other cameras would show it. Nothing is computed in each frame.

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

/// Moves the stage's camera to its target.
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

/// The content of the previous step is fading; the camera starts when it is gone.
struct Departure {
    _due: Due,
    _moving: Moving,
}

/// A flight under way.
struct Airborne {
    flight: Flight,
    /// The start of the flight, in milliseconds of the page's clock.
    took_off: f64,
    _moved: Option<Moved>,
    /// Due when the picture must be drawn again, or the flight has landed.
    _due: Due,
    _moving: Moving,
}

/// Runs a task in the first frame after a delay, unless it is dropped before. If the timer itself
/// ran the task, a wheel event at that moment would find the page changed: the browser would lay it
/// out once to find the element under the pointer, and once more to paint.
struct Due {
    _timer: Timeout,
    _frame: Rc<RefCell<Option<AnimationFrame>>>,
}

/// Connections that are growing.
struct Growth {
    /// The time of its first frame, in milliseconds.
    began: Option<f64>,
    _moving: Moving,
}

/// The picture is drawn again once its scale has changed by this factor. Until then its lines are
/// stretched, which is not visible in flight.
const REDRAWN_AT: f64 = 2.0;

/// The picture is drawn this many stage widths to either side of its centre, and no further.
/// Slightly less than in the style sheet, to allow for movement in the meantime.
const DRAWN_TO: f64 = 1.9;

/// The time that the content of a step takes to fade, in milliseconds: as in the style sheet. It is
/// gone before the camera moves, because content that fades in flight would be painted in every frame.
const FADES: u32 = 200;

/// A flight is cut into this many straight pieces, of at most 60 ms each: four frames.
const PIECES: u8 = 20;

/// The time that connections take to grow, in milliseconds.
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

    /// Moves the camera to its target at once, and draws the connections as far as they have been
    /// read.
    pub(super) fn cut(&self) {
        self.departure.replace(None);
        self.growth.replace(None);
        self.waiting.replace(None);
        self.land_at(self.stage.target());
        self.come_to_rest();
    }

    /// Hides the content of steps until the next [`Self::set_out`]. A flight under way continues.
    pub(super) fn wait(&self) {
        self.waiting.replace(Some(self.page.moving()));
        self.departure.replace(None);
        self.growth.replace(None);
        self.hold(true);
    }

    /// Leaves for another step from the camera's current position: the old content fades, the
    /// camera flies, then the connections grow. With reduced motion, everything changes at once.
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
            // Nothing is shown that would have to fade first.
            self.depart();
        } else if self.departure.borrow().is_some() {
            // The pending departure reads its target when it starts.
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

    /// Flies to the target of the reader's step.
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

    /// Continues with the rest of `flight` at `now`. Both times are in milliseconds of the page's
    /// clock.
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

    /// Draws the picture again for the camera's current position, or lands.
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

    /// Sets whether the content of the step is held back.
    fn hold(&self, waits: bool) {
        self.stage.change(|state| state.waits = waits);
        self.page.tell_waiting(waits);
    }

    /// Lets the connections grow from their sources, as far as they have been read.
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

    /// Completes the picture: whole connections, and the finest land that has loaded.
    fn come_to_rest(&self) {
        self.stage.change(|state| state.grown = Progress::END);
        self.bare(false);
    }

    /// Sets whether the land is bare.
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

    /// The CSS transform that moves the picture, drawn for the camera `drawn`, to where the camera
    /// `seen` would show it.
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

/// The duration of `flight`, in milliseconds.
fn lasts(flight: Flight) -> f64 {
    flight.duration() * 1000.0
}

/// Whether a picture drawn for the camera `drawn` is too coarse for the camera `seen`, or does not
/// reach far enough.
fn is_far(drawn: Camera, seen: Camera) -> bool {
    let stretched = drawn.span / seen.span;
    let aside = drawn.center.distance(seen.center) / drawn.span;
    let reach = aside + 0.5 / stretched;
    stretched <= 1.0 / REDRAWN_AT || REDRAWN_AT <= stretched || DRAWN_TO <= reach
}

/// Eases out: fast at first, slow at the end.
fn slowing(share: Progress) -> Progress {
    let left = 1.0 - share.ratio();
    Progress::clamped(1.0 - left * left)
}

/// `time` in whole milliseconds, rounded up.
fn milliseconds(time: f64) -> u32 {
    // A flight takes about a second, and `as` saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = time.ceil() as u32;
    whole
}
