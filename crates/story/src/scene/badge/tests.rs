//! Badges: which lines have one, when, and where.

use super::*;
use crate::camera::Camera;
use crate::plane::{MapPoint, Viewport};
use crate::progress::Progress;
use crate::story::{Direction, Kind, Link, Place};

/// A stage on which `x` and `y` of the map are those of the screen.
fn view() -> View {
    View {
        camera: Camera {
            center: MapPoint::new(200.0, 200.0),
            span: 400.0,
        },
        viewport: Viewport::new(400.0, 400.0).with_text(10.0),
        marks: 1.0,
    }
}

/// `count` straight links from x 100 to x 300, with this text on their badges.
fn story(badge: &str, count: usize) -> Story {
    let place = |x| Place {
        id: String::new(),
        name: String::new(),
        at: MapPoint::new(x, 200.0),
        region: None,
        members: vec![],
        area: None,
    };
    let link = Link {
        id: String::new(),
        kind: Kind::Jobs,
        direction: Direction::EastToWest,
        from: 0,
        to: 1,
        away: String::new(),
        bow: 0,
        width: 0,
        badge: badge.to_owned(),
        drawing: String::new(),
    };
    Story {
        places: vec![place(100.0), place(300.0)],
        links: vec![link; count],
        ..Story::default()
    }
}

/// The x of each link's badge once `drawn` of the links is drawn, beside boxes around each x of
/// `taken`.
fn badges(story: &Story, drawn: f64, taken: &[f64]) -> Vec<Option<f64>> {
    let picture = LinkPicture {
        state: LinkState::Highlighted,
        drawn: Progress::clamped(drawn),
        ..LinkPicture::default()
    };
    let mut pictures = vec![picture; story.links.len()];
    let taken = taken.iter();
    let taken = taken.map(|&x| ScreenBox::centered(ScreenPoint::new(x, 200.0), 10.0, 10.0));
    let reading = Reading {
        step: 0,
        entered: Progress::clamped(drawn),
        left: Progress::START,
    };
    let taken = &mut taken.collect();
    place_badges(story, &Choice::NONE, reading, &mut pictures, taken, view());
    let badges = pictures.iter().map(|picture| picture.badge);
    badges
        .map(|badge| badge.map(|badge| badge.at.x.round()))
        .collect()
}

#[test]
fn a_badge_stands_in_the_middle_of_its_line() {
    assert_eq!(badges(&story("工", 1), 1.0, &[]), [Some(200.0)]);
}

#[test]
fn a_badge_appears_once_the_line_has_passed_it() {
    let story = story("工", 1);
    assert_eq!(badges(&story, 0.74, &[]), [None]);
    assert_eq!(badges(&story, 0.76, &[]), [Some(200.0)]);
}

#[test]
fn a_badge_moves_away_from_marks_names_and_other_badges() {
    let story = story("工", 2);
    assert_eq!(
        badges(&story, 1.0, &[200.0, 184.0]),
        [Some(216.0), Some(168.0)]
    );
}

#[test]
fn a_badge_without_room_is_left_out() {
    let marks: Vec<_> = (0..20)
        .map(|index| 100.0 + 10.0 * f64::from(index))
        .collect();
    assert_eq!(badges(&story("工", 1), 1.0, &marks), [None]);
}

#[test]
fn a_link_without_a_character_has_no_badge() {
    assert_eq!(badges(&story("", 1), 1.0, &[]), [None]);
}

#[test]
fn a_drawing_travels_with_its_line() {
    let mut story = story("a", 1);
    story.links[0].drawing = "yak.svg".to_owned();
    let at = |drawn| badges(&story, drawn, &[])[0];
    // To two thirds of the line, which is 200 px long.
    assert_eq!([0.05, 0.5, 1.0].map(at), [None, Some(166.0), Some(232.0)]);
}

#[test]
fn a_bundle_has_its_drawing_near_its_end_and_no_character() {
    let mut story = story("a", 1);
    story.links[0].width = 30;
    assert_eq!(badges(&story, 1.0, &[]), [None]);
    story.links[0].drawing = "yak.svg".to_owned();
    assert_eq!(badges(&story, 1.0, &[]), [Some(272.0)]);
}
