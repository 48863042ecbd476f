//! What the world changes, and the picture that follows from it.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use shanhai_story::camera::Camera;
use shanhai_story::detail::Detail;
use shanhai_story::plane::{MapRect, Viewport};
use shanhai_story::progress::{Motion, Progress, StoryPosition};
use shanhai_story::scene::{Reading, areas_at, camera_at, regions_at, scene_from};
use shanhai_story::story::Story;

use crate::view::{Ground, Instance, picture};

/// The stage of one story.
#[derive(Clone)]
pub(crate) struct Stage {
    story: Arc<Story>,
    state: Rc<Cell<State>>,
    /// What each layer of the picture was last drawn for: the land, what of it is lit, and what
    /// lies over it. Only [`Stage::change`] sets them.
    land: ArcRwSignal<Seen>,
    lit: ArcRwSignal<Seen>,
    over: ArcRwSignal<Seen>,
}

/// What the picture follows from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// Where the reader is.
    reading: Reading,
    /// How large the stage is.
    pub(crate) viewport: Viewport,
    /// The camera that the picture is drawn for. A flight moves that drawing.
    pub(crate) drawn_for: Camera,
    /// The finest land that has come.
    pub(crate) finest: Detail,
    /// Whether the land is bare, coarse and without relief: from when the camera sets out until
    /// all has come to rest. To draw more of it while anything moves would cost late frames.
    pub(crate) is_bare: bool,
    /// Whether what the step shows waits: for the camera on its way, or a reader who skims.
    pub(crate) waits: bool,
    /// How far connections may have grown, however far the reader is.
    pub(crate) grown: Progress,
}

/// What is read, and where it is seen from.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    reading: Reading,
    camera: Camera,
    viewport: Viewport,
    detail: Detail,
}

impl Stage {
    /// The stage of `story`, for a page that has not been measured yet.
    pub(crate) fn of(story: Arc<Story>) -> Self {
        let viewport = Viewport::new(1.0, 1.0);
        let camera = camera_at(&story, 0, viewport);
        let reading = Reading::whole(0);
        let seen = Seen {
            reading,
            camera,
            viewport,
            detail: Detail::Coarse,
        };
        Self {
            story,
            state: Rc::new(Cell::new(State {
                reading,
                viewport,
                drawn_for: camera,
                finest: Detail::Coarse,
                is_bare: false,
                waits: false,
                grown: Progress::END,
            })),
            land: ArcRwSignal::new(seen),
            lit: ArcRwSignal::new(seen),
            over: ArcRwSignal::new(seen),
        }
    }

    /// How things stand.
    pub(crate) fn state(&self) -> State {
        self.state.get()
    }

    /// Changes how things stand, and of the picture what follows from that.
    pub(crate) fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.get();
        change(&mut state);
        self.state.set(state);
        let seen = Seen {
            reading: state.reading.grown(state.grown),
            camera: state.drawn_for,
            viewport: state.viewport,
            detail: state.detail(),
        };
        // The land is the same wherever the reader is; what is lit of it, all through a step.
        follow(&self.land, seen.read_as(Reading::whole(0)));
        if !state.waits {
            let whole = Reading::whole(state.reading.step);
            follow(&self.lit, seen.read_as(whole));
            follow(&self.over, seen);
        }
    }

    /// Follows the reader. Most scrolling changes nothing of the picture, and then nothing is set.
    /// What another step shows waits: the pilot knows for what.
    pub(crate) fn read(&self, position: StoryPosition, motion: Motion) {
        let reading = Reading::at(&self.story, position, motion);
        if reading != self.state().reading {
            self.change(|state| {
                state.waits |= reading.step != state.reading.step;
                state.reading = reading;
            });
        }
    }

    /// The step that the reader is in.
    pub(crate) fn step(&self) -> usize {
        self.state().reading.step
    }

    /// Whether the story has a step at `step`.
    pub(crate) fn has_step(&self, step: usize) -> bool {
        step < self.story.steps.len()
    }

    /// Where the camera belongs.
    pub(crate) fn target(&self) -> Camera {
        camera_at(&self.story, self.step(), self.state().viewport)
    }

    /// How finely the land is to be drawn there.
    pub(crate) fn needed(&self) -> Detail {
        Detail::at(self.target(), self.state().viewport)
    }

    /// Whether the reader's step tells of connections.
    pub(crate) fn has_links(&self) -> bool {
        let step = self.story.steps.get(self.step());
        step.is_some_and(|step| !step.links.is_empty())
    }

    /// Whether the reader's step lights other regions than those that are lit.
    pub(crate) fn lights_others(&self) -> bool {
        let lit = self.lit.get_untracked().reading.step;
        regions_at(&self.story, lit) != regions_at(&self.story, self.step())
    }

    /// The picture, which follows from now on.
    pub(crate) fn picture(&self, instance: Instance) -> impl IntoView + use<> {
        let (land, lit, over) = (self.land.clone(), self.lit.clone(), self.over.clone());
        let (told, drawn) = (self.story.clone(), self.story.clone());
        let ground = move || {
            let seen = land.get();
            (seen.frame(), seen.detail)
        };
        let lit = move || {
            let seen = lit.get();
            Ground {
                frame: seen.frame(),
                detail: seen.detail,
                regions: regions_at(&told, seen.reading.step),
                areas: areas_at(&told, seen.reading.step),
            }
        };
        let over = move || {
            let Seen {
                reading,
                camera,
                viewport,
                ..
            } = over.get();
            (scene_from(&drawn, reading, viewport, camera), viewport)
        };
        picture(self.story.clone(), instance, ground, lit, over)
    }
}

impl State {
    fn detail(self) -> Detail {
        if self.is_bare {
            Detail::Coarse
        } else {
            Detail::at(self.drawn_for, self.viewport).min(self.finest)
        }
    }
}

impl Seen {
    fn read_as(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }

    fn frame(self) -> MapRect {
        self.camera.frame(self.viewport)
    }
}

/// Sets `signal`, unless it is that already.
fn follow(signal: &ArcRwSignal<Seen>, seen: Seen) {
    if signal.get_untracked() != seen {
        signal.set(seen);
    }
}
