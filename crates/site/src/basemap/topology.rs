//! Regions as rings of shared arcs, as in `TopoJSON`: each border is stored once, and a negative
//! index means an arc in reverse.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;
use shanhai_story::plane::{MapPoint, MapRect};

/// Shared arcs and the rings made of them, as stored.
#[derive(Deserialize)]
pub(super) struct TopologyFile {
    #[serde(rename = "a")]
    arcs: Vec<String>,
    #[serde(rename = "p")]
    polygons: BTreeMap<u32, Rings>,
}

/// The rings of one region: of one polygon, or of several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Rings {
    One(Vec<Vec<i32>>),
    Several(Vec<Vec<Vec<i32>>>),
}

/// The shared arcs as points, in whole map units.
struct Arcs(Vec<Vec<[i32; 2]>>);

/// A region's rings as closed lines of points, in whole map units.
#[derive(Clone, Debug)]
pub(super) struct Polygon(Vec<Vec<[i32; 2]>>);

impl TopologyFile {
    /// The regions by code. Where possible, neighbouring regions run in opposite directions, so
    /// that both contain their shared border with the same coordinates. The page then compresses
    /// better.
    pub(super) fn regions(&self) -> BTreeMap<u32, Polygon> {
        let arcs = Arcs::parse(&self.arcs);
        let rings: Vec<Vec<&[i32]>> = self.polygons.values().map(Rings::all).collect();
        let are_reversed = reverse_arcs(&rings, &arcs);
        let polygons = rings.iter().zip(are_reversed);
        let polygons = polygons.map(|(rings, is_reversed)| arcs.polygon(rings, is_reversed));
        self.polygons.keys().copied().zip(polygons).collect()
    }

    /// The arcs that only one region has, as open lines: the coast, and the border on land.
    pub(super) fn outline(&self) -> Polygon {
        let arcs = Arcs::parse(&self.arcs);
        let mut users = vec![0; arcs.0.len()];
        for &arc in self.polygons.values().flat_map(Rings::all).flatten() {
            if let Some(users) = users.get_mut(index(arc).0) {
                *users += 1;
            }
        }
        let arcs = arcs.0.into_iter().zip(users);
        Polygon(
            arcs.filter(|(_, users)| *users == 1)
                .map(|(arc, _)| arc)
                .collect(),
        )
    }
}

impl Rings {
    fn all(&self) -> Vec<&[i32]> {
        match self {
            Self::One(rings) => rings.iter().map(Vec::as_slice).collect(),
            Self::Several(polygons) => polygons.iter().flatten().map(Vec::as_slice).collect(),
        }
    }
}

/// A section of border: the regions on its two sides, and its number of points.
struct Border {
    sides: [usize; 2],
    points: usize,
}

impl Border {
    /// Returns whether both regions run along it in the same direction.
    fn is_agreed(&self, are_reversed: &[bool]) -> bool {
        let [one, other] = self.sides;
        are_reversed[one] != are_reversed[other]
    }
}

fn borders(regions: &[Vec<&[i32]>], arcs: &Arcs) -> Vec<Border> {
    let mut sides: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (region, rings) in regions.iter().enumerate() {
        for &arc in rings.iter().copied().flatten() {
            sides.entry(index(arc).0).or_default().push(region);
        }
    }
    let shared = sides.into_iter().filter_map(|(arc, regions)| {
        let sides: [usize; 2] = regions.try_into().ok()?;
        let points = arcs.0.get(arc)?.len();
        (sides[0] != sides[1]).then_some(Border { sides, points })
    });
    shared.collect()
}

/// Chooses the regions to reverse, so that as many points as possible lie on borders along which
/// both neighbours run in the same direction. Reverses one region after another as long as that
/// helps. Finding the best choice is as hard as maximum cut, and would save only some fifty bytes
/// more.
fn reverse_arcs(regions: &[Vec<&[i32]>], arcs: &Arcs) -> Vec<bool> {
    let borders = borders(regions, arcs);
    let mut are_reversed = vec![false; regions.len()];
    let mut has_turned = true;
    while has_turned {
        has_turned = false;
        for region in 0..regions.len() {
            let (agreed, opposed): (Vec<_>, Vec<_>) = borders
                .iter()
                .filter(|it| it.sides.contains(&region))
                .partition(|it| it.is_agreed(&are_reversed));
            let points = |borders: Vec<&Border>| borders.iter().map(|it| it.points).sum::<usize>();
            if points(agreed) < points(opposed) {
                are_reversed[region] = !are_reversed[region];
                has_turned = true;
            }
        }
    }
    are_reversed
}

