//! Converts numbers to text, for path data and for coordinates in attributes. No other module does.
//!
//! Everything is written from integers. Formatting a single `f64` would link a float formatter of
//! 8.6 KB (brotli) into the WASM file.

use std::fmt::{self, Write};

use crate::plane::ScreenPoint;

/// The `d` attribute of an SVG path, in tenths of a unit.
///
/// A tenth of a CSS pixel is below what a screen resolves, and the rounding makes equal pictures
/// equal text: unchanged paths compare equal, and golden files match on every platform.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathData(String);

impl PathData {
    /// Starts a new line at `point`.
    pub fn move_to(&mut self, point: ScreenPoint) {
        self.0.push('M');
        self.point(point);
    }

    /// Adds a straight line, `right` and `down` relative to its start: in this form the text of a
    /// small shape is short.
    pub fn line_by(&mut self, right: f64, down: f64) {
        self.0.push('l');
        self.point(ScreenPoint::new(right, down));
    }

    /// Adds a quadratic Bézier curve to `point`, with the control point `control`.
    pub fn quad_to(&mut self, control: ScreenPoint, point: ScreenPoint) {
        self.0.push('Q');
        self.point(control);
        self.0.push(' ');
        self.point(point);
    }

    /// Adds a circle of `radius` around `center`, or nothing if the radius is 0 or less.
    pub fn circle(&mut self, center: ScreenPoint, radius: f64) {
        if radius <= 0.0 {
            return;
        }
        self.move_to(ScreenPoint::new(center.x - radius, center.y));
        for across in [radius * 2.0, radius * -2.0] {
            let radius = Tenths(radius);
            _ = write!(self.0, "a{radius} {radius} 0 1 0 {} 0", Tenths(across));
        }
        self.close();
    }

    /// Closes the line.
    pub fn close(&mut self) {
        self.0.push('Z');
    }

    /// The text of the path.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    fn point(&mut self, point: ScreenPoint) {
        // Writing to a String cannot fail.
        _ = write!(self.0, "{} {}", Tenths(point.x), Tenths(point.y));
    }
}

impl fmt::Display for PathData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A number written in tenths, without padding: `12`, `-4.5`.
#[derive(Clone, Copy, Debug)]
pub struct Tenths(pub f64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal(f, self.0, 10, 1)
    }
}

/// A number written in thousandths, without padding: for scales and viewBoxes, in which a tenth
/// would be visible.
#[derive(Clone, Copy, Debug)]
pub struct Thousandths(pub f64);

impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal(f, self.0, 1000, 3)
    }
}

/// A number written in hundred-thousandths, without padding: for a scale that moves distant points.
#[derive(Clone, Copy, Debug)]
pub struct Fine(pub f64);

impl fmt::Display for Fine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal(f, self.0, 100_000, 5)
    }
}

/// Writes `number` rounded to one part in `parts`, which is ten to the power of `digits`. An
/// infinite number, or one too large for a screen, is written as the nearest `i32` of parts, and a
/// NaN as 0.
fn decimal(f: &mut fmt::Formatter<'_>, number: f64, parts: i32, digits: usize) -> fmt::Result {
    let scaled = libm::round(number * f64::from(parts));
    // `as` saturates, and turns a NaN into 0, as documented above.
    #[allow(clippy::cast_possible_truncation)]
    let scaled = scaled as i32;
    let (whole, part) = (scaled.unsigned_abs(), parts.unsigned_abs());
    let (whole, mut rest) = (whole / part, whole % part);
    if scaled < 0 {
        f.write_char('-')?;
    }
    write!(f, "{whole}")?;
    if rest != 0 {
        let mut digits = digits;
        while rest % 10 == 0 {
            rest /= 10;
            digits -= 1;
        }
        write!(f, ".{rest:0digits$}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_tenths_without_padding() {
        let mut path = PathData::default();
        path.move_to(ScreenPoint::new(-0.04, 12.0));
        path.quad_to(
            ScreenPoint::new(1.25, 2.0 / 3.0),
            ScreenPoint::new(10.0, -3.96),
        );
        assert_eq!(path.to_string(), "M0 12Q1.3 0.7 10 -4");
    }

    #[test]
    fn a_circle_is_drawn_as_two_arcs() {
        let mut path = PathData::default();
        path.circle(ScreenPoint::new(10.0, 10.0), 4.5);
        assert_eq!(
            path.to_string(),
            "M5.5 10a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z"
        );
    }

    #[test]
    fn a_circle_without_a_radius_is_empty() {
        for radius in [0.0, -1.0] {
            let mut path = PathData::default();
            path.circle(ScreenPoint::new(10.0, 10.0), radius);
            assert_eq!(path.into_string(), "");
        }
    }

    #[test]
    fn relative_lines_can_close_a_path() {
        let mut path = PathData::default();
        path.move_to(ScreenPoint::new(1.0, 2.0));
        path.line_by(-3.0, 0.5);
        path.close();
        assert_eq!(path.into_string(), "M1 2l-3 0.5Z");
    }

    #[test]
    fn a_number_under_one_keeps_its_sign() {
        assert_eq!(Tenths(-0.3).to_string(), "-0.3");
    }

    #[test]
    fn thousandths_keep_inner_zeros() {
        assert_eq!(Thousandths(2.05).to_string(), "2.05");
        assert_eq!(Thousandths(0.001).to_string(), "0.001");
        assert_eq!(Thousandths(-1.1).to_string(), "-1.1");
        assert_eq!(Fine(-1.200_03).to_string(), "-1.20003");
    }

    #[test]
    fn nan_is_written_as_a_number() {
        assert_eq!(Tenths(f64::NAN).to_string(), "0");
        assert_eq!(Tenths(f64::INFINITY).to_string(), "214748364.7");
    }
}
