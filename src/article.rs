//! What the page says, in one language: the words, the figures, the notes. Host side only; the
//! browser reads a [`Story`](shanhai_story::story::Story) from the pack instead.

mod decimal;

use std::collections::BTreeMap;

use shanhai_story::story::{Kind, Side};

pub use self::decimal::{Decimal, NotADecimal};
use crate::letters::is_written_in_han;
use crate::locale::Locale;

/// A whole article in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The language, as a BCP 47 tag such as `zh-CN`.
    pub language: String,
    /// The language that the story was written in first, and its printed sources are.
    pub original: String,
    /// The page's title.
    pub title: String,
    /// One or two sentences for search engines and share cards.
    pub description: String,
    /// What the story calls kinds, sides and ways of connections, by their words in `story.toml`, where
    /// the page's own names do not fit.
    pub names: BTreeMap<String, String>,
    /// One for each step of the story, in its order.
    pub sections: Vec<Section>,
    /// Every figure of the story.
    pub figures: Vec<Figure>,
    /// What each link of the story is, in its order.
    pub links: Vec<LinkText>,
    /// Places where the printed source was read or mended.
    pub readings: Vec<Reading>,
    /// Where facts come from; figures refer to these.
    pub sources: Vec<Source>,
    /// The heading of the closing words.
    pub credits_heading: String,
    /// The closing words: sources and credits.
    pub credits: Vec<Block>,
}

impl Article {
    /// The first section whose words tell of the link called `id`, which a chapter may light
    /// before; where none does, the first that lights it.
    #[must_use]
    pub fn section_of(&self, id: &str, link: &LinkText) -> Option<&Section> {
        let mut sections = self.sections.iter();
        let told_in = sections.find(|section| section.words.iter().any(|it| it.tells_of(id)));
        told_in.or_else(|| self.sections.get(link.step?))
    }

    /// What a kind of connections is called.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &str {
        let own = self.names.get(kind.word()).map(String::as_str);
        own.unwrap_or_else(|| Locale::of(&self.language).kind(kind))
    }

    /// What a side is called.
    #[must_use]
    pub fn side(&self, side: Side) -> &str {
        let own = self.names.get(side.word()).map(String::as_str);
        let [east, west] = Locale::of(&self.language).sides;
        own.unwrap_or(match side {
            Side::East => east,
            Side::West => west,
            Side::Neither => "",
        })
    }

    /// The first section with a mark that leads to the note at `reading`, if one has it.
    #[must_use]
    pub fn section_read_so(&self, reading: usize) -> Option<&Section> {
        let is_read_so = |&figure: &usize| {
            let figure = self.figures.get(figure);
            figure.is_some_and(|figure| figure.reading == Some(reading))
        };
        self.sections.iter().find(|section| {
            let is_marked = |word: &Inline| matches!(word, Inline::Reading { reading: told, .. } if *told == reading);
            section.figures.iter().any(is_read_so) || section.words.iter().any(|it| it.holds(&is_marked))
        })
    }
}

impl Block {
    fn tells_of(&self, id: &str) -> bool {
        self.holds(&|word| matches!(word, Inline::Link { id: told, .. } if told == id))
    }

    fn holds(&self, is_sought: &impl Fn(&Inline) -> bool) -> bool {
        match self {
            Self::Paragraph(words) => hold(words, is_sought),
            Self::List(items) => items.iter().any(|words| hold(words, is_sought)),
        }
    }
}

fn hold(words: &[Inline], is_sought: &impl Fn(&Inline) -> bool) -> bool {
    words.iter().any(|word| match word {
        Inline::Emphasis(words) | Inline::Strong(words) => hold(words, is_sought),
        _ => is_sought(word),
    })
}

/// The words of one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The step's id.
    pub id: String,
    /// 1 for the cover, 2 for a chapter, 3 for a section within a chapter.
    pub level: u8,
    /// The heading.
    pub heading: String,
    /// The running words.
    pub words: Vec<Block>,
    /// What the map shows, for who does not see it.
    pub map_text: String,
    /// Figures of this step, by their position in [`Article::figures`].
    pub figures: Vec<usize>,
}

/// A block of running words.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list without order.
    List(Vec<Vec<Inline>>),
}

