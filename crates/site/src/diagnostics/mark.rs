//! Problems with marks, and with other elements within the text.

use super::{Forbidden, Nearest, diagnostic::diagnostics, quoted::Quoted, subject::PlainPlace};

diagnostics! {
    /// The text contains a mark or an element that does not belong there.
    pub enum MarkProblem {
        /// The text contains an element that stories do not support.
        NotAllowed(forbidden: Forbidden) => {
            message: format!("a story's words cannot hold {}", forbidden.name()),
            help: forbidden.help().map(str::to_owned),
        }

        /// A mark is in a place that allows plain text only.
        NotPlain(place: PlainPlace) => {
            message: format!("{place} can hold plain words only"),
            help: match place {
                PlainPlace::Mark => "put the mark within `*` or `**`, not around them",
                _ => "put marks into the running words",
            },
        }

        /// Emphasis is nested too deeply.
        TooDeep => {
            message: "marks within marks, too deep to be read",
            help: "keep one mark, or two",
        }

        /// A mark has no text.
        EmptyMark => {
            message: "this mark has no words",
            help: "write words between the brackets",
        }

        /// Text in brackets has no target.
        NoTarget {
            /// The text.
            words: String,
        } => {
            message: format!("{} is in brackets and leads nowhere", Quoted(words)),
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
            message: format!("words cannot lead to {}", Quoted(address)),
            help: nearest.help("an address begins with"),
        }

        /// A pronunciation is not written in a script that spells sounds.
        BadPronunciation {
            /// The pronunciation as written.
            written: String,
        } => {
            written: written,
            message: format!("{} does not spell how a name is said", Quoted(written)),
            help: "write it in pinyin with its tones: `[熺](ruby:xī)`",
        }

        /// The text of a date mark names another year, month or day than its target.
        OtherDate {
            /// The date in the text.
            words: String,
            /// The date in the target.
            date: String,
        } => {
            message: format!("the words say {}, the date {}", Quoted(words), Quoted(date)),
            help: "mend whichever is wrong",
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
