//! Tests of scenes.

use super::*;
use crate::progress::Progress;
use crate::story::{Direction, Link, Place, Region, Side, Step};
use proptest::prelude::*;

/// Two steps: the first shows a link from an eastern to a western region, the second of
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
        away: String::new(),
        bow: 20,
        width: 0,
        badge: String::new(),
        drawing: String::new(),
    };
    let step = |id: &str, fit, links: &[usize]| Step {
        id: id.to_owned(),
        fit,
        links: links.to_vec(),
        regions: vec![],
        places: vec![],
        is_bundled: false,
    };
    Story {
        steps: vec![
            step("toys", Fit::Highlighted, &[0]),
            step("nation", Fit::Nation, &[1]),
        ],
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
    read_in(&story(), step, progress, motion)
}

fn read_in(story: &Story, step: usize, progress: f64, motion: Motion) -> Scene {
    let position = StoryPosition {
        step,
        progress: Progress::clamped(progress),
    };
    let viewport = Viewport::new(390.0, 388.0);
    scene_at(story, &Choice::NONE, position, viewport, motion)
}

#[test]
fn a_highlighted_link_highlights_the_regions_at_its_ends() {
    assert_eq!(
        scene(0).regions,
        [RegionState::Highlighted, RegionState::Highlighted]
    );
}

#[test]
fn a_pair_outlines_its_regions_and_highlights_none() {
    assert_eq!(scene(1).regions, [RegionState::Named, RegionState::Named]);
}

#[test]
fn a_highlighted_link_becomes_a_past_link() {
    assert_eq!(scene(1).links[0].state, LinkState::Past);
    assert_eq!(scene(0).links[1].state, LinkState::Hidden);
}

#[test]
fn a_highlighted_link_is_drawn_whole_with_a_head() {
    let link = &scene(0).links[0];
    assert_eq!(link.drawn.hundredths(), 100);
    assert!(link.line.starts_with('M') && link.head.ends_with('Z'));
}

#[test]
fn a_two_way_pair_has_heads_and_a_plain_pair_has_none() {
    for (direction, has_heads) in [(Direction::EastToWest, false), (Direction::Both, true)] {
        let mut story = story();
        story.links[1].direction = direction;
        let scene = scene_at(
            &story,
            &Choice::NONE,
            StoryPosition::at(1),
            Viewport::new(390.0, 388.0),
            Motion::Reduced,
        );
        let pair = &scene.links[1];
        let heads = [&pair.head, &pair.head_back].map(|head| !head.is_empty());
        assert_eq!(heads, [has_heads; 2], "{direction:?}");
    }
}

#[test]
fn region_states_have_the_words_of_the_style_sheet() {
    let states = [
        RegionState::Rest,
        RegionState::Named,
        RegionState::Highlighted,
    ];
    assert_eq!(states.map(RegionState::word), ["rest", "named", "lit"]);
}

