//! Markdown elements that stories do not support.

use super::quote::QUOTATION;

/// Declares the elements, each with its name in messages and what to write instead.
macro_rules! forbidden {
    ($($(#[$doc:meta])* $Element:ident => $name:literal, $help:expr;)*) => {
        /// A Markdown element that stories do not support.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Forbidden {
            $($(#[$doc])* $Element,)*
        }

        impl Forbidden {
            /// The name in messages.
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$Element => $name,)*
                }
            }

            /// What to write instead, if that is known.
            pub(super) fn help(self) -> Option<&'static str> {
                match self {
                    $(Self::$Element => $help.into(),)*
                }
            }
        }
    };
}

forbidden! {
    /// `<b>`
    Html => "HTML", "write plain words, `*emphasis*` or `**strong**`; a bare `<` is `\\<`";
    /// `![words](address)`
    Image => "an image", "the map is the picture";
    /// Words between backticks, fenced or indented.
    Code => "code", "begin the line at its edge, without backticks";
    /// `| a | b |`
    Table => "a table", "write a list with `-`";
    /// `1. words`
    NumberedList => "a numbered list", "write a list with `-`, or `1\\.` for a number and a dot";
    /// A list within a list.
    NestedList => "a list within a list", "write one list, a paragraph an entry";
    /// More than one paragraph in an entry of a list.
    LongListEntry => "a list's entry of more than one paragraph",
        "write one list, a paragraph an entry";
    /// `- # words`
    HeadingWithin => "a heading within a list", "begin the line at its edge";
    /// `- > words`
    QuoteWithin => "a block quote within a list", QUOTATION;
    /// `---`
    Rule => "a rule", "a new section has a heading";
    /// `#### words` and deeper.
    DeepHeading => "a heading of level 4 or deeper",
        "levels 1 to 3 are the cover, chapters and sections";
    /// `{.class}` or `{key=value}` on a heading.
    HeadingAttribute => "a heading with more than an id in its braces", "keep the `#id` only";
    /// `[^1]`
    Footnote => "a footnote", "say it in the words, or in a `[[reading]]`";
    /// `- [ ] words`
    TaskList => "a task list", "write `-` and the words";
    /// `[words]: address`
    AddressApart => "an address apart from its words",
        "write `[words](https://...)`, or `\\[` for a bracket";
    /// `[words](address "title")`
    LinkTitle => "a title behind an address", "say it in the words";
    /// `~~words~~`
    Strikethrough => "text that is struck through",
        "delete the marks, or write `*emphasis*` or `**strong**`";
    /// `==words==`
    Highlight => "text that is marked with `==`",
        "delete the marks, or write `*emphasis*` or `**strong**`";
    /// `$$x$$`
    Formula => "a formula", "write it in words, or `\\$` for a dollar sign";
    /// `[[words]]`
    WikiLink => "a link in double brackets", "write `[words](#step)` or `[words](https://...)`";
    /// Any other element of the Markdown parser.
    Other => "this", None;
}
