//! What is on stage: a pure function of the story, the reader's position and the viewport.

mod area;
mod link;
mod node;
mod reading;

use crate::camera::Camera;
use crate::flow::{Curve, curves};
use crate::label::{Label, placed};
use crate::plane::{Inset, MapPoint, MapRect, ScreenPoint, Viewport};
use crate::progress::{Motion, StoryPosition};
use crate::story::{Fit, Kind, Story};

pub use area::{Area, areas_at};
pub use link::{LinkPicture, LinkState};
pub use node::Node;
pub use reading::Reading;

/// Everything that the stage shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Where the picture looks.
    pub camera: Camera,
    /// Whether that is the whole country: what is drawn over it is then finer.
    pub is_national: bool,
    /// One for each region of the story, in its order.
    pub regions: Vec<RegionState>,
    /// One for each link of the story, in its order.
    pub links: Vec<LinkPicture>,
    /// The ends of what is lit, and other places of the step.
    pub nodes: Vec<Node>,
    /// Their names, as far as there is room.
    pub labels: Vec<Label>,
}

/// How a region is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RegionState {
    /// In its side's tint.
    #[default]
    Rest,
    /// Outlined: it belongs to a group that is shown, or to a pair.
    Named,
    /// One clear step stronger than its side's tint.
    Lit,
}

impl RegionState {
    /// The word that stands in `data-state`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Named => "named",
            Self::Lit => "lit",
        }
    }
}

/// What the reader sees at `position` once everything is at rest. Depends on nothing else.
///
/// A position beyond the story's last step shows the nation with nothing lit.
#[must_use]
pub fn scene_at(
    story: &Story,
    position: StoryPosition,
    viewport: Viewport,
    motion: Motion,
) -> Scene {
    let reading = Reading::at(story, position, motion);
    let camera = camera_at(story, reading.step, viewport);
    scene_from(story, reading, viewport, camera)
}

/// What is seen of `reading` from a camera that may still be on its way.
#[must_use]
pub fn scene_from(story: &Story, reading: Reading, viewport: Viewport, camera: Camera) -> Scene {
    let Some(step) = story.steps.get(reading.step) else {
        return Scene::resting(story, viewport);
    };
    let is_national = step.fit == Fit::Nation && is_wide(story, camera);
    let view = View::of(is_national, viewport, camera);
    let links = (0..story.links.len()).map(|link| link::link_picture(story, link, reading, view));
    let (nodes, mut names) = node::nodes(story, step, view);
    if is_national {
        // The whole country has no room for the names of places. A group of regions keeps its own: it
        // has no mark, and the arrows to it would end nowhere.
        for name in names.iter_mut().filter(|name| 0.0 < name.radius) {
            name.text.clear();
        }
    }
    let labels = placed(&names, &link::arc_points(story, step, view), viewport);
    Scene {
        camera,
        is_national,
        regions: regions_at(story, reading.step),
        links: links.collect(),
        nodes,
        labels,
    }
}

/// The names of places that find no room on a stage of this size at rest in the step at `step`: for
/// authors, who can shorten them.
#[must_use]
pub fn names_without_room(story: &Story, step: usize, viewport: Viewport) -> Vec<String> {
    let Some(shown) = story.steps.get(step) else {
        return Vec::new();
    };
    let camera = camera_at(story, step, viewport);
    if shown.fit == Fit::Nation && is_wide(story, camera) {
        return Vec::new();
    }
    let view = View::of(false, viewport, camera);
    let (_, names) = node::nodes(story, shown, view);
    let labels = placed(&names, &link::arc_points(story, shown, view), viewport);
    let is_shown = |text: &str| labels.iter().any(|label| label.text == text);
    let names = names.into_iter().map(|name| name.text);
    names
        .filter(|text| !text.is_empty() && !is_shown(text))
        .collect()
}

/// A camera and the stage that it fills.
#[derive(Clone, Copy, Debug)]
struct View {
    camera: Camera,
    viewport: Viewport,
    /// The size of nodes and arrow heads, as a share of what they are close up.
    marks: f64,
}

/// How large nodes and arrow heads are over the whole country, where many stand together.
const NATIONAL_MARKS: f64 = 0.6;

