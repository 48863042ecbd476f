//! The state of the stage, and the picture that follows from it.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;
use shanhai_picture::{Ground, Instance, picture};
use shanhai_story::camera::Camera;
use shanhai_story::choreography::{Goal, Phase};
use shanhai_story::detail::Detail;
use shanhai_story::explore::Choice;
use shanhai_story::lettering::Entry;
use shanhai_story::plane::{MapRect, Viewport};
use shanhai_story::progress::{Motion, StoryPosition};
use shanhai_story::scene::{Reading, areas_at, camera_at, lettered_scene, regions_at};
use shanhai_story::story::{Fit, Step, Story};

/// The stage of one story.
#[derive(Clone)]
pub(crate) struct Stage {
    story: Arc<Story>,
    state: ArcRwSignal<State>,
    /// The inputs of each layer of the picture: the land, its highlighted parts, and the layers above. A
    /// layer is drawn again only if its inputs change.
    land: ArcMemo<LayerInputs>,
    highlighted: ArcMemo<LayerInputs>,
    overlay: ArcMemo<LayerInputs>,
}

/// The state that the picture follows from.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// The reader's position.
    reading: Reading,
    /// The stage's size, in CSS pixels.
    pub(crate) viewport: Viewport,
    /// The camera that the picture is drawn for. A flight moves this drawing.
    pub(crate) drawn_for: Camera,
    /// The finest land that has loaded.
    pub(crate) finest: Detail,
    /// The phase of the movement on the stage.
    pub(crate) phase: Phase,
    /// The reader's choice in the explorer.
    choice: Choice,
    /// The camera to which a reader in the explorer has moved, if any.
    chosen_camera: Option<Camera>,
    /// The names of the base map that have loaded.
    pub(crate) lettering: Vec<Entry>,
}

/// The inputs of a layer of the picture.
#[derive(Clone, Debug, PartialEq)]
struct LayerInputs {
    reading: Reading,
    camera: Camera,
    viewport: Viewport,
    detail: Detail,
    choice: Choice,
    /// The number of names of the base map.
    names: usize,
}

impl Stage {
    /// The stage of `story`, for a page that has not been measured yet.
    pub(crate) fn of(story: Story) -> Self {
        let viewport = Viewport::new(1.0, 1.0);
        let state = ArcRwSignal::new(State {
            reading: Reading::whole(0),
            viewport,
            drawn_for: camera_at(&story, &Choice::NONE, 0, viewport),
            finest: Detail::Coarse,
            phase: Phase::Resting,
            choice: Choice::NONE,
            chosen_camera: None,
            lettering: Vec::new(),
        });
        let story = Arc::new(story);
        let layer = |inputs: fn(&State, &Story) -> LayerInputs, is_past: fn(Phase) -> bool| {
            let (state, story) = (state.clone(), story.clone());
            ArcMemo::new(move |shown: Option<&LayerInputs>| {
                let state = state.read();
                let inputs = inputs(&state, &story);
                match shown {
                    Some(shown) if is_past(state.phase) => inputs.with_content_of(shown),
                    _ => inputs,
                }
            })
        };
        Self {
            land: layer(State::land, |_| false),
            highlighted: layer(State::highlighted, Phase::shows_past_regions),
            overlay: layer(State::overlay, Phase::shows_past_links),
            story,
            state,
        }
    }

    /// The current state.
    pub(crate) fn state(&self) -> impl Deref<Target = State> {
        self.state.read_untracked()
    }

    /// Changes the state, and redraws the parts of the picture that depend on the change.
    pub(crate) fn change(&self, change: impl FnOnce(&mut State)) {
        self.state.update(change);
    }

    /// Follows the reader within their step, or takes note that they have reached another. The
    /// picture then changes only with the next phase: see [`Self::change`]. Most scrolling does not
    /// change the picture, and then nothing is set.
    pub(crate) fn read(&self, position: StoryPosition, motion: Motion) {
        let reading = Reading::at(&self.story, position, motion);
        let before = self.state().reading;
        if reading.step != before.step {
            self.state.update_untracked(|state| {
                state.reading = reading;
                state.chosen_camera = None;
            });
        } else if reading != before {
            self.change(|state| state.reading = reading);
        }
    }

    /// The index of the reader's step.
    pub(crate) fn step(&self) -> usize {
        self.state().reading.step
    }

    /// Returns whether the story has a step at index `step`.
    pub(crate) fn has_step(&self, step: usize) -> bool {
        step < self.story.steps.len()
    }

    /// Returns whether the reader is in the explorer, the step in which they choose what is
    /// highlighted.
    pub(crate) fn is_explored(&self) -> bool {
        self.story.is_explored_at(self.step())
    }

    /// Takes note that the reader has chosen these links, given by their indices, and the region
    /// with this code in the explorer. The picture changes with the next phase.
    pub(crate) fn explore(&self, links: Vec<usize>, region: u32) {
        let mut regions = self.story.regions.iter();
        let region = regions.position(|it| it.code == region);
        let choice = Choice::of(&self.story, links, region);
        self.state.update_untracked(|state| {
            state.choice = choice;
            state.chosen_camera = None;
        });
    }

