//! All diagnostics about a story folder, a closed set in groups.

use std::{fmt, ops::Range};

use super::{
    AddressProblem, DataProblem, FigureProblem, FileProblem, IllustrationProblem, MapProblem,
    MarkProblem, MediaProblem, NameProblem, PhotoProblem, PublicationProblem, QuoteProblem,
    SectionProblem, Severity, StepProblem, TableProblem, diagnostic::Problem,
};

macro_rules! groups {
    ($($(#[$doc:meta])* $Kind:ident($Group:ident),)*) => {
        /// A kind of diagnostic.
        #[derive(Clone, Debug, PartialEq)]
        pub enum DiagnosticKind {
            $($(#[$doc])* $Kind($Group),)*
        }

        $(
            impl From<$Group> for DiagnosticKind {
                fn from(problem: $Group) -> Self {
                    Self::$Kind(problem)
                }
            }
        )*

        impl DiagnosticKind {
            fn problem(&self) -> &dyn Problem {
                match self {
                    $(Self::$Kind(problem) => problem,)*
                }
            }
        }
    };
}

groups! {
    /// About the folder and its files.
    File(FileProblem),
    /// About the values in `story.toml`, and the characters of texts.
    Data(DataProblem),
    /// About ids, references and languages.
    Name(NameProblem),
    /// About places, links and regions.
    Map(MapProblem),
    /// About steps and their sections.
    Step(StepProblem),
    /// About figures and their drawings.
    Figure(FigureProblem),
    /// About drawings in files of their own.
    Illustration(IllustrationProblem),
    /// About headings and sections.
    Section(SectionProblem),
    /// About block quotes.
    Quote(QuoteProblem),
    /// About marks and elements within the text.
    Mark(MarkProblem),
    /// About tables.
    Table(TableProblem),
    /// About photos.
    Photo(PhotoProblem),
    /// About videos and recordings.
    Media(MediaProblem),
    /// About addresses of links.
    Address(AddressProblem),
    /// About the story's publication.
    Publication(PublicationProblem),
}

impl DiagnosticKind {
    /// The severity of this kind of diagnostic.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.problem().severity()
    }

    /// Advice on fixing the problem, or `None` if the message makes it obvious.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        self.problem().help()
    }

    /// The first occurrence of what the diagnostic reports as repeated.
    pub(super) fn first(&self) -> Option<&Range<usize>> {
        self.problem().first()
    }
}

impl fmt::Display for DiagnosticKind {
    /// The message, one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem().message())
    }
}
