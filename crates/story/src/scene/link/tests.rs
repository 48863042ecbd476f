//! Lines and arrow heads, on stages where a map unit is a pixel.

use super::*;
use crate::camera::Camera;
use crate::plane::Viewport;
use crate::story::{Fit, Link, Place};

/// A stage on which `x` and `y` of the map are those of the screen, with marks of that size.
fn view(marks: f64) -> View {
    View {
        camera: Camera {
            center: MapPoint::new(200.0, 150.0),
            span: 400.0,
        },
        viewport: Viewport::new(400.0, 300.0).with_text(30.0),
        marks,
    }
}

fn place(x: f64, members: &[usize]) -> Place {
    Place {
        id: x.to_string(),
        name: String::new(),
        at: MapPoint::new(x, 150.0),
        region: None,
        members: members.to_vec(),
        area: None,
    }
}

/// A place, a group 120 to the east of it, and a link from the one to the other in the second of
/// three steps.
fn story(kind: Kind, direction: Direction) -> Story {
    let step = |links: &[usize]| Step {
        id: String::new(),
        fit: Fit::Nation,
        links: links.to_vec(),
        regions: vec![],
        places: vec![],
        is_bundled: false,
    };
    let link = Link {
        id: "tea".to_owned(),
        kind,
        direction,
        from: 0,
        to: 1,
        away: String::new(),
        bow: 20,
        width: 0,
        badge: String::new(),
        drawing: String::new(),
    };
    Story {
        steps: vec![step(&[]), step(&[0]), step(&[])],
        places: vec![place(100.0, &[]), place(220.0, &[0])],
        links: vec![link],
        ..Story::default()
    }
}

#[test]
fn link_states_have_the_words_of_the_style_sheet() {
    let states = [LinkState::Hidden, LinkState::Past, LinkState::Highlighted];
    assert_eq!(
        states.map(LinkState::word),
        [None, Some("ghost"), Some("lit")]
    );
}

#[test]
fn only_links_other_than_pairs_stay_as_past_links() {
    let states = |kind| {
        let story = story(kind, Direction::EastToWest);
        [0, 1, 2].map(|step| link_state(&story, &Choice::NONE, step, 0))
    };
    let (hidden, past, highlighted) = (LinkState::Hidden, LinkState::Past, LinkState::Highlighted);
    assert_eq!(states(Kind::Market), [hidden, highlighted, past]);
    assert_eq!(states(Kind::Pair), [hidden, highlighted, hidden]);
}

/// The link of the second step as it is drawn once `entered` of its opening is over.
fn picture(direction: Direction, entered: f64) -> LinkPicture {
    let reading = Reading {
        entered: Progress::clamped(entered),
        ..Reading::whole(1)
    };
    link_picture(
        &story(Kind::Market, direction),
        &Choice::NONE,
        0,
        reading,
        view(1.0),
    )
}

#[test]
fn each_direction_of_a_link_starts_clear_of_its_source() {
    // The control points stand 45 to the south and north of the middle, 75 from the places: a
    // line is 150 pixels to its parameter there. The first keeps 7.5 of them from the mark, or
    // 0.05; the second 1.1 letters from the group's name, which are 33, or 0.22.
    let line = picture(Direction::Both, 1.0).line;
    let starts: Vec<_> = line
        .split('M')
        .filter_map(|line| line.split_once('Q'))
        .map(|(start, _)| start)
        .collect();
    assert_eq!(starts, ["107 152.6", "189.4 140.9"]);
}

#[test]
fn a_line_of_less_than_a_fiftieth_of_its_curve_is_not_drawn() {
    let is_drawn = |entered| !picture(Direction::EastToWest, entered).line.is_empty();
    assert_eq!(
        [0.0, 0.019, 0.02, 0.021].map(is_drawn),
        [false, false, true, true]
    );
}

#[test]
fn arcs_avoid_marks_and_names_of_groups() {
    let story = story(Kind::Market, Direction::Both);
    let clear = |place, marks| clearance(&story, place, view(marks));
    // A mark of 5 pixels and 2.5 more, or 1.1 letters of 30 pixels.
    let pixels = [clear(0, 1.0), clear(0, 0.6), clear(1, 1.0), clear(1, 0.6)];
    for (pixels, expected) in pixels.into_iter().zip([7.5, 4.5, 33.0, 33.0]) {
        assert!(
            (pixels - expected).abs() < 1e-9,
            "{pixels} is not {expected}"
        );
    }
}

