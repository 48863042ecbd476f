//! Finer land, one file per level of detail. A page fetches a file when a camera first needs it.

use std::collections::BTreeMap;

use serde::Deserialize;
use shanhai_story::detail::Detail;
use shanhai_story::plane::{MapPoint, MapRect};

use super::topology::Polygon;
use super::{ProvincesFile, SurroundingsFile, dots};

const FINE: &str = include_str!("../../../../basemaps/china/provinces.l1.json");
const FINEST: &str = include_str!("../../../../basemaps/china/provinces.l2.json");
const COUNTIES: &str = include_str!("../../../../basemaps/china/counties.json");
const PREFECTURES: &str = include_str!("../../../../basemaps/china/prefectures.json");

/// Metres per map unit.
const MAP_UNIT: i32 = 1000;

/// The files of counties and prefectures, with the metres per unit of their coordinates.
const AREA_FILES: [(&str, i32); 2] = [(COUNTIES, 100), (PREFECTURES, 200)];

/// Path data by the name of its shape, grouped by the factor from its coordinates to map units.
pub type Shapes = BTreeMap<String, BTreeMap<String, String>>;

#[derive(Deserialize)]
struct MetaFile {
    meta: Meta,
}

#[derive(Deserialize)]
struct Meta {
    /// Metres per unit of the file's coordinates.
    unit: i32,
}

/// The codes of the counties and prefectures that can be outlined, sorted.
pub(super) fn area_codes() -> serde_json::Result<Vec<u32>> {
    let mut codes = Vec::new();
    for (file, _) in AREA_FILES {
        codes.extend(areas(file)?.into_keys());
    }
    codes.sort_unstable();
    Ok(codes)
}

/// The land at `detail`, with the areas of these codes. `None` for the coarsest detail, which is
/// part of the page and has no file.
pub(super) fn shapes(detail: Detail, codes: &[u32]) -> serde_json::Result<Option<Shapes>> {
    let file = match detail {
        Detail::Coarse => return Ok(None),
        Detail::Fine => FINE,
        Detail::Finest => FINEST,
    };
    let MetaFile {
        meta: Meta { unit },
    } = serde_json::from_str(file)?;
    let provinces: ProvincesFile = serde_json::from_str(file)?;
    let around: SurroundingsFile = serde_json::from_str(super::SURROUNDINGS)?;
    let mut shapes = Shapes::new();
    let mut add = |metres: i32, name: String, path: String| {
        let scale = f64::from(metres) / f64::from(MAP_UNIT);
        shapes
            .entry(scale.to_string())
            .or_default()
            .insert(name, path);
    };
    for (code, polygon) in provinces.china.regions() {
        add(unit, format!("r{code}"), polygon.path(1));
    }
    add(unit, "islets".to_owned(), dots(provinces.islet_points()));
    add(unit, "dashes".to_owned(), provinces.dash);
    add(unit, "undetermined".to_owned(), provinces.undetermined);
    let neighbours = Polygon::parse(&around.neighbours).path(1);
    add(MAP_UNIT, "neighbours".to_owned(), neighbours);
    let rivers = Polygon::parse(&around.rivers.joined()).open_path(1);
    add(MAP_UNIT, "rivers".to_owned(), rivers);
    for (file, metres) in AREA_FILES {
        // Areas are as detailed as the land that contains them.
        let steps = (unit / metres).max(1);
        for (code, path) in areas(file)? {
            if codes.contains(&code) {
                let path = Polygon::parse(&path).path(steps);
                add(metres * steps, format!("a{code}"), path);
            }
        }
    }
    Ok(Some(shapes))
}

/// The bounds of the area `code` in map units, or `None` for an unknown code.
pub(super) fn area_bounds(code: u32) -> serde_json::Result<Option<MapRect>> {
    for (file, metres) in AREA_FILES {
        if let Some(path) = areas(file)?.get(&code) {
            let scale = f64::from(metres) / f64::from(MAP_UNIT);
            let bounds = Polygon::parse(path).bounds();
            let scaled = |point: MapPoint| MapPoint::new(point.x * scale, point.y * scale);
            return Ok(Some(MapRect {
                least: scaled(bounds.least),
                most: scaled(bounds.most),
            }));
        }
    }
    Ok(None)
}

fn areas(file: &str) -> serde_json::Result<BTreeMap<u32, String>> {
    serde_json::from_str(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basemap::Basemap;

    /// The shapes of a level by name, at any scale.
    fn named(detail: Detail, codes: &[u32]) -> BTreeMap<String, String> {
        let shapes = shapes(detail, codes).expect("the map files are JSON");
        shapes
            .into_iter()
            .flatten()
            .flat_map(|(_, it)| it)
            .collect()
    }

    #[test]
    fn each_level_has_every_region_of_the_page() {
        let map = Basemap::china();
        for detail in [Detail::Fine, Detail::Finest] {
            let shapes = named(detail, &[]);
            for region in map.region_shapes() {
                assert!(shapes.contains_key(&format!("r{}", region.code)));
            }
        }
    }

    #[test]
    fn each_level_has_ten_dashes_and_the_islands() {
        for detail in [Detail::Fine, Detail::Finest] {
            let shapes = named(detail, &[]);
            assert_eq!(shapes["dashes"].matches('M').count(), 10);
            assert!(100 < shapes["islets"].matches('M').count());
            assert!(shapes["undetermined"].starts_with('M'));
        }
    }

    #[test]
    fn a_level_has_only_the_requested_areas() {
        let shapes = named(Detail::Fine, &[620_623, 610_900]);
        let areas: Vec<_> = shapes.keys().filter(|name| name.starts_with('a')).collect();
        assert_eq!(areas, ["a610900", "a620623"]);
    }

    #[test]
    fn the_coarsest_land_has_no_file() {
        assert_eq!(named(Detail::Coarse, &[]), BTreeMap::new());
    }
}
