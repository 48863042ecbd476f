//! `drawn`: the drawing of a figure beside its text, where the author asks for one.

use shanhai_pages::article::{Drawing, Point, Qualifier};
use toml::de::DeValue;

use super::{
    data::Context,
    figures::FigureData,
    located::Located,
    series::series,
    steps::StepData,
    table::{Table, wrong_type},
    word::unknown_word,
};
use crate::diagnostics::{Entity, FigureProblem, Findings, Shape};

/// A drawing, and the span of the value that asks for it.
pub(super) type DrawingData = Located<Drawing>;

/// The value of `drawn` for one mark per unit.
const UNITS: &str = "units";

/// The largest number that is drawn as marks. Readers cannot see more marks than this as a number,
/// and they do not fit a narrow column.
const MOST_UNITS: u64 = 12;

/// The largest number of dots, so that each stays visible in a narrow column.
const MOST_DOTS: u64 = 100;

/// The drawing that `table` asks for. [`check`] compares it with other figures once all are read.
pub(super) fn drawing(
    table: &Table<'_>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<DrawingData> {
    let value = table.value("drawn")?;
    match value.get_ref() {
        DeValue::String(word) if word == UNITS => {
            return Some(Located::new(Drawing::Units, value.span()));
        }
        DeValue::String(word) => {
            findings.add(value.span(), unknown_word("drawn", word, [UNITS]));
        }
        DeValue::Table(_) => {
            let drawn = table.table("drawn", Entity::Drawing, Shape::UnitsOrTable, findings)?;
            let own = table.name("id").map_or("", |id| id.value);
            return drawing_of(&drawn, own, context, findings);
        }
        _ => findings.add(
            value.span(),
            wrong_type("drawn", value, Shape::UnitsOrTable),
        ),
    }
    None
}

