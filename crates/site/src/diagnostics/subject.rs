//! The subjects of diagnostics, and their names in messages.

use std::fmt;

/// A kind of entry in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// The story itself.
    Story,
    /// The story's address, dates, publisher and authors.
    Publication,
    /// The publisher's configuration for WeChat.
    Wechat,
    /// The two sides of the story.
    Sides,
    /// The story's own names for the map's sides, directions and kinds.
    Names,
    /// A text in each language.
    Texts,
    /// A place.
    Place,
    /// A link between two places.
    Link,
    /// A figure.
    Figure,
    /// The wording of a figure in one language.
    FigureText,
    /// The drawing of a figure.
    Drawing,
    /// A drawing in a file of its own.
    Illustration,
    /// A photo.
    Photo,
    /// A video.
    Video,
    /// A sound recording.
    Audio,
    /// What is seen and said in a video or a recording, in each language.
    Transcript,
    /// A step.
    Step,
    /// The section of a step.
    Section,
    /// A region of the base map.
    Region,
    /// A source of facts.
    Source,
    /// A note on an error that was corrected.
    Correction,
    /// A note about how the source was read.
    Reading,
    /// An entry that a camera frames: a place, a link or a region.
    Fit,
    /// An anchor within the page.
    Anchor,
}

/// A type of value in a TOML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `"..."`
    Text,
    /// A text that may have several lines.
    Paragraphs,
    /// `12`
    Integer,
    /// `12.5`
    Float,
    /// `true`
    Boolean,
    /// `1996-05-31`
    Date,
    /// `[1, 2]`
    List,
    /// `[key]` or `{ }`
    Table,
    /// An integer or a float.
    Number,
    /// A list of texts only.
    Texts,
    /// One text for each language.
    TextByLanguage,
    /// `[[key]]`, any number of times.
    Tables,
    /// `"nation"`, or a list of texts.
    NationOrTexts,
    /// A list of points.
    Points,
    /// A text, or a table.
    TextOrTable,
    /// `"units"`, or a table.
    UnitsOrTable,
    /// One text for all languages, or one for each.
    TextOrByLanguage,
}

/// A place that allows plain text only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainPlace {
    /// In a heading.
    Heading,
    /// In the text alternative of a map.
    MapText,
    /// In the text alternative of a photo.
    Alternative,
    /// In the name of a video or a recording.
    Name,
    /// Between the brackets of a mark.
    Mark,
}

impl Entity {
    /// The name without an article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Publication => "publication",
            Self::Wechat => "WeChat configuration",
            Self::Sides => "pair of sides",
            Self::Names => "table of names",
            Self::Texts => "text",
            Self::Place => "place",
            Self::Link => "link",
            Self::Figure => "figure",
            Self::FigureText => "figure text",
            Self::Drawing | Self::Illustration => "drawing",
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Audio => "recording",
            Self::Transcript => "transcript",
            Self::Step => "step",
            Self::Section => "section",
            Self::Region => "region",
            Self::Source => "source",
            Self::Correction => "correction",
            Self::Reading => "reading",
            Self::Fit => "place, link or region",
            Self::Anchor => "address",
        }
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = if *self == Self::Anchor { "an" } else { "a" };
        write!(f, "{article} {}", self.noun())
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text | Self::Paragraphs => "a text",
            Self::Integer => "a whole number",
            Self::Float => "a number with a fraction",
            Self::Boolean => "true or false",
            Self::Date => "a date",
            Self::List => "a list",
            Self::Table => "a table",
            Self::Number => "a number",
            Self::Texts => "a list of texts",
            Self::TextByLanguage => "one text for each language",
            Self::Tables => "a list of tables",
            Self::NationOrTexts => "`nation` or a list of texts",
            Self::Points => "a list of points",
            Self::TextOrTable => "a text or a table",
            Self::UnitsOrTable => "`units` or a table",
            Self::TextOrByLanguage => "a text, or one for each language",
        })
    }
}

impl fmt::Display for PlainPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Heading => "a heading",
            Self::MapText => "the text alternative of a map",
            Self::Alternative => "the text alternative of a photo",
            Self::Name => "the name of a video or a recording",
            Self::Mark => "a mark",
        })
    }
}
