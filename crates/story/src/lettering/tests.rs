use proptest::prelude::*;

use super::*;

/// A viewport of a phone's stage, on which a letter is 14 map units.
fn stage() -> (Camera, Viewport) {
    let viewport = Viewport::new(390.0, 380.0);
    let camera = Camera {
        center: MapPoint::new(2000.0, 2000.0),
        span: 390.0,
    };
    (camera, viewport)
}

/// A name four letters long and two high at `x` and `y`, at every scale.
fn entry(text: &str, voice: Voice, x: i32, y: i32) -> Entry {
    Entry {
        text: text.to_owned(),
        voice: voice as usize,
        at: MapPoint::new(x.into(), y.into()),
        angle: 0.0,
        width: 4.0,
        height: 2.0,
        least: 0.0,
        most: 1000.0,
    }
}

/// A sea at `x` and `y`.
fn sea(text: &str, x: i32, y: i32) -> Entry {
    entry(text, Voice::Sea, x, y)
}

/// The content of the stage before names of the base map are written.
#[derive(Default)]
struct Taken {
    labels: Vec<Label>,
    boxes: Vec<ScreenBox>,
    points: Vec<ScreenPoint>,
}

/// The names of `entries` beside what is `taken`.
fn written(entries: &[Entry], taken: Taken, is_national: bool) -> Vec<Label> {
    let Taken {
        mut labels,
        mut boxes,
        points,
    } = taken;
    let before = labels.len();
    write(
        entries,
        &mut labels,
        &mut boxes,
        &points,
        stage(),
        is_national,
    );
    labels.split_off(before)
}

/// Checks which of `entries` are written beside what is `taken`.
#[track_caller]
fn check(entries: &[Entry], taken: Taken, expected: &[&str]) {
    let written = written(entries, taken, false);
    let texts: Vec<_> = written.iter().map(|it| &*it.text).collect();
    assert_eq!(texts, expected);
}

#[test]
fn a_name_is_written_around_its_point() {
    let river = Entry {
        angle: 30.0,
        ..entry("长江", Voice::River, 2010, 1990)
    };
    let label = Label {
        text: "长江".to_owned(),
        at: ScreenPoint::new(205.0, 180.0),
        class: "label river",
        angle: 30.0,
    };
    assert_eq!(written(&[river], Taken::default(), false), [label]);
}

#[test]
fn of_two_names_in_the_same_place_the_first_is_written() {
    let entries = [
        sea("a", 2000, 2000),
        sea("b", 2010, 2000),
        sea("c", 2100, 2000),
    ];
    check(&entries, Taken::default(), &["a", "c"]);
}

#[test]
fn a_name_takes_its_first_free_place_and_no_second_one() {
    let entries = [
        sea("a", 1700, 2000),
        sea("a", 2000, 2000),
        sea("a", 2000, 2100),
    ];
    let written = written(&entries, Taken::default(), false);
    let places: Vec<_> = written.iter().map(|it| it.at).collect();
    assert_eq!(places, [ScreenPoint::new(195.0, 190.0)]);
}

#[test]
fn a_name_that_a_step_shows_is_not_written_again() {
    let named = |text: &str| Label {
        text: text.to_owned(),
        at: ScreenPoint::default(),
        class: "label",
        angle: 0.0,
    };
    let labels = vec![named("贺兰山东麓"), named("Min River")];
    let entries = [
        sea("贺兰山", 2000, 1900),
        sea("Min", 2000, 2000),
        sea("宁夏", 2000, 2100),
    ];
    let taken = Taken {
        labels,
        ..Taken::default()
    };
    check(&entries, taken, &["宁夏"]);
}

#[test]
fn names_keep_clear_of_boxes_and_of_points_along_lines() {
    let entries = [
        sea("a", 1900, 2000),
        sea("b", 2000, 2000),
        sea("c", 2100, 2000),
    ];
    let taken = Taken {
        boxes: vec![ScreenBox::centered(
            ScreenPoint::new(195.0, 190.0),
            2.0,
            2.0,
        )],
        points: vec![ScreenPoint::new(300.0, 200.0)],
        ..Taken::default()
    };
    check(&entries, taken, &["a"]);
}

#[test]
fn a_name_lies_wholly_on_the_stage_and_clear_of_the_note() {
    let entries = [
        sea("west", 1820, 2000),
        sea("north", 2000, 1820),
        sea("south", 2000, 2170),
        sea("inside", 1840, 2000),
    ];
    check(&entries, Taken::default(), &["inside"]);
}

#[test]
fn a_name_is_written_at_its_scales_alone() {
    for (least, most, expected) in [
        (0.0, 14.0, &["a"][..]),
        (14.0, 15.0, &["a"]),
        (0.0, 13.9, &[]),
        (14.1, 90.0, &[]),
    ] {
        let name = Entry {
            least,
            most,
            ..sea("a", 2000, 2000)
        };
        check(&[name], Taken::default(), expected);
    }
}

#[test]
fn a_phone_has_room_for_seven_names() {
    let entries = (0..12).map(|at| {
        let (x, y) = (1850 + at % 4 * 100, 1850 + at / 4 * 100);
        sea(&format!("{at}."), x, y)
    });
    let entries: Vec<_> = entries.collect();
    assert_eq!(written(&entries, Taken::default(), false).len(), 7);
}

#[test]
fn a_national_view_names_waters_alone() {
    let entries = Voice::ALL.map(|voice| {
        let y = 1850 + voice as i32 * 60;
        entry(&format!("{voice:?}"), voice, 2000, y)
    });
    let written = written(&entries, Taken::default(), true);
    let names: Vec<_> = written.iter().map(|it| &*it.text).collect();
    assert_eq!(names, ["Sea", "River"]);
}

#[test]
fn an_entry_of_an_unknown_voice_is_left_out() {
    let mut unknown = sea("unknown", 2000, 2000);
    unknown.voice = 4;
    check(&[unknown], Taken::default(), &[]);
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (1700..2300, 1700..2300, 1.0..9.0, 1.0..3.0);
    let entry = entry.prop_map(|(x, y, width, height)| Entry {
        width,
        height,
        ..sea("", x, y)
    });
    let entries = proptest::collection::vec(entry, 0..40);
    entries.prop_map(|mut entries| {
        for (index, entry) in entries.iter_mut().enumerate() {
            entry.text = format!("{index}.");
        }
        entries
    })
}

proptest! {
    #[test]
    fn names_overlap_nothing_and_stay_on_the_stage(
        entries in entries(),
        width in 200.0..1600.0,
        height in 150.0..1000.0,
        text in 10.0..30.0,
        left in 0.0..400.0,
        top in 0.0..400.0,
    ) {
        let viewport = Viewport::new(width, height).with_text(text);
        let camera = Camera { center: MapPoint::new(2000.0, 2000.0), span: width };
        let mark = ScreenBox { left, top, width: 20.0, height: 20.0 };
        let point = ScreenPoint::new(top, left);
        let written = || {
            let (mut labels, mut boxes) = (vec![], vec![mark]);
            write(&entries, &mut labels, &mut boxes, &[point], (camera, viewport), false);
            (labels, boxes)
        };
        let (labels, boxes) = written();
        prop_assert_eq!((&labels, &boxes), (&written().0, &written().1));
        prop_assert_eq!(labels.len() + 1, boxes.len());
        for (index, place) in boxes.iter().enumerate().skip(1) {
            prop_assert!(place.is_within(viewport) && !place.contains(point));
            prop_assert!(!boxes[..index].iter().any(|other| place.overlaps(*other)));
        }
    }
}
