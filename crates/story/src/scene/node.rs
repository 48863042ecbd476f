//! The places that a step marks, and their names.

use crate::label::Name;
use crate::plane::ScreenPoint;
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
        let is_group = !place.members.is_empty();
        let radius = if is_group {
            0.0
        } else {
            NODE_RADIUS * view.marks
        };
        let region = place.region.and_then(|region| story.regions.get(region));
        marked.push(place);
        names.push(Name {
            text: place.name.clone(),
            node: at,
            radius,
        });
        nodes.push(Node {
            id: place.id.clone(),
            at,
            radius,
            side: region.map_or(Side::Neither, |region| region.side),
        });
    }
    (nodes, names)
}

/// The places that `step` mentions: the ends of its links except the plain lines of pairs, then the
/// places listed in addition. A place may occur more than once.
pub(super) fn places_of<'a>(story: &'a Story, step: &'a Step) -> impl Iterator<Item = &'a Place> {
    let links = step.links.iter().filter_map(|&link| story.links.get(link));
    let ends = links
        .filter(|link| link.kind != Kind::Pair)
        .flat_map(|link| [link.from, link.to]);
    let places = ends.chain(step.places.iter().copied());
    places.filter_map(|place| story.places.get(place))
}