/// The drawing of the figure `own` that its table describes: over time, in dots, with another figure,
/// or both of the latter.
fn drawing_of(
    table: &Table<'_>,
    own: &str,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<DrawingData> {
    if table.value("series").is_some() {
        let mut others = ["each", "within", "beside", "sides"].into_iter();
        if others.any(|key| table.value(key).is_some()) {
            findings.add(table.span.clone(), FigureProblem::NotOneDrawing);
            return None;
        }
        let points = series(table, findings)?;
        return Some(Located::new(Drawing::Series(points), table.span.clone()));
    }
    let each = match table.value("each") {
        Some(_) => Some(each(table, findings)?),
        None => None,
    };
    let keys = ["within", "beside", "sides"].map(|key| table.value(key).is_some());
    let key = match (keys, each) {
        ([true, false, false], _) => "within",
        ([false, true, false], None) => "beside",
        ([false, false, true], Some(_)) => "sides",
        ([false, false, false], Some(each)) => {
            return Some(Located::new(Drawing::Dots { each }, table.span.clone()));
        }
        ([false, false, false], None) if table.unknown_keys().next().is_some() => return None,
        _ => {
            findings.add(table.span.clone(), FigureProblem::NotOneDrawing);
            return None;
        }
    };
    let id = table.text(key, findings)?;
    let figures = &context.ids.figures;
    let other = figures.find_but(&id, |other| other == own, findings)?;
    let drawing = match (key, each) {
        ("within", Some(each)) => Drawing::DotsWithin { whole: other, each },
        ("within", None) => Drawing::Within(other),
        (_, Some(each)) => Drawing::Sides { east: other, each },
        _ => Drawing::Beside(other),
    };
    Some(Located::new(drawing, id.span))
}

/// `each`: the number of items that one dot stands for.
fn each(table: &Table<'_>, findings: &mut Findings) -> Option<u64> {
    let value = table.value("each")?;
    let DeValue::Integer(integer) = value.get_ref() else {
        findings.add(value.span(), wrong_type("each", value, Shape::Number));
        return None;
    };
    let each = u64::from_str_radix(integer.as_str(), integer.radix()).ok();
    if each.is_none_or(|each| each == 0) {
        let most = MOST_DOTS;
        findings.add(value.span(), FigureProblem::NotInDots { most });
        return None;
    }
    each
}

/// Reports drawings that would contradict their figures.
pub(super) fn check(figures: &[FigureData], steps: &[StepData], findings: &mut Findings) {
    for (position, figure) in figures.iter().enumerate() {
        let Some(drawn) = &figure.drawn else { continue };
        if let Some(each) = drawn.value.each() {
            check_dots(figure, each, drawn, findings);
        }
        match &drawn.value {
            Drawing::Units => check_units(figure, drawn, findings),
            Drawing::Series(points) => check_end(figure, points, drawn, findings),
            _ => {}
        }
        let Some(other) = drawn.value.with() else {
            continue;
        };
        if other == position {
            findings.add(drawn.span.clone(), FigureProblem::NotOneDrawing);
        } else if let Some(with) = figures.get(other) {
            check_pair(figure, with, drawn, findings);
        }
    }
    for step in steps {
        check_order(step, figures, findings);
    }
}

/// Checks that `figure` is a small and exact count.
fn check_units(figure: &FigureData, drawn: &DrawingData, findings: &mut Findings) {
    let count = figure.value.as_count();
    let is_small = count.is_some_and(|count| (1..=MOST_UNITS).contains(&count));
    if !is_small || figure.qualifier != Qualifier::Exact {
        let most = MOST_UNITS;
        findings.add(drawn.span.clone(), FigureProblem::NotInUnits { most });
    }
}

/// Checks that a series ends with `figure` itself.
fn check_end(figure: &FigureData, points: &[Point], drawn: &DrawingData, findings: &mut Findings) {
    let last = points.last().filter(|last| last.value != figure.value);
    if let Some(last) = last {
        let kind = FigureProblem::OtherEnd {
            year: last.year,
            value: figure.value.to_string(),
        };
        findings.add(drawn.span.clone(), kind);
    }
}

/// Checks that `figure` is a whole number of dots, and not too many.
fn check_dots(figure: &FigureData, each: u64, drawn: &DrawingData, findings: &mut Findings) {
    let count = figure.value.as_count();
    let is_whole = count.is_some_and(|count| count.is_multiple_of(each));
    let dots = count.map_or(0, |count| count / each);
    if !is_whole || !(1..=MOST_DOTS).contains(&dots) {
        let most = MOST_DOTS;
        findings.add(drawn.span.clone(), FigureProblem::NotInDots { most });
    }
}

/// Checks that two figures fit on one scale, and that a part is no larger than its whole. Dots of
/// another figure need to be whole as well.
fn check_pair(
    figure: &FigureData,
    other: &FigureData,
    drawn: &DrawingData,
    findings: &mut Findings,
) {
    if let Some((mine, theirs)) = figure.units_unlike(other) {
        let kind = FigureProblem::UnlikeUnits {
            unit: mine.to_owned(),
            other: theirs.to_owned(),
        };
        findings.add(drawn.span.clone(), kind);
    } else if figure.value.is_negative() || other.value.is_negative() {
        let kind = FigureProblem::NegativeBar;
        findings.add(drawn.span.clone(), kind);
    } else if is_part(&drawn.value) && other.value < figure.value {
        let kind = FigureProblem::MoreThanWhole {
            part: figure.id.clone(),
            whole: other.id.clone(),
        };
        findings.add(drawn.span.clone(), kind);
    } else if let Some(each) = drawn.value.each() {
        check_dots(other, each, drawn, findings);
    }
}

fn is_part(drawing: &Drawing) -> bool {
    matches!(drawing, Drawing::Within(_) | Drawing::DotsWithin { .. })
}

/// Checks that each step lists the other figure directly before the one that is drawn with it: the
/// drawing is placed between the two.
fn check_order(step: &StepData, figures: &[FigureData], findings: &mut Findings) {
    let mut previous = None;
    for listed in &step.figures {
        let before = previous.replace(listed.value);
        let Some((figure, other)) = drawn_pair(listed.value, figures) else {
            continue;
        };
        if before != Some(other) {
            let other = figures.get(other).map(|other| other.id.clone());
            let kind = FigureProblem::DrawnApart {
                figure: figure.id.clone(),
                other: other.unwrap_or_default(),
            };
            findings.add(listed.span.clone(), kind);
        }
    }
}

/// The figure at `position` and the position of the figure that it is drawn with, or `None` if it
/// is not drawn with another.
fn drawn_pair(position: usize, figures: &[FigureData]) -> Option<(&FigureData, usize)> {
    let figure = figures.get(position)?;
    let other = figure.drawn.as_ref()?.value.with()?;
    (other != position).then_some((figure, other))
}
