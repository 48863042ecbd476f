//! The card of the story or of a chapter, which other sites show when somebody shares its address:
//! what the step highlights, and its heading in type that is legible in a chat.

mod ground;
mod level;
mod panel;
mod title;
mod upright;

use leptos::prelude::*;
use shanhai_picture::arcs::connections;
use shanhai_picture::{Instance, extent};
use shanhai_story::explore::Choice;
use shanhai_story::flow::curves;
use shanhai_story::label::Label;
use shanhai_story::path::{Tenths, Thousandths};
use shanhai_story::plane::{Inset, ScreenBox, ScreenPoint, Viewport};
use shanhai_story::progress::{Motion, StoryPosition};
use shanhai_story::scene::{LinkState, Scene, scene_at};
use shanhai_story::story::{Kind, Story};

use super::html_of;
use super::page::{Page, review};
use super::shapes::colours;
use crate::letters::is_written_in_han;
use crate::locale::Locale;
pub use ground::{CardLand, CardShape};
use panel::Panel;

/// A card to draw.
#[derive(Clone, Copy)]
pub struct Card<'a> {
    /// The words and the story. Its own land is too coarse here.
    pub page: &'a Page,
    /// The index of the step on the card. The cover stands for the story as a whole.
    pub step: usize,
    /// The width and height, in pixels.
    pub size: [u16; 2],
    /// The land to draw.
    pub land: &'a CardLand,
    /// The whole style sheet.
    pub style: &'a str,
    /// The width of a line in the title's font, at a font size of 1.
    pub width_of: &'a dyn Fn(&str) -> f64,
}

/// Pixels of the card per CSS pixel of the scene. Lines, arrow heads and names of the scene are
/// made for a screen that is viewed from near, while a chat shows a card at a quarter of its size.
const ENLARGED: f64 = 2.3;

/// The font size of Chinese names, and of longer ones in letters, in CSS pixels of the scene.
const TEXT: [f64; 2] = [18.0, 15.5];

/// Names are computed to be larger than they are drawn by this factor, for the halo around them.
const HALO: f64 = 1.06;

/// The card as an SVG that refers to no other file except the relief.
#[must_use]
pub fn card(card: Card) -> String {
    html_of(|| view(card))
}

/// The note on the map's review.
#[must_use]
pub fn note(page: &Page) -> String {
    review(page, &Locale::of(&page.article.language))
}

fn view(card: Card) -> impl IntoView + use<> {
    let [width, height] = card.size;
    let panel = Panel::of(card);
    let [han, letters] = TEXT;
    let is_han = is_written_in_han(&card.page.article.language);
    let text = if is_han { han } else { letters };
    let [left, top] = panel.map_at();
    let viewport = Viewport {
        width: (f64::from(width) - left) / ENLARGED,
        height: (f64::from(height) - top) / ENLARGED,
        inset: Inset {
            top: 4.0,
            right: 4.0,
            bottom: 4.0,
            left: 4.0,
        },
        text: text * HALO,
    };
    let page = card.page;
    let story = with_arrows(card);
    let scene = scene_at(
        &story,
        &Choice::NONE,
        StoryPosition::at(card.step),
        viewport,
        Motion::Reduced,
    );
    let scene = clear_of_taiwan(without_traces(scene), &story, viewport, text);
    let scene = with_arcs_in_sight(scene, &story, viewport, text);
    let onto_card = format!(
        "translate({} {})scale({})",
        Tenths(left),
        Tenths(top),
        Thousandths(ENLARGED)
    );
    let ground = ground::ground(card, &story, &scene, viewport, ENLARGED);
    let note = note(page);
    let instance = Instance::new("c");
    let above = height - NOTE_ABOVE;
    view! {
        <svg
            xmlns="http://www.w3.org/2000/svg"
            viewBox=format!("0 0 {width} {height}")
            width=width
            height=height
            lang=page.article.language.clone()
        >
            <style>{card.style.to_owned()}</style>
            <defs>{colours(&story, &instance)}</defs>
            <rect class="sea" width=width height=height />
            <g transform=onto_card data-extent=extent(&scene) font-size=Tenths(text).to_string()>
                {ground}
                {connections(&story, &scene, &instance)}
            </g>
            {panel.view()}
            <text class="note" x=Tenths(left + NOTE_ASIDE).to_string() y=above>
                {note}
            </text>
        </svg>
    }
}

