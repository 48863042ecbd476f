//! The content of the page in one language: words, figures and notes. Only the build uses it; the
//! browser reads a [`Story`](shanhai_story::story::Story) from the pack instead.

mod credit;
mod decimal;
mod drawing;
mod masthead;
mod media;
mod photo;
mod plain;
mod section_drawing;
mod source;
mod table;
mod words;
mod years;

use std::borrow::Cow;
use std::collections::BTreeMap;

use shanhai_story::story::{Direction, Kind, Side};
use shanhai_story::vocabulary;

pub use self::credit::Credit;
pub use self::decimal::{Decimal, NotADecimal};
pub use self::drawing::{Drawing, Point};
pub use self::masthead::Masthead;
pub use self::media::{MEDIA_TYPES, Media, VideoParts};
pub use self::photo::{Photo, ShownPhoto};
pub use self::plain::{lowered, plain_text, raised};
pub use self::section_drawing::SectionDrawing;
pub use self::source::{Correction, Source};
pub use self::table::{Alignment, Column, Table};
use self::words::any_inline;
pub use self::words::{Block, Inline};
use crate::letters::is_written_in_han;
use crate::locale::Locale;

/// A whole article in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The language, as a BCP 47 tag such as `zh-CN`.
    pub language: String,
    /// The language in which the story was first written, and in which its printed sources are.
    pub original: String,
    /// The page's title.
    pub title: String,
    /// One or two sentences for search engines and share cards.
    pub description: String,
    /// The cover's text about the story's publication.
    pub masthead: Masthead,
    /// The story's own names for kinds, sides and directions of connections, by their words in
    /// `story.toml`, if the default names do not fit.
    pub names: BTreeMap<String, String>,
    /// One for each step of the story, in its order.
    pub sections: Vec<Section>,
    /// Every figure of the story.
    pub figures: Vec<Figure>,
    /// Every photo of the story.
    pub photos: Vec<Photo>,
    /// Every video of the story, then every sound recording.
    pub media: Vec<Media>,
    /// The text of each link of the story, in its order.
    pub links: Vec<LinkText>,
    /// Notes on passages of the printed source that were interpreted or corrected.
    pub readings: Vec<Reading>,
    /// The sources of facts; figures refer to these.
    pub sources: Vec<Source>,
    /// The corrections since the story was published, in its author's order.
    pub corrections: Vec<Correction>,
    /// The footnotes, by their numbers.
    pub footnotes: Vec<Vec<Inline>>,
    /// The heading of the closing section.
    pub credits_heading: String,
    /// The closing section: sources and credits.
    pub credits: Vec<Block>,
}

impl Article {
    /// The first section whose words mention the link called `id`, as a chapter may highlight it
    /// earlier; if none does, the first that highlights it.
    #[must_use]
    pub fn section_of(&self, id: &str, link: &LinkText) -> Option<&Section> {
        let mut sections = self.sections.iter();
        let mentioning = sections.find(|section| section.words.iter().any(|it| it.mentions(id)));
        mentioning.or_else(|| self.sections.get(link.step?))
    }

    /// The source of more than half of the figures, if there is one. The cover names it; each figure
    /// from another source names its own.
    #[must_use]
    pub fn main_source(&self) -> Option<&Source> {
        let from = |source: usize| self.figures.iter().filter(move |it| it.source == source);
        let is_main = |source: &usize| self.figures.len() < 2 * from(*source).count();
        let main = (0..self.sources.len()).find(is_main)?;
        self.sources.get(main)
    }

