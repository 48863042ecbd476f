//! The base map: regions as path data and bounds, from the files of `basemaps/china`.

mod catalog;
mod finer;
pub(crate) mod lettering;
mod names;
mod tiles;
mod topology;

use std::collections::BTreeMap;

use serde::Deserialize;
use shanhai_pages::view::Land;
use shanhai_story::detail::Detail;
use shanhai_story::plane::{MapPoint, MapRect};

pub use catalog::{RegionCatalog, RegionShape};
pub use finer::Shapes;
use names::RegionName;
pub(crate) use names::{area_called, region_called};
pub use tiles::Tile;
use topology::Polygon;

/// A base map, ready to be drawn at the scale of the whole country.
#[derive(Clone, Debug)]
pub struct Basemap {
    shapes: Vec<RegionShape>,
    polygons: Vec<Polygon>,
    areas: Vec<u32>,
    land: Land,
    /// The outline of the country, in multiples of [`OUTLINE_UNIT`].
    outline: String,
    provenance: Provenance,
    names: Vec<RegionName>,
    tiles: Vec<Tile>,
}

/// The information about a base map's origin that a page must show.
#[derive(Clone, Debug, Deserialize)]
pub struct Provenance {
    /// The credit line for the sources, by language subtag.
    pub attribution: BTreeMap<String, String>,
    /// The map review number (审图号) of this map, once a publisher has had it reviewed.
    pub product_approval_no: Option<String>,
}

impl Provenance {
    /// The credit line in `language`, or else in any other.
    #[must_use]
    pub fn attributed_in(&self, language: &str) -> String {
        let lines = &self.attribution;
        let line = lines.get(language).or(lines.values().next());
        line.cloned().unwrap_or_default()
    }
}

/// The bounds of the whole country with all its islands, in map units. Every national view shows
/// them, as the rules in `basemaps/china/README.md` require.
const NATION: MapRect = MapRect {
    least: MapPoint {
        x: -150.0,
        y: -90.0,
    },
    most: MapPoint {
        x: 4950.0,
        y: 5830.0,
    },
};

/// The relief in two formats, the preferred one first. [`RELIEF_FRAME`] is the part of the map that
/// it covers.
pub(crate) const RELIEF: [(&str, &[u8]); 2] = [
    ("avif", include_bytes!("../../../basemaps/china/shade.avif")),
    ("webp", include_bytes!("../../../basemaps/china/shade.webp")),
];
pub(crate) const RELIEF_FRAME: MapRect = MapRect {
    least: MapPoint { x: 0.0, y: 0.0 },
    most: MapPoint {
        x: 5000.0,
        y: 4100.0,
    },
};

/// A region narrower than this, in map units, is also drawn as a dot.
const TOO_SMALL_TO_SEE: f64 = 60.0;

/// The resolution of regions and rivers in the page, in map units (kilometres) per coordinate step.
/// At the scale of the whole country a step is half a CSS pixel on a phone and a whole one on a
/// desktop. Coarser coordinates make the page 2.8 KB (brotli) smaller.
const REGION_UNIT: u8 = 6;

/// The unit of the outline, in map units: its lines are wide, and each point takes time to draw.
const OUTLINE_UNIT: u8 = 12;

/// The resolution of the neighbouring land, which is only background.
const NEIGHBOUR_UNIT: u8 = 16;

const PROVINCES: &str = include_str!("../../../basemaps/china/provinces.l0.json");
const SURROUNDINGS: &str = include_str!("../../../basemaps/china/surroundings.json");
const PROVENANCE: &str = include_str!("../../../basemaps/china/provenance.json");

#[derive(Deserialize)]
struct ProvincesFile {
    china: topology::TopologyFile,
    islets: Vec<i32>,
    dash: String,
    undetermined: String,
}

#[derive(Deserialize)]
struct SurroundingsFile {
    neighbours: String,
    rivers: RiversFile,
}

#[derive(Deserialize)]
struct RiversFile {
    yellow: String,
    yangtze: String,
    min: String,
}