/// The distance of the review note from the lower edge, in pixels.
const NOTE_ABOVE: u16 = 24;

/// The distance of that note from the map's left edge, in pixels.
const NOTE_ASIDE: f64 = 24.0;

/// The story with arrows in place of the plain lines between pairs: on a card they are few, and
/// large enough to show their directions. Without drawings, which only a page loads.
fn with_arrows(card: Card) -> Story {
    let mut story = Story::clone(&card.page.story);
    for link in &mut story.links {
        if link.kind == Kind::Pair {
            link.kind = Kind::Industry;
        }
        link.drawing.clear();
    }
    story
}

/// The scene without past links, which mean nothing on a card.
fn without_traces(mut scene: Scene) -> Scene {
    let traces = scene.links.iter_mut();
    for trace in traces.filter(|link| link.state == LinkState::Past) {
        trace.state = LinkState::Hidden;
        trace.line.clear();
    }
    scene
}

/// The scene without names that would cover two connections or more: the connections are the story.
fn with_arcs_in_sight(mut scene: Scene, story: &Story, viewport: Viewport, text: f64) -> Scene {
    let highlighted = story.links.iter().zip(&scene.links);
    let highlighted = highlighted.filter(|(_, link)| link.state == LinkState::Highlighted);
    let camera = scene.camera;
    let arcs = highlighted
        .flat_map(|(link, _)| curves(story, link))
        .map(|curve| {
            let points =
                (0..=SAMPLES).map(move |at| curve.point(f64::from(at) / f64::from(SAMPLES)));
            points
                .map(|point| camera.on_screen(point, viewport))
                .collect()
        });
    let arcs: Vec<Vec<ScreenPoint>> = arcs.collect();
    scene.labels.retain(|label| {
        let place = place_of(label, text);
        let crosses = |arc: &&Vec<ScreenPoint>| arc.iter().any(|point| place.contains(*point));
        arcs.iter().filter(crosses).count() < 2
    });
    scene
}

/// The scene with no name over Taiwan: a name that would lie there moves aside. See
/// `basemaps/china/README.md`.
fn clear_of_taiwan(mut scene: Scene, story: &Story, viewport: Viewport, text: f64) -> Scene {
    let taiwan = story.regions.iter().find(|region| region.code == TAIWAN);
    let Some(bounds) = taiwan.map(|region| region.bounds) else {
        return scene;
    };
    let [least, most] = [bounds.least, bounds.most].map(|at| scene.camera.on_screen(at, viewport));
    let island = ScreenBox {
        left: least.x,
        top: least.y,
        width: most.x - least.x,
        height: most.y - least.y,
    };
    for label in &mut scene.labels {
        let place = place_of(label, text);
        if place.overlaps(island) {
            label.at.x -= place.left + place.width - island.left;
        }
    }
    scene
}

/// The code of Taiwan on the map of China.
const TAIWAN: u32 = 710_000;

/// The box that a name occupies.
fn place_of(label: &Label, text: f64) -> ScreenBox {
    let letters = label.text.chars();
    let letters = letters.map(|it| if it.is_ascii() { 0.5 } else { 1.0 });
    ScreenBox::centered(label.at, letters.sum::<f64>() * text, text)
}

/// The number of points along an arc that are compared with names: their distance is less than a
/// letter's height.
const SAMPLES: u8 = 60;

#[cfg(test)]
mod tests;
