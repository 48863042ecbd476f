//! Links as they are drawn: current, past, or not yet shown.

use crate::explore::Choice;
use crate::flow::{Curve, curves};
use crate::path::PathData;
use crate::plane::{MapPoint, ScreenPoint};
use crate::progress::Progress;
use crate::scene::View;
use crate::scene::badge::Badge;
use crate::scene::node::NODE_RADIUS;
use crate::scene::reading::Reading;
use crate::story::{Direction, Kind, Step, Story};

/// The state of a link at a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// Not shown yet.
    #[default]
    Hidden,
    /// Past: shown in an earlier step, and now faint.
    Past,
    /// Highlighted in the current step.
    Highlighted,
}

impl LinkState {
    /// The value of `data-state`; `None` if the link is not shown.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Hidden => None,
            Self::Past => Some("ghost"),
            Self::Highlighted => Some("lit"),
        }
    }
}

/// A link as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkPicture {
    /// Highlighted, past, or not yet shown.
    pub state: LinkState,
    /// The share of it that is drawn; [`Progress::START`] unless the link is highlighted.
    pub drawn: Progress,
    /// The line's path data; empty if the link is not shown.
    pub line: String,
    /// The arrow head at its goal; empty unless the link is highlighted.
    pub head: String,
    /// The arrow head at its source, if the link has both directions.
    pub head_back: String,
    /// The width of the line of a bundle, in tenths of a CSS pixel; 0 for a single link.
    pub width: u8,
    /// The badge with the character of the link's kind, if the line has one.
    pub badge: Option<Badge>,
}

/// The gap between a node's mark and the arc, in CSS pixels.
const NODE_GAP: f64 = 2.5;

/// The length of an arrow head, in CSS pixels: legible on a screen of 390 px.
const HEAD_LENGTH: f64 = 11.0;

/// The width of an arrow head, in CSS pixels.
const HEAD_WIDTH: f64 = 10.0;

/// The number of pieces into which an arc is cut, for the points that labels avoid.
const SAMPLES: u8 = 24;

/// A line shorter than this share of its curve would be a speck beside its node, and is not drawn.
const SHORTEST: f64 = 0.02;

/// The state of the link at index `link` in the step at index `step`.
fn link_state(story: &Story, choice: &Choice, step: usize, link: usize) -> LinkState {
    let shows = |step: usize| {
        let step = story.step(step, choice);
        step.is_some_and(|step| step.links.contains(&link))
    };
    let is_pair = story.links.get(link).is_some_and(|l| l.kind == Kind::Pair);
    // Bundles stand for the links told before.
    let is_bundled = story.step(step, choice).is_some_and(|it| it.is_bundled);
    if shows(step) {
        LinkState::Highlighted
    } else if !is_pair && !is_bundled && (0..step).any(shows) {
        LinkState::Past
    } else {
        LinkState::Hidden
    }
}

/// The link at `index` as it is drawn in `view`.
pub(super) fn link_picture(
    story: &Story,
    choice: &Choice,
    index: usize,
    reading: Reading,
    view: View,
) -> LinkPicture {
    let Some(link) = story.links.get(index) else {
        return LinkPicture::default();
    };
    let state = link_state(story, choice, reading.step, index);
    if state == LinkState::Hidden {
        return LinkPicture::default();
    }
    let is_highlighted = state == LinkState::Highlighted;
    let [from, to] = if is_highlighted {
        reading.drawn(story, choice, index)
    } else {
        [Progress::START, Progress::END]
    };
    let drawn = Progress::clamped(to.ratio() - from.ratio());
    // The plain line of a pair needs no heads. But two parallel lines without heads would look like
    // a lens.
    let has_heads = is_highlighted
        && link.width == 0
        && (link.kind != Kind::Pair || link.direction == Direction::Both);
    let mut drawn_line = PathData::default();
    let (mut tip, mut tip_back) = (PathData::default(), PathData::default());
    for (index, curve) in curves(story, link).into_iter().enumerate() {
        let mut places = [link.from, link.to];
        if index == 1 {
            places.reverse();
        }
        let clear = places.map(|place| clearance(story, place, view));
        let trimmed = trimmed(curve, view, clear, has_heads);
        let screen = |point| view.on_screen(point);
        if drawn.ratio() < SHORTEST {
            continue;
        }
        let piece = trimmed.piece(from.ratio(), to.ratio());
        drawn_line.move_to(screen(piece.from));
        drawn_line.quad_to(screen(piece.control), screen(piece.to));
        if has_heads {
            let tip = if index == 0 { &mut tip } else { &mut tip_back };
            head(tip, screen(piece.control), screen(piece.to), view);
        }
    }
    LinkPicture {
        state,
        drawn: if is_highlighted {
            drawn
        } else {
            Progress::START
        },
        line: drawn_line.into_string(),
        head: tip.into_string(),
        head_back: tip_back.into_string(),
        width: link.width,
        badge: None,
    }
}

