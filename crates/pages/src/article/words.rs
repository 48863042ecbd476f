//! The words of a section: blocks of text, and the pieces that they consist of.

use super::{ShownPhoto, Table};

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Its items.
        items: Vec<Vec<Inline>>,
        /// The first item's number, in a list with numbers.
        first: Option<u64>,
    },
    /// A quotation, set apart from the other words.
    Quotation {
        /// Its paragraphs, quotation marks included.
        words: Vec<Vec<Inline>>,
        /// The speaker; empty if the author names none.
        speaker: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A photo.
    Photo(ShownPhoto),
    /// A video or a sound recording.
    Media {
        /// By its index in [`Article::media`](super::Article::media).
        media: usize,
        /// Its name.
        name: String,
        /// The caption.
        caption: Option<String>,
    },
}

/// A piece of text. No other kind can occur in a story.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// `*words*`
    Emphasis(Vec<Inline>),
    /// `**words**`
    Strong(Vec<Inline>),
    /// Words between backticks: a name or a command, letter for letter.
    Code(String),
    /// `10^6^`
    Superscript(String),
    /// `H~2~O`
    Subscript(String),
    /// `[800余家](figure:ankang.firms)`, by its index in
    /// [`Article::figures`](super::Article::figures).
    Figure(usize),
    /// `[1996年](date:1996)`
    Date {
        /// The value for HTML's `time` element: `1996`, `2021-08`, `2021-02-25`.
        iso: String,
        /// As in the text.
        text: String,
    },
    /// `[words](link:ankang)`
    Link {
        /// The link's id.
        id: String,
        /// As in the text.
        text: String,
    },
    /// `[words](reading:schools)`: words followed by the mark that opens a note.
    Reading {
        /// By its index in [`Article::readings`](super::Article::readings).
        reading: usize,
        /// As in the text.
        text: String,
    },
    /// `[^1]`: the mark that leads to a footnote, by its index in
    /// [`Article::footnotes`](super::Article::footnotes).
    Footnote(usize),
    /// `[words](https://…)`
    Address {
        /// An `https:` or `mailto:` address, or one in the page.
        href: String,
        /// As in the text.
        text: String,
    },
    /// `[熺](ruby:xī)`: a rare character with its pronunciation above.
    Ruby {
        /// As in the text.
        text: String,
        /// Its pronunciation.
        pronunciation: String,
    },
    /// `[words](lang:fr)`: words of another language.
    Foreign {
        /// The language, as a BCP 47 tag.
        language: String,
        /// As in the text.
        text: String,
    },
    /// An explicit line break.
    Break,
}

impl Block {
    /// Its paragraphs, items or cells, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = &[Inline]> {
        let (all, last): (&[Vec<Inline>], &[Inline]) = match self {
            Self::Paragraph(words) => (&[], words),
            Self::List { items, .. } => (items, &[]),
            Self::Quotation { words, speaker } => (words, speaker),
            Self::Table(_) | Self::Photo(_) | Self::Media { .. } => (&[], &[]),
        };
        let table = match self {
            Self::Table(table) => Some(table),
            _ => None,
        };
        let cells = table.into_iter().flat_map(Table::cells);
        let last = Some(last).filter(|last| !last.is_empty());
        all.iter().map(Vec::as_slice).chain(last).chain(cells)
    }

    pub(super) fn mentions(&self, id: &str) -> bool {
        self.contains(&|word| matches!(word, Inline::Link { id: linked, .. } if linked == id))
    }

    pub(super) fn contains(&self, matches: &impl Fn(&Inline) -> bool) -> bool {
        self.lines().any(|words| any_inline(words, matches))
    }
}

/// Returns whether any of `words`, or of the words within them, `matches`.
pub(super) fn any_inline(words: &[Inline], matches: &impl Fn(&Inline) -> bool) -> bool {
    words.iter().any(|word| match word {
        Inline::Emphasis(words) | Inline::Strong(words) => any_inline(words, matches),
        _ => matches(word),
    })
}
