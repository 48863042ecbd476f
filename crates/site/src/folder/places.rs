//! `[[place]]`: what has a name on the map.

use shanhai_story::{
    plane::{MapPoint, MapRect},
    story::Place,
};
use toml::Spanned;

use super::{
    data::Context,
    ids::bare,
    language::{Language, Texts},
    table::Table,
};
use crate::faults::{FaultKind, Findings};

/// A place with its name in every language.
#[derive(Debug)]
pub(super) struct PlaceData {
    id: String,
    name: Texts,
    at: MapPoint,
    region: Option<usize>,
    members: Vec<usize>,
    area: Option<u32>,
}

/// How far, in map units, a place may lie outside its region's bounds: the base map's borders are
/// simplified by some kilometres, and a label's point may stand beside a small region.
const BESIDE_REGION: f64 = 60.0;

impl PlaceData {
    /// The place of `table`, whose `id` is checked already.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        let at = point(table, context, findings);
        let members = table.texts("members", findings).unwrap_or_default();
        Self {
            id: table
                .name("id")
                .map(|id| id.value.to_owned())
                .unwrap_or_default(),
            name: Texts::read(table, "name", context.languages, findings),
            at: at.unwrap_or_default(),
            region: region(table, at, context, findings),
            members: bare(context.regions.ids.find_all(&members, findings)),
            area: area(table, context, findings),
        }
    }

    /// The place as a story in `language` has it.
    pub(super) fn within(&self, language: &Language) -> Place {
        Place {
            id: self.id.clone(),
            name: self.name.within(language),
            at: self.at,
            region: self.region,
            members: self.members.clone(),
            area: self.area,
        }
    }
}

fn point(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<MapPoint> {
    let Some(value) = table.value("at") else {
        table.miss("at", findings);
        return None;
    };
    context.surveyor.point("at", value, findings)
}

/// The region that the place lies in.
fn region(
    table: &Table<'_>,
    at: Option<MapPoint>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<usize> {
    let code = table.text_if_any("region", findings)?;
    if table.value("members").is_some() {
        findings.add(code.span.clone(), FaultKind::GroupInRegion);
    }
    let position = context.regions.ids.find(&code, findings)?;
    let bounds = context.regions.drawn.get(position)?;
    if at.is_some_and(|at| !lies_near(at, *bounds)) {
        let span = table.value("at").map_or(code.span, Spanned::span);
        let code = code.value.to_owned();
        findings.add(span, FaultKind::OutsideRegion { code });
    }
    Some(position)
}

/// The county or city that the place stands in.
fn area(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<u32> {
    let code = table.text_if_any("area", findings)?;
    let position = context.regions.areas.find(&code, findings)?;
    context.regions.area_codes.get(position).copied()
}

/// Bounds that hold nothing are not known, and any point may lie near them.
fn lies_near(at: MapPoint, bounds: MapRect) -> bool {
    let reach = |corner: MapPoint, by: f64| MapPoint::new(corner.x + by, corner.y + by);
    let wider = MapRect {
        least: reach(bounds.least, -BESIDE_REGION),
        most: reach(bounds.most, BESIDE_REGION),
    };
    bounds.is_empty() || wider.contains(at)
}
