//! Names beside their nodes, placed so that they cover nothing. The result is the same on every
//! run.

use crate::plane::{ScreenBox, ScreenPoint, Viewport};

/// A name to place.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The text; empty for a mark without a name.
    pub text: String,
    /// The node that it names.
    pub node: ScreenPoint,
    /// The distance from the node's centre to the edge of its mark, in CSS pixels; 0 if there is
    /// only a name.
    pub radius: f64,
}

/// A name that has been placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The text.
    pub text: String,
    /// The centre of its box.
    pub at: ScreenPoint,
}

/// The height of a label's box, as a multiple of the font size.
const LINE: f64 = 1.45;

/// The gap between a mark and its name, in CSS pixels.
const GAP: f64 = 4.0;

/// The extra distances from its node that a name may be moved to if there is no room beside it, as
/// multiples of its box's height. It must still be closer to its own mark than to any other.
const FURTHER: [f64; 4] = [0.0, 0.3, 0.8, 1.4];

/// The share of the stage's width on each side that stays free of moved names: in a narrower page a
/// still loses its sides.
const SIDE: f64 = 0.1;

/// The least height of the map's note at the bottom of the stage, including its margin, in CSS
/// pixels. Names avoid it if they can; moved names always do.
const NOTE: f64 = 28.0;

/// The width of the longest note on one line, and the line height, as multiples of the font size.
const NOTE_LINE: (f64, f64) = (12.5, 1.35);

/// The width that the note's padding takes from the stage, and the height that it adds, in CSS
/// pixels.
const NOTE_PADDING: (f64, f64) = (20.0, 6.0);

/// Places `names` in their order, which is their priority. The candidates are below, above, right
/// and left of the node, then its four corners. A name takes the first of those that cover the
/// fewest points of `drawn`, and cover no other name, no mark and not the map's note. If there is
/// none, the name moves further away; if that fails too, it stands beside its node over the note. A
/// name without room is left out: no two names overlap.
#[must_use]
pub fn placed(names: &[Name], drawn: &[ScreenPoint], viewport: Viewport) -> Vec<Label> {
    let mut taken: Vec<ScreenBox> = names
        .iter()
        .filter(|name| 0.0 < name.radius)
        .map(|name| ScreenBox::centered(name.node, name.radius * 2.0, name.radius * 2.0))
        .collect();
    let mut labels = Vec::new();
    for name in names.iter().filter(|name| !name.text.is_empty()) {
        let width = text_width(&name.text) * viewport.text;
        let height = LINE * viewport.text;
        let free = |at: &ScreenPoint, further: f64, clear: bool| {
            let place = ScreenBox::centered(*at, width, height);
            let is_moved = 0.0 < further || name.radius <= 0.0;
            place.is_within(viewport)
                && (!is_moved || is_clear_of_sides(place, viewport))
                && (!(is_moved || clear) || is_clear_of_note(place, viewport))
                && !taken.iter().any(|other| place.overlaps(*other))
                && is_of(name, *at, names)
        };
        let covered = |at: &ScreenPoint| {
            let place = ScreenBox::centered(*at, width, height);
            let points = drawn.iter().filter(|point| place.contains(**point));
            // The name of a group of regions stays as close to its point as possible.
            points.count() * usize::from(0.0 < name.radius)
        };
        // A position beside the node over the map's note is better than none.
        let tries = FURTHER.map(|further| (further, true));
        let best = tries
            .iter()
            .chain(&[(0.0, false)])
            .find_map(|(further, clear)| {
                // A name that moves away may also move in from the edge.
                let moved_in = |at: ScreenPoint| {
                    let side = viewport.width * SIDE;
                    let most = viewport.width - viewport.inset.right.max(side) - width / 2.0;
                    let least = viewport.inset.left.max(side) + width / 2.0;
                    let x = if 0.0 < *further {
                        at.x.min(most).max(least)
                    } else {
                        at.x
                    };
                    ScreenPoint { x, ..at }
                };
                candidates(name, width, height, further * height)
                    .into_iter()
                    .map(moved_in)
                    .filter(|at| free(at, *further, *clear))
                    .min_by_key(covered)
            });
        if let Some(at) = best {
            taken.push(ScreenBox::centered(at, width, height));
            labels.push(Label {
                text: name.text.clone(),
                at,
            });
        }
    }
    labels
}

/// Whether `place` stays clear of the stage's sides.
fn is_clear_of_sides(place: ScreenBox, viewport: Viewport) -> bool {
    let side = viewport.width * SIDE;
    side <= place.left && place.left + place.width <= viewport.width - side
}

/// Whether `place` stays clear of the map's note at the bottom of the stage.
fn is_clear_of_note(place: ScreenBox, viewport: Viewport) -> bool {
    let (line_width, line_height) = NOTE_LINE;
    let (across, down) = NOTE_PADDING;
    let room = (viewport.width - across).max(1.0);
    let lines = libm::ceil(line_width * viewport.text / room);
    let note = (lines * line_height * viewport.text + down).max(NOTE);
    place.top + place.height <= viewport.height - note
}

