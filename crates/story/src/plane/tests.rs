//! Limits of rectangles, boxes and stages.

use super::*;

#[test]
fn an_empty_rectangle_adds_nothing() {
    let rect = MapRect::between(MapPoint::new(1.0, 2.0), MapPoint::new(3.0, 5.0));
    assert_eq!(rect.union(MapRect::EMPTY), rect);
    assert_eq!(MapRect::EMPTY.union(rect), rect);
}

#[test]
fn a_single_point_is_a_rectangle_without_size() {
    let rect = MapRect::around([MapPoint::new(4.0, 4.0)]);
    assert!(!rect.is_empty());
    assert_eq!((rect.width(), rect.height()), (0.0, 0.0));
}

#[test]
fn a_stage_without_size_counts_as_one_pixel() {
    let stage = Viewport::new(f64::NAN, 0.0);
    assert_eq!((stage.width, stage.height), (1.0, 1.0));
    assert!((stage.free_width() - 1.0).abs() < 1e-9);
}

#[test]
fn a_rectangle_inverted_along_one_axis_is_empty() {
    let rect = |least: (f64, f64), most: (f64, f64)| MapRect {
        least: MapPoint::new(least.0, least.1),
        most: MapPoint::new(most.0, most.1),
    };
    assert!(rect((1.0, 0.0), (0.0, 5.0)).is_empty());
    assert!(rect((0.0, 1.0), (5.0, 0.0)).is_empty());
    assert!(!rect((0.0, 0.0), (5.0, 0.0)).is_empty());
}

#[test]
fn a_rectangle_contains_its_edges_and_nothing_beyond() {
    let rect = MapRect::between(MapPoint::new(10.0, 20.0), MapPoint::new(40.0, 60.0));
    let holds = |x, y| rect.contains(MapPoint::new(x, y));
    for (x, y) in [(10.0, 20.0), (40.0, 60.0), (10.0, 60.0), (25.0, 40.0)] {
        assert!(holds(x, y), "({x}, {y})");
    }
    for (x, y) in [(9.9, 40.0), (40.1, 40.0), (25.0, 19.9), (25.0, 60.1)] {
        assert!(!holds(x, y), "({x}, {y})");
    }
}

#[test]
fn distances_on_the_stage_are_euclidean() {
    let distance = ScreenPoint::new(3.0, 5.0).distance(ScreenPoint::new(6.0, 9.0));
    assert!((distance - 5.0).abs() < 1e-9, "{distance}");
}

/// From 10 to 40 across, from 20 to 60 down.
const BOX: ScreenBox = ScreenBox {
    left: 10.0,
    top: 20.0,
    width: 30.0,
    height: 40.0,
};

#[test]
fn a_box_reaches_half_its_size_to_each_side_of_its_middle() {
    assert_eq!(
        ScreenBox::centered(ScreenPoint::new(25.0, 40.0), 30.0, 40.0),
        BOX
    );
}

#[track_caller]
fn check_overlap(left: f64, top: f64, expected: bool) {
    let other = ScreenBox {
        left,
        top,
        width: 6.0,
        height: 8.0,
    };
    assert_eq!(BOX.overlaps(other), expected, "{other:?}");
    assert_eq!(
        other.overlaps(BOX),
        expected,
        "{other:?}, the other way round"
    );
}

#[test]
fn boxes_that_share_an_edge_do_not_overlap() {
    check_overlap(4.0, 30.0, false);
    check_overlap(40.0, 30.0, false);
    check_overlap(20.0, 12.0, false);
    check_overlap(20.0, 60.0, false);
}

#[test]
fn boxes_that_share_a_little_more_than_an_edge_overlap() {
    check_overlap(4.5, 30.0, true);
    check_overlap(39.5, 30.0, true);
    check_overlap(20.0, 12.5, true);
    check_overlap(20.0, 59.5, true);
    check_overlap(20.0, 30.0, true);
}

#[test]
fn separate_boxes_do_not_overlap() {
    check_overlap(-20.0, 30.0, false);
    check_overlap(90.0, 30.0, false);
    check_overlap(20.0, -20.0, false);
    check_overlap(20.0, 90.0, false);
}

#[test]
fn a_box_contains_its_inside_but_not_its_edges() {
    let contains = |x, y| BOX.contains(ScreenPoint::new(x, y));
    for (x, y) in [(10.5, 40.0), (39.5, 40.0), (25.0, 20.5), (25.0, 59.5)] {
        assert!(contains(x, y), "({x}, {y})");
    }
    for (x, y) in [(10.0, 40.0), (40.0, 40.0), (25.0, 20.0), (25.0, 60.0)] {
        assert!(!contains(x, y), "({x}, {y})");
    }
    for (x, y) in [(5.0, 40.0), (45.0, 40.0), (25.0, 15.0), (25.0, 65.0)] {
        assert!(!contains(x, y), "({x}, {y})");
    }
}

#[test]
fn a_box_may_touch_the_edges_of_the_stage() {
    let is_within = |left, top| {
        let place = ScreenBox { left, top, ..BOX };
        place.is_within(Viewport::new(100.0, 90.0))
    };
    for (left, top) in [(0.0, 0.0), (70.0, 50.0)] {
        assert!(is_within(left, top), "({left}, {top})");
    }
    for (left, top) in [(-0.5, 10.0), (10.0, -0.5), (70.5, 10.0), (10.0, 50.5)] {
        assert!(!is_within(left, top), "({left}, {top})");
    }
}

#[test]
fn a_stage_keeps_its_size_with_insets_and_a_text_size() {
    let inset = Inset {
        top: 10.0,
        right: 20.0,
        bottom: 40.0,
        left: 80.0,
    };
    let stage = Viewport::new(400.0, 300.0).with_text(17.0).clear_of(inset);
    let expected = Viewport {
        width: 400.0,
        height: 300.0,
        inset,
        text: 17.0,
    };
    assert_eq!(stage, expected);
    assert_eq!((stage.free_width(), stage.free_height()), (300.0, 250.0));
}
