//! `series`: the points of a figure that is drawn over time.

use shanhai_pages::article::{Decimal, Point};
use toml::de::DeValue;

use super::{figures::number, table::Table};
use crate::diagnostics::{FigureProblem, Findings, Shape};

/// The fewest and the most points: two are a comparison, more than twelve are a chart.
const POINTS: [usize; 2] = [3, 12];

/// The points of `series` in a figure's `drawn`, each with the position of its text.
pub(super) fn series(table: &Table<'_>, findings: &mut Findings) -> Option<Vec<Point>> {
    let span = table.value("series")?.span();
    let entries = table.list("series", Shape::List, findings)?;
    let mut points: Vec<Point> = Vec::new();
    let mut is_sound = true;
    for entry in entries {
        let Some(point) = point(entry.get_ref()) else {
            findings.add(entry.span(), FigureProblem::NotAPoint);
            is_sound = false;
            continue;
        };
        if points.last().is_some_and(|last| point.year <= last.year) {
            findings.add(entry.span(), FigureProblem::NotInOrder);
            is_sound = false;
        }
        points.push(point);
    }
    let [least, most] = POINTS;
    if is_sound && !(least..=most).contains(&points.len()) {
        findings.add(span, FigureProblem::NotASeries { least, most });
        is_sound = false;
    }
    is_sound.then_some(points)
}

/// A year, and a number of 0 or more.
fn point(entry: &DeValue<'_>) -> Option<Point> {
    let DeValue::Array(pair) = entry else {
        return None;
    };
    let [year, value] = &**pair else {
        return None;
    };
    let year = number(year.get_ref())?.as_count()?;
    let year = u16::try_from(year)
        .ok()
        .filter(|year| (1..=9999).contains(year))?;
    let value = number(value.get_ref()).filter(|value: &Decimal| !value.is_negative())?;
    Some(Point { year, value })
}