#[track_caller]
fn check_near(curve: Curve, expected: [(f64, f64); 3]) {
    let points = [curve.from, curve.control, curve.to];
    for (point, (x, y)) in points.into_iter().zip(expected) {
        let distance = point.distance(MapPoint::new(x, y));
        assert!(distance < 1e-9, "{point:?} is not ({x}, {y})");
    }
}

/// A curve that begins and ends 75 from its control point: 150 pixels to its parameter there. At
/// parameter t its x is 120 t, its y is 90 t (1 − t).
const ARCH: Curve = Curve {
    from: MapPoint { x: 0.0, y: 0.0 },
    control: MapPoint { x: 60.0, y: 45.0 },
    to: MapPoint { x: 120.0, y: 0.0 },
};

#[test]
fn a_line_ends_clear_of_its_places_and_is_shortened_by_a_head() {
    // From 0.1 to 0.8 of the curve, with and without a head, which takes 8.8 pixels close up.
    let piece = [(12.0, 8.1), (54.0, 33.3), (96.0, 14.4)];
    check_near(trimmed(ARCH, view(1.0), [15.0, 30.0], false), piece);
    check_near(trimmed(ARCH, view(1.0), [15.0, 21.2], true), piece);
    check_near(trimmed(ARCH, view(0.6), [15.0, 24.72], true), piece);
}

#[test]
fn the_gap_of_a_line_in_pixels_is_the_same_at_any_zoom() {
    let mut near = view(1.0);
    near.camera.span = 200.0;
    let piece = [(12.0, 8.1), (54.0, 33.3), (96.0, 14.4)];
    check_near(trimmed(ARCH, near, [30.0, 60.0], false), piece);
}

#[test]
fn a_line_between_places_that_nearly_touch_keeps_its_middle_tenth() {
    let line = Curve::between(MapPoint::new(0.0, 0.0), MapPoint::new(10.0, 0.0), 0.0);
    let piece = [(4.5, 0.0), (5.0, 0.0), (5.5, 0.0)];
    check_near(trimmed(line, view(1.0), [7.5, 7.5], true), piece);
}

#[test]
fn a_curve_without_length_at_its_start_is_drawn_from_there() {
    let curve = Curve {
        control: ARCH.from,
        ..ARCH
    };
    // It ends with 240 pixels to its parameter: 60 of them short of its end that is 0.75.
    let piece = trimmed(curve, view(1.0), [7.5, 60.0], false);
    check_near(piece, [(0.0, 0.0), (0.0, 0.0), (67.5, 0.0)]);
}

#[track_caller]
fn check_head(marks: f64, control: (f64, f64), end: (f64, f64), expected: &str) {
    let mut path = PathData::default();
    let (control, end) = (
        ScreenPoint::new(control.0, control.1),
        ScreenPoint::new(end.0, end.1),
    );
    head(&mut path, control, end, view(marks));
    assert_eq!(path.to_string(), expected);
}

#[test]
fn an_arrow_head_points_where_its_line_goes() {
    // Its tip is 8.8 pixels ahead of the line's end, its base 2.2 behind, and 10 wide.
    check_head(1.0, (30.0, 40.0), (50.0, 40.0), "M58.8 40l-11 5l0 -10Z");
    check_head(1.0, (30.0, 40.0), (10.0, 40.0), "M1.2 40l11 -5l0 10Z");
    check_head(1.0, (30.0, 40.0), (30.0, 60.0), "M30 68.8l-5 -11l10 0Z");
    // Of 0.6 that size, along a line of 3 across and 4 down: 5.28 pixels are 3.168 and 4.224.
    check_head(
        0.6,
        (10.0, 20.0),
        (40.0, 60.0),
        "M43.2 64.2l-6.4 -3.5l4.8 -3.6Z",
    );
}

#[test]
fn labels_avoid_25_points_of_each_visible_arc() {
    let story = story(Kind::Market, Direction::EastToWest);
    assert_eq!(arc_points(&story, &story.steps[0], view(1.0)), []);
    let points = arc_points(&story, &story.steps[1], view(1.0));
    assert_eq!(points.len(), 25);
    // The curve bows by a fifth of its length, and comes half as far.
    for (index, x, y) in [(0, 100.0, 150.0), (12, 160.0, 162.0), (24, 220.0, 150.0)] {
        let distance = points[index].distance(ScreenPoint::new(x, y));
        assert!(distance < 1e-9, "{:?} is not ({x}, {y})", points[index]);
    }
}