impl ProvincesFile {
    fn islet_points(&self) -> impl Iterator<Item = MapPoint> + '_ {
        let islets = self.islets.as_chunks().0.iter();
        islets.map(|&[x, y]| MapPoint::new(f64::from(x), f64::from(y)))
    }
}

impl RiversFile {
    fn joined(&self) -> String {
        let Self {
            yellow,
            yangtze,
            min,
        } = self;
        [&**yellow, yangtze, min].concat()
    }
}

impl Basemap {
    /// The map of China.
    ///
    /// # Panics
    /// If the embedded files are not a valid map. A test excludes this.
    #[must_use]
    pub fn china() -> Self {
        Self::read(PROVINCES, SURROUNDINGS, PROVENANCE)
            .expect("the committed map files are sound: a test reads them")
    }

    fn read(provinces: &str, surroundings: &str, provenance: &str) -> serde_json::Result<Self> {
        let provinces: ProvincesFile = serde_json::from_str(provinces)?;
        let around: SurroundingsFile = serde_json::from_str(surroundings)?;
        let outline = provinces.china.outline().open_path(OUTLINE_UNIT.into());
        let mut shapes = Vec::new();
        let mut polygons = Vec::new();
        let mut regions = Vec::new();
        for (code, polygon) in provinces.china.regions() {
            regions.push(polygon.path(REGION_UNIT.into()));
            shapes.push(RegionShape {
                code,
                bounds: polygon.bounds(),
            });
            polygons.push(polygon);
        }
        let markers = dots(
            shapes
                .iter()
                .map(|shape| shape.bounds)
                .filter(|bounds| bounds.width() < TOO_SMALL_TO_SEE)
                .map(MapRect::center),
        );
        let land = Land {
            regions,
            region_unit: REGION_UNIT,
            neighbours: Polygon::parse(&around.neighbours).path(NEIGHBOUR_UNIT.into()),
            neighbour_unit: NEIGHBOUR_UNIT,
            rivers: Polygon::parse(&around.rivers.joined()).open_path(REGION_UNIT.into()),
            islets: dots(provinces.islet_points()),
            markers,
            dashes: provinces.dash,
            undetermined: provinces.undetermined,
            relief: None,
        };
        Ok(Self {
            shapes,
            polygons,
            areas: finer::area_codes()?,
            land,
            outline,
            provenance: serde_json::from_str(provenance)?,
            names: names::all(),
            tiles: tiles::all(),
        })
    }

    /// The regions' codes and bounds, in the map's order.
    #[must_use]
    pub fn region_shapes(&self) -> &[RegionShape] {
        &self.shapes
    }

    /// The data about this map that reading a story requires.
    #[must_use]
    pub fn catalog(&self) -> RegionCatalog<'_> {
        RegionCatalog {
            basemap: "china",
            shapes: &self.shapes,
            areas: &self.areas,
            nation: NATION,
            map: Some(self),
        }
    }

    /// The bounds of every national view, in map units.
    #[must_use]
    pub fn nation(&self) -> MapRect {
        NATION
    }

    /// The land as drawn in the page.
    #[must_use]
    pub fn land(&self) -> &Land {
        &self.land
    }

    /// The outline of the country as open path data, and its unit in map units: the coast, and the
    /// border on land.
    #[must_use]
    pub fn outline(&self) -> (&str, u8) {
        (&self.outline, OUTLINE_UNIT)
    }

    /// The land at a finer `detail`, with the outlines of `areas`. `None` for the coarsest detail,
    /// which is [`Basemap::land`].
    ///
    /// # Panics
    /// If the embedded files are not a valid map. A test excludes this.
    #[must_use]
    pub fn finer_land(&self, detail: Detail, areas: &[u32]) -> Option<Shapes> {
        finer::shapes(detail, areas).expect("the committed map files are sound: a test reads them")
    }

    /// A region's name in the language of this subtag, or in English if the map has no name in that
    /// language. `None` for an unknown code.
    #[must_use]
    pub fn region_name(&self, code: u32, subtag: &str) -> Option<&str> {
        let name = self.names.iter().find(|name| name.code == code)?;
        Some(if subtag == "zh" { &name.zh } else { &name.en })
    }

    /// A region's square in the tile grid, or `None` for an unknown code or a map without a grid.
    #[must_use]
    pub fn tile(&self, code: u32) -> Option<&Tile> {
        self.tiles.iter().find(|tile| tile.code == code)
    }

    /// The origin of the map.
    #[must_use]
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// The bounds of the county or city `code`, in map units, if the map can outline it.
    ///
    /// # Panics
    /// If the embedded files are not a valid map. A test excludes this.
    #[must_use]
    pub fn area_bounds(&self, code: u32) -> Option<MapRect> {
        finer::area_bounds(code).expect("the committed map files are sound: a test reads them")
    }

    /// The code of the region that contains `point`, if any.
    #[must_use]
    pub fn region_at(&self, point: MapPoint) -> Option<u32> {
        let mut regions = self.shapes.iter().zip(&self.polygons);
        regions
            .find(|(_, polygon)| polygon.contains(point))
            .map(|(shape, _)| shape.code)
    }
}

