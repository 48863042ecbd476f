//! The level of detail of the land: as fine as the screen can show it, and no finer.

use crate::camera::Camera;
use crate::plane::Viewport;

/// A level of detail of the base map. The coarsest is part of the page; the others are loaded when
/// a camera first needs them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// About 6 km between the points of a border: for the whole country on a phone.
    #[default]
    Coarse,
    /// About 1.5 km: for a few provinces.
    Fine,
    /// About 0.35 km: for one province on a large screen.
    Finest,
}

/// From this scale on, in CSS pixels per kilometre, the points of the coarse land are about a pixel
/// apart, and its corners become visible.
const FINE_FROM: f64 = 0.16;

/// The same for the fine land, at nearly two pixels: a screen that shows a province at that size is
/// a desktop's, and the finest land is more than twice as large to load.
const FINEST_FROM: f64 = 1.2;

impl Detail {
    /// The level that a picture drawn for `camera` needs.
    #[must_use]
    pub fn at(camera: Camera, viewport: Viewport) -> Self {
        let scale = camera.scale(viewport);
        if FINEST_FROM <= scale {
            Self::Finest
        } else if FINE_FROM <= scale {
            Self::Fine
        } else {
            Self::Coarse
        }
    }

    /// Its number, from 0 for the coarsest.
    #[must_use]
    pub fn level(self) -> u8 {
        match self {
            Self::Coarse => 0,
            Self::Fine => 1,
            Self::Finest => 2,
        }
    }

    /// The level with this number, from 0 for the coarsest; for larger numbers, the finest.
    #[must_use]
    pub fn of_level(level: u8) -> Self {
        match level {
            0 => Self::Coarse,
            1 => Self::Fine,
            _ => Self::Finest,
        }
    }

    /// The suffix of the ids of its shapes.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Coarse => "",
            Self::Fine => "-1",
            Self::Finest => "-2",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::MapPoint;

    #[track_caller]
    fn check(span: f64, width: f64, expected: Detail) {
        let center = MapPoint::new(2500.0, 2500.0);
        let seen = Detail::at(Camera { center, span }, Viewport::new(width, 400.0));
        assert_eq!(seen, expected);
    }

    #[test]
    fn the_whole_country_is_coarse_on_a_phone() {
        check(5860.0, 390.0, Detail::Coarse);
    }

    #[test]
    fn a_few_provinces_are_fine() {
        check(1900.0, 390.0, Detail::Fine);
    }

    #[test]
    fn a_province_that_fills_a_desktop_screen_is_finest() {
        check(600.0, 800.0, Detail::Finest);
    }

    #[test]
    fn each_level_is_finer_than_the_one_before() {
        let levels = [0, 1, 2].map(Detail::of_level);
        assert!(levels.is_sorted());
        assert_eq!(levels.map(Detail::level), [0, 1, 2]);
    }

    #[test]
    fn the_shapes_of_finer_levels_have_numbered_ids() {
        let levels = [Detail::Coarse, Detail::Fine, Detail::Finest];
        assert_eq!(levels.map(Detail::suffix), ["", "-1", "-2"]);
    }
}
