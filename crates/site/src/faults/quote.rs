//! Problems with block quotes. In a story's text a block quote describes the map and contains
//! nothing else.

use std::fmt;

use super::message::Quoted;

/// A block quote that is not, or not only, the description of a section's map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuoteProblem {
    /// It does not start with the label of a map description.
    WithoutLabel {
        /// The label, such as `地图：`.
        label: String,
    },
    /// A block quote is nested in it.
    Nested,
    /// The description has a second paragraph.
    SecondParagraph,
    /// A line names the author of a quotation.
    Attribution,
    /// A quotation follows the description in the same block quote.
    Quotation,
    /// A line without `>` that Markdown counts as part of the block quote.
    LineWithoutMark,
    /// It is in the credits, which have no map.
    InCredits,
}

impl fmt::Display for QuoteProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WithoutLabel { label } => write!(
                f,
                "this block quote does not begin with {}, so it does not describe the map",
                Quoted(label)
            ),
            Self::Nested => write!(f, "a block quote within a block quote"),
            Self::SecondParagraph => {
                write!(f, "a second paragraph in the description of the map")
            }
            Self::Attribution => {
                write!(
                    f,
                    "this line would become part of the description of the map"
                )
            }
            Self::Quotation => {
                write!(
                    f,
                    "this quotation would become part of the description of the map"
                )
            }
            Self::LineWithoutMark => write!(
                f,
                "this line follows a block quote and would become part of the description of the map"
            ),
            Self::InCredits => {
                write!(
                    f,
                    "a block quote in the section `sources`, which has no map"
                )
            }
        }
    }
}

/// Help for quotations.
const QUOTATION: &str =
    "block quotes cannot hold quotations yet: write it as a paragraph, in quotation marks";

impl QuoteProblem {
    pub(super) fn help(&self) -> String {
        match self {
            Self::WithoutLabel { label } => {
                format!("begin it with `{label}` if it describes the map; {QUOTATION}")
            }
            Self::LineWithoutMark => "put an empty line before it".to_owned(),
            Self::SecondParagraph => format!("describe the map in one paragraph; {QUOTATION}"),
            _ => QUOTATION.to_owned(),
        }
    }
}