    /// Moves the camera of a reader in the explorer: see [`Camera::moved`].
    pub(crate) fn look(&self, right: f64, down: f64, zoom: f64) {
        let nation = self.story.nation;
        self.change(|state| {
            let (camera, viewport) = (state.drawn_for, state.viewport);
            let moved = camera.moved(right, down, zoom, nation, viewport);
            state.chosen_camera = Some(moved);
            state.drawn_for = moved;
        });
    }

    /// The view that the reader is to see.
    pub(crate) fn goal(&self) -> Goal {
        let state = self.state();
        let step = self.story.step(state.reading.step, &state.choice);
        Goal {
            camera: self.target(),
            has_links: step.is_some_and(|step: &Step| !step.links.is_empty()),
        }
    }

    /// The camera for the reader's step, or the one that the reader has chosen in the explorer.
    fn target(&self) -> Camera {
        let state = self.state();
        let step = state.reading.step;
        let fitting = || camera_at(&self.story, &state.choice, step, state.viewport);
        state.chosen_camera.unwrap_or_else(fitting)
    }

    /// The level of detail that the land needs for that camera.
    pub(crate) fn needed(&self) -> Detail {
        let state = self.state();
        Detail::at(self.target(), state.viewport).max(state.least_detail(&self.story))
    }

    /// Returns whether the reader's step highlights other regions than the picture does.
    pub(crate) fn highlights_others(&self) -> bool {
        let (highlighted, state) = (self.highlighted.get_untracked(), self.state());
        let regions = |choice, reading: Reading| regions_at(&self.story, choice, reading.step);
        highlighted.choice != state.choice
            || regions(&highlighted.choice, highlighted.reading)
                != regions(&state.choice, state.reading)
    }

    /// The picture. It follows the stage from now on.
    pub(crate) fn picture(&self, instance: Instance) -> impl IntoView + use<> {
        let (land, highlighted, overlay) = (
            self.land.clone(),
            self.highlighted.clone(),
            self.overlay.clone(),
        );
        let (highlighted_story, drawn_story) = (self.story.clone(), self.story.clone());
        let ground = move || {
            let inputs = land.get();
            (inputs.frame(), inputs.detail)
        };
        let highlighted = move || {
            let inputs = highlighted.get();
            let (choice, step) = (&inputs.choice, inputs.reading.step);
            Ground {
                frame: inputs.frame(),
                detail: inputs.detail,
                regions: regions_at(&highlighted_story, choice, step),
                areas: areas_at(&highlighted_story, choice, step),
            }
        };
        let state = self.state.clone();
        let overlay = move || {
            let LayerInputs {
                reading,
                camera,
                viewport,
                choice,
                ..
            } = overlay.get();
            let names = &state.read_untracked().lettering;
            let scene = lettered_scene(&drawn_story, names, &choice, reading, viewport, camera);
            (scene, viewport)
        };
        picture(self.story.clone(), instance, ground, highlighted, overlay)
    }
}

impl State {
    /// The inputs of the layers above the land.
    fn overlay(&self, story: &Story) -> LayerInputs {
        let needed = Detail::at(self.drawn_for, self.viewport).max(self.least_detail(story));
        LayerInputs {
            reading: self.reading.grown(self.phase.grown()),
            camera: self.drawn_for,
            viewport: self.viewport,
            detail: needed.min(self.finest),
            choice: self.choice.clone(),
            names: self.lettering.len(),
        }
    }

    /// Those of the land's highlighted parts, which are the same throughout a step.
    fn highlighted(&self, story: &Story) -> LayerInputs {
        LayerInputs {
            reading: Reading::whole(self.reading.step),
            ..self.overlay(story)
        }
    }

    /// Those of the land, which is the same at every step.
    fn land(&self, story: &Story) -> LayerInputs {
        LayerInputs {
            reading: Reading::whole(0),
            choice: Choice::NONE,
            ..self.overlay(story)
        }
    }

    /// The lowest level of detail for the reader's step at any scale: the shapes of counties and
    /// cities are part of the finer land. In a view of the whole country they would be specks.
    fn least_detail(&self, story: &Story) -> Detail {
        let (step, choice) = (self.reading.step, &self.choice);
        let shown = story.step(step, choice);
        let is_national = shown.is_some_and(|step| step.fit == Fit::Nation);
        if is_national || areas_at(story, choice, step).is_empty() {
            Detail::Coarse
        } else {
            Detail::Fine
        }
    }
}

impl LayerInputs {
    fn frame(&self) -> MapRect {
        self.camera.frame(self.viewport)
    }

    /// These inputs, with the step that `shown` shows.
    fn with_content_of(self, shown: &Self) -> Self {
        Self {
            reading: shown.reading,
            choice: shown.choice.clone(),
            ..self
        }
    }
}
