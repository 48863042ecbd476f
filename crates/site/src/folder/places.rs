//! `[[place]]`: what has a name on the map.

use shanhai_story::{
    plane::{MapPoint, MapRect},
    story::{Place, Side},
};
use toml::Spanned;

use super::{
    data::Context,
    ids::bare,
    language::{Language, Texts},
    regions::Regions,
    table::Table,
};
use crate::basemap::Basemap;
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

    /// The side that it lies on: its region's, or that of all its members.
    pub(super) fn side(&self, regions: &Regions) -> Side {
        let of = |region: &usize| regions.in_story.get(*region).map(|region| region.side);
        let mut sides = self.region.iter().chain(&self.members).filter_map(of);
        let first = sides.next().unwrap_or_default();
        let is_one = sides.all(|side| side == first);
        if is_one { first } else { Side::Neither }
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
    let elsewhere = at.and_then(|at| match context.map {
        _ if !lies_near(at, *bounds) => Some(context.map.and_then(|map| map.region_at(at))),
        Some(map) => lies_in_another(at, code.value, map).map(Some),
        None => None,
    });
    if let Some(other) = elsewhere {
        let span = table.value("at").map_or(code.span, Spanned::span);
        let code = code.value.to_owned();
        let other = other.map(|other| other.to_string());
        findings.add(span, FaultKind::OutsideRegion { code, other });
    }
    Some(position)
}

/// The county or city that the place stands in.
fn area(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Option<u32> {
    let code = table.text_if_any("area", findings)?;
    let position = context.regions.areas.find(&code, findings)?;
    context.regions.area_codes.get(position).copied()
}

/// How far, in map units, a place may lie beyond a border: the land that is looked at is simplified by
/// some kilometres, and a town may stand on one.
const BESIDE_BORDER: f64 = 20.0;

/// The region that the point lies in where that is another than `code` and that one is not near.
fn lies_in_another(at: MapPoint, code: &str, map: &Basemap) -> Option<u32> {
    let other = map.region_at(at)?;
    let around = [-1.0, 0.0, 1.0].into_iter().flat_map(|right| {
        [-1.0, 0.0, 1.0]
            .map(|down| MapPoint::new(at.x + right * BESIDE_BORDER, at.y + down * BESIDE_BORDER))
    });
    let is_near = |point| {
        map.region_at(point)
            .is_some_and(|near| near.to_string() == code)
    };
    (!around.into_iter().any(is_near)).then_some(other)
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
