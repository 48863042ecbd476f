//! Flies the camera: the stage's only passing state.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_render::{AnimationFrame, request_animation_frame};
use leptos::prelude::*;
use shanhai_story::camera::Camera;
use shanhai_story::flight::Flight;
use shanhai_story::path::{Fine, Tenths};
use shanhai_story::progress::Motion;

use super::page::{Moving, Page};
use crate::stage::Stage;

/// Takes the stage's camera to where it belongs.
pub(super) struct Pilot {
    page: Page,
    stage: Stage,
    flight: RefCell<Option<Airborne>>,
    frame: RefCell<Option<AnimationFrame>>,
    goal: Cell<Option<Camera>>,
}

struct Airborne {
    flight: Flight,
    /// When the first frame was painted, in milliseconds.
    took_off: Option<f64>,
    _moving: Moving,
}

/// The land is drawn afresh when the scale has changed by this factor since: until then its
/// lines are stretched, which no one sees in flight.
const REDRAWN_AT: f64 = 2.0;

impl Pilot {
    pub(super) fn new(page: Page, stage: Stage) -> Rc<Self> {
        Rc::new(Self {
            page,
            stage,
            flight: RefCell::new(None),
            frame: RefCell::new(None),
            goal: Cell::new(None),
        })
    }

    /// Is at `goal` at once.
    pub(super) fn cut_to(&self, goal: Camera) {
        self.goal.set(Some(goal));
        self.frame.replace(None);
        self.land_at(goal);
    }

    /// Sets out for `goal` from wherever the camera is; where motion is unwelcome, is there.
    pub(super) fn fly_to(self: &Rc<Self>, goal: Camera) {
        if self.goal.replace(Some(goal)) == Some(goal) {
            return;
        }
        if self.stage.motion.get_untracked() == Motion::Reduced {
            self.cut_to(goal);
            return;
        }
        let from = self.stage.camera.get_untracked();
        let was_flying = self.flight.replace(Some(Airborne {
            flight: Flight::between(from, goal),
            took_off: None,
            _moving: self.page.moving(),
        }));
        if was_flying.is_none() {
            self.ask_for_frame();
        }
    }

    fn ask_for_frame(self: &Rc<Self>) {
        let pilot = Rc::downgrade(self);
        self.frame.replace(Some(request_animation_frame(move |now| {
            if let Some(pilot) = pilot.upgrade() {
                pilot.advance(now);
            }
        })));
    }

    fn advance(self: &Rc<Self>, now: f64) {
        let Some((camera, has_landed)) = self.flight.borrow_mut().as_mut().map(|airborne| {
            let seconds = (now - *airborne.took_off.get_or_insert(now)) / 1000.0;
            let flight = airborne.flight;
            (flight.after(seconds), flight.duration() <= seconds)
        }) else {
            return;
        };
        if has_landed {
            self.land_at(camera);
            return;
        }
        self.stage.camera.set(camera);
        let drawn = self.stage.drawn_for.get_untracked();
        let stretched = drawn.span / camera.span;
        if stretched <= 1.0 / REDRAWN_AT || REDRAWN_AT <= stretched {
            self.stage.drawn_for.set(camera);
            self.page.move_land("");
        } else {
            self.page.move_land(&self.transform(drawn, camera));
        }
        self.ask_for_frame();
    }

    fn land_at(&self, camera: Camera) {
        self.stage.camera.set(camera);
        self.stage.drawn_for.set(camera);
        self.page.move_land("");
        self.flight.replace(None);
    }

    /// How the land, drawn for one camera, is moved to where another sees it.
    fn transform(&self, drawn: Camera, seen: Camera) -> String {
        let scale = seen.scale(self.stage.viewport.get_untracked());
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
