//! What scenes promise.

use super::*;
use crate::progress::Progress;
use crate::story::{Direction, Link, Place, Region, Side, Step};
use proptest::prelude::*;

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
        area: Some(610_900),
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
    read_to(step, 0.5, Motion::Full)
}

fn read_to(step: usize, progress: f64, motion: Motion) -> Scene {
    let position = StoryPosition {
        step,
        progress: Progress::clamped(progress),
    };
    scene_at(&story(), position, Viewport::new(390.0, 388.0), motion)
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
    assert!(link.line.starts_with('M') && link.head.ends_with('Z'));
}

#[test]
fn a_two_way_pair_has_heads_and_a_plain_pair_has_none() {
    for (direction, has_heads) in [(Direction::EastToWest, false), (Direction::Both, true)] {
        let mut story = story();
        story.links[1].direction = direction;
        let position = StoryPosition {
            step: 1,
            progress: Progress::clamped(0.5),
        };
        let scene = scene_at(&story, position, Viewport::new(390.0, 388.0), Motion::Full);
        let pair = &scene.links[1];
        let heads = [&pair.head, &pair.head_back].map(|head| !head.is_empty());
        assert_eq!(heads, [has_heads; 2], "{direction:?}");
    }
}

#[test]
fn the_states_of_regions_are_the_words_of_the_style_sheet() {
    let states = [RegionState::Rest, RegionState::Named, RegionState::Lit];
    assert_eq!(states.map(RegionState::word), ["rest", "named", "lit"]);
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
    let viewport = Viewport::new(390.0, 388.0);
    let scene = scene_at(&story, StoryPosition::at(0), viewport, Motion::Reduced);
    assert_eq!(scene.nodes.len(), 1);
    assert_eq!(scene.labels[0].text, "jiangsu·ankang");
}

/// The share of the pair that is drawn in the last step.
fn drawn(progress: f64) -> u8 {
    read_to(1, progress, Motion::Full).links[1]
        .drawn
        .hundredths()
}

#[test]
fn the_areas_at_the_ends_of_links_are_outlined() {
    let area = Area {
        code: 610_900,
        side: Side::East,
    };
    let other = Area {
        side: Side::West,
        ..area
    };
    assert_eq!(areas_at(&story(), 0), [area, other]);
    assert_eq!(areas_at(&story(), 1), [], "pairs are of whole provinces");
}

#[test]
fn a_link_is_drawn_as_its_step_opens() {
    assert_eq!(drawn(0.0), 0);
    assert_eq!(drawn(0.075), 50);
    assert_eq!(drawn(0.15), 100);
}

#[test]
fn a_link_withdraws_as_its_step_closes_unless_nothing_follows() {
    let first = |progress| {
        read_to(0, progress, Motion::Full).links[0]
            .drawn
            .hundredths()
    };
    assert_eq!((first(0.85), first(0.925), first(1.0)), (100, 50, 0));
    assert_eq!(drawn(1.0), 100);
}

#[test]
fn where_motion_is_unwelcome_every_link_is_complete() {
    let link = |progress| read_to(1, progress, Motion::Reduced).links[1].clone();
    assert_eq!(link(0.0).drawn.hundredths(), 100);
    assert_eq!(link(0.0), link(1.0));
}

proptest! {
    #[test]
    fn a_link_is_never_undrawn_while_its_step_opens(a in 0.0..0.15, b in 0.0..0.15) {
        let (less, more) = if a < b { (a, b) } else { (b, a) };
        prop_assert!(drawn(less) <= drawn(more));
    }

    #[test]
    fn nothing_changes_while_a_step_lasts(a in 0.15..0.85, b in 0.15..0.85) {
        prop_assert_eq!(read_to(0, a, Motion::Full), read_to(0, b, Motion::Full));
    }
}
