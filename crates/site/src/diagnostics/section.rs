//! Problems with headings and sections, and with what a section must hold.

use std::ops::Range;

use super::{Severity, diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// A Markdown file does not have the structure of a story.
    pub enum SectionProblem {
        /// Text before the first heading belongs to no section.
        WordsBeforeHeading => {
            message: "this text is before the first heading",
            help: "put a heading above them",
        }

        /// A heading is blank.
        EmptyHeading => {
            message: "this heading has no text",
            help: "write a title before its `{#id}`",
        }

        /// A title is too long for the largest type size.
        LongTitle {
            /// Its length in characters.
            length: usize,
            /// The longest title in that size, in characters.
            most: usize,
        } => {
            severity: Severity::Warning,
            message: format!(
                "this title has {length} characters; with more than {most} it is set in smaller \
                 type"
            ),
            help: "shorten it, and put the rest into the text below it",
        }

        /// A heading has no id of a step.
        HeadingWithoutId => {
            message: "this heading does not name its step",
            help: "end it with the id of its step, as in `## 章题 {#id}`",
        }

        /// A heading has no space after its `#` characters.
        HeadingWithoutSpace {
            /// The `#` characters of the heading.
            hashes: String,
        } => {
            message: format!("there is no space between {} and the heading", Quoted(hashes)),
            help: format!("write `{hashes} `, then the heading"),
        }

        /// The braces or the `#` of a heading's id are full-width.
        WideHeadingId {
            /// The id with braces in ASCII.
            fixed: String,
        } => {
            message: "full-width characters surround the id of this heading",
            help: format!("write `{fixed}`"),
        }

        /// The first heading is not that of the cover.
        NoCover => {
            message: "the first heading is not of level 1",
            help: "open with the cover: `# 题 {#cover}`",
        }

        /// A second heading of level 1.
        SecondCover => {
            message: "a second heading of level 1",
            help: "a chapter has `##`, a section within it `###`",
        }

        /// A heading of level 3 is not within a chapter.
        SectionWithoutChapter => {
            message: "a heading of level 3 without one of level 2 before it",
            help: "a section outside of any chapter has `##`",
        }

        /// A section has no text.
        EmptySection => {
            message: "this section has no text",
            help: "write a paragraph under the heading",
        }

        /// A section does not describe its map.
        NoMapText {
            /// The section's id.
            step: String,
        } => {
            message: format!("section {} does not say what the map shows", Quoted(step)),
            help: "describe the map in a block quote for readers who cannot see it: `> 地图：……`",
        }

        /// A section describes a map, but a photo stands in its place.
        MapTextOfPhoto => {
            message: "this describes a map, but a photo stands in its place",
            help: "remove it: the text of the photo says what it shows",
        }

        /// A section describes its map twice.
        SecondMapText {
            /// The span of the first description.
            first: Range<usize>,
        } => {
            first: first,
            message: "a second description of the map in one section",
            help: "describe the map in one block quote",
        }

        /// A Markdown file has no credits.
        NoCredits => {
            message: "the text ends without the section `sources`",
            help: "name the sources and who made the story: `## 资料与致谢 {#sources}`",
        }

        /// A section follows the credits.
        CreditsNotLast => {
            message: "the section `sources` is not the last",
            help: "move it to the end",
        }

        /// The credits are not a section of level 2.
        CreditsWithin => {
            message: "the section `sources` is not of level 2",
            help: "write it as `## ... {#sources}`",
        }
    }
}
