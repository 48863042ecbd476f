//! The places that a step marks, and their names.

use std::ptr;

use crate::flow::curves;
use crate::label::Name;
use crate::plane::{ScreenPoint, Viewport};
use crate::scene::View;
use crate::story::{Kind, Place, Side, Step, Story};

/// A place marked on the stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The id of its place; of the first place if several share the node.
    pub id: String,
    /// The position of its mark.
    pub at: ScreenPoint,
    /// From its centre to the edge of its mark, in CSS pixels: 0 for a group of regions, which has
    /// a name but no mark.
    pub radius: f64,
    /// The side that it belongs to.
    pub side: Side,
}

/// From a node's centre to the edge of its mark, in CSS pixels.
pub(super) const NODE_RADIUS: f64 = 5.0;

/// The room that a name leaves around the point where its line leaves the stage, in CSS pixels.
const EDGE_RADIUS: f64 = 2.0;

/// Places nearer to each other than this many map units share one node at every scale.
const SHARED_WITHIN: f64 = 10.0;

/// The places that `step` marks, and their names. Places that are close together share a node.
pub(super) fn nodes(story: &Story, step: &Step, view: View) -> (Vec<Node>, Vec<Name>) {
    let mut marked: Vec<&Place> = Vec::new();
    let mut names: Vec<Name> = Vec::new();
    let mut nodes: Vec<Node> = Vec::new();
    for place in places_of(story, step) {
        let stands_with = |other: &&Place| other.at.distance(place.at) < SHARED_WITHIN;
        if let Some(shared) = marked.iter().position(stands_with) {
            if let Some(name) = names.get_mut(shared)
                && !name.text.ends_with(&place.name)
                && !name.text.starts_with(&place.name)
            {
                name.text = [&*name.text, &*place.name].join("·");
            }
            continue;
        }
        let at = view.on_screen(place.at);
        let is_on_stage = view.shows(at);
        let is_group = !place.members.is_empty();
        let edge = (!is_on_stage).then(|| edge(story, step, place, view));
        let (node, away, radius) = match edge.flatten() {
            Some((at, away)) => (at, away, EDGE_RADIUS),
            None if is_group => (at, "", 0.0),
            None => (at, "", NODE_RADIUS * view.marks),
        };
        marked.push(place);
        names.push(Name {
            text: [&*place.name, away].concat(),
            node,
            radius,
        });
        if !is_on_stage {
            continue;
        }
        let region = place.region.and_then(|region| story.regions.get(region));
        nodes.push(Node {
            id: place.id.clone(),
            at,
            radius,
            side: region.map_or(Side::Neither, |region| region.side),
        });
    }
    (nodes, names)
}

/// The point where the line to `place` leaves the stage, and the distance to the place as text.
/// `None` if no line of `step` leads there.
fn edge<'a>(
    story: &'a Story,
    step: &Step,
    place: &Place,
    view: View,
) -> Option<(ScreenPoint, &'a str)> {
    let is_place = |index: usize| story.places.get(index).is_some_and(|it| ptr::eq(it, place));
    let links = step.links.iter().filter_map(|&link| story.links.get(link));
    let mut links = links.filter(|link| is_place(link.from) || is_place(link.to));
    let link = links.find(|link| link.kind != Kind::Pair)?;
    let curve = curves(story, link).into_iter().next()?;
    let end = if is_place(link.from) {
        curve.to
    } else {
        curve.from
    };
    // So near to its end the curve leads straight to its control point.
    let (end, control) = (view.on_screen(end), view.on_screen(curve.control));
    let (right, down) = (control.x - end.x, control.y - end.y);
    let to_edge = |at: f64, by: f64, size: f64| if by < 0.0 { at / -by } else { (size - at) / by };
    let Viewport { width, height, .. } = view.viewport;
    let share = to_edge(end.x, right, width).min(to_edge(end.y, down, height));
    let at = ScreenPoint::new(end.x + right * share, end.y + down * share);
    Some((at, &link.away))
}

/// The places that `step` mentions: those that it lists, then the ends of its links except the plain
/// lines of pairs. A place may occur more than once.
pub(super) fn places_of<'a>(story: &'a Story, step: &'a Step) -> impl Iterator<Item = &'a Place> {
    let links = step.links.iter().filter_map(|&link| story.links.get(link));
    let ends = links
        .filter(|link| link.kind != Kind::Pair)
        .flat_map(|link| [link.from, link.to]);
    let places = step.places.iter().copied().chain(ends);
    places.filter_map(|place| story.places.get(place))
}