/// The distance that an arc keeps from the centre of a place, in CSS pixels: clear of its mark or,
/// for a group, which has no mark, of its name.
fn clearance(story: &Story, place: usize, view: View) -> f64 {
    let is_group = story
        .places
        .get(place)
        .is_some_and(|place| !place.members.is_empty());
    if is_group {
        view.viewport.text * 1.1
    } else {
        (NODE_RADIUS + NODE_GAP) * view.marks
    }
}

/// The part of `curve` that is drawn, which keeps `clear` pixels from its ends.
fn trimmed(curve: Curve, view: View, clear: [f64; 2], has_head: bool) -> Curve {
    // Near its ends a quadratic curve moves at twice the distance to its control point per unit of
    // its parameter.
    let share = |end: MapPoint, pixels: f64| {
        let speed = end.distance(curve.control) * 2.0 * view.scale();
        if 0.0 < speed {
            (pixels / speed).min(0.45)
        } else {
            0.0
        }
    };
    let head = if has_head {
        HEAD_LENGTH * 0.8 * view.marks
    } else {
        0.0
    };
    curve.piece(
        share(curve.from, clear[0]),
        1.0 - share(curve.to, clear[1] + head),
    )
}

/// Adds a triangle whose base is slightly before the end of a line that comes from `control`.
fn head(path: &mut PathData, control: ScreenPoint, end: ScreenPoint, view: View) {
    let length = control.distance(end);
    if length <= 0.0 {
        return;
    }
    let (along_x, along_y) = ((end.x - control.x) / length, (end.y - control.y) / length);
    let at = |ahead: f64, aside: f64| {
        let (ahead, aside) = (ahead * view.marks, aside * view.marks);
        ScreenPoint::new(
            end.x + along_x * ahead - along_y * aside,
            end.y + along_y * ahead + along_x * aside,
        )
    };
    // The base overlaps the line's end, so that no gap shows between them.
    let tip = at(HEAD_LENGTH * 0.8, 0.0);
    let [left, right] = [0.5, -0.5].map(|aside| at(-HEAD_LENGTH * 0.2, HEAD_WIDTH * aside));
    path.move_to(tip);
    path.line_by(left.x - tip.x, left.y - tip.y);
    path.line_by(right.x - left.x, right.y - left.y);
    path.close();
}

/// Points along the highlighted arcs, which labels avoid.
pub(super) fn arc_points(story: &Story, step: &Step, view: View) -> Vec<ScreenPoint> {
    let highlighted = step.links.iter().filter_map(|&link| story.links.get(link));
    highlighted
        .flat_map(|link| curves(story, link))
        .flat_map(|curve| {
            (0..=SAMPLES).map(move |sample| curve.point(f64::from(sample) / f64::from(SAMPLES)))
        })
        .map(|point| view.on_screen(point))
        .collect()
}

#[cfg(test)]
mod tests;
