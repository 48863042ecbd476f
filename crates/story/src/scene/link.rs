//! Links as they are drawn: told now, told before, or not yet.

use crate::flow::{Curve, curves};
use crate::path::PathData;
use crate::plane::{MapPoint, ScreenPoint};
use crate::progress::Progress;
use crate::scene::View;
use crate::scene::node::NODE_RADIUS;
use crate::scene::reading::Reading;
use crate::story::{Direction, Kind, Step, Story};

/// How a link is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// Not yet told.
    #[default]
    Untold,
    /// Told before: a trace.
    Ghost,
    /// Told now.
    Lit,
}

impl LinkState {
    /// The word that stands in `data-state`; none for what is not shown.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Untold => None,
            Self::Ghost => Some("ghost"),
            Self::Lit => Some("lit"),
        }
    }
}

/// A link as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkPicture {
    /// Told now, told before, or not yet.
    pub state: LinkState,
    /// How much of it is drawn.
    pub drawn: Progress,
    /// The line; empty for what is not shown.
    pub line: String,
    /// The arrow head at its goal; empty unless it is lit.
    pub head: String,
    /// The arrow head at its source, of a link both ways.
    pub head_back: String,
    /// Where its source's colour is purest.
    pub from: ScreenPoint,
    /// Where its goal's colour is purest.
    pub to: ScreenPoint,
}

/// Between a node's mark and the arc, in CSS pixels.
const NODE_GAP: f64 = 2.5;

/// An arrow head's length, in CSS pixels: it reads at 390 px.
const HEAD_LENGTH: f64 = 11.0;

/// An arrow head's width, in CSS pixels.
const HEAD_WIDTH: f64 = 10.0;

/// Points along an arc that labels keep away from.
const SAMPLES: u8 = 24;

/// A line shorter than this share of its curve is a speck beside its node.
const SHORTEST: f64 = 0.02;

/// How the link at `link` is shown in the step at `step`.
fn link_state(story: &Story, step: usize, link: usize) -> LinkState {
    let tells = |step: &Step| step.links.contains(&link);
    let is_pair = story.links.get(link).is_some_and(|l| l.kind == Kind::Pair);
    if story.steps.get(step).is_some_and(tells) {
        LinkState::Lit
    } else if !is_pair && story.steps.iter().take(step).any(tells) {
        LinkState::Ghost
    } else {
        LinkState::Untold
    }
}

/// The link at `index` as it is drawn in `view`.
pub(super) fn link_picture(
    story: &Story,
    index: usize,
    reading: Reading,
    view: View,
) -> LinkPicture {
    let Some(link) = story.links.get(index) else {
        return LinkPicture::default();
    };
    let state = link_state(story, reading.step, index);
    if state == LinkState::Untold {
        return LinkPicture::default();
    }
    let is_lit = state == LinkState::Lit;
    let [from, to] = if is_lit {
        reading.drawn(story, index)
    } else {
        [Progress::START, Progress::END]
    };
    let drawn = Progress::clamped(to.ratio() - from.ratio());
    // The plain line of a pair needs none. Two lines without any would be a lens.
    let has_heads = is_lit && (link.kind != Kind::Pair || link.direction == Direction::Both);
    let mut drawn_line = PathData::default();
    let (mut tip, mut tip_back) = (PathData::default(), PathData::default());
    let mut ends = [ScreenPoint::default(); 2];
    for (way, curve) in curves(story, link).into_iter().enumerate() {
        let mut places = [link.from, link.to];
        if way == 1 {
            places.reverse();
        }
        let clear = places.map(|place| clearance(story, place, view));
        let trimmed = trimmed(curve, view, clear, has_heads);
        let screen = |point| view.on_screen(point);
        if way == 0 {
            ends = [screen(curve.from), screen(curve.to)];
        }
        if drawn.ratio() < SHORTEST {
            continue;
        }
        let piece = trimmed.piece(from.ratio(), to.ratio());
        drawn_line.move_to(screen(piece.from));
        drawn_line.quad_to(screen(piece.control), screen(piece.to));
        if has_heads {
            let tip = if way == 0 { &mut tip } else { &mut tip_back };
            head(tip, screen(piece.control), screen(piece.to), view);
        }
    }
    LinkPicture {
        state,
        drawn: if is_lit { drawn } else { Progress::START },
        line: drawn_line.into_string(),
        head: tip.into_string(),
        head_back: tip_back.into_string(),
        from: ends[0],
        to: ends[1],
    }
}

/// How far an arc keeps from the middle of a place, in CSS pixels: clear of its mark or, where a
/// group has none, of its name.
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

/// The part of `curve` that is drawn, keeping `clear` pixels from its ends.
fn trimmed(curve: Curve, view: View, clear: [f64; 2], has_head: bool) -> Curve {
    // Near its ends a quadratic runs at twice the distance to its control point.
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

/// A triangle whose base stands a little before the end of a line that comes from `control`.
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

/// Points along the lit arcs, for labels to keep away from.
pub(super) fn arc_points(story: &Story, step: &Step, view: View) -> Vec<ScreenPoint> {
    let lit = step.links.iter().filter_map(|&link| story.links.get(link));
    lit.flat_map(|link| curves(story, link))
        .flat_map(|curve| {
            (0..=SAMPLES).map(move |sample| curve.point(f64::from(sample) / f64::from(SAMPLES)))
        })
        .map(|point| view.on_screen(point))
        .collect()
}
