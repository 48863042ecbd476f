//! Arcs of one step that would run side by side.

use super::*;
use crate::plane::{MapPoint, MapRect};
use crate::story::{Fit, Link, Place, Step};

/// Places 1000 km apart in the north and in the south, each with a neighbour 30 km to the east, and
/// links between them: direction, from, to. The step shows all of them.
fn story(links: &[(Direction, usize, usize)]) -> Story {
    let place = |(x, y)| Place {
        id: String::new(),
        name: String::new(),
        at: MapPoint::new(x, y),
        region: None,
        members: vec![],
        area: None,
    };
    let places = [
        (1000.0, 1000.0),
        (1030.0, 1000.0),
        (1000.0, 2000.0),
        (1030.0, 2000.0),
    ];
    let link = |(index, &(direction, from, to)): (usize, &(Direction, usize, usize))| Link {
        id: index.to_string(),
        kind: Kind::Industry,
        direction,
        from,
        to,
        away: String::new(),
        bow: BOW,
        width: 0,
        badge: String::new(),
        drawing: String::new(),
    };
    let all: Vec<usize> = (0..links.len()).collect();
    let step = Step {
        id: String::new(),
        fit: Fit::Highlighted,
        links: all,
        regions: vec![],
        places: vec![],
        is_bundled: false,
    };
    Story {
        steps: vec![step],
        places: places.into_iter().map(place).collect(),
        links: links.iter().enumerate().map(link).collect(),
        regions: vec![],
        nation: MapRect::between(MapPoint::new(0.0, 0.0), MapPoint::new(5000.0, 5800.0)),
    }
}

/// The largest share of an arc of the step that runs beside another, in hundredths, and whether any
/// two cross.
fn state(story: &Story) -> (u8, bool) {
    let picture = &pictures(story)[0];
    let arcs: Vec<_> = picture
        .lines
        .iter()
        .map(|&line| drawn(story, line, picture.scale))
        .collect();
    let (mut most, mut cross) = (0.0_f64, false);
    for (index, one) in arcs.iter().enumerate() {
        for other in &arcs[index + 1..] {
            for (one, other) in one
                .iter()
                .flat_map(|one| other.iter().map(move |it| (one, it)))
            {
                most = most.max(share_beside(one, other, CLOSE));
                cross |= do_cross(one, other);
            }
        }
    }
    (crate::progress::Progress::clamped(most).hundredths(), cross)
}

#[track_caller]
fn check(links: &[(Direction, usize, usize)]) {
    let mut story = story(links);
    let before = state(&story);
    assert!(
        50 < before.0,
        "without parting they are beside each other: {before:?}"
    );
    part_arcs(&mut story);
    let (beside, cross) = state(&story);
    assert!(beside <= 50 && !cross, "{beside} %, {cross}");
}

const WEST: Direction = Direction::EastToWest;

#[test]
fn arcs_between_the_same_places_fan_out() {
    check(&[(WEST, 0, 2), (WEST, 0, 2)]);
    check(&[(WEST, 0, 2), (WEST, 0, 2), (WEST, 0, 2)]);
}

#[test]
fn arcs_between_neighbouring_places_do_not_cross() {
    check(&[(WEST, 0, 2), (WEST, 1, 3)]);
    check(&[(WEST, 0, 2), (WEST, 0, 3)]);
    check(&[(WEST, 1, 2), (WEST, 0, 2)]);
}

#[test]
fn a_lone_arc_keeps_its_bow() {
    let mut story = story(&[(WEST, 0, 2)]);
    part_arcs(&mut story);
    assert_eq!(story.links[0].bow, BOW);
}

#[test]
fn an_arc_beside_a_link_in_both_directions_bows_beyond_it() {
    let mut story = story(&[(Direction::Both, 0, 2), (WEST, 0, 2)]);
    part_arcs(&mut story);
    let (beside, cross) = state(&story);
    assert!(beside <= 60 && !cross, "{beside} %, {cross}");
}

#[test]
fn the_result_does_not_depend_on_earlier_bows() {
    let mut story = story(&[(WEST, 0, 2), (WEST, 0, 2)]);
    part_arcs(&mut story);
    let once = story.clone();
    part_arcs(&mut story);
    assert_eq!(story, once);
}

/// The distance between the two directions of a link whose places are `length` km apart.
fn gap(length: f64) -> f64 {
    let mut story = story(&[(Direction::Both, 0, 2)]);
    story.places[2].at.y = 1000.0 + length;
    part_arcs(&mut story);
    let curves = curves(&story, &story.links[0]);
    curves[0].point(0.5).distance(curves[1].point(0.5))
}

#[test]
fn the_two_directions_of_a_link_stay_apart_unless_it_is_very_short() {
    for length in [90.0, 200.0, 1000.0, 3000.0] {
        assert!(44.9 <= gap(length), "{length} km: {} km", gap(length));
    }
    // No further than 0.55 of their length.
    assert!(gap(20.0) < 20.0, "a short link is no circle");
}

#[test]
fn the_two_directions_of_a_long_link_look_like_a_pair() {
    assert!((gap(1000.0) - 120.0).abs() < 1e-9, "{} km", gap(1000.0));
}

#[test]
fn an_arc_bows_clear_of_a_place_that_is_no_end_of_it() {
    let mut story = story(&[(Direction::EastToWest, 0, 2)]);
    let on_its_way = curves(&story, &story.links[0])[0].point(0.5);
    story.places.push(Place {
        at: on_its_way,
        ..story.places[0].clone()
    });
    story.steps[0].places = vec![4];
    part_arcs(&mut story);
    assert_ne!(story.links[0].bow, BOW);
}
