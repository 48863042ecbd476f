//! The counties and cities that a step shows, outlined within their highlighted region.

use super::node::places_of;
use crate::explore::Choice;
use crate::story::{Place, Side, Story};

/// A county or a city that a step shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its code on the base map.
    pub code: u32,
    /// The side that it belongs to.
    pub side: Side,
}

/// The areas that the step at index `step` shows, each once.
#[must_use]
pub fn areas_at(story: &Story, choice: &Choice, step: usize) -> Vec<Area> {
    let Some(step) = story.step(step, choice) else {
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
