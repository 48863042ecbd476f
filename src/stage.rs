//! What the world changes, as signals, and what follows from it.

use std::sync::Arc;

use leptos::prelude::*;
use shanhai_story::camera::Camera;
use shanhai_story::plane::Viewport;
use shanhai_story::progress::{Motion, StoryPosition};
use shanhai_story::scene::{Reading, Scene, camera_at, regions_at, scene_from};
use shanhai_story::story::Story;
use shanhai_story::timeline::Timeline;

use crate::view::Ground;

/// The stage of one story.
#[derive(Clone)]
pub(crate) struct Stage {
    story: Arc<Story>,
    /// Where the trigger line is, in CSS pixels from the page's top.
    pub(crate) trigger: ArcRwSignal<f64>,
    /// Where the steps stand on the page.
    pub(crate) timeline: ArcRwSignal<Timeline>,
    /// How large the stage is.
    pub(crate) viewport: ArcRwSignal<Viewport>,
    /// How much may move.
    pub(crate) motion: ArcRwSignal<Motion>,
    /// Where the camera is: at its goal, unless a flight is under way.
    pub(crate) camera: ArcRwSignal<Camera>,
    /// The camera that the land was last drawn for. A flight moves that drawing.
    pub(crate) drawn_for: ArcRwSignal<Camera>,
    position: ArcMemo<StoryPosition>,
    reading: ArcMemo<Reading>,
}

impl Stage {
    /// The stage of `story`, for a page that has not been measured yet.
    pub(crate) fn of(story: Arc<Story>) -> Self {
        let trigger = ArcRwSignal::new(0.0);
        let timeline = ArcRwSignal::new(Timeline::default());
        let viewport = Viewport::new(1.0, 1.0);
        let motion = ArcRwSignal::new(Motion::default());
        let camera = camera_at(&story, 0, viewport);
        let position = ArcMemo::new({
            let (trigger, timeline) = (trigger.clone(), timeline.clone());
            move |_| timeline.read().position_at(trigger.get())
        });
        let reading = ArcMemo::new({
            let (story, position, motion) = (story.clone(), position.clone(), motion.clone());
            move |_| Reading::at(&story, position.get(), motion.get())
        });
        Self {
            story,
            trigger,
            timeline,
            viewport: ArcRwSignal::new(viewport),
            motion,
            camera: ArcRwSignal::new(camera),
            drawn_for: ArcRwSignal::new(camera),
            position,
            reading,
        }
    }

    /// Where the reader is.
    pub(crate) fn position(&self) -> StoryPosition {
        self.position.get_untracked()
    }

    /// Where the camera belongs.
    pub(crate) fn target(&self) -> Camera {
        let viewport = self.viewport.get_untracked();
        camera_at(&self.story, self.position().step, viewport)
    }

    /// The land, as it was last drawn.
    pub(crate) fn ground(&self) -> Ground {
        let camera = self.drawn_for.get();
        Ground {
            frame: camera.frame(self.viewport.get()),
            regions: regions_at(&self.story, self.reading.read().step),
        }
    }

    /// What is drawn over the land.
    pub(crate) fn over(&self) -> (Scene, Viewport) {
        let viewport = self.viewport.get();
        let (reading, camera) = (self.reading.get(), self.camera.get());
        (scene_from(&self.story, reading, viewport, camera), viewport)
    }
}
