//! Tests of the placement of names.

use super::*;

fn name(text: &str, x: f64, y: f64) -> Name {
    Name {
        text: text.to_owned(),
        node: ScreenPoint::new(x, y),
        radius: 5.0,
    }
}

const STAGE: Viewport = Viewport {
    width: 300.0,
    height: 200.0,
    inset: crate::plane::Inset {
        top: 0.0,
        right: 0.0,
        bottom: 0.0,
        left: 0.0,
    },
    text: 14.0,
};

#[test]
fn a_lone_name_is_below_its_node() {
    let labels = placed(&[name("安康", 150.0, 100.0)], &[], STAGE).0;
    assert_eq!(
        labels[0].at,
        ScreenPoint::new(150.0, 100.0 + 9.0 + LINE * 7.0)
    );
}

#[test]
fn a_name_avoids_arcs_and_marks() {
    let arc = [ScreenPoint::new(150.0, 115.0)];
    let labels = placed(&[name("安康", 150.0, 100.0)], &arc, STAGE).0;
    assert!(labels[0].at.y < 100.0);
}

#[test]
fn the_name_of_a_group_avoids_marks_on_its_land() {
    let group = Name {
        radius: 0.0,
        ..name("华东", 150.0, 100.0)
    };
    let alone = placed(std::slice::from_ref(&group), &[], STAGE).0;
    assert_eq!(alone[0].at, group.node);
    let labels = placed(&[name("", 152.0, 101.0), group.clone()], &[], STAGE).0;
    assert_eq!(labels.len(), 1, "a mark without a name gets none");
    assert!(labels[0].at.distance(group.node) < 60.0);
    let mark = ScreenBox::centered(ScreenPoint::new(152.0, 101.0), 10.0, 10.0);
    let place = ScreenBox::centered(labels[0].at, 2.1 * STAGE.text, LINE * STAGE.text);
    assert!(!place.overlaps(mark));
}

#[test]
fn no_name_overlaps_another() {
    let names: Vec<_> = (0..12)
        .map(|i| name("宁夏", 100.0 + 9.0 * f64::from(i), 100.0))
        .collect();
    let boxes: Vec<_> = placed(&names, &[], STAGE)
        .0
        .iter()
        .map(|label| ScreenBox::centered(label.at, 28.0, LINE * 14.0))
        .collect();
    assert!(!boxes.is_empty());
    for (i, a) in boxes.iter().enumerate() {
        assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(*b)));
    }
}

#[test]
fn a_name_is_nearer_to_its_own_mark_than_to_another() {
    let names = [name("南京", 150.0, 100.0), name("常州", 170.0, 100.0)];
    let labels = placed(&names, &[], STAGE).0;
    for label in &labels {
        let own = names.iter().find(|name| name.text == label.text).unwrap();
        for other in &names {
            assert!(own.node.distance(label.at) <= other.node.distance(label.at));
        }
    }
    assert_eq!(labels.len(), 2);
}

#[test]
fn a_name_without_room_beside_its_node_moves_away() {
    let text = "名字很长的乡镇";
    let names = [
        name(text, 150.0, 100.0),
        name(text, 120.0, 100.0),
        name(text, 110.0, 110.0),
    ];
    assert_eq!(placed(&names, &[], STAGE).0.len(), 3);
}

#[test]
fn a_name_avoids_the_note_if_possible() {
    let bottom = |y| placed(&[name("广东", 150.0, y)], &[], STAGE).0[0].at.y + LINE * 7.0;
    assert!(bottom(155.0) <= 200.0 - 28.0, "above its node");
    assert!(bottom(195.0) <= 200.0 - 10.0, "a node within the note");
}

#[test]
fn the_name_of_a_group_avoids_the_note_and_the_sides() {
    let places = [(150.0, 188.0), (28.0, 100.0), (272.0, 100.0)];
    for (x, y) in places {
        let group = Name {
            radius: 0.0,
            ..name("华东", x, y)
        };
        let labels = placed(&[group], &[], STAGE).0;
        let place = ScreenBox::centered(labels[0].at, 2.1 * STAGE.text, LINE * STAGE.text);
        assert!(place.top + place.height <= 200.0 - 28.0, "{place:?}");
        assert!(30.0 <= place.left, "{place:?}");
        assert!(place.left + place.width <= 300.0 - 30.0, "{place:?}");
    }
}

#[test]
fn a_name_without_room_is_left_out() {
    let tiny = Viewport {
        width: 20.0,
        height: 12.0,
        ..STAGE
    };
    assert_eq!(placed(&[name("安康", 10.0, 6.0)], &[], tiny).0, []);
}

/// A stage on which a name of two characters takes 21 by 14.5 pixels, names that are moved stay
/// 40 pixels clear of each side, and the note takes the lowest 28.
const WIDE: Viewport = Viewport {
    width: 400.0,
    height: 300.0,
    text: 10.0,
    ..STAGE
};

/// A mark without a name.
fn mark(x: f64, y: f64, radius: f64) -> Name {
    Name {
        radius,
        ..name("", x, y)
    }
}

