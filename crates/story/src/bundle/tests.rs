//! Bundles: which links they hold, where they run, and when they grow.

use super::*;
use crate::explore::Choice;
use crate::plane::{MapPoint, MapRect, Viewport};
use crate::progress::{Motion, Progress, StoryPosition};
use crate::scene::{LinkPicture, LinkState, Scene, scene_at};
use crate::story::{Place, Region};

/// The ends of the links of the last step. The places 0 and 1 lie in the first region, 2 and 3 in
/// the second, 4 in the third; 5 is a group of regions.
const LINKS: [(usize, usize); 14] = [
    (1, 3),
    (0, 2),
    (3, 1),
    (1, 2),
    (4, 2),
    (2, 5),
    (1, 0),
    (0, 2),
    (0, 2),
    (0, 2),
    (0, 2),
    (0, 2),
    (0, 2),
    (0, 2),
];

fn story() -> Story {
    let mut story = unbundled();
    bundle_links(&mut story);
    story
}

fn unbundled() -> Story {
    let region = |x| Region {
        code: 1,
        side: Side::East,
        bounds: MapRect::around([MapPoint::new(x, 2000.0)]),
    };
    let place = |(x, region): (f64, Option<usize>)| Place {
        id: x.to_string(),
        name: x.to_string(),
        at: MapPoint::new(x, 2000.0),
        region,
        members: region.map_or(vec![2], |_| vec![]),
        area: None,
    };
    let places = [
        (4000.0, Some(0)),
        (3900.0, Some(0)),
        (1000.0, Some(1)),
        (1100.0, Some(1)),
        (2500.0, Some(2)),
        (3000.0, None),
    ];
    let link = |(index, (from, to)): (usize, (usize, usize))| Link {
        id: index.to_string(),
        kind: if index == 1 { Kind::Pair } else { Kind::Jobs },
        direction: Direction::EastToWest,
        from,
        to,
        away: String::new(),
        bow: 20,
        width: 0,
        badge: String::new(),
        drawing: String::new(),
    };
    let step = |id: &str, links: Vec<usize>| Step {
        id: id.to_owned(),
        fit: Fit::Nation,
        links,
        regions: vec![],
        places: vec![],
        is_bundled: false,
    };
    Story {
        steps: vec![
            step("cover", vec![0]),
            step("all", (0..LINKS.len()).collect()),
        ],
        places: places.into_iter().map(place).collect(),
        links: LINKS.into_iter().enumerate().map(link).collect(),
        regions: vec![region(4000.0), region(1000.0), region(2500.0)],
        nation: MapRect::between(MapPoint::new(0.0, 0.0), MapPoint::new(5000.0, 5800.0)),
    }
}

fn scene(story: &Story, progress: f64) -> Scene {
    let position = StoryPosition {
        step: 1,
        progress: Progress::clamped(progress),
    };
    let viewport = Viewport::new(390.0, 388.0);
    scene_at(story, &Choice::NONE, position, viewport, Motion::Full)
}

#[test]
fn a_bundle_has_the_first_drawing_of_its_links() {
    let mut story = unbundled();
    story.links[2].drawing = "d1".to_owned();
    story.links[3].drawing = "d2".to_owned();
    bundle_links(&mut story);
    assert_eq!(story.links[LINKS.len()].drawing, "d1");
}

#[test]
fn links_between_the_same_regions_are_one_bundle_in_either_direction() {
    let story = story();
    let found = story.steps[1].links.iter().map(|&link| &story.links[link]);
    let found: Vec<_> = found.map(|it| (it.from, it.to, it.width)).collect();
    // Each ends at the first place of its region; a link within a region at its own places.
    let single = width(1);
    assert_eq!(
        found,
        [
            // Without the pair.
            (0, 2, width(10)),
            (4, 2, single),
            (2, 5, single),
            (1, 0, single)
        ]
    );
}

#[test]
fn the_table_of_connections_has_single_links_alone() {
    let tabled: Vec<_> = story().tabled().map(|(index, _)| index).collect();
    // All but the pair.
    let expected: Vec<_> = (0..LINKS.len()).filter(|it| *it != 1).collect();
    assert_eq!(tabled, expected);
}

#[test]
fn only_a_step_with_many_links_in_the_national_view_has_bundles() {
    let has_bundles = |change: fn(&mut Step)| {
        let mut story = unbundled();
        change(&mut story.steps[1]);
        bundle_links(&mut story);
        story.steps[1].is_bundled
    };
    assert!(has_bundles(|step| step.links.truncate(MOST_ARCS + 1)));
    assert!(!has_bundles(|step| step.links.truncate(MOST_ARCS)));
    assert!(!has_bundles(|step| EXPLORE.clone_into(&mut step.id)));
    assert!(!has_bundles(|step| {
        step.fit = Fit::Highlighted;
    }));
}

#[test]
fn a_bundle_is_wider_the_more_links_it_has_up_to_a_limit() {
    assert_eq!([0, 1, 4, 16, 900].map(width), [28, 28, 40, 65, 70]);
}

#[test]
fn a_bundle_has_no_heads_and_no_badge() {
    let scene = scene(&story(), 0.5);
    let (single, bundles) = scene.links.split_at(LINKS.len());
    let is_lit = |link: &LinkPicture| link.state == LinkState::Highlighted;
    // The first was shown before, but all its links are in the bundles.
    assert!(single.iter().all(|link| link.state == LinkState::Hidden));
    assert!(bundles.iter().all(is_lit));
    assert_eq!(bundles.len(), 4);
    for link in bundles {
        assert!(link.width != 0 && !link.line.is_empty());
        assert!(link.head.is_empty() && link.badge.is_none());
    }
}

#[test]
fn the_ends_of_bundles_are_named_in_the_national_view() {
    let scene = scene(&story(), 0.5);
    assert!(scene.is_national);
    let mut names: Vec<_> = scene.labels.iter().map(|label| &*label.text).collect();
    names.sort_unstable();
    assert_eq!(names, ["1000", "2500", "3000", "3900", "4000"]);
}

#[test]
fn bundles_grow_in_turn_while_their_step_opens() {
    let mut story = story();
    // The last step is always open.
    story.steps.push(story.steps[0].clone());
    let drawn = |progress| {
        let scene = scene(&story, progress);
        [0, 1, 2, 3].map(|link| scene.links[LINKS.len() + link].drawn.hundredths())
    };
    assert_eq!(drawn(0.0), [0, 0, 0, 0]);
    assert_eq!(drawn(0.075), [100, 68, 32, 0]);
    assert_eq!(drawn(0.15), [100, 100, 100, 100]);
}