/// Points as path data: lines of zero length, which a round cap turns into dots.
fn dots(points: impl IntoIterator<Item = MapPoint>) -> String {
    use std::fmt::Write;
    points.into_iter().fold(String::new(), |mut path, point| {
        // Writing to a string cannot fail.
        _ = write!(path, "M{:.0} {:.0}h0", point.x, point.y);
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::{Albers, LonLat};

    #[track_caller]
    fn check_lies_in(longitude: f64, latitude: f64, code: u32) {
        let point = projected(longitude, latitude);
        assert_eq!(Basemap::china().region_at(point), Some(code));
    }

    fn projected(longitude: f64, latitude: f64) -> MapPoint {
        let place = LonLat::new(longitude, latitude).expect("it is within range");
        Albers::china().project(place)
    }

    #[test]
    fn the_map_has_all_34_units() {
        assert_eq!(Basemap::china().region_shapes().len(), 34);
    }

    #[test]
    fn every_region_has_a_name() {
        let map = Basemap::china();
        for shape in map.region_shapes() {
            for language in ["zh", "en"] {
                assert!(
                    map.region_name(shape.code, language).is_some(),
                    "{}",
                    shape.code
                );
            }
        }
    }

    #[test]
    fn the_sea_line_has_ten_dashes() {
        let dashes = Basemap::china().land().dashes.matches('M').count();
        assert_eq!(dashes, 10);
    }

    #[test]
    fn the_islands_of_the_south_china_sea_are_drawn() {
        let map = Basemap::china();
        assert!(100 < map.land().islets.matches('M').count());
    }

    #[test]
    fn hong_kong_and_macao_have_markers() {
        assert_eq!(Basemap::china().land().markers.matches('M').count(), 2);
    }

    #[test]
    fn the_undetermined_stretch_is_drawn() {
        assert!(Basemap::china().land().undetermined.starts_with('M'));
    }

    #[test]
    fn tawang_is_in_xizang() {
        check_lies_in(91.87, 27.59, 540_000);
    }

    #[test]
    fn aksai_chin_is_in_xinjiang() {
        check_lies_in(79.5, 35.0, 650_000);
    }

    #[test]
    fn taiwan_is_a_province_like_every_other() {
        check_lies_in(121.0, 23.8, 710_000);
    }

    #[test]
    fn the_diaoyu_islands_are_among_the_islets() {
        let diaoyu = projected(123.474, 25.744);
        let file: ProvincesFile = serde_json::from_str(PROVINCES).expect("the map is JSON");
        let nearest = file
            .islet_points()
            .map(|islet| islet.distance(diaoyu))
            .fold(f64::INFINITY, f64::min);
        assert!(nearest < 8.0, "the nearest islet is {nearest} km away");
    }

    #[test]
    fn the_national_frame_contains_every_region() {
        let map = Basemap::china();
        for shape in map.region_shapes() {
            assert!(map.nation().contains(shape.bounds.least), "{}", shape.code);
            assert!(map.nation().contains(shape.bounds.most), "{}", shape.code);
        }
    }
}
