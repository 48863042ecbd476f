//! Parts arcs that would run side by side: in each step, arcs between the same or neighbouring
//! places fan out. The build does this once, and the pack has the result.

use crate::explore::{Choice, EXPLORE};
use crate::flow::{BOW, Curve, curves};
use crate::plane::{ScreenPoint, Viewport};
use crate::scene::camera_at;
use crate::story::{Direction, Kind, Link, Step, Story};

/// The stage of a phone, in CSS pixels: there, arcs are closest to each other.
const STAGE: (f64, f64) = (390.0, 388.0);

/// Arcs that are closer than this look like one, in CSS pixels.
const CLOSE: f64 = 14.0;

/// An arc that is closer than this to the mark of another place seems to lead there, in CSS pixels.
const CLEAR: f64 = 9.0;

/// The share of an arc that may be so close to another: near a common end it always is.
const SHARED: f64 = 0.35;

/// The bows of an arc to choose from, in hundredths of its length.
const BOWS: [i8; 19] = [
    20, 15, 25, 10, 12, 30, 5, 35, 2, 40, 45, 50, 55, -5, -10, -15, -20, -25, -30,
];

/// The least difference between the bows of two links with the same ends, in hundredths: the
/// explorer shows all links, and readers tap them there.
const APART: f64 = 8.0;

/// The least distance between the two directions of a link, in map units, which are kilometres.
const LEAST: f64 = 45.0;

/// The widest bow for that purpose, in hundredths of the length: with more, the curves would be
/// circles.
const WIDEST: f64 = 55.0;

/// The number of times that every arc may move: the first ones then make room for the last.
const ROUNDS: usize = 3;

/// The number of pieces into which an arc is cut, to compare it with others.
const PIECES: u8 = 16;

/// With more lines than this, a step is a tangle in any case.
const MOST: usize = 40;

/// The arcs that one step shows.
struct Picture {
    /// The indices of their links.
    lines: Vec<usize>,
    /// The indices of the places that it marks.
    places: Vec<usize>,
    /// CSS pixels per map unit.
    scale: f64,
    /// The distance at which arcs are too close, in CSS pixels.
    close: f64,
}

/// Sets the bow of every link of `story`, so that no two arcs of a step run side by side. Whatever
/// the order of the steps, a link has one arc.
pub fn part_arcs(story: &mut Story) {
    for link in &mut story.links {
        link.bow = BOW;
    }
    let pictures = pictures(story);
    for _ in 0..ROUNDS {
        for link in 0..story.links.len() {
            let beside = beside(story, &pictures, link);
            let mut best = (f64::INFINITY, BOW);
            for bow in BOWS {
                story.links[link].bow = bow;
                let cost = cost(story, &beside, link);
                if cost < best.0 {
                    best = (cost, bow);
                }
            }
            story.links[link].bow = best.1;
        }
    }
}

/// The pictures in which arcs can be too close. The explorer shows any of them.
fn pictures(story: &Story) -> Vec<Picture> {
    let (width, height) = STAGE;
    let viewport = Viewport::new(width, height);
    let steps = story.steps.iter().enumerate();
    let steps = steps.filter(|(_, step)| step.id != EXPLORE);
    let pictures = steps.map(|(index, step)| Picture {
        lines: step.links.clone(),
        places: marked(story, step),
        scale: camera_at(story, &Choice::NONE, index, viewport).scale(viewport),
        // The whole country has no room for more.
        close: if step.is_bundled { CLOSE / 2.0 } else { CLOSE },
    });
    pictures
        .filter(|picture| (1..=MOST).contains(&picture.lines.len()))
        .collect()
}

