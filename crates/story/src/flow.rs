//! A link's curve over the map: a quadratic Bézier curve that bows to its own side.

use crate::plane::{MapPoint, MapRect};
use crate::story::{Direction, Link, Story};

/// A quadratic Bézier curve in map units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    /// The start.
    pub from: MapPoint,
    /// The control point.
    pub control: MapPoint,
    /// The end.
    pub to: MapPoint,
}

/// The bow of a single arc, in hundredths of its length: enough to distinguish it from a border.
pub const BOW: i8 = 20;

impl Curve {
    /// The curve from `from` to `to` whose control point is `bow` of its length to the right of the
    /// direction of travel, as seen on a map with south at the bottom. The curve back bows to the
    /// other side.
    #[must_use]
    pub fn between(from: MapPoint, to: MapPoint, bow: f64) -> Self {
        let middle = from.towards(to, 0.5);
        let control = MapPoint::new(
            middle.x - (to.y - from.y) * bow,
            middle.y + (to.x - from.x) * bow,
        );
        Self { from, control, to }
    }

    /// The point at parameter `t` (0–1).
    #[must_use]
    pub fn point(self, t: f64) -> MapPoint {
        let start = self.from.towards(self.control, t);
        let end = self.control.towards(self.to, t);
        start.towards(end, t)
    }

    /// The piece between parameters `start` and `end` (0–1), by de Casteljau's division.
    #[must_use]
    pub fn piece(self, start: f64, end: f64) -> Self {
        let control = self
            .from
            .towards(self.control, start)
            .towards(self.control.towards(self.to, start), end);
        Self {
            from: self.point(start),
            control,
            to: self.point(end),
        }
    }

    /// The smallest rectangle that contains the curve, including its extrema.
    #[must_use]
    pub fn bounds(self) -> MapRect {
        let extremum = |from: f64, control: f64, to: f64| {
            let bend = from - 2.0 * control + to;
            // A straight curve has no extremum between its ends.
            (bend != 0.0).then(|| ((from - control) / bend).clamp(0.0, 1.0))
        };
        let across = extremum(self.from.x, self.control.x, self.to.x);
        let down = extremum(self.from.y, self.control.y, self.to.y);
        let turns = across.into_iter().chain(down).map(|t| self.point(t));
        MapRect::around([self.from, self.to]).union(MapRect::around(turns))
    }
}