/// The arc that a number refers to, and whether it runs in reverse.
fn index(arc: i32) -> (usize, bool) {
    let is_backwards = arc < 0;
    let index = if is_backwards { !arc } else { arc };
    (usize::try_from(index).unwrap_or_default(), is_backwards)
}

impl Arcs {
    /// Parses arcs written as `M x y l dx dy …`.
    fn parse(arcs: &[String]) -> Self {
        Self(arcs.iter().map(|arc| points(arc)).collect())
    }

    /// The region with these `rings`, reversed if `is_reversed`.
    fn polygon(&self, rings: &[&[i32]], is_reversed: bool) -> Polygon {
        let rings = rings.iter().map(|ring| {
            let mut line = self.ring(ring);
            if is_reversed {
                line.reverse();
            }
            line
        });
        Polygon(rings.collect())
    }

    fn ring(&self, arcs: &[i32]) -> Vec<[i32; 2]> {
        let mut line: Vec<[i32; 2]> = Vec::new();
        for (index, is_backwards) in arcs.iter().copied().map(index) {
            let mut points = self.0.get(index).cloned().unwrap_or_default();
            if is_backwards {
                points.reverse();
            }
            // Each arc starts at the end of the one before.
            let shared = usize::from(!line.is_empty());
            line.extend(points.into_iter().skip(shared));
        }
        line
    }
}

impl Polygon {
    /// Parses rings written as `M x y l dx dy … z`, one after the other.
    pub(super) fn parse(path: &str) -> Self {
        Self(path.split('M').skip(1).map(points).collect())
    }

    /// Closed, relative path data in whole multiples of `unit` map units.
    pub(super) fn path(&self, unit: i32) -> String {
        self.to_path(unit, true)
    }

    /// The same with open lines, for rivers.
    pub(super) fn open_path(&self, unit: i32) -> String {
        self.to_path(unit, false)
    }

    fn to_path(&self, unit: i32, is_closed: bool) -> String {
        let mut path = String::new();
        for ring in &self.0 {
            let mut ring: Vec<_> = ring.iter().map(|point| coarse(*point, unit)).collect();
            ring.dedup();
            // Closing the path draws the line to the first point.
            if is_closed && ring.first() == ring.last() {
                ring.pop();
            }
            let Some((&first, rest)) = ring.split_first() else {
                continue;
            };
            // Too small for this unit.
            if rest.is_empty() {
                continue;
            }
            // Writing to a string cannot fail.
            _ = write!(path, "M{} {}l", first[0], first[1]);
            let mut before = first;
            for (index, &[x, y]) in rest.iter().enumerate() {
                let (dx, dy) = (x - before[0], y - before[1]);
                let parting = if index == 0 || dx < 0 { "" } else { " " };
                let between = if dy < 0 { "" } else { " " };
                _ = write!(path, "{parting}{dx}{between}{dy}");
                before = [x, y];
            }
            if is_closed {
                path.push('z');
            }
        }
        path
    }

    pub(super) fn bounds(&self) -> MapRect {
        MapRect::around(self.0.iter().flatten().map(|&point| map_point(point)))
    }

    /// Every point of its rings.
    #[cfg(test)]
    pub(super) fn corners(&self) -> Vec<MapPoint> {
        let points = self.0.iter().flatten();
        points.map(|&point| map_point(point)).collect()
    }

    /// Returns whether `point` lies inside, by the number of edges that a ray to the east crosses.
    pub(super) fn contains(&self, point: MapPoint) -> bool {
        let edges = self.0.iter().flat_map(|ring| ring.windows(2));
        let crossings = edges.filter(|edge| {
            let &[a, b] = *edge else { return false };
            let (a, b) = (map_point(a), map_point(b));
            (a.y <= point.y) != (b.y <= point.y)
                && point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x)
        });
        crossings.count() % 2 == 1
    }
}