/// The places that `step` marks: the ends of its links, and those that it lists.
fn marked(story: &Story, step: &Step) -> Vec<usize> {
    let links = step.links.iter().filter_map(|&link| story.links.get(link));
    let ends = links.flat_map(|link| [link.from, link.to]);
    let mut places: Vec<usize> = ends.chain(step.places.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The cost of the arc of the link at index `link` beside the arcs and marks of `beside`; the lower,
/// the better.
fn cost(story: &Story, beside: &[Beside], link: usize) -> f64 {
    let own = &story.links[link];
    let bow = f64::from(own.bow);
    let preferred = preferred(story, own);
    let mut cost = (bow - preferred).abs() / 50.0;
    if own.direction == Direction::Both {
        // The two directions would meet.
        cost += (preferred - bow).max(0.0);
    }
    for other in &story.links {
        let is_other = other.id != own.id
            && [own, other]
                .iter()
                .all(|it| it.kind != Kind::Pair && it.width == 0);
        if is_other && [other.from, other.to] == [own.from, own.to] {
            cost += (APART - (bow - f64::from(other.bow)).abs()).max(0.0) / APART;
        }
    }
    for beside in beside {
        for own in drawn(story, link, beside.scale) {
            let is_touched = |mark: &&ScreenPoint| distance_from(**mark, &own) < CLEAR;
            let touched = beside.marks.iter().filter(is_touched).count();
            cost += u32::try_from(touched).map_or(0.0, f64::from) * 3.0;
            for other in &beside.others {
                cost += 10.0 * (share_beside(&own, other, beside.close) - SHARED).max(0.0);
                cost += if do_cross(&own, other) { 4.0 } else { 0.0 };
            }
        }
    }
    cost
}

/// The bow of a link that stands alone, in hundredths of its length. Those of a link in both
/// directions are close enough to look like a pair; if its places are near each other, they are
/// further apart, so that lines and heads do not overlap.
fn preferred(story: &Story, link: &Link) -> f64 {
    let ends = [link.from, link.to].map(|place| story.places.get(place));
    match (link.direction, ends) {
        (Direction::Both, [Some(from), Some(to)]) => {
            let length = from.at.distance(to.at).max(1.0);
            let least = (LEAST / length * 100.0).min(WIDEST);
            (f64::from(BOW) * 0.6).max(least)
        }
        _ => f64::from(BOW),
    }
}

/// The other arcs of a picture.
struct Beside {
    others: Vec<Vec<ScreenPoint>>,
    /// The places that are not ends of the link itself.
    marks: Vec<ScreenPoint>,
    scale: f64,
    close: f64,
}

/// The arcs beside the link at index `link`, in each picture that shows it.
fn beside(story: &Story, pictures: &[Picture], link: usize) -> Vec<Beside> {
    let pictures = pictures
        .iter()
        .filter(|picture| picture.lines.contains(&link));
    let beside = pictures.map(|picture| {
        let others = picture.lines.iter().filter(|other| **other != link);
        let mark = |&place: &usize| {
            let at = story.places.get(place)?.at;
            let own = story.links.get(link).map(|it| [it.from, it.to]);
            let is_own = own.is_some_and(|ends| ends.contains(&place));
            let scale = picture.scale;
            (!is_own).then(|| ScreenPoint::new(at.x * scale, at.y * scale))
        };
        Beside {
            others: others
                .flat_map(|&other| drawn(story, other, picture.scale))
                .collect(),
            marks: picture.places.iter().filter_map(mark).collect(),
            scale: picture.scale,
            close: picture.close,
        }
    });
    beside.collect()
}

/// The points of the curves of the link at index `link`, in CSS pixels from the map's origin.
fn drawn(story: &Story, link: usize, scale: f64) -> Vec<Vec<ScreenPoint>> {
    let points = |curve: Curve| {
        let shares = (0..=PIECES).map(|piece| f64::from(piece) / f64::from(PIECES));
        let points = shares.map(|share| curve.point(share));
        let points = points.map(|point| ScreenPoint::new(point.x * scale, point.y * scale));
        points.collect()
    };
    let curves = curves(story, &story.links[link]).into_iter();
    curves.map(points).collect()
}

/// The share of the arc `one` that is closer than `close` to `other`.
fn share_beside(one: &[ScreenPoint], other: &[ScreenPoint], close: f64) -> f64 {
    let is_beside = |point: &&ScreenPoint| distance_from(**point, other) < close;
    let beside = one.iter().filter(is_beside).count();
    let count = |points: usize| u32::try_from(points).map_or(0.0, f64::from);
    count(beside) / count(one.len())
}

/// The distance of `point` from the nearest piece of an arc.
fn distance_from(point: ScreenPoint, arc: &[ScreenPoint]) -> f64 {
    let pieces = arc.windows(2);
    let distances = pieces.map(|piece| distance(point, piece[0], piece[1]));
    distances.fold(f64::INFINITY, f64::min)
}

/// The distance of `point` from the line between `a` and `b`.
fn distance(point: ScreenPoint, a: ScreenPoint, b: ScreenPoint) -> f64 {
    let (x, y) = (b.x - a.x, b.y - a.y);
    let length = (x * x + y * y).max(f64::MIN_POSITIVE);
    let share = ((point.x - a.x) * x + (point.y - a.y) * y) / length;
    let share = share.clamp(0.0, 1.0);
    point.distance(ScreenPoint::new(a.x + share * x, a.y + share * y))
}

/// Returns whether two arcs cross, except at a common end.
fn do_cross(one: &[ScreenPoint], other: &[ScreenPoint]) -> bool {
    let side = |a: ScreenPoint, b: ScreenPoint, point: ScreenPoint| {
        (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
    };
    one.windows(2).any(|a| {
        other.windows(2).any(|b| {
            side(a[0], a[1], b[0]) * side(a[0], a[1], b[1]) < 0.0
                && side(b[0], b[1], a[0]) * side(b[0], b[1], a[1]) < 0.0
        })
    })
}

#[cfg(test)]
mod tests;
