//! Problems with tables in the words.

use super::diagnostic::diagnostics;

diagnostics! {
    /// A table cannot be shown as it is written.
    pub enum TableProblem {
        /// It has too few or too many columns.
        Columns {
            /// How many it has.
            found: usize,
            /// The most that it may have.
            most: usize,
        } => {
            message: match found {
                1 => "a table with a single column".to_owned(),
                _ => format!("a table of {found} columns"),
            },
            help: match found {
                1 => "write a list with `-`".to_owned(),
                _ => format!("keep {most} columns at most, or make two tables"),
            },
        }

        /// It has too many rows.
        Rows {
            /// How many it has.
            found: usize,
            /// The most that it may have.
            most: usize,
        } => {
            message: format!("a table of {found} rows"),
            help: format!("keep {most} rows at most, or offer the table as a file in `public/`"),
        }

        /// It has a header only.
        NoRows => {
            message: "a table without rows below its header",
            help: "write them directly below the dashes, without an empty line between",
        }

        /// A column other than the first has no heading.
        EmptyHeading => {
            message: "a column without a heading",
            help: "name it in the first line; only the first column can do without",
        }

        /// A row has more or fewer cells than the header.
        Cells {
            /// How many cells it has.
            found: usize,
            /// How many the header has.
            expected: usize,
        } => {
            message: match found {
                1 => format!("this row has a single cell, but the header has {expected}"),
                _ => format!("this row has {found} cells, but the header has {expected}"),
            },
            help: "write a `|` between two cells, `\\|` within one, `| |` for an empty one, and an \
                   empty line after the table",
        }

        /// A row has no text in its first cell.
        NamelessRow => {
            message: "the first cell of this row is empty",
            help: "name the row there; on a phone it is the title of the row's card",
        }

        /// The line below the header does not fit it, so no table begins.
        Dashes => {
            message: "these dashes make no table",
            help: "write one `---` for each cell of the line above, and an empty line before that",
        }
    }
}
