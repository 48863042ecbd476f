//! Projects degrees onto the flat map: the Albers equal-area conic projection of the base map of
//! China.
//!
//! After John P. Snyder, "Map Projections: A Working Manual", U.S. Geological Survey Professional
//! Paper 1395, Washington, 1987, pages 98 to 103, in its form for the ellipsoid; the numbers in
//! brackets below are its equations.
//!
//! # Units
//! Longitudes and latitudes are degrees of WGS84, east and north positive. Map units are those of
//! [`shanhai_story::plane`]: kilometres, x to the east and y to the south.

use shanhai_story::plane::MapPoint;

/// A place on the globe, within the valid ranges of longitude and latitude.
///
/// # Units
/// Degrees of WGS84: longitude -180 to 180, east positive; latitude -90 to 90, north positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    longitude: f64,
    latitude: f64,
}

impl LonLat {
    /// The place at `longitude` and `latitude`, or `None` if either is out of range or not a
    /// number.
    #[must_use]
    pub fn new(longitude: f64, latitude: f64) -> Option<Self> {
        (is_longitude(longitude) && is_latitude(latitude)).then_some(Self {
            longitude,
            latitude,
        })
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn longitude(self) -> f64 {
        self.longitude
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn latitude(self) -> f64 {
        self.latitude
    }
}

/// Returns whether `degrees` lies within -180 to 180; a NaN does not.
#[must_use]
pub fn is_longitude(degrees: f64) -> bool {
    (-180.0..=180.0).contains(&degrees)
}

/// Returns whether `degrees` lies within -90 to 90; a NaN does not.
#[must_use]
pub fn is_latitude(degrees: f64) -> bool {
    (-90.0..=90.0).contains(&degrees)
}

/// Metres from the centre of the earth to the equator, in WGS84.
const EQUATORIAL_RADIUS: f64 = 6_378_137.0;
/// The share by which the polar radius is shorter, in WGS84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// Metres on the map from its western edge, where x is 0, to the central meridian.
const EDGE_TO_MERIDIAN: f64 = 2_700_000.0;
/// Metres on the map from the equator on the central meridian to the northern edge, where y is 0.
const EQUATOR_TO_EDGE: f64 = 6_000_000.0;
/// Metres per map unit.
const MAP_UNIT: f64 = 1_000.0;

/// The Albers equal-area conic projection, with its constants computed once.
///
/// Lengths along the two standard parallels are true, and all areas are in true proportion to each
/// other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Albers {
    /// λ₀, in degrees: the meridian that is vertical on the map.
    central_meridian: f64,
    /// n: the share of a full circle that the unrolled cone covers.
    opening: f64,
    /// C, of (14-13).
    constant: f64,
    /// ρ₀: the radius of the equator on the map, in metres.
    origin_radius: f64,
}

impl Albers {
    /// The projection of the base map of China: true along 25° and 47° north, vertical along 105°
    /// east.
    #[must_use]
    pub fn china() -> Self {
        Self::new([25.0, 47.0], 105.0)
    }

    fn new(parallels: [f64; 2], central_meridian: f64) -> Self {
        let [first, second] = parallels.map(f64::to_radians);
        let (m_first, m_second) = (parallel_radius(first), parallel_radius(second));
        let (q_first, q_second) = (authalic(first), authalic(second));
        // (14-14)
        let opening = (m_first * m_first - m_second * m_second) / (q_second - q_first);
        // (14-13)
        let constant = m_first * m_first + opening * q_first;
        let without_origin = Self {
            central_meridian,
            opening,
            constant,
            origin_radius: 0.0,
        };
        Self {
            origin_radius: without_origin.radius(0.0),
            ..without_origin
        }
    }

    /// The point of `place` on the map, in map units.
    ///
    /// The map is cut open opposite the central meridian, so places just east and just west of the
    /// cut are far apart. The poles are arcs, not points. Every place has a finite point.
    #[must_use]
    pub fn project(&self, place: LonLat) -> MapPoint {
        let radius = self.radius(place.latitude.to_radians());
        let from_meridian = shortest_turn(place.longitude - self.central_meridian);
        // θ, of (14-4)
        let angle = self.opening * from_meridian.to_radians();
        // (14-1) and (14-2)
        let east = radius * angle.sin();
        let north = self.origin_radius - radius * angle.cos();
        MapPoint::new(
            (east + EDGE_TO_MERIDIAN) / MAP_UNIT,
            (EQUATOR_TO_EDGE - north) / MAP_UNIT,
        )
    }

