//! The data of a base map that reading a story requires.

use shanhai_story::plane::MapRect;

use super::Basemap;

/// A region of the base map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegionShape {
    /// The base map's code: for China the six digits of GB/T 2260.
    pub code: u32,
    /// The whole region, in map units.
    pub bounds: MapRect,
}

/// The data of a base map that reading a story requires.
#[derive(Clone, Copy, Debug)]
pub struct RegionCatalog<'a> {
    /// The name by which `story.toml` asks for this base map.
    pub basemap: &'a str,
    /// In the order of the base map. A story keeps its regions in the same order.
    pub shapes: &'a [RegionShape],
    /// The codes of the counties and cities that the base map can outline.
    pub areas: &'a [u32],
    /// The extent of the whole country. Every place must lie within it.
    pub nation: MapRect,
    /// Finds the region that contains a point. Without it only the regions' bounds are checked.
    pub map: Option<&'a Basemap>,
}
