//! The picture that stays: the land, and over it what the reader's step lights.

use std::sync::Arc;

use leptos::prelude::*;
use shanhai_story::path::{Tenths, Thousandths};
use shanhai_story::plane::{MapRect, Viewport};
use shanhai_story::scene::{RegionState, Scene};
use shanhai_story::story::{Region, Story};

use super::arcs::connections;
use super::mark::Copied;

/// The prefix of every id inside the SVG of one story on a page, so that two can stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance(String);

impl Instance {
    /// The instance called `prefix`.
    #[must_use]
    pub fn new(prefix: &str) -> Self {
        Self(prefix.to_owned())
    }

    /// An id of this instance.
    #[must_use]
    pub fn id(&self, parts: &[&str]) -> String {
        [&*self.0, "-", &parts.concat()].concat()
    }

    /// What refers to an id of this instance.
    #[must_use]
    pub fn href(&self, name: &str) -> String {
        ["#", &self.0, "-", name].concat()
    }
}

/// The stage's picture: the land in map units and, over it, connections and names in CSS pixels.
///
/// The land is drawn by `<use>` of the page's one set of shapes, so that it travels once and
/// stays where it is when the browser's picture takes the place of the host's.
///
/// Each layer is one closure: what it returns is compared with what stands, and single attributes
/// are set. An effect for each attribute would cost more memory, and more of the WASM, than that.
pub fn picture<G, O>(
    story: Arc<Story>,
    instance: Instance,
    ground: G,
    over: O,
) -> impl IntoView + use<G, O>
where
    G: Fn() -> Ground + Send + 'static,
    O: Fn() -> (Scene, Viewport) + Send + 'static,
{
    let land = {
        let (story, instance) = (story.clone(), instance.clone());
        move || {
            let ground = ground();
            let copies: Vec<_> = land(&story, &ground.regions, &instance)
                .into_iter()
                .map(Copied::view)
                .collect();
            view! {
                <svg class="land" viewBox=map_box(ground.frame) aria-hidden="true">
                    {copies}
                </svg>
            }
        }
    };
    let over = move || {
        let (scene, viewport) = over();
        view! {
            <svg
                class="connections"
                viewBox=screen_box(viewport)
                data-extent=extent(&scene)
                aria-hidden="true"
            >
                {connections(&story, &scene, &instance)}
            </svg>
        }
    };
    view! {
        {land}
        {over}
    }
}

/// The land as it is drawn: what of it, and how each region of the story is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// The part of the map that the stage shows.
    pub frame: MapRect,
    /// One for each region of the story.
    pub regions: Vec<RegionState>,
}

/// The shapes of the land, from the lowest to the highest.
fn land(story: &Story, states: &[RegionState], instance: &Instance) -> Vec<Copied> {
    let layer = |class: &'static str| Copied {
        class,
        href: instance.href(class),
        ..Copied::default()
    };
    let mut copies = vec![layer("neighbours")];
    copies.extend(story.regions.iter().zip(states).map(|(shape, state)| {
        let code = shape.code.to_string();
        Copied {
            region: Some(code),
            ..region(shape, *state, instance)
        }
    }));
    copies.extend(LAYERS.map(layer));
    copies
}

/// What lies over the regions, from the lowest to the highest.
pub(super) const LAYERS: [&str; 5] = ["undetermined", "rivers", "islets", "markers", "dashes"];

/// A copy of a region's shape.
pub(super) fn region(shape: &Region, state: RegionState, instance: &Instance) -> Copied {
    Copied {
        class: "region",
        href: instance.href(&["r", &shape.code.to_string()].concat()),
        side: Some(shape.side.word().to_owned()),
        state: Some(state.word().to_owned()),
        ..Copied::default()
    }
}

/// A part of the map as a `viewBox`.
fn map_box(frame: MapRect) -> String {
    let least = frame.least;
    [least.x, least.y, frame.width(), frame.height()]
        .map(|number| [" ", &Thousandths(number).to_string()].concat())
        .concat()
}

/// What `data-extent` says: over the whole country lines are finer.
pub(super) fn extent(scene: &Scene) -> &'static str {
    if scene.is_national { "nation" } else { "part" }
}

/// A stage as a `viewBox`: one unit to a CSS pixel.
fn screen_box(viewport: Viewport) -> String {
    let (width, height) = (Tenths(viewport.width), Tenths(viewport.height));
    ["0 0 ", &width.to_string(), " ", &height.to_string()].concat()
}
