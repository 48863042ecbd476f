//! `drawn`: the drawing of a figure beside its text, where the author asks for one.

use shanhai_pages::article::{Drawing, Qualifier};
use toml::de::DeValue;

use super::{
    data::Context,
    figures::FigureData,
    located::Located,
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
            let with = table.table("drawn", Entity::Drawing, Shape::UnitsOrTable, findings)?;
            let own = table.name("id").map_or("", |id| id.value);
            return drawing_with(&with, own, context, findings);
        }
        _ => findings.add(
            value.span(),
            wrong_type("drawn", value, Shape::UnitsOrTable),
        ),
    }
    None
}

/// The drawing of the figure `own` together with the figure that the table names.
fn drawing_with(
    table: &Table<'_>,
    own: &str,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<DrawingData> {
    let keys = ["within", "beside"].map(|key| table.value(key).is_some());
    let (key, drawing): (_, fn(usize) -> Drawing) = match keys {
        [true, false] => ("within", Drawing::Within),
        [false, true] => ("beside", Drawing::Beside),
        [false, false] if table.unknown_keys().next().is_some() => return None,
        _ => {
            findings.add(table.span.clone(), FigureProblem::NotOneDrawing);
            return None;
        }
    };
    let id = table.text(key, findings)?;
    let other = context
        .ids
        .figures
        .find_but(&id, |other| other == own, findings)?;
    Some(Located::new(drawing(other), id.span))
}

/// Reports drawings that would contradict their figures.
pub(super) fn check(figures: &[FigureData], steps: &[StepData], findings: &mut Findings) {
    for (position, figure) in figures.iter().enumerate() {
        let Some(drawn) = &figure.drawn else { continue };
        match drawn.value {
            Drawing::Units => {
                let count = figure.value.as_count();
                let is_small = count.is_some_and(|count| (1..=MOST_UNITS).contains(&count));
                if !is_small || figure.qualifier != Qualifier::Exact {
                    let most = MOST_UNITS;
                    let kind = FigureProblem::NotInUnits { most };
                    findings.add(drawn.span.clone(), kind);
                }
            }
            Drawing::Within(other) | Drawing::Beside(other) => {
                if other == position {
                    findings.add(drawn.span.clone(), FigureProblem::NotOneDrawing);
                    continue;
                }
                let Some(with) = figures.get(other) else {
                    continue;
                };
                check_pair(figure, with, drawn, findings);
            }
        }
    }
    for step in steps {
        check_order(step, figures, findings);
    }
}

/// Checks that two figures fit on one scale, and that a part is no larger than its whole.
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
    } else if matches!(drawn.value, Drawing::Within(_)) && other.value < figure.value {
        let kind = FigureProblem::MoreThanWhole {
            part: figure.id.clone(),
            whole: other.id.clone(),
        };
        findings.add(drawn.span.clone(), kind);
    }
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
    match figure.drawn.as_ref()?.value {
        Drawing::Within(other) | Drawing::Beside(other) => {
            (other != position).then_some((figure, other))
        }
        Drawing::Units => None,
    }
}
