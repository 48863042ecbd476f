//! The connections of a scene: casings, lines, arrow heads, and the marks and names of their ends.

use leptos::prelude::*;
use shanhai_story::label::Label;
use shanhai_story::path::PathData;
use shanhai_story::progress::Progress;
use shanhai_story::scene::{LinkPicture, LinkState, Scene};
use shanhai_story::story::{Direction, Kind, Link, Side, Story};

use crate::Instance;
use crate::mark::{Mark, name, width};

/// Everything in `scene` that the stage draws above the land. In the browser every link has a line
/// there, even if it is not shown; the build's first picture contains only visible lines.
pub fn connections(story: &Story, scene: &Scene, instance: &Instance) -> impl IntoView + use<> {
    let mut marks: Vec<Mark> = Vec::new();
    for (link, picture) in highlighted_links(story, scene) {
        marks.push(Mark {
            class: "casing",
            d: picture.line.clone(),
            kind: Some(link.kind.word().to_owned()),
            ..Mark::default()
        });
    }
    for (link, picture) in story.links.iter().zip(&scene.links) {
        if cfg!(not(target_arch = "wasm32")) && picture.line.is_empty() {
            continue;
        }
        let has_gradient = picture.state == LinkState::Highlighted && link.kind != Kind::Pair;
        let is_bundle = picture.width != 0;
        marks.push(Mark {
            class: if is_bundle { "bundle" } else { "line" },
            d: picture.line.clone(),
            width: is_bundle.then(|| width(picture.width)),
            stroke: has_gradient.then(|| gradient(story, link, instance)),
            link: Some(link.id.clone()),
            kind: Some(link.kind.word().to_owned()),
            state: picture.state.word().map(str::to_owned),
            drawn: Some(hundredths(picture.drawn)),
            ..Mark::default()
        });
    }
    marks.extend(ends(story, scene));
    let mut glyphs = Vec::new();
    for (link, picture) in highlighted_links(story, scene) {
        let Some(badge) = picture.badge else { continue };
        let mut disc = PathData::default();
        disc.circle(badge.at, badge.radius);
        marks.push(Mark {
            class: if badge.is_drawn {
                "badge drawn"
            } else {
                "badge"
            },
            d: disc.into_string(),
            // Empty until `web/later/drawings.ts` has added it to the page.
            fill: badge.is_drawn.then(|| instance.reference(&link.drawing)),
            ..Mark::default()
        });
        if !badge.is_drawn {
            glyphs.push(Label {
                text: link.badge.clone(),
                at: badge.at,
                class: "glyph",
                angle: 0.0,
            });
        }
    }
    let texts: Vec<_> = glyphs.iter().chain(&scene.labels).map(name).collect();
    let marks: Vec<_> = marks.into_iter().map(Mark::view).collect();
    view! {
        {marks}
        {texts}
    }
}

/// The highlighted links of `scene`.
pub fn highlighted_links<'a>(
    story: &'a Story,
    scene: &'a Scene,
) -> impl Iterator<Item = (&'a Link, &'a LinkPicture)> {
    let links = story.links.iter().zip(&scene.links);
    links.filter(|(_, picture)| picture.state == LinkState::Highlighted)
}

/// The reference to the gradient of a link's line, which is one of the page's shapes: all lines
/// between the same sides in the same direction share it.
pub fn gradient(story: &Story, link: &Link, instance: &Instance) -> String {
    let [source, goal] = sides(story, link);
    instance.reference(&[source, "-", goal, "-", course(story, link)].concat())
}

/// The direction in which a link mostly leads on the map: `right`, `left`, `down` or `up`.
pub fn course(story: &Story, link: &Link) -> &'static str {
    let ends = [link.from, link.to].map(|end| story.places.get(end));
    let [Some(from), Some(to)] = ends else {
        return "right";
    };
    let (right, down) = (to.at.x - from.at.x, to.at.y - from.at.y);
    match (down.abs() < right.abs(), 0.0 < right, 0.0 < down) {
        (true, true, _) => "right",
        (true, false, _) => "left",
        (false, _, true) => "down",
        (false, _, false) => "up",
    }
}

/// The arrow heads, and the marks of the places.
pub fn ends(story: &Story, scene: &Scene) -> Vec<Mark> {
    let heads = highlighted_links(story, scene).flat_map(|(link, picture)| {
        let [source, goal] = sides(story, link);
        let state = (picture.drawn < Progress::END).then_some("drawing");
        [
            (&picture.head, goal, state),
            (&picture.head_back, source, state),
        ]
    });
    let heads = heads.filter(|(d, ..)| !d.is_empty());
    let heads = heads.map(|(d, side, state)| Mark {
        class: "head",
        d: d.clone(),
        side: Some(side.to_owned()),
        state: state.map(str::to_owned),
        ..Mark::default()
    });
    let nodes = scene.nodes.iter().map(|node| {
        let mut circle = PathData::default();
        circle.circle(node.at, node.radius);
        Mark {
            class: "node",
            d: circle.into_string(),
            place: Some(node.id.clone()),
            side: Some(node.side.word().to_owned()),
            ..Mark::default()
        }
    });
    heads.chain(nodes).collect()
}

/// The names for which there is room: those of the step, then those of the base map.
pub fn names(scene: &Scene) -> Vec<impl IntoView + use<>> {
    scene.labels.iter().map(name).collect()
}

/// The sides that a link leads from and to, as words. They follow from its direction, because a
/// group of regions, or a place like Macao, belongs to neither side.
pub fn sides(story: &Story, link: &Link) -> [&'static str; 2] {
    let sides = match link.direction {
        Direction::EastToWest => [Side::East, Side::West],
        Direction::WestToEast => [Side::West, Side::East],
        Direction::Both => [link.from, link.to].map(|place| {
            let region = story.region_of(place);
            let region = region.and_then(|region| story.regions.get(region));
            region.map_or(Side::Neither, |region| region.side)
        }),
    };
    sides.map(Side::word)
}

/// A share with two decimals: `0.07`, `1.00`.
fn hundredths(share: Progress) -> String {
    let share = share.hundredths();
    let digit = |value: u8| char::from(b'0' + value % 10);
    String::from_iter([digit(share / 100), '.', digit(share / 10), digit(share)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_written_with_two_decimals() {
        assert_eq!(hundredths(Progress::START), "0.00");
        assert_eq!(hundredths(Progress::clamped(0.07)), "0.07");
        assert_eq!(hundredths(Progress::END), "1.00");
    }
}