/// A name without a mark.
fn group(text: &str, x: f64, y: f64) -> Name {
    Name {
        radius: 0.0,
        ..name(text, x, y)
    }
}

/// The first of `names` stands at `expected` on the wide stage, or is left out.
#[track_caller]
fn check(names: &[Name], expected: Option<(f64, f64)>) {
    check_on(WIDE, names, &[], expected);
}

/// The same on any stage, among points that are `drawn`.
#[track_caller]
fn check_on(stage: Viewport, names: &[Name], drawn: &[(f64, f64)], expected: Option<(f64, f64)>) {
    let drawn: Vec<_> = drawn.iter().map(|&(x, y)| ScreenPoint::new(x, y)).collect();
    let labels = placed(names, &drawn, stage).0;
    let label = labels.iter().find(|label| label.text == names[0].text);
    let is_expected = match (label, expected) {
        (Some(label), Some((x, y))) => label.at.distance(ScreenPoint::new(x, y)) < 1e-9,
        (label, expected) => label.is_none() && expected.is_none(),
    };
    assert!(is_expected, "{label:?} is not at {expected:?}");
}

#[test]
fn a_name_prefers_below_then_above_then_the_sides_then_the_corners() {
    // Its middle stands 16.25 below or above the node, or 19.5 beside it; at a corner 0.8 of both.
    // The second of each pair is a point of an arc in that place, and in no other.
    let places = [
        ((0.0, 16.25), (0.0, 16.0)),
        ((0.0, -16.25), (0.0, -16.0)),
        ((19.5, 0.0), (20.0, 0.0)),
        ((-19.5, 0.0), (-20.0, 0.0)),
        ((15.6, 13.0), (20.0, 12.0)),
        ((-15.6, 13.0), (-20.0, 12.0)),
        ((15.6, -13.0), (20.0, -12.0)),
        ((-15.6, -13.0), (-20.0, -12.0)),
    ];
    let name = [name("安康", 200.0, 150.0)];
    let mut arc = Vec::new();
    for ((right, below), (x, y)) in places {
        let expected = (200.0 + right, 150.0 + below);
        check_on(WIDE, &name, &arc, Some(expected));
        arc.push((200.0 + x, 150.0 + y));
    }
    // If an arc crosses all of them, the first is as good as any.
    check_on(WIDE, &name, &arc, Some((200.0, 166.25)));
}

#[test]
fn the_name_of_a_group_moves_only_as_far_as_marks_require() {
    // Each mark stands in the place above its line, and in none below.
    let steps = [
        ((0.0, 0.0), (0.0, 0.0)),
        ((0.0, -14.5), (0.0, -17.0)),
        ((-14.5, 0.0), (-16.0, 0.0)),
        ((14.5, 0.0), (16.0, 0.0)),
        ((0.0, 14.5), (0.0, 17.0)),
    ];
    let mut names = vec![group("华东", 200.0, 150.0)];
    for ((right, below), (x, y)) in steps {
        check(&names, Some((200.0 + right, 150.0 + below)));
        names.push(mark(200.0 + x, 150.0 + y, 2.0));
    }
}

#[test]
fn the_name_of_a_group_is_left_out_rather_than_far_from_its_land() {
    let crowded = |to: i32| {
        let marks = (-to..=to).flat_map(|y| (-to..=to).map(move |x| (x, y)));
        let marks = marks.map(|(x, y)| mark(200.0 + f64::from(x), 150.0 + f64::from(y), 0.5));
        let mut names = vec![group("华东", 200.0, 150.0)];
        names.extend(marks);
        names
    };
    // At most two heights of its box, 29 pixels, across and down.
    check(&crowded(18), Some((200.0, 121.0)));
    check(&crowded(40), None);
}

#[test]
fn the_name_of_a_group_stays_at_its_point_even_on_an_arc() {
    let arc = [(200.0, 150.0), (201.0, 151.0)];
    let group = group("华东", 200.0, 150.0);
    check_on(WIDE, &[group], &arc, Some((200.0, 150.0)));
}

#[test]
fn a_name_may_touch_another_mark_but_not_cover_it() {
    // The place below spans 189.5 to 210.5 and 159 to 173.5; above, the name stands at 133.75.
    let (below, above) = (Some((200.0, 166.25)), Some((200.0, 133.75)));
    let beside = |x, y| [name("安康", 200.0, 150.0), mark(x, y, 6.0)];
    check(&beside(216.5, 166.25), below);
    check(&beside(216.4, 166.25), above);
    check(&beside(183.5, 166.25), below);
    check(&beside(183.6, 166.25), above);
    check(&beside(210.0, 179.5), below);
    check(&beside(210.0, 179.4), above);
}

#[test]
fn a_name_may_be_as_near_to_another_mark_as_to_its_own() {
    // The middle of a name below its node is 16.25 from it, and as far from a mark at 182.5.
    let below_it = |y| [name("安康", 200.0, 150.0), mark(200.0, y, 2.0)];
    check(&below_it(182.5), Some((200.0, 166.25)));
    check(&below_it(182.4), Some((200.0, 133.75)));
}

