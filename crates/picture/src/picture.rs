//! The picture on the stage: the land, and the highlights of the reader's step above it.

use std::sync::Arc;

use leptos::prelude::*;
use shanhai_story::detail::Detail;
use shanhai_story::path::{Tenths, Thousandths};
use shanhai_story::plane::{MapRect, Viewport};
use shanhai_story::scene::{Area, RegionState, Scene};
use shanhai_story::story::{Region, Story};

use crate::Attributes;
use crate::arcs::connections;
use crate::mark::Use;

/// The prefix of every id inside the SVG of one story, so that a page can hold two stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance(String);

impl Instance {
    /// The instance called `prefix`.
    #[must_use]
    pub fn new(prefix: &str) -> Self {
        Self(prefix.to_owned())
    }

    /// The id of the map's text alternative: `web/boot/boot.ts` moves it to that of the current section.
    #[must_use]
    pub fn shown(&self) -> String {
        self.id(&["shown"])
    }

    /// An id of this instance.
    #[must_use]
    pub fn id(&self, parts: &[&str]) -> String {
        [&*self.0, "-", &parts.concat()].concat()
    }

    /// The paint with an id of this instance.
    #[must_use]
    pub fn reference(&self, name: &str) -> String {
        ["url(", &self.href(name), ")"].concat()
    }

    /// The reference to an id of this instance.
    #[must_use]
    pub fn href(&self, name: &str) -> String {
        ["#", &self.0, "-", name].concat()
    }
}

/// The stage's picture: the land in map units and, above it, connections and names in CSS pixels.
///
/// From bottom to top: the land at rest, the regions that the step highlights, the relief, the
/// lines of land and sea, and the connections. The land and its lines are drawn again only when the
/// camera has moved far; the others only when their content has changed.
///
/// The land consists of `<use>` elements that refer to the page's one set of shapes, so that the
/// shapes are transferred once and stay in place when the browser's picture replaces the build's.
///
/// Each layer is one closure. Its result is compared with the current elements, and only attributes
/// that differ are set. An effect for each attribute would cost more memory, and more code in the
/// WASM file.
pub fn picture<G, L, O>(
    story: Arc<Story>,
    instance: Instance,
    ground: G,
    highlights: L,
    overlay: O,
) -> impl IntoView + use<G, L, O>
where
    G: Fn() -> (MapRect, Detail) + Clone + Send + 'static,
    L: Fn() -> Ground + Send + 'static,
    O: Fn() -> (Scene, Viewport) + Send + 'static,
{
    let nation = story.nation;
    let whole = |class: &'static str| {
        let (ground, instance) = (ground.clone(), instance.clone());
        move || {
            let (frame, detail) = ground();
            // There is a single relief at a single resolution.
            let suffix = if class == "relief" {
                ""
            } else {
                detail.suffix()
            };
            let whole = |id: &str| Use {
                class: "whole",
                href: instance.href(id),
                ..Use::default()
            };
            let mut copies = vec![whole(&[class, suffix].concat())];
            // A shape of its own: drawing the waterlines into the land, once the story is live, would
            // build its copies in all stills anew.
            if class == "land" {
                copies.insert(0, whole("shores"));
            }
            (frame, copies)
        }
    };
    let land = layer("land", nation, Box::new(whole("land")));
    let relief = layer("relief", nation, Box::new(whole("relief")));
    let lines = layer("lines", nation, Box::new(whole("lines")));
    let highlights = {
        let (story, instance) = (story.clone(), instance.clone());
        move || {
            let ground = highlights();
            let regions = highlighted_regions(&story, &ground.regions, ground.detail, &instance);
            let areas = areas(&ground.areas, ground.detail, &instance);
            (ground.frame, regions.chain(areas).collect())
        }
    };
    let highlights = layer("lit", nation, Box::new(highlights));
    let overlay = move || {
        let (scene, viewport) = overlay();
        let attributes = Attributes::new([
            ("viewBox", Some(screen_box(viewport))),
            ("data-extent", Some(extent(&scene).to_owned())),
            ("aria-hidden", Some("true".to_owned())),
            ("class", Some("connections".to_owned())),
        ]);
        view! { <svg {..attributes}>{connections(&story, &scene, &instance)}</svg> }
    };
    view! {
        {land}
        {highlights}
        {relief}
        {lines}
        {overlay}
    }
}