    /// ρ: metres from the apex of the cone to the parallel at `latitude` radians (14-12).
    fn radius(&self, latitude: f64) -> f64 {
        let square = self.constant - self.opening * authalic(latitude);
        EQUATORIAL_RADIUS * square.sqrt() / self.opening
    }
}

/// e², the square of the eccentricity.
fn eccentricity_squared() -> f64 {
    FLATTENING * (2.0 - FLATTENING)
}

/// m: the radius of the parallel at `latitude` radians, as a share of the equator's (14-15).
fn parallel_radius(latitude: f64) -> f64 {
    latitude.cos() / (1.0 - eccentricity_squared() * latitude.sin().powi(2)).sqrt()
}

/// q: proportional to the area between the equator and the parallel at `latitude` radians (3-12).
fn authalic(latitude: f64) -> f64 {
    let sine = latitude.sin();
    let e_squared = eccentricity_squared();
    let e = e_squared.sqrt();
    // The logarithm of (3-12) is that of (1 - e sin φ) / (1 + e sin φ), which is -2 artanh(e sin φ).
    (1.0 - e_squared) * (sine / (1.0 - e_squared * sine * sine) + (e * sine).atanh() / e)
}

/// `degrees` as a turn the short way round: over -180, up to 180.
fn shortest_turn(degrees: f64) -> f64 {
    let turn = degrees.rem_euclid(360.0);
    if 180.0 < turn { turn - 360.0 } else { turn }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tenth of a millimetre, in map units.
    const TOLERANCE: f64 = 1e-7;

    #[track_caller]
    fn check(longitude: f64, latitude: f64, x: f64, y: f64) {
        let place = LonLat::new(longitude, latitude).expect("the test's places are in range");
        let point = Albers::china().project(place);
        let off = point.distance(MapPoint::new(x, y));
        assert!(off < TOLERANCE, "{point:?} is {off} units from {x}, {y}");
    }

    // The expected values of the next tests come from pyproj 3.7.2 with PROJ 9.5.1 for `+proj=aea
    // +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84`, converted to map units.

    #[test]
    fn beijing_agrees_with_proj() {
        check(
            116.4,
            39.9,
            3_656.439_170_010_888_6,
            1_656.459_985_508_705_6,
        );
    }

    #[test]
    fn lhasa_agrees_with_proj() {
        check(
            91.1,
            29.65,
            1_373.718_096_113_880_4,
            2_774.617_172_984_045_7,
        );
    }

    #[test]
    fn zengmu_reef_in_the_far_south_agrees_with_proj() {
        check(112.25, 3.9, 3_594.034_121_543_806_6, 5_584.664_978_254_31);
    }

    #[test]
    fn places_on_the_far_side_of_the_globe_agree_with_proj() {
        check(-120.0, 10.0, 14_076.254_784_077_972, -4_199.528_077_538_34);
        check(
            -75.5,
            -45.25,
            18_353.525_285_664_527,
            -10_420.770_892_516_683,
        );
    }

    #[test]
    fn the_poles_agree_with_proj() {
        check(105.0, 90.0, 2_700.0, -2_276.085_970_376_384_5);
        check(0.0, -90.0, -12_397.975_515_754_22, 1_872.137_964_652_706_8);
    }

    #[test]
    fn the_antimeridian_does_not_cut_the_map() {
        check(179.9, 60.0, 6_921.519_983_537_876, -2_144.907_913_562_420_6);
        check(
            -179.9,
            60.0,
            6_930.559_415_451_186,
            -2_153.421_233_031_451_7,
        );
    }

    #[test]
    fn the_central_meridian_is_vertical_and_the_equator_six_thousand_units_down() {
        check(105.0, 0.0, 2_700.0, 6_000.0);
    }

    #[test]
    fn a_place_out_of_range_is_refused() {
        assert_eq!(LonLat::new(180.000_001, 0.0), None);
        assert_eq!(LonLat::new(0.0, -90.000_001), None);
        assert_eq!(LonLat::new(f64::NAN, 0.0), None);
        assert_eq!(LonLat::new(0.0, f64::INFINITY), None);
    }

    #[test]
    fn every_place_in_range_has_a_finite_point() {
        let albers = Albers::china();
        for longitude in -18..=18 {
            for latitude in -9..=9 {
                let place = LonLat::new(f64::from(longitude) * 10.0, f64::from(latitude) * 10.0)
                    .expect("tens of degrees within the ranges");
                let point = albers.project(place);
                assert!(point.x.is_finite() && point.y.is_finite(), "{place:?}");
            }
        }
    }
}
