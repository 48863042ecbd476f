//! `[[figure]]`: a number with its value, qualifier and source, and its wording in each language.

use std::collections::BTreeMap;
use std::ops::Range;

use shanhai_pages::article::{Decimal, Figure, Qualifier};
use toml::de::DeValue;

use super::{
    data::Context,
    drawings::{DrawingData, drawing},
    language::Language,
    numerals::counted,
    qualifiers::{StatedQualifier, stated_qualifier},
    table::{Table, wrong_type},
    word::word,
};
use crate::diagnostics::{Entity, FigureProblem, Findings, NameProblem, Shape};

/// A figure with its wording in every language.
#[derive(Debug)]
pub(super) struct FigureData {
    pub(super) id: String,
    pub(super) value: Decimal,
    pub(super) qualifier: Qualifier,
    source: Option<usize>,
    reading: Option<usize>,
    /// The link that the figure belongs to.
    pub(super) link: Option<usize>,
    pub(super) drawn: Option<DrawingData>,
    wording: BTreeMap<String, FigureText>,
}

/// The text of a figure in one language.
#[derive(Clone, Debug, Default)]
struct FigureText {
    before: String,
    number: String,
    after: String,
    unit: String,
    label: String,
    period: String,
}

impl FigureData {
    /// Reads a figure from `table`. The caller has already checked its `id`.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        let qualifier = word(
            table,
            "qualifier",
            &Qualifier::ALL,
            Qualifier::word,
            findings,
        );
        let source = table.text("source", findings);
        let reading = table.text_if_any("reading", findings);
        let link = table.text_if_any("link", findings);
        let (value, wording) = (value(table, findings), wordings(table, context, findings));
        if let (Some(value), Some(written)) = (value, table.value("value")) {
            check_value(value, &wording, written.span(), findings);
        }
        if let (Some(qualifier), Some(written)) = (qualifier, table.value("qualifier")) {
            check_qualifier(qualifier, &wording, written.span(), findings);
        }
        Self {
            id: table
                .name("id")
                .map(|id| id.value.to_owned())
                .unwrap_or_default(),
            value: value.unwrap_or_default(),
            qualifier: qualifier.unwrap_or(Qualifier::Exact),
            source: source.and_then(|id| context.ids.sources.find(&id, findings)),
            reading: reading.and_then(|id| context.ids.readings.find(&id, findings)),
            link: link.and_then(|id| context.ids.links.find(&id, findings)),
            drawn: drawing(table, context, findings),
            wording,
        }
    }

    /// The whole figure as the text in `language` must write it, or `None` if that wording is
    /// invalid.
    pub(super) fn display(&self, language: &Language) -> Option<String> {
        let wording = self.wording.get(&language.subtag)?;
        (!wording.number.is_empty()).then(|| wording.display())
    }

    /// The figure, worded in `language`.
    pub(super) fn within(&self, language: &Language) -> Figure {
        let wording = self
            .wording
            .get(&language.subtag)
            .cloned()
            .unwrap_or_default();
        Figure {
            id: self.id.clone(),
            value: self.value,
            qualifier: self.qualifier,
            before: wording.before,
            number: wording.number,
            after: wording.after,
            unit: wording.unit,
            label: wording.label,
            period: wording.period,
            source: self.source.unwrap_or_default(),
            reading: self.reading,
            drawn: self.drawn.as_ref().map(|drawn| drawn.value.clone()),
        }
    }

    /// Its unit and that of `other` in the first language in which they differ.
    pub(super) fn units_unlike<'a>(&'a self, other: &'a Self) -> Option<(&'a str, &'a str)> {
        let pairs = self.wording.iter().filter_map(|(language, wording)| {
            Some((&*wording.unit, &*other.wording.get(language)?.unit))
        });
        pairs.into_iter().find(|(mine, theirs)| mine != theirs)
    }
}