/// A part of the map, and the shapes to copy there. Boxed, so that one layer's code serves all
/// layers.
type Sheet = Box<dyn Fn() -> (MapRect, Vec<Use>) + Send>;

/// A layer of copies of the page's shapes.
fn layer(class: &'static str, nation: MapRect, sheet: Sheet) -> impl IntoView {
    move || {
        let (frame, copies) = sheet();
        let copies: Vec<_> = copies.into_iter().map(Use::view).collect();
        let attributes = Attributes::new([
            ("viewBox", Some(map_box(frame))),
            ("data-zoom", Some(zoom(nation, frame))),
            ("aria-hidden", Some("true".to_owned())),
            ("class", Some(class.to_owned())),
        ]);
        view! { <svg {..attributes}>{copies}</svg> }
    }
}

/// The number of doublings from the view of the whole country to `frame`.
pub fn zoom(nation: MapRect, frame: MapRect) -> String {
    let across = nation.width() / frame.width();
    let down = nation.height() / frame.height();
    let mut times = across.min(down);
    let mut doublings: u8 = 0;
    while 2.0 <= times && doublings < CLOSEST {
        times /= 2.0;
        doublings += 1;
    }
    doublings.to_string()
}

/// More doublings than this change nothing.
const CLOSEST: u8 = 4;

/// The highlights of the step on the land, and the part of it that the camera shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// The part of the map that the stage shows.
    pub frame: MapRect,
    /// The level of detail.
    pub detail: Detail,
    /// One for each region of the story.
    pub regions: Vec<RegionState>,
    /// The areas outlined within them.
    pub areas: Vec<Area>,
}

/// The regions that are not at rest, as they are drawn over the land.
pub fn highlighted_regions<'a>(
    story: &'a Story,
    states: &'a [RegionState],
    detail: Detail,
    instance: &'a Instance,
) -> impl Iterator<Item = Use> + 'a {
    let shown = story.regions.iter().zip(states);
    let shown = shown.filter(|(_, state)| **state != RegionState::Rest);
    shown.map(move |(shape, state)| region(shape, *state, detail, instance))
}

/// The outlined areas. Only finer land has their shapes.
fn areas<'a>(
    areas: &'a [Area],
    detail: Detail,
    instance: &'a Instance,
) -> impl Iterator<Item = Use> + 'a {
    let drawn = areas.iter().filter(move |_| Detail::Coarse < detail);
    drawn.map(move |area| {
        let code = area.code.to_string();
        Use {
            class: "area",
            href: instance.href(&["a", &code, detail.suffix()].concat()),
            area: Some(code),
            side: Some(area.side.word().to_owned()),
            ..Use::default()
        }
    })
}

/// A copy of a region's shape.
pub fn region(shape: &Region, state: RegionState, detail: Detail, instance: &Instance) -> Use {
    let code = shape.code.to_string();
    Use {
        class: "region",
        href: instance.href(&["r", &code, detail.suffix()].concat()),
        region: Some(code),
        side: Some(shape.side.word().to_owned()),
        state: Some(state.word().to_owned()),
        ..Use::default()
    }
}

/// A part of the map as a `viewBox`.
fn map_box(frame: MapRect) -> String {
    let least = frame.least;
    [least.x, least.y, frame.width(), frame.height()]
        .map(|number| [" ", &Thousandths(number).to_string()].concat())
        .concat()
}

/// The value of `data-extent`: lines are thinner in the view of the whole country.
pub fn extent(scene: &Scene) -> &'static str {
    if scene.is_national { "nation" } else { "part" }
}

/// A stage as a `viewBox`, with one unit per CSS pixel.
fn screen_box(viewport: Viewport) -> String {
    let (width, height) = (Tenths(viewport.width), Tenths(viewport.height));
    ["0 0 ", &width.to_string(), " ", &height.to_string()].concat()
}