#[test]
fn both_regions_of_a_link_are_on_the_stage() {
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
fn places_close_together_share_a_node() {
    let mut story = story();
    story.places[1].at = MapPoint::new(3804.0, 2200.0);
    let viewport = Viewport::new(390.0, 388.0);
    let scene = scene_at(
        &story,
        &Choice::NONE,
        StoryPosition::at(0),
        viewport,
        Motion::Reduced,
    );
    assert_eq!(scene.nodes.len(), 1);
    assert_eq!(scene.labels[0].text, "jiangsu·ankang");
}

#[test]
fn places_ten_map_units_apart_have_a_node_each() {
    let mut story = story();
    story.places[1].at = MapPoint::new(3810.0, 2200.0);
    let viewport = Viewport::new(390.0, 388.0);
    let scene = scene_at(
        &story,
        &Choice::NONE,
        StoryPosition::at(0),
        viewport,
        Motion::Reduced,
    );
    assert_eq!(scene.nodes.len(), 2);
}

/// The nation's step, with a place and a group of regions marked.
fn marked_nation() -> Story {
    let mut story = story();
    story.places[1].members = vec![0, 1];
    story.steps[1].places = vec![0, 1];
    story
}

#[test]
fn only_groups_have_names_in_the_national_view() {
    let viewport = Viewport::new(390.0, 388.0);
    let scene = scene_at(
        &marked_nation(),
        &Choice::NONE,
        StoryPosition::at(1),
        viewport,
        Motion::Reduced,
    );
    assert!(scene.is_national);
    let names: Vec<_> = scene.labels.iter().map(|label| &*label.text).collect();
    assert_eq!(names, ["ankang"]);
}

#[test]
fn marks_are_smaller_in_the_national_view_and_groups_have_none() {
    let radii = |span| {
        let center = MapPoint::new(3400.0, 2200.0);
        let camera = Camera { center, span };
        let viewport = Viewport::new(390.0, 388.0);
        let scene = scene_from(
            &marked_nation(),
            &Choice::NONE,
            Reading::whole(1),
            viewport,
            camera,
        );
        scene
            .nodes
            .iter()
            .map(|node| node.radius)
            .collect::<Vec<_>>()
    };
    assert_eq!(radii(5000.0), [3.0, 0.0]);
    assert_eq!(radii(1000.0), [5.0, 0.0]);
}

#[test]
fn a_picture_is_national_while_it_shows_more_than_half_of_the_country() {
    let is_national = |step, span| {
        let center = MapPoint::new(2500.0, 2900.0);
        let camera = Camera { center, span };
        let viewport = Viewport::new(390.0, 388.0);
        scene_from(
            &story(),
            &Choice::NONE,
            Reading::whole(step),
            viewport,
            camera,
        )
        .is_national
    };
    // The country is 5000 map units wide.
    assert_eq!(
        [2400.0, 2500.0, 2501.0].map(|span| is_national(1, span)),
        [false, false, true]
    );
    assert!(
        !is_national(0, 5000.0),
        "a step that shows a part of the country is not"
    );
}

/// A step that shows a region of `width` by `height` map units, on a stage with an inset.
fn camera_for(width: f64, height: f64) -> Camera {
    let mut story = story();
    story.steps[0].links.clear();
    story.steps[0].fit = Fit::Listed {
        links: vec![],
        regions: vec![0],
        places: vec![],
    };
    let (west, north) = (1000.0, 2000.0);
    let corner = MapPoint::new(west + width, north + height);
    story.regions[0].bounds = MapRect::between(MapPoint::new(west, north), corner);
    let inset = Inset {
        top: 10.0,
        right: 20.0,
        bottom: 30.0,
        left: 40.0,
    };
    let viewport = Viewport::new(400.0, 300.0).with_text(10.0);
    camera_at(&story, &Choice::NONE, 0, viewport.clear_of(inset))
}

#[test]
fn a_camera_leaves_room_for_names_and_for_the_note_within_the_inset() {
    // 2.6 letters to each side, 2.2 above and below, and 22 pixels for the note: left 66, right
    // 46, top 32, bottom 74. Between lie 288 by 194 pixels, whose middle is 10 pixels to the right
    // of the stage's and 21 above it. Each region fills them at two map units to a pixel.
    for (width, height, x, y) in [
        (576.0, 100.0, 1288.0, 2050.0),
        (100.0, 388.0, 1050.0, 2194.0),
    ] {
        let camera = camera_for(width, height);
        assert!((camera.span - 800.0).abs() < 1e-9, "{camera:?}");
        let expected = MapPoint::new(x - 20.0, y + 42.0);
        assert!(camera.center.distance(expected) < 1e-9, "{camera:?}");
    }
}

/// A name of 45 characters: too wide for a stage of 390 pixels.
fn too_long() -> String {
    "很长的名字很长的名字很长的名字".repeat(3)
}

#[test]
fn names_without_room_are_listed_for_the_author() {
    let viewport = Viewport::new(390.0, 388.0);
    let mut story = story();
    assert_eq!(names_without_room(&story, 0, viewport), [""; 0]);
    story.places[1].name = too_long();
    assert_eq!(names_without_room(&story, 0, viewport), [too_long()]);
    story.places[0].name = String::new();
    assert_eq!(names_without_room(&story, 0, viewport), [too_long()]);
    assert_eq!(names_without_room(&story, 9, viewport), [""; 0]);
}

#[test]
fn no_name_lacks_room_in_the_national_view() {
    let viewport = Viewport::new(390.0, 388.0);
    let mut story = marked_nation();
    story.places[0].name = too_long();
    assert_eq!(names_without_room(&story, 1, viewport), [""; 0]);
}

#[test]
fn a_step_that_shows_a_wide_part_of_the_country_still_needs_room_for_names() {
    let viewport = Viewport::new(390.0, 388.0);
    let mut story = story();
    story.places[1].name = too_long();
    // The camera then looks at the whole country.
    story.regions[0].bounds = story.nation;
    assert_eq!(names_without_room(&story, 0, viewport), [too_long()]);
}

/// The share of the pair that is drawn in the second step, of three: the last is always open.
fn drawn(progress: f64) -> u8 {
    let mut story = story();
    story.steps.push(story.steps[0].clone());
    read_in(&story, 1, progress, Motion::Full).links[1]
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
    assert_eq!(areas_at(&story(), &Choice::NONE, 0), [area, other]);
    assert_eq!(
        areas_at(&story(), &Choice::NONE, 1),
        [],
        "pairs are of whole provinces"
    );
}

#[test]
fn a_link_is_drawn_as_its_step_opens() {
    assert_eq!(drawn(0.0), 0);
    assert_eq!(drawn(0.075), 50);
    assert_eq!(drawn(0.15), 100);
}

#[test]
fn a_link_withdraws_as_its_step_closes_except_in_the_last_step() {
    let first = |progress| {
        read_to(0, progress, Motion::Full).links[0]
            .drawn
            .hundredths()
    };
    assert_eq!((first(0.85), first(0.925), first(1.0)), (100, 50, 0));
    let last = read_to(1, 1.0, Motion::Full);
    assert_eq!(last.links[1].drawn.hundredths(), 100);
}

#[test]
fn with_reduced_motion_every_link_is_complete() {
    let link = |progress| read_to(1, progress, Motion::Reduced).links[1].clone();
    assert_eq!(link(0.0).drawn.hundredths(), 100);
    assert_eq!(link(0.0), link(1.0));
}

proptest! {
    #[test]
    fn a_link_never_shrinks_while_its_step_opens(a in 0.0..0.15, b in 0.0..0.15) {
        let (less, more) = if a < b { (a, b) } else { (b, a) };
        prop_assert!(drawn(less) <= drawn(more));
    }

    #[test]
    fn nothing_changes_while_a_step_lasts(a in 0.15..0.85, b in 0.15..0.85) {
        prop_assert_eq!(read_to(0, a, Motion::Full), read_to(0, b, Motion::Full));
    }
}

mod edge;
