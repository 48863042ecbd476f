//! What is on stage: a pure function of the story, the reader's position and the viewport.

mod link;
mod node;

use crate::camera::Camera;
use crate::flow::{Curve, curves};
use crate::label::{Label, placed};
use crate::plane::{Inset, MapPoint, MapRect, ScreenPoint, Viewport};
use crate::progress::StoryPosition;
use crate::story::{Fit, Kind, Step, Story};

pub use link::{LinkPicture, LinkState};
pub use node::Node;

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

/// What the reader sees at `position`. Depends on nothing else.
///
/// A position beyond the story's last step shows an empty nation.
#[must_use]
pub fn scene_at(story: &Story, position: StoryPosition, viewport: Viewport) -> Scene {
    let Some(step) = story.steps.get(position.step) else {
        return Scene::resting(story, viewport);
    };
    let view = View::of(story, step, viewport);
    let links: Vec<LinkPicture> = (0..story.links.len())
        .map(|link| {
            let state = link::link_state(story, position.step, link);
            link::link_picture(story, link, state, view)
        })
        .collect();
    let (nodes, names) = node::nodes(story, step, view);
    let labels = match step.fit {
        // Whole, the country is no place for names: those in the words are a step away.
        Fit::Nation => Vec::new(),
        Fit::Shown { .. } => placed(&names, &link::arc_points(story, step, view), viewport),
    };
    Scene {
        camera: view.camera,
        is_national: step.fit == Fit::Nation,
        regions: region_states(story, step),
        links,
        nodes,
        labels,
    }
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

impl View {
    fn of(story: &Story, step: &Step, viewport: Viewport) -> Self {
        let marks = match step.fit {
            Fit::Nation => NATIONAL_MARKS,
            Fit::Shown { .. } => 1.0,
        };
        Self {
            camera: camera_for(story, step, viewport),
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

fn camera_for(story: &Story, step: &Step, viewport: Viewport) -> Camera {
    // The nation fills whatever the stage is: its frame has its own margins.
    let nation = Camera::fitting(story.nation, viewport);
    match &step.fit {
        Fit::Nation => nation,
        Fit::Shown {
            links,
            regions,
            places,
        } => {
            let rects = regions
                .iter()
                .filter_map(|&region| story.regions.get(region))
                .map(|region| region.bounds);
            let points = places
                .iter()
                .filter_map(|&place| story.places.get(place))
                .map(|place| MapRect::around([place.at]));
            let links = links.iter().filter_map(|&link| story.links.get(link));
            let arcs = links.flat_map(|link| {
                // Both ends are lit with the regions that they stand in.
                let ends = [link.from, link.to].map(|end| story.region_of(end));
                let ends = ends.into_iter().flatten();
                let regions = ends.filter_map(|region| story.regions.get(region));
                let regions = regions.map(|region| region.bounds);
                regions.chain(curves(story, link).into_iter().map(Curve::bounds))
            });
            let rect = rects
                .chain(points)
                .chain(arcs)
                .fold(MapRect::EMPTY, MapRect::union);
            Camera::fitting(rect, viewport.clear_of(margins(viewport))).no_wider_than(nation)
        }
    }
}

/// Room for the marks and names at the edge of what is shown.
fn margins(viewport: Viewport) -> Inset {
    let across = viewport.text * 2.6;
    let below = viewport.text * 2.2;
    Inset {
        top: viewport.inset.top + below,
        right: viewport.inset.right + across,
        bottom: viewport.inset.bottom + below,
        left: viewport.inset.left + across,
    }
}

fn region_states(story: &Story, step: &Step) -> Vec<RegionState> {
    let mut states = vec![RegionState::Rest; story.regions.len()];
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
mod tests {
    use super::*;
    use crate::story::{Direction, Link, Place, Region, Side};

    /// Two steps: the first tells of a link from an eastern to a western region, the second of
    /// the whole country.
    fn story() -> Story {
        let region = |code, side, x| Region {
            code,
            side,
            bounds: MapRect::between(MapPoint::new(x, 2000.0), MapPoint::new(x + 400.0, 2400.0)),
        };
        let place = |id: &str, x, region| Place {
            id: id.to_owned(),
            name: id.to_owned(),
            at: MapPoint::new(x, 2200.0),
            region: Some(region),
            members: vec![],
        };
        let link = |id: &str, kind| Link {
            id: id.to_owned(),
            kind,
            direction: Direction::EastToWest,
            from: 0,
            to: 1,
        };
        let step = |id: &str, fit, links: &[usize]| Step {
            id: id.to_owned(),
            fit,
            links: links.to_vec(),
            regions: vec![],
            places: vec![],
        };
        let shown = Fit::Shown {
            links: vec![0],
            regions: vec![],
            places: vec![],
        };
        Story {
            steps: vec![step("toys", shown, &[0]), step("nation", Fit::Nation, &[1])],
            places: vec![place("jiangsu", 3800.0, 0), place("ankang", 3000.0, 1)],
            links: vec![link("toys", Kind::Industry), link("pair", Kind::Pair)],
            regions: vec![
                region(320_000, Side::East, 3600.0),
                region(610_000, Side::West, 2800.0),
            ],
            nation: MapRect::between(MapPoint::new(0.0, 0.0), MapPoint::new(5000.0, 5800.0)),
        }
    }

    fn scene(step: usize) -> Scene {
        scene_at(
            &story(),
            StoryPosition::at(step),
            Viewport::new(390.0, 388.0),
        )
    }

    #[test]
    fn a_link_that_is_told_lights_the_regions_at_its_ends() {
        assert_eq!(scene(0).regions, [RegionState::Lit, RegionState::Lit]);
    }

    #[test]
    fn a_pair_names_its_regions_and_lights_none() {
        assert_eq!(scene(1).regions, [RegionState::Named, RegionState::Named]);
    }

    #[test]
    fn a_link_leaves_a_trace_once_it_was_told() {
        assert_eq!(scene(1).links[0].state, LinkState::Ghost);
        assert_eq!(scene(0).links[1].state, LinkState::Untold);
    }

    #[test]
    fn a_link_that_is_told_is_drawn_whole_with_a_head() {
        let link = &scene(0).links[0];
        assert_eq!(link.drawn.hundredths(), 100);
        assert!(link.line.starts_with('M') && link.heads.ends_with('Z'));
    }

    #[test]
    fn both_regions_of_a_link_lie_on_the_stage() {
        let viewport = Viewport::new(390.0, 388.0);
        let camera = scene(0).camera;
        for region in story().regions {
            for corner in [region.bounds.least, region.bounds.most] {
                assert!(camera.frame(viewport).contains(corner));
            }
        }
    }

    #[test]
    fn both_ends_of_a_link_are_named() {
        let names: Vec<_> = scene(0)
            .labels
            .into_iter()
            .map(|label| label.text)
            .collect();
        assert_eq!(names, ["jiangsu", "ankang"]);
    }

    #[test]
    fn a_position_beyond_the_story_shows_the_nation_at_rest() {
        let beyond = scene(9);
        assert_eq!(beyond.regions, [RegionState::Rest, RegionState::Rest]);
        assert_eq!(beyond.camera, scene(1).camera);
    }

    #[test]
    fn places_that_stand_together_share_a_node() {
        let mut story = story();
        story.places[1].at = MapPoint::new(3804.0, 2200.0);
        let scene = scene_at(&story, StoryPosition::at(0), Viewport::new(390.0, 388.0));
        assert_eq!(scene.nodes.len(), 1);
        assert_eq!(scene.labels[0].text, "jiangsu·ankang");
    }
}
