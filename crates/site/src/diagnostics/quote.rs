//! Problems with block quotes. In a story's text a block quote is a quotation, or it describes the
//! map and contains nothing else.

use super::{diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// A block quote that is neither a quotation nor the description of a section's map, or not only
    /// that.
    pub enum QuoteProblem {
        /// It does not start with the label of a map description.
        WithoutLabel {
            /// The label, such as `地图：`.
            label: String,
        } => {
            message: format!(
                "this block quote begins neither with {} nor with a quotation mark",
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
            message: "this line follows a block quote and would become part of it",
            help: "put an empty line before it",
        }

        /// A quotation does not end with a quotation mark.
        Unclosed => {
            message: "this quotation does not end with a quotation mark",
            help: QUOTATION,
        }

        /// A dash after a quotation leads to nobody.
        NoSpeaker => {
            message: "no speaker follows the dash",
            help: "name the speaker, or remove the dash",
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
    "write a quotation as a block quote of its own, in quotation marks: `> “…” —— name`";
