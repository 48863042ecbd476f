//! The counties and cities that a step goes down to, outlined within their lit region.

use super::node::places_of;
use crate::story::{Place, Side, Story};

/// A county or a city that a step goes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The base map's code.
    pub code: u32,
    /// The side that it lies on.
    pub side: Side,
}

/// The areas that the step at `step` goes down to, each once.
#[must_use]
pub fn areas_at(story: &Story, step: usize) -> Vec<Area> {
    let Some(step) = story.steps.get(step) else {
        return Vec::new();
    };
    let mut areas: Vec<Area> = Vec::new();
    for place in places_of(story, step) {
        let area = area_of(story, place);
        areas.extend(area.filter(|area| !areas.contains(area)));
    }
    areas
}

fn area_of(story: &Story, place: &Place) -> Option<Area> {
    let region = place.region.and_then(|region| story.regions.get(region));
    place.area.map(|code| Area {
        code,
        side: region.map_or(Side::Neither, |region| region.side),
    })
}
