//! The content of the stage: a pure function of the story, the reader's position and the viewport.

mod area;
mod badge;
mod link;
mod node;
mod reading;

use crate::camera::Camera;
use crate::explore::Choice;
use crate::flow::{Curve, curves};
use crate::label::{Label, SMALL, placed, small};
use crate::lettering::{Entry, write};
use crate::plane::{Inset, MapPoint, MapRect, ScreenPoint, Viewport};
use crate::progress::{Motion, StoryPosition};
use crate::story::{Fit, Kind, Story};

pub use area::{Area, areas_at};
pub use badge::Badge;
pub use link::{LinkPicture, LinkState};
pub use node::Node;
pub use reading::Reading;

/// Everything that the stage shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The camera that the picture is drawn for.
    pub camera: Camera,
    /// True if the camera shows the whole country: the marks above it are then smaller.
    pub is_national: bool,
    /// One for each region of the story, in its order.
    pub regions: Vec<RegionState>,
    /// One for each link of the story, in its order.
    pub links: Vec<LinkPicture>,
    /// The ends of the highlighted links, and other places of the step.
    pub nodes: Vec<Node>,
    /// Their names, if there is room; then those of the base map.
    pub labels: Vec<Label>,
}

/// The state of a region at a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RegionState {
    /// In its side's tint.
    #[default]
    Rest,
    /// Outlined: it belongs to a group that is shown, or to a pair.
    Named,
    /// Highlighted, clearly stronger than its side's tint.
    Highlighted,
}

impl RegionState {
    /// The value of `data-state`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Named => "named",
            Self::Highlighted => "lit",
        }
    }
}

/// The scene for a reader at `position` with this choice in the explorer, once everything is at
/// rest. It depends on nothing else.
///
/// A position after the story's last step gives the nation with nothing highlighted.
#[must_use]
pub fn scene_at(
    story: &Story,
    choice: &Choice,
    position: StoryPosition,
    viewport: Viewport,
    motion: Motion,
) -> Scene {
    let reading = Reading::at(story, position, motion);
    let camera = camera_at(story, choice, reading.step, viewport);
    scene_from(story, choice, reading, viewport, camera)
}

/// The scene of `reading` for a camera that may still be in flight.
#[must_use]
pub fn scene_from(
    story: &Story,
    choice: &Choice,
    reading: Reading,
    viewport: Viewport,
    camera: Camera,
) -> Scene {
    lettered_scene(story, &[], choice, reading, viewport, camera)
}

/// On a stage of fewer letters than this across, the names of a bundled step are small. Readers who
/// enlarge letters keep large ones, and so do stills, which a page may show reduced.
const NARROW: f64 = 30.0;

/// The same, with those names of the base map for which there is room.
#[must_use]
pub fn lettered_scene(
    story: &Story,
    lettering: &[Entry],
    choice: &Choice,
    reading: Reading,
    viewport: Viewport,
    camera: Camera,
) -> Scene {
    let Some(step) = story.step(reading.step, choice) else {
        return Scene::resting(story, viewport);
    };
    let is_national = step.fit == Fit::Nation && is_wide(story, camera);
    let view = View::of(is_national, viewport, camera);
    let links =
        (0..story.links.len()).map(|link| link::link_picture(story, choice, link, reading, view));
    let mut links: Vec<_> = links.collect();
    let (nodes, mut names) = node::nodes(story, step, view);
    if is_national && !step.is_bundled {
        // In the national view there is no room for the names of single places. A group of regions
        // keeps its name: it has no mark, and the arrows to it would end nowhere.
        for name in names.iter_mut().filter(|name| 0.0 < name.radius) {
            name.text.clear();
        }
    }
    let drawn = link::arc_points(story, step, view);
    let is_narrow = viewport.width < NARROW * viewport.text;
    let (mut labels, mut taken) = if step.is_bundled && is_narrow && viewport.text <= Viewport::TEXT
    {
        let (mut labels, taken) = placed(&names, &drawn, viewport.with_text(small(viewport.text)));
        for label in &mut labels {
            label.class = SMALL;
        }
        (labels, taken)
    } else {
        placed(&names, &drawn, viewport)
    };
    // Names leave no room for drawings on a narrow stage.
    if step.links.len() <= badge::MOST || step.is_bundled && !is_narrow {
        badge::place_badges(story, choice, reading, &mut links, &mut taken, view);
    }
    let stage = (camera, viewport);
    write(
        lettering,
        &mut labels,
        &mut taken,
        &drawn,
        stage,
        is_national,
    );
    Scene {
        camera,
        is_national,
        regions: regions_at(story, choice, reading.step),
        links,
        nodes,
        labels,
    }
}

