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
    /// The class, by which the style sheet finds it.
    pub class: &'static str,
    /// The slope, in degrees clockwise: only names of the base map have one.
    pub angle: f64,
}

/// The class of small names.
pub(crate) const SMALL: &str = "label small";

/// The size of small names, in CSS pixels, where others have the size `text`: `style/map.css` says
/// the same.
pub(crate) fn small(text: f64) -> f64 {
    (text * 0.8).max(12.0)
}

impl Label {
    /// The size of its letters, in CSS pixels, where a stage's labels have the size `text`.
    #[must_use]
    pub fn size(&self, text: f64) -> f64 {
        if self.class == SMALL {
            small(text)
        } else {
            text
        }
    }
}

/// The height of a label's box, as a multiple of the font size.
const LINE: f64 = 1.45;

/// The gap between a mark and its name, in CSS pixels.
const GAP: f64 = 4.0;

/// The extra distances from its node that a name may be moved to if there is no room beside it, as
/// multiples of its box's height. It must still be closer to its own mark than to any other.
const FURTHER: [f64; 4] = [0.0, 0.3, 0.8, 1.4];

/// The name of a group of regions may be this many half heights of its box away from its point, across and
/// down.
const GROUP_STEPS: i32 = 4;

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
/// name without room is left out: no two names overlap. Also returns the boxes of all names and
/// marks.
#[must_use]
pub fn placed(
    names: &[Name],
    drawn: &[ScreenPoint],
    viewport: Viewport,
) -> (Vec<Label>, Vec<ScreenBox>) {
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
        let cost = |at: &ScreenPoint| {
            if name.radius <= 0.0 {
                // The name of a group of regions stays as close to its point as possible.
                return name.node.distance(*at);
            }
            let place = ScreenBox::centered(*at, width, height);
            let points = drawn.iter().filter(|point| place.contains(**point));
            points.fold(0.0, |count, _| count + 1.0)
        };
        // A position beside the node over the map's note is better than none.
        let tries = FURTHER.map(|further| (further, true));
        let best = tries
            .iter()
            .chain(&[(0.0, false)])
            .find_map(|(further, clear)| {
                candidates(name, width, height, further * height)
                    .into_iter()
                    .map(|at| moved_in(at, *further, width, viewport))
                    .filter(|at| free(at, *further, *clear))
                    .min_by(|one, other| cost(one).total_cmp(&cost(other)))
            });
        if let Some(at) = best {
            taken.push(ScreenBox::centered(at, width, height));
            labels.push(Label {
                text: name.text.clone(),
                at,
                class: "label",
                angle: 0.0,
            });
        }
    }
    (labels, taken)
}

/// `at`, where a name of this width also moves in from the edge if it has moved away from its node.
fn moved_in(at: ScreenPoint, further: f64, width: f64, viewport: Viewport) -> ScreenPoint {
    if further <= 0.0 {
        return at;
    }
    let side = viewport.width * SIDE;
    let most = viewport.width - viewport.inset.right.max(side) - width / 2.0;
    let least = viewport.inset.left.max(side) + width / 2.0;
    let x = at.x.min(most).max(least);
    ScreenPoint { x, ..at }
}

/// Returns whether `place` stays clear of the stage's sides.
fn is_clear_of_sides(place: ScreenBox, viewport: Viewport) -> bool {
    let side = viewport.width * SIDE;
    side <= place.left && place.left + place.width <= viewport.width - side
}

/// Returns whether `place` stays clear of the map's note at the bottom of the stage.
pub(crate) fn is_clear_of_note(place: ScreenBox, viewport: Viewport) -> bool {
    let (line_width, line_height) = NOTE_LINE;
    let (across, down) = NOTE_PADDING;
    let room = (viewport.width - across).max(1.0);
    let lines = libm::ceil(line_width * viewport.text / room);
    let note = (lines * line_height * viewport.text + down).max(NOTE);
    place.top + place.height <= viewport.height - note
}

/// Returns whether a label at `at` visibly belongs to this node: no other node's mark is closer to
/// it.
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
        // The name of a group of regions stands on their land, as near to its point as marks leave room.
        let steps = |count: i32, step: f64| (-count..=count).map(move |at| f64::from(at) * step);
        return steps(GROUP_STEPS, height / 2.0)
            .flat_map(|below| steps(GROUP_STEPS, height / 2.0).map(move |right| (right, below)))
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
mod tests;
