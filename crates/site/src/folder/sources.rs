//! `[[source]]`, `[[correction]]` and `[[reading]]`: the sources of facts, the corrections, and
//! how uncertain passages of the printed copy were read.

use shanhai_pages::article::{Correction, Reading, Source};
use shanhai_pages::locale::Day;

use super::{
    data::Context,
    language::{Language, Texts},
    publication::day,
    table::Table,
};
use crate::address::link_problem;
use crate::diagnostics::Findings;

/// A source with its name in every language.
#[derive(Debug)]
pub(super) struct SourceData {
    id: String,
    name: Texts,
    address: Option<String>,
    date: Option<Day>,
}

impl SourceData {
    /// Reads a source from `table`. The caller has already checked its `id`.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        Self {
            id: table
                .name("id")
                .map(|id| id.value.to_owned())
                .unwrap_or_default(),
            name: Texts::read(table, "name", context.languages, findings),
            address: address(table, findings),
            date: day(table, "date", findings),
        }
    }

    /// The source, named in `language`.
    pub(super) fn within(&self, language: &Language) -> Source {
        Source {
            id: self.id.clone(),
            name: self.name.within(language),
            address: self.address.clone(),
            date: self.date,
        }
    }
}

/// A complete address of a source, which may be that of a passage in a page.
fn address(table: &Table<'_>, findings: &mut Findings) -> Option<String> {
    let text = table.text_if_any("address", findings)?;
    if let Some(problem) = link_problem(text.value) {
        findings.add(text.span, problem);
    }
    Some(text.value.to_owned())
}

/// A correction with its text in every language.
#[derive(Debug)]
pub(super) struct CorrectionData {
    /// `None` if it is missing or wrong, which has been reported.
    date: Option<Day>,
    text: Texts,
}

impl CorrectionData {
    /// Reads a correction from `table`.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        if table.value("date").is_none() {
            table.report_missing("date", findings);
        }
        Self {
            date: day(table, "date", findings),
            text: Texts::read(table, "text", context.languages, findings),
        }
    }

    /// The correction in `language`.
    pub(super) fn within(&self, language: &Language) -> Option<Correction> {
        Some(Correction {
            date: self.date?,
            text: self.text.within(language),
        })
    }
}

/// A reading with its note in every language.
#[derive(Debug)]
pub(super) struct ReadingData {
    id: String,
    printed: String,
    note: Texts,
}

impl ReadingData {
    /// Reads a reading from `table`. The caller has already checked its `id`.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        let printed = table.text("printed", findings);
        Self {
            id: table
                .name("id")
                .map(|id| id.value.to_owned())
                .unwrap_or_default(),
            printed: printed
                .map(|text| text.value.to_owned())
                .unwrap_or_default(),
            note: Texts::read(table, "note", context.languages, findings),
        }
    }

    /// The reading, explained in `language`.
    pub(super) fn within(&self, language: &Language) -> Reading {
        Reading {
            id: self.id.clone(),
            printed: self.printed.clone(),
            note: self.note.within(language),
        }
    }
}