#[test]
fn the_point_of_a_group_does_not_claim_the_name_of_a_mark() {
    let names = [name("安康", 200.0, 150.0), group("华东", 200.0, 170.0)];
    check(&names, Some((200.0, 166.25)));
}

#[test]
fn a_name_beside_its_node_may_touch_the_edge_of_the_stage() {
    check(&[name("安康", 12.0, 150.0)], Some((12.0, 166.25)));
}

#[test]
fn the_name_of_a_group_stays_clear_of_the_outer_tenth_of_the_stage() {
    // Half of its width is 10.5: at 50.5 it touches the left tenth, at 349.5 the right one.
    for x in [50.5, 349.5] {
        check(&[group("华东", x, 150.0)], Some((x, 150.0)));
    }
    check(&[group("华东", 50.0, 150.0)], Some((57.25, 150.0)));
    check(&[group("华东", 350.0, 150.0)], Some((342.75, 150.0)));
}

/// A name of 28 characters, 294 pixels wide: beside a node 70 pixels from the middle of the wide
/// stage it would leave the stage on one side or the other.
const LONG: &str = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八";

#[test]
fn a_name_that_moves_away_moves_in_from_the_side() {
    // 4.35 further below, and as far in as the outer tenth or the inset asks.
    let (east, west) = ([name(LONG, 270.0, 150.0)], [name(LONG, 130.0, 150.0)]);
    check(&east, Some((213.0, 170.6)));
    check(&west, Some((187.0, 170.6)));
    for (right, left, name, x) in [(60.0, 0.0, &east, 193.0), (0.0, 60.0, &west, 207.0)] {
        let inset = crate::plane::Inset {
            right,
            left,
            ..WIDE.inset
        };
        check_on(WIDE.clear_of(inset), name, &[], Some((x, 170.6)));
    }
}

#[test]
fn a_name_moves_away_in_three_steps() {
    // 0.3, 0.8 and 1.4 of its height further below: two marks stand in the place before.
    let mut names = vec![name(LONG, 270.0, 150.0)];
    check(&names, Some((213.0, 170.6)));
    names.extend([mark(100.0, 164.0, 5.0), mark(100.0, 136.0, 5.0)]);
    check(&names, Some((213.0, 177.85)));
    names.extend([mark(100.0, 174.0, 5.0), mark(100.0, 126.0, 5.0)]);
    check(&names, Some((213.0, 186.55)));
    names.extend([mark(100.0, 184.0, 5.0), mark(100.0, 116.0, 5.0)]);
    check(&names, None);
}

#[test]
fn a_name_moves_to_the_side_if_only_that_is_free() {
    // A large mark to the north-west reaches to 213 across and to 143 down, and the note begins
    // at 168. Beside its node the name begins at 209, and 4.35 further away at 213.35.
    let names = [name("安康", 200.0, 150.0), mark(190.0, 120.0, 23.0)];
    let stage = Viewport {
        height: 196.0,
        ..WIDE
    };
    check_on(stage, &names, &[], Some((223.85, 150.0)));
}

#[test]
fn a_name_wider_than_the_stage_between_its_sides_never_moves_away() {
    // 336 pixels wide, where 320 lie between the sides. It stands below or above its node.
    let text = [LONG, "九十一二"].concat();
    let mut names = vec![name(&text, 200.0, 150.0)];
    check(&names, Some((200.0, 166.25)));
    names.extend([mark(300.0, 160.0, 2.0), mark(300.0, 140.0, 2.0)]);
    check(&names, None);
}

/// Below a node at `deepest` a name just touches the note; a little further down it stands above.
#[track_caller]
fn check_note(width: f64, text: f64, deepest: f64) {
    let stage = Viewport {
        width,
        text,
        ..WIDE
    };
    let beside = 9.0 + LINE * text / 2.0;
    let at = |y: f64| [name("安康", 100.0, y)];
    check_on(stage, &at(deepest), &[], Some((100.0, deepest + beside)));
    let deeper = deepest + 0.5;
    check_on(stage, &at(deeper), &[], Some((100.0, deeper - beside)));
}

#[test]
fn a_name_avoids_the_exact_area_of_the_note() {
    // A label reaches 9 pixels and a line of 1.45 letters below its node. The note is at least 28
    // pixels high, or as many lines of 1.35 letters as 12.5 letters take, and 6 pixels.
    check_note(400.0, 10.0, 300.0 - 28.0 - 23.5);
    check_note(400.0, 20.0, 300.0 - 33.0 - 38.0);
    check_note(270.0, 20.0, 300.0 - 33.0 - 38.0);
    check_note(260.0, 20.0, 300.0 - 60.0 - 38.0);
}

#[test]
fn a_node_deep_in_the_note_keeps_its_name_over_the_note() {
    // Above the node the name would cover the other mark.
    let names = [name("安康", 200.0, 270.0), mark(200.0, 258.0, 2.0)];
    check(&names, Some((200.0, 286.25)));
}
