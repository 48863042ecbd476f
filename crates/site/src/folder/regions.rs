//! The regions of the base map as a story uses them: their sides, and smaller bounds that stand in
//! for large regions.

use shanhai_story::{
    plane::MapRect,
    story::{Region, Side},
};

use super::{
    ids::{Ids, check_repeats},
    point::Projector,
    table::Table,
};
use crate::basemap::{RegionCatalog, RegionShape};
use crate::diagnostics::{DataProblem, Entity, Findings, MapProblem, Shape};

/// Every region of the base map, in its order, with its side and bounds in the story.
#[derive(Debug)]
pub(super) struct Regions {
    pub(super) ids: Ids,
    /// As the story uses them, with stand-ins.
    pub(super) in_story: Vec<Region>,
    /// Their bounds on the base map, without stand-ins.
    pub(super) drawn: Vec<MapRect>,
    /// The codes of the counties and cities that the base map can outline.
    pub(super) area_codes: Vec<u32>,
}

impl Regions {
    pub(super) fn read(
        story: &Table<'_>,
        catalog: &RegionCatalog<'_>,
        surveyor: &Projector<'_>,
        findings: &mut Findings,
    ) -> Self {
        let codes = catalog.shapes.iter().map(|shape| shape.code.to_string());
        let whole = |shape: &RegionShape| Region {
            code: shape.code,
            side: Side::Neither,
            bounds: shape.bounds,
        };
        let mut read = Self {
            ids: Ids::known(Entity::Region, codes),
            in_story: catalog.shapes.iter().map(whole).collect(),
            drawn: catalog.shapes.iter().map(|shape| shape.bounds).collect(),
            area_codes: catalog.areas.to_vec(),
        };
        read.take_sides(story, findings);
        read.stand_in(story, surveyor, findings);
        read
    }

    /// The county or city whose code is `text`.
    pub(super) fn area(&self, text: &str) -> Option<u32> {
        let mut codes = self.area_codes.iter().copied();
        codes.find(|code| code.to_string() == text)
    }

    fn take_sides(&mut self, story: &Table<'_>, findings: &mut Findings) {
        let Some(sides) = story.table("sides", Entity::Sides, Shape::Table, findings) else {
            return;
        };
        for (key, side) in [("east", Side::East), ("west", Side::West)] {
            let codes = sides.texts(key, findings).unwrap_or_default();
            check_repeats(&codes, findings);
            for code in codes {
                let position = self.ids.find(&code, findings);
                let Some(region) = position.and_then(|at| self.in_story.get_mut(at)) else {
                    continue;
                };
                if side == Side::West && region.side == Side::East {
                    let code_text = code.value.to_owned();
                    findings.add(code.span, MapProblem::BothSides { code: code_text });
                }
                region.side = side;
            }
        }
    }

    /// Replaces the bounds of large regions with those of a few points that the author chose. A
    /// camera that fits such a region then frames the story's part of it, not its far corners.
    fn stand_in(&mut self, story: &Table<'_>, surveyor: &Projector<'_>, findings: &mut Findings) {
        let tables = story.tables("region", Entity::Region, findings);
        // Called only to report missing and repeated codes.
        _ = Ids::of(Entity::Region, "code", &tables, findings);
        for table in &tables {
            let bounds = stand_in_bounds(table, surveyor, findings);
            let Some(code) = table.name("code") else {
                continue;
            };
            let position = self.ids.find(&code, findings);
            if let Some(region) = position.and_then(|at| self.in_story.get_mut(at)) {
                region.bounds = bounds;
            }
        }
    }
}

fn stand_in_bounds(
    table: &Table<'_>,
    surveyor: &Projector<'_>,
    findings: &mut Findings,
) -> MapRect {
    let key = "stand_in";
    if table.value(key).is_none() {
        table.report_missing(key, findings);
    }
    let Some(entries) = table.list(key, Shape::Points, findings) else {
        return MapRect::EMPTY;
    };
    if let Some(value) = table.value(key) {
        match entries.len() {
            0 => findings.add(value.span(), DataProblem::EmptyList { key }),
            1 => findings.add(value.span(), MapProblem::StandInTooSmall),
            _ => {}
        }
    }
    let point = |entry| surveyor.point(key, entry, findings);
    MapRect::around(entries.iter().filter_map(point))
}