/// A point in multiples of `unit`, rounded to the nearest. Neighbours that share a point still
/// share it afterwards.
fn coarse(point: [i32; 2], unit: i32) -> [i32; 2] {
    point.map(|number| (number + unit / 2).div_euclid(unit))
}

fn map_point([x, y]: [i32; 2]) -> MapPoint {
    MapPoint::new(f64::from(x), f64::from(y))
}

/// The points of `M x y l dx dy …`, in absolute coordinates.
fn points(arc: &str) -> Vec<[i32; 2]> {
    let numbers = numbers(arc);
    let mut at = [0, 0];
    numbers
        .as_chunks()
        .0
        .iter()
        .map(|&[dx, dy]| {
            at = [at[0] + dx, at[1] + dy];
            at
        })
        .collect()
}

/// Integers separated by spaces, by commands or by minus signs.
fn numbers(text: &str) -> Vec<i32> {
    let spaced = text.replace('-', " -");
    spaced
        .split(|c: char| !c.is_ascii_digit() && c != '-')
        .filter_map(|number| number.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> Polygon {
        let arcs = Arcs::parse(&["M0 0l10 0 0 10".to_owned(), "M0 0l0 10 10 0".to_owned()]);
        arcs.polygon(&[&[0, -2]], false)
    }

    /// Two squares, one above the other, that share a crooked border.
    const TWO: &str = r#"{
        "a": ["M0 10l10 3 10 0 10-3", "M0 10l0-10 30 0 0 10", "M0 10l0 10 30 0 0-10"],
        "p": { "1": [[0, -2]], "2": [[2, -1]] }
    }"#;

    #[test]
    fn neighbours_have_identical_path_data_for_their_border() {
        let file: TopologyFile = serde_json::from_str(TWO).expect("it is JSON");
        let paths: Vec<_> = file.regions().into_values().map(|it| it.path(1)).collect();
        let agree = |border: &str| paths.iter().all(|path| path.contains(border));
        assert!(agree("10 3 10 0") || agree("-10 3-10 0"), "{paths:?}");
    }

    #[test]
    fn a_negative_arc_runs_backwards() {
        assert_eq!(square().path(1), "M0 0l10 0 0 10-10 0z");
    }

    #[test]
    fn the_outline_is_without_the_border_of_two_regions() {
        let file: TopologyFile = serde_json::from_str(TWO).expect("it is JSON");
        let path = file.outline().open_path(10);
        assert_eq!(path, "M0 1l0-1 3 0 0 1M0 1l0 1 3 0 0-1");
    }

    #[test]
    fn a_line_of_a_single_point_is_left_out() {
        let line = Polygon::parse("M0 0l1 1M0 0l8 0");
        assert_eq!(line.open_path(4), "M0 0l2 0");
    }

    #[test]
    fn an_open_line_is_not_closed() {
        let line = Polygon::parse("M0 0l4 0 0 4");
        assert_eq!(line.open_path(2), "M0 0l2 0 0 2");
    }

    #[test]
    fn a_coarse_path_is_written_in_its_unit() {
        assert_eq!(square().path(5), "M0 0l2 0 0 2-2 0z");
    }

    #[test]
    fn shapes_smaller_than_a_coarse_unit_are_left_out() {
        assert_eq!(square().path(100), "");
    }

    #[test]
    fn a_written_path_can_be_parsed() {
        let path = "M0 0l10 0 0 10-10 0zM-4 3l2 0 0 2z";
        assert_eq!(Polygon::parse(path).path(1), path);
    }

    #[test]
    fn a_point_is_inside_or_outside_a_polygon() {
        assert!(square().contains(MapPoint::new(5.0, 5.0)));
        assert!(!square().contains(MapPoint::new(15.0, 5.0)));
    }

    #[test]
    fn bounds_contain_every_point() {
        assert_eq!(
            square().bounds(),
            MapRect::between(MapPoint::new(0.0, 0.0), MapPoint::new(10.0, 10.0))
        );
    }
}
