//! The smoothest way to pan and zoom at once, from one camera to another.
//!
//! After Jarke J. van Wijk and Wim A. A. Nuij, "Smooth and efficient zooming and panning", IEEE
//! Symposium on Information Visualization, Seattle, 2003, pages 15–23, in a form that stays finite
//! for any pan, however short, and any zoom, however deep.

use crate::camera::Camera;
use crate::plane::hypotenuse;
use crate::progress::Progress;

/// A flight between two cameras.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    from: Camera,
    to: Camera,
    /// The distance between the centres, in map units.
    distance: f64,
    /// True if the camera takes the straight way, without zooming out.
    is_straight: bool,
    /// The paper's r₀: the point on the path at which the flight begins.
    begin: f64,
    /// The paper's S: the length of the path, in the paper's common measure of pan and zoom.
    length: f64,
}

/// The paper's ρ: how much zooming is traded for panning. The participants in the paper's user test
/// preferred 1.42.
const CURVATURE: f64 = 1.42;

/// A pan smaller than this share of the view is invisible on any screen: the flight only zooms.
const NO_PAN: f64 = 1e-6;

/// Between views that share most of what they show, the camera does not zoom out on the way: if their
/// centres are less than this share of a span apart,
const SHARED_PAN: f64 = 0.5;

/// and their spans differ by less than this factor.
const SHARED_ZOOM: f64 = 1.5;

/// Seconds per unit of the path's length.
const PACE: f64 = 0.55;

/// The shortest and the longest flight, in seconds: no movement on the page takes longer than a
/// second and a half, and the camera should arrive before readers look for the content.
const SHORTEST: f64 = 0.4;
const LONGEST: f64 = 1.2;

impl Flight {
    /// The flight from one camera to another.
    #[must_use]
    pub fn between(from: Camera, to: Camera) -> Self {
        let distance = from.center.distance(to.center);
        if distance <= NO_PAN * from.span.min(to.span) {
            let length = libm::fabs(libm::log(to.span / from.span)) / CURVATURE;
            return Self {
                from,
                to,
                distance,
                is_straight: true,
                begin: 0.0,
                length,
            };
        }
        let squared = CURVATURE * CURVATURE;
        let spread = squared * squared * distance * distance;
        let growth = (to.span - from.span) * (to.span + from.span);
        // The paper writes r as ln(√(b² + 1) − b), which cancels to ln 0 on a deep zoom over a
        // short pan; −asinh b is the same number and keeps its digits.
        let r =
            |span: f64, spread: f64| -asinh((growth + spread) / (2.0 * span * squared * distance));
        let begin = r(from.span, spread);
        let end = r(to.span, -spread);
        Self {
            from,
            to,
            distance,
            is_straight: shares_most(from, to, distance),
            begin,
            length: (end - begin) / CURVATURE,
        }
    }

    /// The camera after `share` of the path. At both ends it is exactly the given camera.
    #[must_use]
    pub fn at(&self, share: Progress) -> Camera {
        if share == Progress::START {
            return self.from;
        }
        if share == Progress::END {
            return self.to;
        }
        let along = CURVATURE * self.length * share.ratio();
        if self.is_straight {
            let growth = libm::log(self.to.span / self.from.span) * share.ratio();
            return Camera {
                center: self.from.center.towards(self.to.center, share.ratio()),
                span: self.from.span * libm::exp(growth),
            };
        }
        // The paper's u(s) is cosh r₀ tanh(ρs + r₀) − sinh r₀, which cancels; this form is equal.
        let panned =
            self.from.span * sinh(along) / cosh(along + self.begin) / (CURVATURE * CURVATURE);
        Camera {
            center: self
                .from
                .center
                .towards(self.to.center, panned / self.distance),
            span: self.from.span * cosh(self.begin) / cosh(along + self.begin),
        }
    }

    /// The duration of the flight.
    ///
    /// # Units
    ///
    /// Returns seconds.
    #[must_use]
    pub fn duration(&self) -> f64 {
        if self.from == self.to {
            0.0
        } else {
            (self.length * PACE).clamp(SHORTEST, LONGEST)
        }
    }

