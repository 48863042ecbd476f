//! The tile grid: one square for each region, roughly where the region lies. A base map without such
//! a grid has no file for it, and readers choose regions from a list.

use serde::Deserialize;

const TILES: &str = include_str!("../../../../basemaps/china/tiles.csv");

/// A region's square in the tile grid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tile {
    pub(super) code: u32,
    /// The column, from 0 in the west.
    pub column: u8,
    /// The row, from 0 in the north.
    pub row: u8,
    zh: String,
    en: String,
}

impl Tile {
    /// The short name that fits into the square, in the language of this subtag, or in English.
    #[must_use]
    pub fn name(&self, subtag: &str) -> &str {
        if subtag == "zh" { &self.zh } else { &self.en }
    }
}

/// The whole grid.
pub(super) fn all() -> Vec<Tile> {
    let rows = csv::Reader::from_reader(TILES.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>()
        .expect("the committed grid is sound: a test reads it")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::basemap::Basemap;

    #[test]
    fn every_region_has_one_tile_of_its_own() {
        let map = Basemap::china();
        let codes: BTreeSet<u32> = map.region_shapes().iter().map(|it| it.code).collect();
        let tiles = all();
        assert_eq!(tiles.len(), codes.len());
        assert_eq!(
            tiles.iter().map(|tile| tile.code).collect::<BTreeSet<_>>(),
            codes
        );
        let places: BTreeSet<_> = tiles.iter().map(|tile| (tile.column, tile.row)).collect();
        assert_eq!(places.len(), tiles.len(), "no two share a square");
    }

    #[test]
    fn seven_columns_fit_on_the_narrowest_screen() {
        // 320 px, in targets of 44 px.
        assert_eq!(all().iter().map(|tile| tile.column).max(), Some(6));
    }

    #[test]
    fn regions_far_apart_are_in_the_same_order_in_the_grid() {
        const FAR_KM: f64 = 900.0;
        let map = Basemap::china();
        let placed: Vec<_> = map
            .region_shapes()
            .iter()
            .filter_map(|shape| Some((shape.bounds.center(), map.tile(shape.code)?)))
            .collect();
        for (one, tile) in &placed {
            for (other, next) in &placed {
                if one.x + FAR_KM < other.x {
                    assert!(tile.column <= next.column, "{} and {}", tile.zh, next.zh);
                }
                if one.y + FAR_KM < other.y {
                    assert!(tile.row <= next.row, "{} and {}", tile.zh, next.zh);
                }
            }
        }
    }

    #[test]
    fn a_short_name_in_chinese_is_the_full_one() {
        let map = Basemap::china();
        for tile in all() {
            assert_eq!(Some(tile.name("zh")), map.region_name(tile.code, "zh"));
            assert_eq!(tile.name("en").len(), 2, "{}", tile.zh);
        }
    }
}
