//! What faults are about, and what messages call it.

use std::fmt;

/// Something that a story gives names to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// The story itself.
    Story,
    /// Where the story stands, when it came out, and who stands for it.
    Publication,
    /// What a publisher gives to WeChat.
    Wechat,
    /// The two sides of the story.
    Sides,
    /// What the map's sides, ways and kinds are called.
    Names,
    /// A text in each language.
    Texts,
    /// A place.
    Place,
    /// A link between two places.
    Link,
    /// A figure.
    Figure,
    /// The words of a figure in one language.
    FigureText,
    /// What a figure is drawn with.
    Drawing,
    /// A step.
    Step,
    /// The words of a step.
    Section,
    /// A region of the base map.
    Region,
    /// A source of facts.
    Source,
    /// A note about how the source was read.
    Reading,
    /// What a camera takes in: a place, a link or a region.
    Fit,
    /// An address within the page.
    Anchor,
}

/// What kind of value stands in a TOML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `"..."`
    Text,
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
    /// `"units"`, or a table.
    UnitsOrTable,
    /// A text that is the same in each language, or one for each.
    TextOrByLanguage,
}

/// What Markdown knows and a story does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// `<b>`
    Html,
    /// `![words](address)`
    Image,
    /// Words between backticks, fenced or indented.
    Code,
    /// `| a | b |`
    Table,
    /// `1. words`
    NumberedList,
    /// A list within a list.
    NestedList,
    /// More than one paragraph in an entry of a list.
    LongListEntry,
    /// `- # words`
    HeadingWithin,
    /// `- > words`
    QuoteWithin,
    /// `---`
    Rule,
    /// `#### words` and deeper.
    DeepHeading,
    /// `{.class}` or `{key=value}` on a heading.
    HeadingAttribute,
    /// `[^1]`
    Footnote,
    /// `- [ ] words`
    TaskList,
    /// `[words]: address`
    AddressApart,
    /// `[words](address "title")`
    LinkTitle,
    /// `~~words~~`
    Strikethrough,
    /// `==words==`
    Highlight,
    /// `$$x$$`
    Formula,
    /// `[[words]]`
    WikiLink,
    /// Whatever else the Markdown parser comes to know.
    Other,
}

/// Where only plain words can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainPlace {
    /// In a heading.
    Heading,
    /// In the text alternative of a map.
    MapText,
    /// Between the brackets of a mark.
    Mark,
}

impl Thing {
    /// Its name, without an article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Publication => "publication",
            Self::Wechat => "hook for WeChat",
            Self::Sides => "pair of sides",
            Self::Names => "table of names",
            Self::Texts => "text",
            Self::Place => "place",
            Self::Link => "link",
            Self::Figure => "figure",
            Self::FigureText => "figure's text",
            Self::Drawing => "drawing",
            Self::Step => "step",
            Self::Section => "section",
            Self::Region => "region",
            Self::Source => "source",
            Self::Reading => "reading",
            Self::Fit => "place, link or region",
            Self::Anchor => "address",
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = if *self == Self::Anchor { "an" } else { "a" };
        write!(f, "{article} {}", self.noun())
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
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
            Self::UnitsOrTable => "`units` or a table",
            Self::TextOrByLanguage => "a text, or one for each language",
        })
    }
}

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Html => "HTML",
            Self::Image => "an image",
            Self::Code => "code",
            Self::Table => "a table",
            Self::NumberedList => "a numbered list",
            Self::NestedList => "a list within a list",
            Self::LongListEntry => "a list's entry of more than one paragraph",
            Self::HeadingWithin => "a heading within a list",
            Self::QuoteWithin => "a block quote within a list",
            Self::Rule => "a rule",
            Self::DeepHeading => "a heading of level 4 or deeper",
            Self::HeadingAttribute => "a heading with more than an id in its braces",
            Self::Footnote => "a footnote",
            Self::TaskList => "a task list",
            Self::AddressApart => "an address apart from its words",
            Self::LinkTitle => "a title behind an address",
            Self::Strikethrough => "text that is struck through",
            Self::Highlight => "text that is marked with `==`",
            Self::Formula => "a formula",
            Self::WikiLink => "a link in double brackets",
            Self::Other => "this",
        })
    }
}

impl fmt::Display for PlainPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Heading => "a heading",
            Self::MapText => "the text alternative of a map",
            Self::Mark => "a mark",
        })
    }
}
