//! Diagnostics about a story folder: each with its place, worded so that the author can fix it.
//!
//! A new diagnostic is one entry, with its kind, severity, message and help, in the group that it
//! belongs to: `file`, `data`, `name`, `map`, `step`, `figure`, `illustration`, `section`, `quote`,
//! `mark`, `table`, `photo`, `media`, `address` or `publication`. The form of an entry is in
//! `diagnostic`.

mod address;
pub(crate) mod character;
mod data;
mod diagnostic;
mod render;
mod figure;
mod file;
mod forbidden;
mod illustration;
mod kind;
mod map;
mod mark;
mod media;
mod name;
mod nearest;
mod photo;
mod publication;
mod quote;
mod quoted;
mod section;
mod severity;
mod source;
mod step;
mod subject;
mod table;

use std::{fmt, ops::Range, sync::Arc};

pub use address::AddressProblem;
pub use data::DataProblem;
pub use figure::FigureProblem;
pub use file::FileProblem;
pub use forbidden::Forbidden;
pub use illustration::IllustrationProblem;
pub use kind::DiagnosticKind;
pub use map::MapProblem;
pub use mark::MarkProblem;
pub use media::MediaProblem;
pub use name::NameProblem;
pub use nearest::Nearest;
pub use photo::PhotoProblem;
pub use publication::PublicationProblem;
pub(crate) use publication::SITE_RULE;
pub use quote::QuoteProblem;
pub use render::{OutputStyle, render};
pub use section::SectionProblem;
pub use severity::Severity;
pub use source::SourceFile;
pub use step::StepProblem;
pub use subject::{Entity, PlainPlace, Shape};
pub use table::TableProblem;

/// A diagnostic: an error or a warning about a story folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The file that it concerns.
    pub file: Arc<SourceFile>,
    /// The offending text, in bytes from the start of the file's text.
    pub span: Range<usize>,
    /// The problem.
    pub kind: DiagnosticKind,
}

impl Diagnostic {
    /// Returns whether the file does not exist.
    pub(crate) fn is_missing_file(&self) -> bool {
        matches!(self.kind, DiagnosticKind::File(FileProblem::NoFile { .. }))
    }
}

impl fmt::Display for Diagnostic {
    /// One line without the excerpt: `story.toml:3:5: unknown place ...`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.file.line_and_column(self.span.start);
        write!(f, "{}:{line}:{column}: {}", self.file.path(), self.kind)
    }
}

/// At most this many diagnostics per file are recorded. A file can contain millions of errors, and
/// each of them again for each language.
const FOUND: usize = 10_000;

/// From this many diagnostics on, unknown words are no longer compared with known ones: nobody
/// reads that many suggestions, and a file can contain a million unknown words.
const SUGGESTED: usize = 200;

/// Collects the diagnostics of one file.
#[derive(Debug)]
pub(crate) struct Findings {
    file: Arc<SourceFile>,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// An empty collection for `file`.
    pub(crate) fn of(file: Arc<SourceFile>) -> Self {
        Self {
            file,
            diagnostics: Vec::new(),
        }
    }

    /// An empty collection for the same file.
    pub(crate) fn elsewhere(&self) -> Self {
        Self::of(Arc::clone(&self.file))
    }

    /// The file that is checked.
    pub(crate) fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Returns whether any diagnostic so far is an error.
    pub(crate) fn has_error(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Records a diagnostic at `span`.
    pub(crate) fn add(&mut self, span: Range<usize>, kind: impl Into<DiagnosticKind>) {
        if FOUND <= self.diagnostics.len() {
            return;
        }
        let file = Arc::clone(&self.file);
        let kind = kind.into();
        self.diagnostics.push(Diagnostic { file, span, kind });
    }

    /// The suggestion for the unknown `word` where only `known` words are allowed.
    pub(crate) fn nearest<'k>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Nearest {
        if self.diagnostics.len() < SUGGESTED {
            Nearest::to(word, known)
        } else {
            Nearest::NotCompared
        }
    }

    /// The diagnostics, sorted by position.
    pub(crate) fn in_file_order(mut self) -> Vec<Diagnostic> {
        self.diagnostics
            .sort_by_key(|diagnostic| diagnostic.span.start);
        self.diagnostics
    }
}