/// Whether a label at `at` visibly belongs to this node: no other node's mark is closer to it.
fn is_of(name: &Name, at: ScreenPoint, names: &[Name]) -> bool {
    // The name of a group of regions belongs to no mark.
    if name.radius <= 0.0 {
        return true;
    }
    let marks = names.iter().filter(|other| 0.0 < other.radius);
    let nearest = marks.map(|other| other.node.distance(at));
    name.node.distance(at) <= nearest.fold(f64::INFINITY, f64::min)
}

/// The possible centres of a label, `further` CSS pixels away than usual, in order of preference.
fn candidates(name: &Name, width: f64, height: f64, further: f64) -> Vec<ScreenPoint> {
    let ScreenPoint { x, y } = name.node;
    if name.radius <= 0.0 {
        // The name of a group of regions stands on their land, and may make way for marks there.
        return [0.0, 1.0, 1.5, 2.0]
            .into_iter()
            .flat_map(|far| {
                let (down, across) = (height * far, width * far * 0.75);
                [(0.0, down), (0.0, -down), (across, 0.0), (-across, 0.0)]
            })
            .map(|(right, below)| ScreenPoint::new(x + right, y + below))
            .collect();
    }
    let down = name.radius + GAP + height / 2.0 + further;
    let across = name.radius + GAP + width / 2.0 + further;
    [
        (0.0, down),
        (0.0, -down),
        (across, 0.0),
        (-across, 0.0),
        (across * 0.8, down * 0.8),
        (-across * 0.8, down * 0.8),
        (across * 0.8, -down * 0.8),
        (-across * 0.8, -down * 0.8),
    ]
    .into_iter()
    .map(|(right, below)| ScreenPoint::new(x + right, y + below))
    .collect()
}

/// The width of `text`, as a multiple of the font size: a square and the halo's edge for a Chinese
/// character, or any other outside ASCII, and slightly more than half a square for an ASCII
/// character.
fn text_width(text: &str) -> f64 {
    text.chars()
        .map(|letter| if letter.is_ascii() { 0.6 } else { 1.05 })
        .sum()
}

#[cfg(test)]
mod tests {
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
    fn a_lone_name_stands_below_its_node() {
        let labels = placed(&[name("安康", 150.0, 100.0)], &[], STAGE);
        assert_eq!(
            labels[0].at,
            ScreenPoint::new(150.0, 100.0 + 9.0 + LINE * 7.0)
        );
    }

    #[test]
    fn a_name_makes_way_for_what_is_drawn() {
        let arc = [ScreenPoint::new(150.0, 115.0)];
        let labels = placed(&[name("安康", 150.0, 100.0)], &arc, STAGE);
        assert!(labels[0].at.y < 100.0);
    }

    #[test]
    fn the_name_of_a_group_makes_way_for_marks_on_its_land() {
        let group = Name {
            radius: 0.0,
            ..name("华东", 150.0, 100.0)
        };
        let alone = placed(std::slice::from_ref(&group), &[], STAGE);
        assert_eq!(alone[0].at, group.node);
        let labels = placed(&[name("", 152.0, 101.0), group.clone()], &[], STAGE);
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
            .iter()
            .map(|label| ScreenBox::centered(label.at, 28.0, LINE * 14.0))
            .collect();
        assert!(!boxes.is_empty());
        for (i, a) in boxes.iter().enumerate() {
            assert!(boxes[i + 1..].iter().all(|b| !a.overlaps(*b)));
        }
    }

    #[test]
    fn a_name_stands_nearer_to_its_own_mark_than_to_another() {
        let names = [name("南京", 150.0, 100.0), name("常州", 170.0, 100.0)];
        let labels = placed(&names, &[], STAGE);
        for label in &labels {
            let own = names.iter().find(|name| name.text == label.text).unwrap();
            for other in &names {
                assert!(own.node.distance(label.at) <= other.node.distance(label.at));
            }
        }
        assert_eq!(labels.len(), 2);
    }

    #[test]
    fn a_name_without_a_mark_stands_at_its_point() {
        let group = Name {
            radius: 0.0,
            ..name("华东", 150.0, 100.0)
        };
        let labels = placed(&[group], &[], STAGE);
        assert_eq!(labels[0].at, ScreenPoint::new(150.0, 100.0));
    }

    #[test]
    fn a_name_without_room_beside_its_node_moves_away() {
        let text = "名字很长的乡镇";
        let names = [
            name(text, 150.0, 100.0),
            name(text, 120.0, 100.0),
            name(text, 110.0, 110.0),
        ];
        assert_eq!(placed(&names, &[], STAGE).len(), 3);
    }

    #[test]
    fn a_name_keeps_clear_of_the_note_where_it_can() {
        let bottom = |y| placed(&[name("广东", 150.0, y)], &[], STAGE)[0].at.y + LINE * 7.0;
        assert!(bottom(155.0) <= 200.0 - 28.0, "above its node");
        assert!(bottom(195.0) <= 200.0 - 10.0, "a node within the note");
    }

    #[test]
    fn the_name_of_a_group_keeps_clear_of_the_note_and_of_the_sides() {
        let places = [(150.0, 188.0), (28.0, 100.0), (272.0, 100.0)];
        for (x, y) in places {
            let group = Name {
                radius: 0.0,
                ..name("华东", x, y)
            };
            let labels = placed(&[group], &[], STAGE);
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
        assert_eq!(placed(&[name("安康", 10.0, 6.0)], &[], tiny), []);
    }
}
