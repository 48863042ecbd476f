//! Bundles: in a step with many links in a view of the whole country, one line for all links
//! between the same two regions. The build finds them, and the pack has the result.

use crate::explore::EXPLORE;
use crate::flow::BOW;
use crate::story::{Direction, Fit, Kind, Link, Place, Side, Step, Story};

/// A step that shows more links than this in a view of the whole country bundles them.
pub const MOST_ARCS: usize = 12;

/// The width of the widest bundle, in CSS pixels: it must still look like a line.
const WIDEST: f64 = 7.0;

/// Bundles the links of every step of `story` that has too many: adds a link for each bundle to the
/// story, and shows those in the step. The explorer keeps its arcs, because readers tap them.
pub fn bundle_links(story: &mut Story) {
    for step in 0..story.steps.len() {
        let bundles = bundles(story, &story.steps[step]);
        if !bundles.is_empty() {
            let first = story.links.len();
            story.links.extend(bundles);
            let step = &mut story.steps[step];
            step.links = (first..story.links.len()).collect();
            step.is_bundled = true;
            // Named first: they have no mark, and a line to one would end nowhere.
            let links = story.links.iter().skip(first);
            let ends = links.flat_map(|link| [link.from, link.to]);
            step.places
                .extend(ends.filter(|&place| is_group(&story.places, place)));
        }
    }
}

/// The bundles of `step`, in the order in which it lists their first links.
fn bundles(story: &Story, step: &Step) -> Vec<Link> {
    let mut bundles: Vec<(Link, u16)> = Vec::new();
    if step.fit != Fit::Nation || step.links.len() <= MOST_ARCS || step.id == EXPLORE {
        return Vec::new();
    }
    for link in step.links.iter().filter_map(|&link| story.links.get(link)) {
        // The plain line of a pair is no connection of its own.
        let count = u16::from(link.kind != Kind::Pair);
        let mut ends = [link.from, link.to].map(|place| seat(story, place));
        if ends[0] == ends[1] {
            // A link within one region.
            ends = [link.from, link.to];
        }
        let [from, to] = ends;
        let joins = |it: &Link| [it.from, it.to] == [from, to] || [it.to, it.from] == [from, to];
        if let Some((bundle, links)) = bundles.iter_mut().find(|(it, _)| joins(it)) {
            *links = links.saturating_add(count);
            if bundle.drawing.is_empty() {
                bundle.drawing.clone_from(&link.drawing);
            }
            continue;
        }
        let bundle = Link {
            // No author's id has this character.
            id: format!("~{}", story.links.len() + bundles.len()),
            kind: Kind::Industry,
            direction: direction(story, link),
            from,
            to,
            away: String::new(),
            bow: BOW,
            width: 0,
            badge: String::new(),
            drawing: link.drawing.clone(),
        };
        bundles.push((bundle, count));
    }
    let bundles = bundles.into_iter().map(|(bundle, links)| Link {
        width: width(links),
        ..bundle
    });
    bundles.collect()
}

/// Returns whether the place at this index is a group of regions.
fn is_group(places: &[Place], place: usize) -> bool {
    places
        .get(place)
        .is_some_and(|place| !place.members.is_empty())
}

/// One direction for a line that stands for several links.
fn direction(story: &Story, link: &Link) -> Direction {
    let from = story
        .region_of(link.from)
        .and_then(|region| story.regions.get(region));
    match link.direction {
        Direction::Both if from.is_some_and(|it| it.side == Side::West) => Direction::WestToEast,
        Direction::Both => Direction::EastToWest,
        direction => direction,
    }
}

/// The width of the line of that many links, in tenths of a CSS pixel.
fn width(links: u16) -> u8 {
    let width = (1.5 + 1.25 * f64::from(links.max(1)).sqrt()).min(WIDEST);
    // At most 70.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let tenths = (width * 10.0).round() as u8;
    tenths
}

/// The place that stands for the whole region of `place`: the first one in the story that lies in
/// it. A group of regions stands for itself.
fn seat(story: &Story, place: usize) -> usize {
    let region = story.region_of(place);
    let mut places = story.places.iter();
    let first = region.and_then(|_| places.position(|other| other.region == region));
    first.unwrap_or(place)
}

#[cfg(test)]
mod tests;