/// The numeric value.
fn value(table: &Table<'_>, findings: &mut Findings) -> Option<Decimal> {
    let Some(value) = table.value("value") else {
        table.report_missing("value", findings);
        return None;
    };
    let written = match value.get_ref() {
        DeValue::Integer(integer) => integer.to_string(),
        DeValue::Float(float) => float.to_string(),
        _ => {
            findings.add(value.span(), wrong_type("value", value, Shape::Number));
            return None;
        }
    };
    let number = number(value.get_ref());
    if number.is_none() {
        let kind = FigureProblem::NotANumber { written };
        findings.add(value.span(), kind);
    }
    number
}

/// A number, if it has at most 28 digits.
pub(super) fn number(value: &DeValue<'_>) -> Option<Decimal> {
    match value {
        DeValue::Integer(integer) => {
            let digits = i128::from_str_radix(integer.as_str(), integer.radix());
            Decimal::new(digits.ok()?, 0)
        }
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    }
}

/// Reports a wording that states another number than `value`, if the wording can be parsed. A
/// drawing, and programs that read the value, would otherwise show a number that nobody wrote.
fn check_value(
    value: Decimal,
    wordings: &BTreeMap<String, FigureText>,
    span: Range<usize>,
    findings: &mut Findings,
) {
    let other = wordings.iter().find_map(|(language, wording)| {
        let counted = counted(language, &wording.before, &wording.number, &wording.after)?;
        (!counted.agrees(value)).then(|| FigureProblem::OtherValue {
            display: wording.display(),
            counted: counted.number().to_string(),
        })
    });
    if let Some(kind) = other {
        findings.add(span, kind);
    }
}

/// Reports a wording that qualifies the number differently from `qualifier`, in the languages whose
/// qualifying words are known.
fn check_qualifier(
    qualifier: Qualifier,
    wordings: &BTreeMap<String, FigureText>,
    span: Range<usize>,
    findings: &mut Findings,
) {
    let other = wordings.iter().find_map(|(language, wording)| {
        // A number that cannot be parsed may contain its own qualifier: `几百`.
        counted(language, &wording.before, &wording.number, &wording.after)?;
        let stated = stated_qualifier(language, &wording.before, &wording.after);
        let (display, written) = (wording.display(), qualifier.word());
        (!stated.agrees(qualifier)).then(|| match stated {
            StatedQualifier::Some(stated) => FigureProblem::OtherQualifier {
                display,
                stated: stated.word(),
                written,
            },
            _ => FigureProblem::QualifierNotStated { display, written },
        })
    });
    if let Some(kind) = other {
        findings.add(span, kind);
    }
}

/// The figure's wording in each language, from the tables that have a language as key.
fn wordings(
    table: &Table<'_>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> BTreeMap<String, FigureText> {
    let mut wordings = BTreeMap::new();
    for key in table.language_keys() {
        let texts = table.table(key.value, Entity::FigureText, Shape::Table, findings);
        if let Some(texts) = texts {
            wordings.insert(key.value.to_owned(), FigureText::read(&texts, findings));
        }
    }
    for language in context.languages {
        let subtag = &language.value.subtag;
        if table.value(subtag).is_none() {
            let span = table.name("id").map_or(table.span.clone(), |id| id.span);
            findings.add(
                span,
                NameProblem::NoText {
                    key: "figure",
                    language: subtag.clone(),
                },
            );
        }
    }
    wordings
}

impl FigureText {
    /// The whole figure as the text must write it.
    fn display(&self) -> String {
        [&*self.before, &self.number, &self.after].concat()
    }

    fn read(texts: &Table<'_>, findings: &mut Findings) -> Self {
        let mut needed = |key| texts.text(key, findings).map(|text| text.value.to_owned());
        let [number, unit, label] = ["number", "unit", "label"].map(&mut needed);
        let mut other = |key| {
            texts
                .text_or_empty(key, findings)
                .map(|text| text.value.to_owned())
        };
        let [before, after, period] = ["before", "after", "period"].map(&mut other);
        Self {
            before: before.unwrap_or_default(),
            number: number.unwrap_or_default(),
            after: after.unwrap_or_default(),
            unit: unit.unwrap_or_default(),
            label: label.unwrap_or_default(),
            period: period.unwrap_or_default(),
        }
    }
}
