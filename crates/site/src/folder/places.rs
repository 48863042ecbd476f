//! `[[place]]`: the named places on the map.

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
use crate::basemap::{Basemap, area_called};
use crate::diagnostics::{Findings, MapProblem, character::seen};

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

/// How far, in map units, a place may lie outside its region's bounds. The base map's borders are
/// simplified by some kilometres, and the point of a label may be beside a small region.
const BESIDE_REGION: f64 = 60.0;

impl PlaceData {
    /// Reads a place from `table`. The caller has already checked its `id`.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        let at = point(table, context, findings);
        let region = region(table, at, context, findings);
        let members = table.texts("members", findings).unwrap_or_default();
        Self {
            id: table
                .name("id")
                .map(|id| id.value.to_owned())
                .unwrap_or_default(),
            name: Texts::read(table, "name", context.languages, findings),
            at: at.unwrap_or_default(),
            region,
            members: bare(context.regions.ids.find_all(&members, findings)),
            area: area(table, at, region, context, findings),
        }
    }

    /// The side of its region and all its members, or `Side::Neither` if they differ.
    pub(super) fn side(&self, regions: &Regions) -> Side {
        let of = |region: &usize| regions.in_story.get(*region).map(|region| region.side);
        let mut sides = self.region.iter().chain(&self.members).filter_map(of);
        let first = sides.next().unwrap_or_default();
        let is_one = sides.all(|side| side == first);
        if is_one { first } else { Side::Neither }
    }

    /// The place, named in `language`.
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
        table.report_missing("at", findings);
        return None;
    };
    context.surveyor.point("at", value, findings)
}

/// The position of the region that the place names. Reports an error if its point lies in another
/// region.
fn region(
    table: &Table<'_>,
    at: Option<MapPoint>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<usize> {
    let code = table.text_if_any("region", findings)?;
    if table.value("members").is_some() {
        findings.add(code.span.clone(), MapProblem::GroupInRegion);
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
        let problem = MapProblem::OutsideRegion { code, other };
        findings.add(span, problem);
    }
    Some(position)
}

/// The county or city that the place names.
fn area(
    table: &Table<'_>,
    at: Option<MapPoint>,
    region: Option<usize>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<u32> {
    let text = table.text_if_any("area", findings)?;
    let region = region.and_then(|region| context.regions.in_story.get(region));
    let region = region.map(|region| region.code);
    let mut add = |span, problem| findings.add(span, problem);
    let Some(area) = context.regions.area(text.value) else {
        add(text.span, unknown_area(text.value, region, context));
        return None;
    };
    // If the place names no region, use the region that contains its point.
    let region = region.or_else(|| at.and_then(|at| context.map?.region_at(at)));
    if let Some(region) = region.filter(|region| province_of(*region) != province_of(area)) {
        let problem = MapProblem::AreaOutsideRegion {
            area: text.value.to_owned(),
            region: region.to_string(),
            known: areas_in(province_of(region), context),
        };
        add(text.span, problem);
        return None;
    }
    let bounds = context.map.and_then(|map| map.area_bounds(area));
    if let (Some(at), Some(bounds)) = (at, bounds)
        && !lies_within(at, bounds, BESIDE_BORDER)
    {
        let span = table.value("at").map_or(text.span, Spanned::span);
        let area = text.value.to_owned();
        add(span, MapProblem::OutsideArea { area });
    }
    Some(area)
}

/// The diagnostic for an area that the map does not have, with suggestions: the areas of the
/// place's region, or else those of the province that the code begins with, or else all areas.
fn unknown_area(text: &str, region: Option<u32>, context: &Context<'_>) -> MapProblem {
    let is_there =
        |code: &u32| region.is_none_or(|region| province_of(region) == province_of(*code));
    let meant = area_called(&seen(text)).filter(is_there);
    let meant = meant.filter(|code| context.regions.area(&code.to_string()).is_some());
    let written = text.get(..2).and_then(|start| start.parse().ok());
    let province = region.map(province_of).or(written);
    let known = match (meant, province) {
        (Some(code), _) => vec![code.to_string()],
        (None, Some(province)) => areas_in(province, context),
        (None, None) => context
            .regions
            .area_codes
            .iter()
            .map(u32::to_string)
            .collect(),
    };
    MapProblem::UnknownArea {
        area: text.to_owned(),
        known,
        is_meant: meant.is_some(),
    }
}

/// The first two digits of a code, which identify its province.
fn province_of(code: u32) -> u32 {
    code / 10_000
}

fn areas_in(province: u32, context: &Context<'_>) -> Vec<String> {
    let codes = context.regions.area_codes.iter();
    let there = codes.filter(|code| province_of(**code) == province);
    there.map(u32::to_string).collect()
}

/// How far, in map units, a place may lie beyond a border: the region outlines that are compared
/// are simplified by some kilometres, and a town may be on a border.
const BESIDE_BORDER: f64 = 20.0;

/// The region that contains the point, unless it is `code` or the region `code` is near the point.
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

/// Returns whether `at` lies in or near `bounds`. Empty bounds are unknown, so every point counts
/// as near.
fn lies_near(at: MapPoint, bounds: MapRect) -> bool {
    bounds.is_empty() || lies_within(at, bounds, BESIDE_REGION)
}

/// Returns whether `at` is within `bounds` extended by `beside` map units on each side.
fn lies_within(at: MapPoint, bounds: MapRect, margin: f64) -> bool {
    let reach = |corner: MapPoint, by: f64| MapPoint::new(corner.x + by, corner.y + by);
    let wider = MapRect {
        least: reach(bounds.least, -margin),
        most: reach(bounds.most, margin),
    };
    wider.contains(at)
}
