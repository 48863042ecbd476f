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

            /// The alternative to write instead, if there is one.
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
    Html => "HTML", "write plain text, `*emphasis*` or `**strong**`; a bare `<` is `\\<`";
    /// Lines between fences, or indented.
    Code => "a block of code", "remove the indent or the fences";
    /// `| a | b |` within a list, a quotation or a footnote.
    Table => "a table within a list, a quotation or a footnote",
        "put it between two paragraphs, without an indent";
    /// A list within a list.
    NestedList => "a list within a list", "write one list with one paragraph per entry";
    /// More than one paragraph in an entry of a list.
    LongListEntry => "a list entry of more than one paragraph",
        "write one list with one paragraph per entry";
    /// `- # words`
    HeadingWithin => "a heading within a list", "remove the indent";
    /// `- > words`
    QuoteWithin => "a block quote within a list", QUOTATION;
    /// `---`
    Rule => "a horizontal rule", "start a new section with a heading";
    /// `#### words` and deeper.
    DeepHeading => "a heading of level 4 or deeper",
        "levels 1 to 3 are the cover, chapters and sections";
    /// `{.class}` or `{key=value}` on a heading.
    HeadingAttribute => "a heading with more than an id in its braces", "keep the `#id` only";
    /// `[^1]`
    Footnote => "a footnote without its text", "add a line of its own: `[^1]: text`";
    /// `[^1]: words`
    IdleFootnote => "a footnote to which no words lead", "add `[^1]` to the words, or remove it";
    /// More than one paragraph in a footnote.
    LongFootnote => "a footnote of more than one paragraph", "write one paragraph";
    /// `- [ ] words`
    TaskList => "a task list", "write `-` and the text";
    /// `[words]: address`
    AddressApart => "a link whose address is elsewhere in the file",
        "write `[words](https://...)`, or `\\[` for a bracket";
    /// `[words](address "title")`
    LinkTitle => "a title after an address", "put it into the text";
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