/// Whether a camera sees the better part of the country: a reader who explores may have come closer.
fn is_wide(story: &Story, camera: Camera) -> bool {
    story.nation.width() < camera.span * 2.0
}

impl View {
    fn of(is_national: bool, viewport: Viewport, camera: Camera) -> Self {
        let marks = if is_national { NATIONAL_MARKS } else { 1.0 };
        Self {
            camera,
            viewport,
            marks,
        }
    }

    fn on_screen(self, point: MapPoint) -> ScreenPoint {
        self.camera.on_screen(point, self.viewport)
    }

    fn scale(self) -> f64 {
        self.camera.scale(self.viewport)
    }
}

impl Scene {
    /// The nation at rest: nothing is lit.
    #[must_use]
    pub fn resting(story: &Story, viewport: Viewport) -> Self {
        Self {
            camera: Camera::fitting(story.nation, viewport),
            is_national: true,
            regions: vec![RegionState::Rest; story.regions.len()],
            links: vec![LinkPicture::default(); story.links.len()],
            nodes: Vec::new(),
            labels: Vec::new(),
        }
    }
}

/// Where the camera comes to rest in the step at `step`: close enough, and never wider than the
/// national frame.
#[must_use]
pub fn camera_at(story: &Story, step: usize, viewport: Viewport) -> Camera {
    // The nation fills whatever the stage is: its frame has its own margins.
    let nation = Camera::fitting(story.nation, viewport);
    match story.steps.get(step).map(|step| &step.fit) {
        None | Some(Fit::Nation) => nation,
        Some(Fit::Shown {
            links,
            regions,
            places,
        }) => {
            // Whatever is lit is there to be seen, all of it.
            let states = regions_at(story, step);
            let lit = states.iter().enumerate();
            let lit = lit.filter(|(_, state)| **state == RegionState::Lit);
            let rects = lit
                .map(|(region, _)| region)
                .chain(regions.iter().copied())
                .filter_map(|region| story.regions.get(region))
                .map(|region| region.bounds);
            let points = places
                .iter()
                .filter_map(|&place| story.places.get(place))
                .map(|place| MapRect::around([place.at]));
            let arcs = links
                .iter()
                .filter_map(|&link| story.links.get(link))
                .flat_map(|link| curves(story, link))
                .map(Curve::bounds);
            let rect = rects
                .chain(points)
                .chain(arcs)
                .fold(MapRect::EMPTY, MapRect::union);
            Camera::fitting(rect, viewport.clear_of(margins(viewport))).no_wider_than(nation)
        }
    }
}

/// How high the note on the map's review stands at the stage's lower edge, in CSS pixels.
const NOTE: f64 = 22.0;

/// Room for the marks and names at the edge of what is shown, clear of the map's note.
fn margins(viewport: Viewport) -> Inset {
    let across = viewport.text * 2.6;
    let below = viewport.text * 2.2;
    Inset {
        top: viewport.inset.top + below,
        right: viewport.inset.right + across,
        bottom: viewport.inset.bottom + below + NOTE,
        left: viewport.inset.left + across,
    }
}

/// How each region is shown in the step at `step`.
#[must_use]
pub fn regions_at(story: &Story, step: usize) -> Vec<RegionState> {
    let mut states = vec![RegionState::Rest; story.regions.len()];
    let Some(step) = story.steps.get(step) else {
        return states;
    };
    let mut raise = |region: usize, state: RegionState| {
        if let Some(held) = states.get_mut(region)
            && *held != RegionState::Lit
        {
            *held = state;
        }
    };
    for link in step.links.iter().filter_map(|&link| story.links.get(link)) {
        let state = if link.kind == Kind::Pair {
            RegionState::Named
        } else {
            RegionState::Lit
        };
        for end in [link.from, link.to] {
            if let Some(place) = story.places.get(end) {
                place.region.iter().for_each(|&r| raise(r, state));
                for &member in &place.members {
                    raise(member, RegionState::Named);
                }
            }
        }
    }
    for place in step.places.iter().filter_map(|&p| story.places.get(p)) {
        place
            .region
            .iter()
            .for_each(|&r| raise(r, RegionState::Lit));
        for &member in &place.members {
            raise(member, RegionState::Named);
        }
    }
    for &region in &step.regions {
        raise(region, RegionState::Lit);
    }
    states
}

#[cfg(test)]
mod tests;
