//! `drawn`: how a figure is drawn beside its text, where the author asks for it.

use shanhai::article::{Drawing, Qualifier};
use toml::de::DeValue;

use super::{
    data::Context,
    figures::FigureData,
    located::Located,
    steps::StepData,
    table::{Table, wrong_type},
    word::unknown_word,
};
use crate::faults::{FaultKind, FigureProblem, Findings, Shape, Thing};

/// A drawing, and where it is asked for.
pub(super) type DrawingData = Located<Drawing>;

/// The word for a mark each.
const UNITS: &str = "units";

/// More marks than this are no longer seen as a number, and do not fit a narrow column.
const MOST_UNITS: u64 = 12;

/// The drawing that `table` asks for; what it says of other figures is checked when all are read.
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
            let with = table.table("drawn", Thing::Drawing, Shape::UnitsOrTable, findings)?;
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

/// The drawing of the figure `own` with the one that the table names.
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
            findings.add(table.span.clone(), FaultKind::NotOneDrawing);
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

/// Finds drawings that would say something else than their figures.
pub(super) fn check(figures: &[FigureData], steps: &[StepData], findings: &mut Findings) {
    for (position, figure) in figures.iter().enumerate() {
        let Some(drawn) = &figure.drawn else { continue };
        match drawn.value {
            Drawing::Units => {
                let count = figure.value.as_count();
                let is_small = count.is_some_and(|count| (1..=MOST_UNITS).contains(&count));
                if !is_small || figure.qualifier != Qualifier::Exact {
                    let most = MOST_UNITS;
                    let kind = FaultKind::Figure(FigureProblem::NotInUnits { most });
                    findings.add(drawn.span.clone(), kind);
                }
            }
            Drawing::Within(other) | Drawing::Beside(other) => {
                if other == position {
                    findings.add(drawn.span.clone(), FaultKind::NotOneDrawing);
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

/// Two figures fit on one scale, and a part into its whole.
fn check_pair(
    figure: &FigureData,
    other: &FigureData,
    drawn: &DrawingData,
    findings: &mut Findings,
) {
    if let Some((mine, theirs)) = figure.units_unlike(other) {
        let kind = FaultKind::UnlikeUnits {
            unit: mine.to_owned(),
            other: theirs.to_owned(),
        };
        findings.add(drawn.span.clone(), kind);
    } else if figure.value.is_negative() || other.value.is_negative() {
        let kind = FaultKind::Figure(FigureProblem::NegativeBar);
        findings.add(drawn.span.clone(), kind);
    } else if matches!(drawn.value, Drawing::Within(_)) && other.value < figure.value {
        let kind = FaultKind::MoreThanWhole {
            part: figure.id.clone(),
            whole: other.id.clone(),
        };
        findings.add(drawn.span.clone(), kind);
    }
}

/// The drawing stands between its two figures: one right after the other in each step.
fn check_order(step: &StepData, figures: &[FigureData], findings: &mut Findings) {
    let mut previous = None;
    for listed in &step.figures {
        let before = previous.replace(listed.value);
        let Some((figure, other)) = drawn_pair(listed.value, figures) else {
            continue;
        };
        if before != Some(other) {
            let other = figures.get(other).map(|other| other.id.clone());
            let kind = FaultKind::DrawnApart {
                figure: figure.id.clone(),
                other: other.unwrap_or_default(),
            };
            findings.add(listed.span.clone(), kind);
        }
    }
}

/// The figure at `position`, if it is drawn with another, and that one's position.
fn drawn_pair(position: usize, figures: &[FigureData]) -> Option<(&FigureData, usize)> {
    let figure = figures.get(position)?;
    match figure.drawn.as_ref()?.value {
        Drawing::Within(other) | Drawing::Beside(other) => {
            (other != position).then_some((figure, other))
        }
        Drawing::Units => None,
    }
}