/// A piece of running words. A closed set: nothing else can stand in a story.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// `*words*`
    Emphasis(Vec<Inline>),
    /// `**words**`
    Strong(Vec<Inline>),
    /// `[800余家](figure:ankang.firms)`, by its position in [`Article::figures`].
    Figure(usize),
    /// `[1996年](date:1996)`
    Date {
        /// As it is written in HTML's `time`: `1996`, `2021-08`, `2021-02-25`.
        iso: String,
        /// As the words say it.
        text: String,
    },
    /// `[words](link:ankang)`
    Link {
        /// The link's id.
        id: String,
        /// As the words say it.
        text: String,
    },
    /// `[words](reading:schools)`: words followed by the mark that opens a note.
    Reading {
        /// By its position in [`Article::readings`].
        reading: usize,
        /// As the words say it.
        text: String,
    },
    /// `[words](https://…)`
    Address {
        /// An `https:` or `mailto:` address, or one in the page.
        href: String,
        /// As the words say it.
        text: String,
    },
    /// `[熺](ruby:xī)`: a rare name under its pronunciation.
    Ruby {
        /// As the words write it.
        text: String,
        /// As it is said.
        pronunciation: String,
    },
    /// `[words](lang:fr)`: words of another language.
    Foreign {
        /// The language, as a BCP 47 tag.
        language: String,
        /// As the words say it.
        text: String,
    },
    /// A line broken on purpose.
    Break,
}

/// A figure with all that keeps it true.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its address: `#figure-ID`.
    pub id: String,
    /// The number itself, in its unit.
    pub value: Decimal,
    /// How the number is to be taken.
    pub qualifier: Qualifier,
    /// What stands before the number: `近` of `近2万人`.
    pub before: String,
    /// The number as the language writes it: `2` of `近2万人`, `百万` of `超百万只`.
    pub number: String,
    /// What stands behind it: `万人` of `近2万人`.
    pub after: String,
    /// The unit of `value`.
    pub unit: String,
    /// What is counted.
    pub label: String,
    /// When it was counted; empty where the source names no time.
    pub period: String,
    /// By its position in [`Article::sources`].
    pub source: usize,
    /// The note about how the source was read, by its position in [`Article::readings`].
    pub reading: Option<usize>,
    /// How it is drawn beside its text, if it is.
    pub drawn: Option<Drawing>,
}

/// A way to draw a figure: what its text says, for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// A mark for each that is counted.
    Units,
    /// As a part of another figure, by that one's position in [`Article::figures`].
    Within(usize),
    /// On one scale with another figure, by that one's position in [`Article::figures`].
    Beside(usize),
}

impl Drawing {
    /// The figure that it is drawn with, by its position in [`Article::figures`].
    #[must_use]
    pub fn with(self) -> Option<usize> {
        match self {
            Self::Units => None,
            Self::Within(other) | Self::Beside(other) => Some(other),
        }
    }
}

impl Figure {
    /// The whole figure as text, qualifier and unit included.
    #[must_use]
    pub fn display(&self) -> String {
        [&*self.before, &*self.number, &*self.after].concat()
    }
}

/// How a number is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// Just so many.
    Exact,
    /// More than that.
    Over,
    /// Not quite that.
    Nearly,
    /// As much as that.
    Reaching,
    /// That or a little more or less.
    About,
}

impl Qualifier {
    /// Every qualifier.
    pub const ALL: [Self; 5] = [
        Self::Exact,
        Self::Over,
        Self::Nearly,
        Self::Reaching,
        Self::About,
    ];

    /// The word that stands in a story's file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Over => "over",
            Self::Nearly => "nearly",
            Self::Reaching => "reaching",
            Self::About => "about",
        }
    }
}

/// What a link is, in one line for the table of connections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkText {
    /// What travels.
    pub note: String,
    /// Figures of this link, by their position in [`Article::figures`].
    pub figures: Vec<usize>,
    /// The first step that lights it, by its position in the story.
    pub step: Option<usize>,
}

/// A place where the printed source was read or mended.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its address: `#reading-ID`.
    pub id: String,
    /// As the copy prints it.
    pub printed: String,
    /// How it was read, and why.
    pub note: String,
}

/// Where facts come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The name that figures use.
    pub id: String,
    /// As the page names it.
    pub name: String,
}

/// In Chinese characters, which stand in columns, and in letters: see [`long_title`].
const LONG_TITLE_IN_HAN: [usize; 2] = [9, 18];
const LONG_TITLE_IN_LETTERS: [usize; 2] = [28, 56];

/// The limits for a title in `language`, in characters: with more than the first it is set smaller on
/// the cover, with more than the second smaller still.
#[must_use]
pub fn long_title(language: &str) -> [usize; 2] {
    if is_written_in_han(language) {
        LONG_TITLE_IN_HAN
    } else {
        LONG_TITLE_IN_LETTERS
    }
}
