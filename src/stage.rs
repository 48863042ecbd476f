//! What the world changes, as signals, and what follows from it, as memos.

use std::sync::Arc;

use leptos::prelude::*;
use shanhai_story::plane::Viewport;
use shanhai_story::progress::StoryPosition;
use shanhai_story::scene::{Scene, scene_at};
use shanhai_story::story::Story;
use shanhai_story::timeline::Timeline;

/// The stage of one story. The first three change with the world; the rest is derived.
#[derive(Clone)]
pub(crate) struct Stage {
    /// Where the trigger line is, in CSS pixels from the page's top.
    pub(crate) trigger: ArcRwSignal<f64>,
    /// Where the steps stand on the page.
    pub(crate) timeline: ArcRwSignal<Timeline>,
    /// How large the stage is.
    pub(crate) viewport: ArcRwSignal<Viewport>,
    /// The current step.
    pub(crate) step: ArcMemo<usize>,
    /// What the stage shows.
    pub(crate) scene: ArcMemo<Scene>,
}

impl Stage {
    /// The stage of `story`, for a page that has not been measured yet.
    pub(crate) fn of(story: Arc<Story>) -> Self {
        let trigger = ArcRwSignal::new(0.0);
        let timeline = ArcRwSignal::new(Timeline::default());
        let viewport = ArcRwSignal::new(Viewport::new(1.0, 1.0));
        let step = ArcMemo::new({
            let (trigger, timeline) = (trigger.clone(), timeline.clone());
            move |_| timeline.read().position_at(trigger.get()).step
        });
        let scene = ArcMemo::new({
            let (step, viewport) = (step.clone(), viewport.clone());
            move |_| scene_at(&story, StoryPosition::at(step.get()), viewport.get())
        });
        Self {
            trigger,
            timeline,
            viewport,
            step,
            scene,
        }
    }
}