/// The names of places that have no room on a stage of this size at rest in the step at index
/// `step`: for authors, who can shorten them.
#[must_use]
pub fn names_without_room(story: &Story, step: usize, viewport: Viewport) -> Vec<String> {
    let Some(shown) = story.steps.get(step) else {
        return Vec::new();
    };
    let camera = camera_at(story, &Choice::NONE, step, viewport);
    if shown.fit == Fit::Nation && is_wide(story, camera) {
        return Vec::new();
    }
    let view = View::of(false, viewport, camera);
    let (_, names) = node::nodes(story, shown, view);
    let (labels, _) = placed(&names, &link::arc_points(story, shown, view), viewport);
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
    /// The size of nodes and arrow heads, as a share of their normal size.
    marks: f64,
}

/// The size of nodes and arrow heads in the national view, in which many stand close together.
const NATIONAL_MARKS: f64 = 0.6;

/// Returns whether a camera shows most of the country: a reader in the explorer may have moved
/// closer.
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

    /// Returns whether `point` lies on the stage.
    fn shows(self, point: ScreenPoint) -> bool {
        let Viewport { width, height, .. } = self.viewport;
        (0.0..=width).contains(&point.x) && (0.0..=height).contains(&point.y)
    }
}

impl Scene {
    /// The nation at rest, with nothing highlighted.
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

/// The camera's target in the step at index `step`: as close as possible, and never wider than the
/// national view.
#[must_use]
pub fn camera_at(story: &Story, choice: &Choice, step: usize, viewport: Viewport) -> Camera {
    // The national view fills the whole stage: its frame includes margins.
    let nation = Camera::fitting(story.nation, viewport);
    let Some(shown) = story.step(step, choice) else {
        return nation;
    };
    let highlighted: Vec<usize>;
    let (links, regions, places) = match &shown.fit {
        Fit::Nation => return nation,
        Fit::Highlighted => {
            // Highlighted regions are shown completely.
            let states = regions_at(story, choice, step);
            let states = states.iter().enumerate();
            let states = states.filter(|(_, state)| **state == RegionState::Highlighted);
            highlighted = states.map(|(region, _)| region).collect();
            (&shown.links, &highlighted, &shown.places)
        }
        Fit::Listed {
            links,
            regions,
            places,
        } => (links, regions, places),
    };
    let regions = regions.iter().filter_map(|&it| story.regions.get(it));
    let places = places.iter().filter_map(|&it| story.places.get(it));
    let links = links.iter().filter_map(|&it| story.links.get(it));
    let rect = regions
        .map(|region| region.bounds)
        .chain(places.map(|place| MapRect::around([place.at])))
        .chain(
            links
                .flat_map(|link| curves(story, link))
                .map(Curve::bounds),
        )
        .fold(MapRect::EMPTY, MapRect::union);
    Camera::fitting(rect, viewport.clear_of(margins(viewport))).no_wider_than(nation)
}

/// The height of the map's review note at the bottom of the stage, in CSS pixels.
const NOTE: f64 = 22.0;

/// Margins for the marks and names at the edge of the view, above the map's note.
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

/// The state of each region in the step at index `step`.
#[must_use]
pub fn regions_at(story: &Story, choice: &Choice, step: usize) -> Vec<RegionState> {
    let mut states = vec![RegionState::Rest; story.regions.len()];
    let Some(step) = story.step(step, choice) else {
        return states;
    };
    let mut raise = |region: usize, state: RegionState| {
        if let Some(held) = states.get_mut(region)
            && *held != RegionState::Highlighted
        {
            *held = state;
        }
    };
    for link in step.links.iter().filter_map(|&link| story.links.get(link)) {
        let state = if link.kind == Kind::Pair {
            RegionState::Named
        } else {
            RegionState::Highlighted
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
            .for_each(|&r| raise(r, RegionState::Highlighted));
        for &member in &place.members {
            raise(member, RegionState::Named);
        }
    }
    for &region in &step.regions {
        raise(region, RegionState::Highlighted);
    }
    states
}

#[cfg(test)]
mod tests;