/// The curves that draw a link: one, or, for a link in both directions, one for each, apart from
/// each other.
#[must_use]
pub fn curves(story: &Story, link: &Link) -> Vec<Curve> {
    let (Some(from), Some(to)) = (story.places.get(link.from), story.places.get(link.to)) else {
        return Vec::new();
    };
    let bow = f64::from(link.bow) / 100.0;
    match link.direction {
        // Each direction bows to its own side.
        Direction::Both => {
            vec![
                Curve::between(from.at, to.at, bow),
                Curve::between(to.at, from.at, bow),
            ]
        }
        Direction::EastToWest | Direction::WestToEast => {
            vec![Curve::between(from.at, to.at, bow)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Kind, Place};
    use proptest::prelude::*;

    fn points() -> impl Strategy<Value = MapPoint> {
        (0.0..5000.0, 0.0..5000.0).prop_map(|(x, y)| MapPoint::new(x, y))
    }

    #[track_caller]
    fn check_near(a: MapPoint, b: MapPoint) {
        assert!(a.distance(b) < 1e-6, "{a:?} is not {b:?}");
    }

    proptest! {
        #[test]
        fn a_curve_meets_both_ends(from in points(), to in points(), bow in -1.0..1.0) {
            let curve = Curve::between(from, to, bow);
            check_near(curve.point(0.0), from);
            check_near(curve.point(1.0), to);
        }

        #[test]
        fn a_piece_is_part_of_its_curve(from in points(), to in points(), a in 0.0..1.0, b in 0.0..1.0, t in 0.0..1.0) {
            let curve = Curve::between(from, to, 0.3);
            check_near(curve.piece(a, b).point(t), curve.point(a + (b - a) * t));
        }

        #[test]
        fn every_point_of_a_curve_is_within_its_bounds(from in points(), to in points(), bow in -1.0..1.0, t in 0.0..1.0) {
            let curve = Curve::between(from, to, bow);
            let (bounds, point) = (curve.bounds(), curve.point(t));
            let grown = MapRect::between(
                MapPoint::new(bounds.least.x - 1e-6, bounds.least.y - 1e-6),
                MapPoint::new(bounds.most.x + 1e-6, bounds.most.y + 1e-6),
            );
            prop_assert!(grown.contains(point));
        }

        #[test]
        fn the_reverse_curve_bows_to_the_other_side(from in points(), to in points()) {
            let middle = from.towards(to, 0.5);
            let out = Curve::between(from, to, 0.2).point(0.5);
            let back = Curve::between(to, from, 0.2).point(0.5);
            check_near(out.towards(back, 0.5), middle);
        }
    }

    #[test]
    fn a_curve_bows_to_the_right_of_its_direction() {
        // A fifth of 100 east and 40 south, turned by a quarter: 20 south and 8 west.
        let curve = Curve::between(MapPoint::new(0.0, 0.0), MapPoint::new(100.0, 40.0), 0.2);
        check_near(curve.control, MapPoint::new(42.0, 40.0));
    }

    #[test]
    fn the_bounds_of_a_curve_are_tight() {
        // The curve comes half as far as its control point.
        let curve = Curve::between(MapPoint::new(10.0, 50.0), MapPoint::new(110.0, 50.0), 0.2);
        let bounds = curve.bounds();
        check_near(bounds.least, MapPoint::new(10.0, 50.0));
        check_near(bounds.most, MapPoint::new(110.0, 60.0));
    }

    /// Places at x 1000, 2000 and 3000, and links between them: direction, from, to.
    fn story(links: &[(Direction, usize, usize)]) -> Story {
        let place = |x| Place {
            id: String::new(),
            name: String::new(),
            at: MapPoint::new(x, 2000.0),
            region: None,
            members: vec![],
            area: None,
        };
        let link = |(index, &(direction, from, to)): (usize, _)| Link {
            id: index.to_string(),
            kind: Kind::Industry,
            direction,
            from,
            to,
            away: String::new(),
            bow: 20,
            width: 0,
            badge: String::new(),
            drawing: String::new(),
        };
        Story {
            places: vec![place(1000.0), place(2000.0), place(3000.0)],
            links: links.iter().enumerate().map(link).collect(),
            ..Story::default()
        }
    }

    /// The distances of the control points of the last link's curves south of the straight line.
    fn bows(story: &Story) -> Vec<f64> {
        let curves = story.links.last().map(|link| curves(story, link));
        let curves = curves.into_iter().flatten();
        curves.map(|curve| curve.control.y - 2000.0).collect()
    }

    #[track_caller]
    fn check_bows(story: &Story, expected: &[f64]) {
        let bows = bows(story);
        let is_near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-6;
        let is_same = bows.len() == expected.len() && bows.iter().zip(expected).all(is_near);
        assert!(is_same, "{bows:?} is not {expected:?}");
    }

    const WEST: Direction = Direction::EastToWest;

    #[test]
    fn an_arc_bows_by_its_share_of_its_length() {
        let mut story = story(&[(WEST, 0, 1)]);
        check_bows(&story, &[200.0]);
        story.links[0].bow = -5;
        check_bows(&story, &[-50.0]);
    }

    #[test]
    fn a_link_to_an_unknown_place_has_no_curve() {
        check_bows(&story(&[(WEST, 0, 3)]), &[]);
    }

    #[test]
    fn the_two_directions_of_a_link_bow_to_either_side() {
        check_bows(&story(&[(Direction::Both, 0, 1)]), &[200.0, -200.0]);
    }
}
