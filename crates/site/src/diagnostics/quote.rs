//! Problems with block quotes. In a story's text a block quote describes the map and contains
//! nothing else.

use super::{diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// A block quote that is not, or not only, the description of a section's map.
    pub enum QuoteProblem {
        /// It does not start with the label of a map description.
        WithoutLabel {
            /// The label, such as `地图：`.
            label: String,
        } => {
            message: format!(
                "this block quote does not begin with {}, so it does not describe the map",
                Quoted(label)
            ),
            help: format!("begin it with `{label}` if it describes the map; {QUOTATION}"),
        }

        /// A block quote is nested in it.
        Nested => {
            message: "a block quote within a block quote",
            help: QUOTATION,
        }

        /// The description has a second paragraph.
        SecondParagraph => {
            message: "a second paragraph in the description of the map",
            help: format!("describe the map in one paragraph; {QUOTATION}"),
        }

        /// A line names the author of a quotation.
        Attribution => {
            message: "this line would become part of the description of the map",
            help: QUOTATION,
        }

        /// A quotation follows the description in the same block quote.
        Quotation => {
            message: "this quotation would become part of the description of the map",
            help: QUOTATION,
        }

        /// A line without `>` that Markdown counts as part of the block quote.
        LineWithoutMark => {
            message: "this line follows a block quote and would become part of the description of \
                      the map",
            help: "put an empty line before it",
        }

        /// It is in the credits, which have no map.
        InCredits => {
            message: "a block quote in the section `sources`, which has no map",
            help: QUOTATION,
        }
    }
}

/// Help for quotations.
pub(super) const QUOTATION: &str =
    "block quotes cannot contain quotations yet: write it as a paragraph, in quotation marks";
