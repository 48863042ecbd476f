//! `[[source]]` and `[[reading]]`: the sources of facts, and how uncertain passages of the printed
//! copy were read.

use shanhai_pages::article::{Reading, Source};

use super::{
    data::Context,
    language::{Language, Texts},
    table::Table,
};
use crate::diagnostics::Findings;

/// A source with its name in every language.
#[derive(Debug)]
pub(super) struct SourceData {
    id: String,
    name: Texts,
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
        }
    }

    /// The source, named in `language`.
    pub(super) fn within(&self, language: &Language) -> Source {
        Source {
            id: self.id.clone(),
            name: self.name.within(language),
        }
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