    /// The camera `seconds` after take-off: it accelerates and brakes smoothly.
    #[must_use]
    pub fn after(&self, seconds: f64) -> Camera {
        self.at(eased(seconds / self.duration()))
    }
}

/// Returns whether two views whose centres are `distance` apart share most of what they show.
fn shares_most(from: Camera, to: Camera, distance: f64) -> bool {
    let (less, more) = (from.span.min(to.span), from.span.max(to.span));
    distance < SHARED_PAN * less && more < SHARED_ZOOM * less
}

// Written only with `exp`, `log` and `sqrt`: libm's own functions would add 1 KB to the WASM file
// (brotli), and their better precision near 0 is far below a pixel here.

fn sinh(x: f64) -> f64 {
    (libm::exp(x) - libm::exp(-x)) / 2.0
}

fn cosh(x: f64) -> f64 {
    f64::midpoint(libm::exp(x), libm::exp(-x))
}

fn asinh(x: f64) -> f64 {
    let size = libm::fabs(x);
    libm::copysign(libm::log(size + hypotenuse(size, 1.0)), x)
}

/// Starts and ends at a speed of 0. Symmetric, so that a flight back retraces the flight out.
fn eased(share: f64) -> Progress {
    // A flight without distance has a duration of 0: 0/0 means that it has landed.
    let t = if share.is_nan() {
        1.0
    } else {
        share.clamp(0.0, 1.0)
    };
    Progress::clamped(t * t * (3.0 - 2.0 * t))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::MapPoint;
    use proptest::prelude::*;

    fn camera(x: f64, y: f64, span: f64) -> Camera {
        Camera {
            center: MapPoint::new(x, y),
            span,
        }
    }

    fn cameras() -> impl Strategy<Value = Camera> {
        (0.0..5000.0, 0.0..5800.0, 40.0..9000.0).prop_map(|(x, y, span)| camera(x, y, span))
    }

    #[track_caller]
    fn check_near(a: Camera, b: Camera) {
        let scale = a.span.min(b.span);
        assert!(a.center.distance(b.center) < 1e-6 * scale, "{a:?} {b:?}");
        assert!((a.span / b.span - 1.0).abs() < 1e-6, "{a:?} {b:?}");
    }

    /// A share so near to the end that nothing but rounding lies between.
    fn nearly(end: f64) -> Progress {
        Progress::clamped(end + (0.5 - end) * 1e-12)
    }

    proptest! {
        #[test]
        fn a_flight_meets_both_cameras(from in cameras(), to in cameras()) {
            let flight = Flight::between(from, to);
            prop_assert_eq!(flight.at(Progress::START), from);
            prop_assert_eq!(flight.at(Progress::END), to);
        }

        #[test]
        fn a_flight_approaches_its_target_without_a_jump(from in cameras(), to in cameras()) {
            let flight = Flight::between(from, to);
            check_near(flight.at(nearly(0.0)), from);
            check_near(flight.at(nearly(1.0)), to);
        }

        #[test]
        fn a_flight_back_retraces_the_flight_out(from in cameras(), to in cameras(), t in 0.0..1.0) {
            let out = Flight::between(from, to).at(Progress::clamped(t));
            let back = Flight::between(to, from).at(Progress::clamped(1.0 - t));
            check_near(out, back);
        }

        #[test]
        fn no_flight_takes_over_a_second_and_a_half(from in cameras(), to in cameras()) {
            prop_assert!(Flight::between(from, to).duration() <= 1.5);
        }

        #[test]
        fn a_flight_never_has_an_empty_view(from in cameras(), to in cameras(), t in 0.0..1.0) {
            let camera = Flight::between(from, to).at(Progress::clamped(t));
            prop_assert!(camera.span.is_finite() && 0.0 < camera.span);
            prop_assert!(camera.center.x.is_finite() && camera.center.y.is_finite());
        }
    }

    #[test]
    fn a_deep_zoom_over_a_short_pan_stays_finite() {
        for pan in [1e-12, 1e-9, 1e-6, 1e-3, 1.0, 10.0] {
            for span in [1e-6, 1e-3, 1.0, 1e3, 1e6] {
                let flight = Flight::between(camera(0.0, 0.0, 5000.0), camera(pan, 0.0, span));
                let middle = flight.at(Progress::clamped(0.5));
                assert!(middle.span.is_finite() && 0.0 < middle.span, "{pan} {span}");
                assert!(middle.center.x.is_finite(), "{pan} {span}");
                check_near(flight.at(nearly(1.0)), camera(pan, 0.0, span));
            }
        }
    }

    #[test]
    fn a_flight_without_distance_takes_no_time() {
        let here = camera(10.0, 10.0, 500.0);
        let flight = Flight::between(here, here);
        assert!(flight.duration() <= 0.0);
        assert_eq!(flight.after(0.0), here);
    }

    #[test]
    fn a_zoom_in_place_is_even_and_takes_as_long_in_and_out() {
        // A factor of 16: ln 16 / ρ, times the pace.
        let (near, far) = (camera(7.0, 9.0, 100.0), camera(7.0, 9.0, 1600.0));
        for flight in [Flight::between(near, far), Flight::between(far, near)] {
            assert!((flight.duration() - 1.0739).abs() < 1e-3, "{flight:?}");
            check_near(flight.at(Progress::clamped(0.5)), camera(7.0, 9.0, 400.0));
        }
    }

    #[test]
    fn a_flight_is_neither_too_short_to_see_nor_too_long_to_wait_for() {
        let duration = |to| Flight::between(camera(0.0, 0.0, 100.0), to).duration();
        assert!((duration(camera(1.0, 0.0, 100.0)) - SHORTEST).abs() < 1e-9);
        assert!((duration(camera(5000.0, 0.0, 100.0)) - LONGEST).abs() < 1e-9);
    }

    #[test]
    fn a_longer_flight_is_seen_from_further_out() {
        let flight = Flight::between(camera(0.0, 0.0, 100.0), camera(3000.0, 0.0, 100.0));
        assert!(1000.0 < flight.at(Progress::clamped(0.5)).span);
    }

    #[test]
    fn between_views_that_share_most_the_camera_pans_straight() {
        let halfway = |x, span| {
            let flight = Flight::between(camera(0.0, 0.0, 100.0), camera(x, 0.0, span));
            flight.at(Progress::clamped(0.5))
        };
        check_near(halfway(49.0, 100.0), camera(24.5, 0.0, 100.0));
        check_near(halfway(49.0, 144.0), camera(24.5, 0.0, 120.0));
        assert!(100.0 < halfway(51.0, 100.0).span);
        // √(100 · 160), if it were straight.
        assert!(126.5 < halfway(49.0, 160.0).span);
    }

    #[test]
    fn halfway_through_a_pan_the_view_is_as_wide_as_in_the_paper_at_any_scale() {
        // The paper's w is largest in the middle: √(1 + (ρ² · pan / 2 span)²) spans. For a pan of
        // a whole view that is √(1 + 1.0082²).
        for scale in [1e-5, 1.0, 1e5] {
            let span = 100.0 * scale;
            let to = camera(100.0 * scale, 0.0, span);
            let flight = Flight::between(camera(0.0, 0.0, span), to);
            let middle = camera(50.0 * scale, 0.0, 1.420_023_52 * span);
            check_near(flight.at(Progress::clamped(0.5)), middle);
        }
    }

    #[test]
    fn a_flight_starts_and_ends_gently() {
        // The shortest flight, 0.4 s: a quarter of the time is t²(3 − 2t) = 5/32 of the path.
        let (from, to) = (camera(0.0, 0.0, 100.0), camera(1.0, 0.0, 100.0));
        let flight = Flight::between(from, to);
        let share = |share| flight.at(Progress::clamped(share));
        assert_eq!(flight.after(0.0), from);
        check_near(flight.after(0.1), share(0.15625));
        check_near(flight.after(0.2), share(0.5));
        check_near(flight.after(0.3), share(0.84375));
        assert_eq!(flight.after(0.4), to);
        assert_eq!(flight.after(9.0), to);
    }
}
