//! What is wrong with a story folder, each fault with its place, told so that its author can mend it.

mod address;
pub(crate) mod character;
mod drawing;
mod figure;
mod help;
mod kind;
mod label;
mod message;
mod nearest;
mod place;
mod quote;
mod severity;
mod source;
mod subject;

use std::{fmt, ops::Range, sync::Arc};

pub use address::AddressProblem;
pub use drawing::{Look, draw};
pub use figure::FigureProblem;
pub use kind::FaultKind;
pub use label::LabelProblem;
pub use nearest::Nearest;
pub use place::PlaceProblem;
pub use quote::QuoteProblem;
pub use severity::Severity;
pub use source::SourceFile;
pub use subject::{Forbidden, PlainPlace, Shape, Thing};

/// A fault in a story folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The file that it is in.
    pub file: Arc<SourceFile>,
    /// The offending text, in bytes from the start of the file's text.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: FaultKind,
}

impl fmt::Display for Fault {
    /// One line, without the drawing: `story.toml:3:5: no place is called ...`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.file.line_and_column(self.span.start);
        write!(f, "{}:{line}:{column}: {}", self.file.path(), self.kind)
    }
}

/// More faults of one file than these are not taken down: a file can hold millions of them, and each
/// of them again for each language.
const FOUND: usize = 10_000;

/// With more faults than these, known words are no longer compared with unknown ones: nobody reads
/// as many suggestions, and a file can hold a million unknown words.
const SUGGESTED: usize = 200;

/// The faults of one file, as they are found.
#[derive(Debug)]
pub(crate) struct Findings {
    file: Arc<SourceFile>,
    faults: Vec<Fault>,
}

impl Findings {
    /// None yet.
    pub(crate) fn of(file: Arc<SourceFile>) -> Self {
        Self {
            file,
            faults: Vec::new(),
        }
    }

    /// Another collection for the same file.
    pub(crate) fn elsewhere(&self) -> Self {
        Self::of(Arc::clone(&self.file))
    }

    /// The file that is looked through.
    pub(crate) fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Whether any of them is an error.
    pub(crate) fn has_error(&self) -> bool {
        self.faults.iter().any(Fault::is_error)
    }

    /// Takes down a fault at `span`.
    pub(crate) fn add(&mut self, span: Range<usize>, kind: FaultKind) {
        if FOUND <= self.faults.len() {
            return;
        }
        let file = Arc::clone(&self.file);
        self.faults.push(Fault { file, span, kind });
    }

    /// What to say about `word` where only `known` words may stand.
    pub(crate) fn nearest<'k>(
        &self,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Nearest {
        if self.faults.len() < SUGGESTED {
            Nearest::to(word, known)
        } else {
            Nearest::Unsought
        }
    }

    /// The faults in the order of the file.
    pub(crate) fn in_file_order(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| fault.span.start);
        self.faults
    }
}
