//! Problems with marks, and with other elements within the text.

use super::{Forbidden, Nearest, diagnostic::diagnostics, quoted::Quoted, subject::PlainPlace};

diagnostics! {
    /// The text contains a mark or an element that does not belong there.
    pub enum MarkProblem {
        /// The text contains an element that stories do not support.
        NotAllowed(forbidden: Forbidden) => {
            message: format!("a story's text cannot contain {}", forbidden.name()),
            help: forbidden.help().map(str::to_owned),
        }

        /// A mark is in a place that allows plain text only.
        NotPlain(place: PlainPlace) => {
            message: format!("{place} can contain only plain text"),
            help: match place {
                PlainPlace::Mark => "write the `*` or `**` around the whole mark, not inside it",
                _ => "use marks only in running text",
            },
        }

        /// A sub- or superscript is in a place that allows plain text only.
        PlainIndex {
            /// The place.
            place: PlainPlace,
            /// The index in characters of its own.
            fixed: String,
        } => {
            message: format!("{place} can contain only plain text, no sub- or superscript"),
            help: format!("write `{fixed}`, or put a `\\` before the mark if it is meant as it is"),
        }

        /// Emphasis is nested too deeply.
        TooDeep => {
            message: "marks are nested too deeply",
            help: "keep one or two levels",
        }

        /// A mark has no text.
        EmptyMark => {
            message: "this mark has no text",
            help: "write text between the brackets",
        }

        /// Text in brackets has no target.
        NoTarget {
            /// The text.
            words: String,
        } => {
            message: format!("{} is in brackets but has no target", Quoted(words)),
            help: "write `[words](figure:...)`, without a space between, or `\\[` for a bracket",
        }

        /// The address of a mark has an unknown scheme.
        UnknownScheme {
            /// The address.
            address: String,
            /// The scheme that the author probably meant.
            nearest: Nearest,
        } => {
            written: address,
            message: format!("a mark cannot link to {}", Quoted(address)),
            help: nearest.help("an address can begin with"),
        }

        /// A pronunciation is not written in a script that spells sounds.
        BadPronunciation {
            /// The pronunciation as written.
            written: String,
        } => {
            written: written,
            message: format!("{} does not spell a pronunciation", Quoted(written)),
            help: "write it in pinyin with its tones: `[熺](ruby:xī)`",
        }

        /// The text of a date mark names another year, month or day than its target.
        OtherDate {
            /// The date in the text.
            words: String,
            /// The date in the target.
            date: String,
        } => {
            message: format!("the text says {}, but the date is {}", Quoted(words), Quoted(date)),
            help: "correct the one that is wrong",
        }

        /// A date is invalid.
        BadDate {
            /// The date as written.
            date: String,
        } => {
            written: date,
            message: format!("{} is not a date", Quoted(date)),
            help: "write `1996`, `2021-08` or `2021-02-25`",
        }
    }
}
