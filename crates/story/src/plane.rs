//! The flat map: points and rectangles in map units, and the screen's size in CSS pixels.
//!
//! # Units
//! A map unit is one kilometre of the base map's projection; x grows to the east, y to the south.

use serde::{Deserialize, Serialize};

/// A point of the map, in map units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MapPoint {
    /// Eastward, in map units.
    pub x: f64,
    /// Southward, in map units.
    pub y: f64,
}

impl MapPoint {
    /// The point at `x`, `y`.
    #[must_use]
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The straight-line distance to `other`, in map units.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        hypotenuse(other.x - self.x, other.y - self.y)
    }

    /// The point at `share` (0–1) of the line to `other`.
    #[must_use]
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self::new(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
        )
    }
}

/// A rectangle of the map, in map units. Empty until a point is added.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapRect {
    /// The north-western corner.
    pub least: MapPoint,
    /// The south-eastern corner.
    pub most: MapPoint,
}

impl Default for MapRect {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl MapRect {
    /// The empty rectangle, to which points can be added.
    pub const EMPTY: Self = Self {
        least: MapPoint {
            x: f64::INFINITY,
            y: f64::INFINITY,
        },
        most: MapPoint {
            x: f64::NEG_INFINITY,
            y: f64::NEG_INFINITY,
        },
    };

    /// The rectangle between two corners.
    #[must_use]
    pub fn between(a: MapPoint, b: MapPoint) -> Self {
        Self::EMPTY.with(a).with(b)
    }

    /// The smallest rectangle that contains all points; empty if there are none.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = MapPoint>) -> Self {
        points.into_iter().fold(Self::EMPTY, Self::with)
    }

    /// This rectangle, extended to contain `point`.
    #[must_use]
    pub fn with(self, point: MapPoint) -> Self {
        Self {
            least: MapPoint::new(self.least.x.min(point.x), self.least.y.min(point.y)),
            most: MapPoint::new(self.most.x.max(point.x), self.most.y.max(point.y)),
        }
    }

    /// The smallest rectangle that contains this one and `other`.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        if other.is_empty() {
            self
        } else {
            self.with(other.least).with(other.most)
        }
    }

    /// Returns whether it contains no point.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.most.x < self.least.x || self.most.y < self.least.y
    }

    /// The centre.
    #[must_use]
    pub fn center(self) -> MapPoint {
        self.least.towards(self.most, 0.5)
    }

    /// The extent from west to east, in map units.
    #[must_use]
    pub fn width(self) -> f64 {
        (self.most.x - self.least.x).max(0.0)
    }

    /// The extent from north to south, in map units.
    #[must_use]
    pub fn height(self) -> f64 {
        (self.most.y - self.least.y).max(0.0)
    }

    /// Returns whether `point` lies inside or on the edge.
    #[must_use]
    pub fn contains(self, point: MapPoint) -> bool {
        self.least.x <= point.x
            && point.x <= self.most.x
            && self.least.y <= point.y
            && point.y <= self.most.y
    }
}

/// A point of the stage, in CSS pixels from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScreenPoint {
    /// Rightward.
    pub x: f64,
    /// Downward.
    pub y: f64,
}

impl ScreenPoint {
    /// The point at `x`, `y`.
    #[must_use]
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The straight-line distance to `other`, in CSS pixels.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        hypotenuse(other.x - self.x, other.y - self.y)
    }
}

/// The square root of x² + y². `libm::hypot` guards against overflow, far beyond any map, and would add
/// 0.7 KB to the WASM (brotli).
pub(crate) fn hypotenuse(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// A box on the stage, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenBox {
    /// Its left edge.
    pub left: f64,
    /// Its top edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl ScreenBox {
    /// The box of `width` by `height` around `center`.
    #[must_use]
    pub fn centered(center: ScreenPoint, width: f64, height: f64) -> Self {
        Self {
            left: center.x - width / 2.0,
            top: center.y - height / 2.0,
            width,
            height,
        }
    }

    /// Returns whether the two share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.left + other.width
            && other.left < self.left + self.width
            && self.top < other.top + other.height
            && other.top < self.top + self.height
    }

    /// Returns whether `point` lies inside.
    #[must_use]
    pub fn contains(self, point: ScreenPoint) -> bool {
        self.left < point.x
            && point.x < self.left + self.width
            && self.top < point.y
            && point.y < self.top + self.height
    }

    /// Returns whether the whole box lies on the stage.
    #[must_use]
    pub fn is_within(self, viewport: Viewport) -> bool {
        0.0 <= self.left
            && 0.0 <= self.top
            && self.left + self.width <= viewport.width
            && self.top + self.height <= viewport.height
    }
}

/// The stage's size, its margins, and the font size of its labels, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width, at least 1.
    pub width: f64,
    /// Height, at least 1.
    pub height: f64,
    /// The margins of the picture along each edge.
    pub inset: Inset,
    /// The font size of labels.
    pub text: f64,
}

/// Margins along the edges of a viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Inset {
    /// Along the top edge.
    pub top: f64,
    /// Along the right edge.
    pub right: f64,
    /// Along the bottom edge.
    pub bottom: f64,
    /// Along the left edge.
    pub left: f64,
}

impl Viewport {
    /// The default font size of labels.
    pub const TEXT: f64 = 14.0;

    /// A stage of `width` by `height` CSS pixels without margins. A size that is NaN or below one
    /// pixel counts as one pixel.
    #[must_use]
    pub fn new(width: f64, height: f64) -> Self {
        Self {
            // `max` returns the number if the other operand is a NaN.
            width: width.max(1.0),
            height: height.max(1.0),
            inset: Inset::default(),
            text: Self::TEXT,
        }
    }

    /// The same stage with another font size for labels.
    #[must_use]
    pub fn with_text(self, text: f64) -> Self {
        Self { text, ..self }
    }

    /// The same stage with these margins.
    #[must_use]
    pub fn clear_of(self, inset: Inset) -> Self {
        Self { inset, ..self }
    }

    /// The width within the inset, at least 1.
    #[must_use]
    pub fn free_width(self) -> f64 {
        (self.width - self.inset.left - self.inset.right).max(1.0)
    }

    /// The height within the inset, at least 1.
    #[must_use]
    pub fn free_height(self) -> f64 {
        (self.height - self.inset.top - self.inset.bottom).max(1.0)
    }
}

#[cfg(test)]
mod tests;
