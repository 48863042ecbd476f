//! The land of a card. The renderer scales strokes with the shapes, so each stroke's width is
//! computed here.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shanhai_picture::zoom;
use shanhai_story::explore::Choice;
use shanhai_story::path::{Fine, Tenths, Thousandths};
use shanhai_story::plane::{MapPoint, Viewport};
use shanhai_story::scene::{Scene, areas_at};
use shanhai_story::story::{Side, Story};

use super::Card;
use crate::view::Relief;
use crate::view::shapes::LINES;

/// A shape of the base map.
#[derive(Clone, Debug, PartialEq)]
pub struct CardShape {
    /// Path data.
    pub d: String,
    /// The factor from its numbers to map units.
    pub scale: f64,
}

/// The land that a card draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardLand {
    /// By name: `r` or `a` followed by the code of a region or area, or the name of a layer.
    pub shapes: BTreeMap<String, CardShape>,
    /// The relief over the regions.
    pub relief: Option<Relief>,
}

/// The shapes of the land, in pixels of the card: `enlarged` times those of the scene.
pub(super) fn ground(
    card: Card,
    story: &Story,
    scene: &Scene,
    viewport: Viewport,
    enlarged: f64,
) -> impl IntoView + use<> {
    let scale = scene.camera.scale(viewport);
    let origin = scene.camera.on_screen(MapPoint::default(), viewport);
    let onto_scene = format!(
        "translate({} {})scale({})",
        Thousandths(origin.x),
        Thousandths(origin.y),
        Fine(scale)
    );
    let shape =
        |name: &str, class: &'static str, side: Option<Side>, state: Option<&'static str>| {
            let shape = card.land.shapes.get(name)?;
            let width = width_of(class)? / (scale * shape.scale * enlarged);
            // An undetermined border has a style of its own.
            let dashes = (class == "undetermined")
                .then(|| format!("{} {}", Fine(width * 3.0), Fine(width * 2.0)));
            Some(view! {
                <path
                    class=class
                    transform=format!("scale({})", shape.scale)
                    d=shape.d.clone()
                    stroke-width=Fine(width).to_string()
                    stroke-dasharray=dashes
                    data-side=side.map(Side::word)
                    data-state=state
                />
            })
        };
    let regions = story.regions.iter().zip(&scene.regions);
    // Highlighted regions are drawn above their neighbours, so that their own edges are visible.
    let mut regions: Vec<_> = regions.collect();
    regions.sort_by_key(|(_, state)| **state as u8);
    let regions: Vec<_> = regions
        .into_iter()
        .map(|(region, state)| {
            let name = format!("r{}", region.code);
            shape(&name, "region", Some(region.side), Some(state.word()))
        })
        .collect();
    let areas: Vec<_> = areas_at(story, &Choice::NONE, card.step)
        .into_iter()
        .filter(|_| !scene.is_national)
        .map(|area| shape(&format!("a{}", area.code), "area", Some(area.side), None))
        .collect();
    let relief = card.land.relief.as_ref().map(shading);
    let lines = LINES.map(|class| shape(class, class, None, None));
    let zoom = zoom(story.nation, scene.camera.frame(viewport));
    view! {
        <g transform=onto_scene data-zoom=zoom>
            {shape("neighbours", "neighbours", None, None)} {regions} {areas} {relief} {lines}
        </g>
    }
}

fn shading(relief: &Relief) -> impl IntoView + use<> {
    let frame = relief.frame;
    view! {
        <image
            class="relief"
            href=relief.addresses.clone()
            x=Tenths(frame.least.x).to_string()
            y=Tenths(frame.least.y).to_string()
            width=Tenths(frame.width()).to_string()
            height=Tenths(frame.height()).to_string()
            preserveAspectRatio="none"
        />
    }
}

/// The stroke width of a layer, in pixels of the card.
fn width_of(class: &str) -> Option<f64> {
    Some(match class {
        "neighbours" => 0.0,
        "region" | "area" => 1.6,
        "rivers" => 2.2,
        "islets" | "dashes" => 3.2,
        "markers" => 6.0,
        "undetermined" => 1.8,
        _ => return None,
    })
}