    /// The name of a kind of connections.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &str {
        let own = self.names.get(kind.word()).map(String::as_str);
        own.unwrap_or_else(|| Locale::of(&self.language).kind(kind))
    }

    /// The character on the badge of a kind: the first one of a name that the story gives it, or the
    /// locale's. Empty for pairs, which have no badge.
    #[must_use]
    pub fn badge(&self, kind: Kind) -> String {
        let own = self.names.get(kind.word()).filter(|_| kind != Kind::Pair);
        let own = own.and_then(|name| name.chars().next());
        let usual = || Locale::of(&self.language).badge(kind).to_owned();
        own.map_or_else(usual, |first| first.to_uppercase().collect())
    }

    /// The name of a side.
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

    /// The name of a direction. If the story names the sides but not the direction, this is made of
    /// their names. Empty for both directions.
    #[must_use]
    pub fn direction(&self, direction: Direction) -> Cow<'_, str> {
        let [east_to_west, west_to_east] = Locale::of(&self.language).explore.directions;
        let (name, from, to) = match direction {
            Direction::EastToWest => (east_to_west, Side::East, Side::West),
            Direction::WestToEast => (west_to_east, Side::West, Side::East),
            Direction::Both => return "".into(),
        };
        if let Some(own) = self.names.get(direction.word()) {
            own.into()
        } else if [from, to]
            .iter()
            .any(|side| self.names.contains_key(side.word()))
        {
            [self.side(from), " → ", self.side(to)].concat().into()
        } else {
            name.into()
        }
    }

    /// The first section with a mark that leads to the footnote at index `footnote`, if any.
    #[must_use]
    pub fn section_with_footnote(&self, footnote: usize) -> Option<&Section> {
        let leads = |word: &Inline| *word == Inline::Footnote(footnote);
        let mut sections = self.sections.iter();
        sections.find(|section| section.words.iter().any(|it| it.contains(&leads)))
    }

    /// Returns whether the words have a table.
    #[must_use]
    pub fn has_tables(&self) -> bool {
        self.blocks().any(|block| matches!(block, Block::Table(_)))
    }

    /// Returns whether the words or the footnotes have a sub- or superscript.
    #[must_use]
    pub fn has_indices(&self) -> bool {
        let is_index =
            |word: &Inline| matches!(word, Inline::Superscript(_) | Inline::Subscript(_));
        self.blocks().any(|block| block.contains(&is_index))
            || self
                .footnotes
                .iter()
                .any(|words| any_inline(words, &is_index))
    }

    /// The blocks of every section, then those of the closing one.
    fn blocks(&self) -> impl Iterator<Item = &Block> {
        let sections = self.sections.iter().flat_map(|section| &section.words);
        sections.chain(&self.credits)
    }

    /// The first section with a mark that leads to the note at index `reading`, if any.
    #[must_use]
    pub fn section_with_reading(&self, reading: usize) -> Option<&Section> {
        let has_reading = |&figure: &usize| {
            let figure = self.figures.get(figure);
            figure.is_some_and(|figure| figure.reading == Some(reading))
        };
        self.sections.iter().find(|section| {
            let is_marked = |word: &Inline| matches!(word, Inline::Reading { reading: marked, .. } if *marked == reading);
            section.figures.iter().any(has_reading) || section.words.iter().any(|it| it.contains(&is_marked))
        })
    }
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
    /// The drawing beside the heading.
    pub drawing: Option<SectionDrawing>,
    /// The section's text.
    pub words: Vec<Block>,
    /// The text alternative of the map.
    pub map_text: String,
    /// The photo that stands in place of the map.
    pub photo: Option<ShownPhoto>,
    /// Figures of this step, by their indices in [`Article::figures`].
    pub figures: Vec<usize>,
}

/// A figure with everything that makes it verifiable.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its id; its address is `#figure-ID`.
    pub id: String,
    /// The number in `unit`.
    pub value: Decimal,
    /// The precision of the number.
    pub qualifier: Qualifier,
    /// The text before the number: `近` of `近2万人`.
    pub before: String,
    /// The number as the language writes it: `2` of `近2万人`, `百万` of `超百万只`.
    pub number: String,
    /// The text after the number: `万人` of `近2万人`.
    pub after: String,
    /// The unit of `value`.
    pub unit: String,
    /// The things counted.
    pub label: String,
    /// When it was counted; empty if the source names no time.
    pub period: String,
    /// By its index in [`Article::sources`].
    pub source: usize,
    /// The note on the interpretation of the source, by its index in [`Article::readings`].
    pub reading: Option<usize>,
    /// The drawing beside its text, if any.
    pub drawn: Option<Drawing>,
}

impl Figure {
    /// The whole figure as text, including qualifier and unit.
    #[must_use]
    pub fn display(&self) -> String {
        [&*self.before, &*self.number, &*self.after].concat()
    }
}

vocabulary! {
    /// The precision of a number.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Qualifier {
        /// Exactly this many.
        Exact = "exact",
        /// More than this.
        Over = "over",
        /// Slightly less than this.
        Nearly = "nearly",
        /// As many as this.
        Reaching = "reaching",
        /// This, or slightly more or less.
        About = "about",
    }
    /// Every qualifier.
    pub const ALL;
    /// The word in a story's file.
    pub fn word;
}

/// A link in one line, for the table of connections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkText {
    /// The description of the connection.
    pub note: String,
    /// Figures of this link, by their indices in [`Article::figures`].
    pub figures: Vec<usize>,
    /// The index of the first step that highlights it.
    pub step: Option<usize>,
}

/// A passage of the printed source that was interpreted or corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its id; its address is `#reading-ID`.
    pub id: String,
    /// The text as printed.
    pub printed: String,
    /// The interpretation, and the reason for it.
    pub note: String,
}

/// Limits for Chinese characters, which the cover sets in columns, and for letters: see
/// [`long_title`].
const LONG_TITLE_IN_HAN: [usize; 2] = [9, 18];
const LONG_TITLE_IN_LETTERS: [usize; 2] = [28, 56];

/// The limits for a title in `language`, in characters: above the first it is set smaller on the
/// cover, above the second smaller still.
#[must_use]
pub fn long_title(language: &str) -> [usize; 2] {
    if is_written_in_han(language) {
        LONG_TITLE_IN_HAN
    } else {
        LONG_TITLE_IN_LETTERS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[(&str, &str)], expected: [&str; 2]) {
        let names = names.iter();
        let article = Article {
            language: "en".to_owned(),
            names: names
                .map(|&(key, name)| (key.to_owned(), name.to_owned()))
                .collect(),
            ..Article::default()
        };
        let [one_way, other_way] = [Direction::EastToWest, Direction::WestToEast];
        assert_eq!(article.direction(one_way), expected[0]);
        assert_eq!(article.direction(other_way), expected[1]);
    }

    #[test]
    fn a_direction_has_its_own_name_or_that_of_the_sides() {
        check(&[], ["East to west", "West to east"]);
        check(&[("west", "Uplands")], ["East → Uplands", "Uplands → East"]);
        check(
            &[("east", "Coast"), ("west-to-east", "Downhill")],
            ["Coast → West", "Downhill"],
        );
    }
}
