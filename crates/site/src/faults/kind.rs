//! All diagnostics about a story folder, a closed set. Their messages are in
//! [`message`](super::message).

use std::{io::ErrorKind, ops::Range};

use super::{
    AddressProblem, FigureProblem, LabelProblem, PlaceProblem, QuoteProblem,
    nearest::Nearest,
    subject::{Forbidden, PlainPlace, Shape, Thing},
};

/// A kind of diagnostic.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    // The folder and its files.
    /// The folder does not exist.
    NoFolder,
    /// The path is a file, not a folder.
    FolderIsFile,
    /// A file of the story is missing.
    NoFile {
        /// Its name within the folder.
        name: String,
    },
    /// A file exists but cannot be read.
    Unreadable {
        /// The system's error.
        reason: ErrorKind,
    },
    /// A file is too large to be a story's.
    TooLarge {
        /// The size limit, in mebibytes.
        limit: u64,
    },
    /// A file is not valid UTF-8.
    NotUtf8 {
        /// The offset of the first invalid byte.
        byte: usize,
    },
    // TOML syntax.
    /// An error of the TOML parser.
    Syntax {
        /// The parser's message.
        problem: String,
    },
    /// A list or a table is not closed.
    Unclosed {
        /// The character that would close it.
        closer: char,
    },
    /// A table has a key that it may not have.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The key that the author probably meant.
        nearest: Nearest,
    },
    /// A required key is missing.
    MissingKey {
        /// The key.
        key: &'static str,
        /// The entry that lacks it.
        owner: Thing,
    },
    /// A value has the wrong type.
    WrongType {
        /// The key.
        key: String,
        /// The expected type.
        expected: Shape,
        /// The actual type.
        found: Shape,
    },
    /// A text is blank.
    EmptyText {
        /// Its key.
        key: String,
    },
    /// A list is empty.
    EmptyList {
        /// Its key.
        key: &'static str,
    },
    /// A text contains an invisible character, or one that text cannot contain.
    Character(char),
    // Names.
    /// An id contains characters that are not allowed in ids.
    BadId {
        /// The id as written.
        id: String,
        /// The id in allowed characters, if that gives a valid and unused one.
        mended: Option<String>,
    },
    /// An id cannot be a file name on every system.
    UnusableId {
        /// The id.
        id: String,
        /// The reason.
        reason: &'static str,
    },
    /// An id is reserved for the page itself.
    ReservedId {
        /// The id.
        id: String,
    },
    /// An id is used twice.
    DuplicateId {
        /// The kind of entry that it identifies.
        thing: Thing,
        /// The id.
        id: String,
        /// The span of the first use, in the same file.
        first: Range<usize>,
    },
    /// A reference names an entry that does not exist.
    Unknown {
        /// The kind of entry.
        thing: Thing,
        /// The name in the reference.
        id: String,
        /// The name that the author probably meant.
        nearest: Nearest,
    },
    /// The value of a key is not one of the words that it accepts.
    UnknownWord {
        /// The key.
        key: &'static str,
        /// The word as written.
        word: String,
        /// The word that the author probably meant.
        nearest: Nearest,
    },
    /// A list contains an entry twice.
    ListedTwice {
        /// The entry's name.
        id: String,
    },
    // Languages.
    /// A language tag is invalid.
    BadLanguage {
        /// The tag as written.
        tag: String,
    },
    /// The story lists too many languages.
    TooManyLanguages {
        /// The limit.
        most: usize,
    },
    /// Two languages share the name of their Markdown file.
    SharedFile {
        /// The file's name.
        name: String,
    },
    /// A text is missing in one of the story's languages.
    NoText {
        /// The text's key.
        key: &'static str,
        /// The language's subtag.
        language: String,
    },
    // Places, links and regions.
    /// A problem with the position of a place.
    Place(PlaceProblem),
    /// A group of regions also names a region that it lies in.
    GroupInRegion,
    /// A link connects a place with itself.
    LinkToItself {
        /// The place at both ends.
        place: String,
    },
    /// A link between the two sides has the wrong direction.
    OtherWay {
        /// The correct direction, as a word.
        goes: &'static str,
    },
    /// A region is listed on both sides.
    BothSides {
        /// Its code.
        code: String,
    },
    /// A region has too few stand-in points.
    StandInTooSmall,
    // Steps and their words.
    /// The step `explore` is the first step or not the last.
    ExploreNotLast {
        /// The step after it, or `None` if `explore` is the first step.
        next: Option<String>,
    },
    /// A name does not fit on the map at some size.
    Label(LabelProblem),
    /// The story has no step.
    NoSteps,
    /// A Markdown file has no section.
    NoSections,
    /// A step has no section in a Markdown file.
    StepWithoutWords {
        /// The step's id.
        step: String,
        /// The Markdown file.
        file: String,
    },
    /// A section comes after that of a later step.
    StepOutOfOrder {
        /// The step's id.
        step: String,
        /// The later step, whose section comes first.
        later: String,
    },
    /// A step lists a figure that its section does not show.
    FigureNotInWords {
        /// The figure's id.
        figure: String,
        /// The step's id.
        step: String,
        /// The Markdown file.
        file: String,
        /// The figure as the text should write it.
        display: String,
    },
    /// A section shows a figure that its step does not list.
    FigureNotInStep {
        /// The figure's id.
        figure: String,
        /// The step's id.
        step: String,
    },
    /// The text of a figure's mark differs from its wording.
    FigureText {
        /// The figure's id.
        figure: String,
        /// The text of the mark.
        written: String,
        /// The figure's wording.
        display: String,
    },

    /// A figure's value and wording disagree, or it cannot be drawn.
    Figure(FigureProblem),
    // Figures that are drawn.
    /// A figure is to be drawn with no other figure, with two, or with itself.
    NotOneDrawing,
    /// A part is larger than its whole.
    MoreThanWhole {
        /// The part's id.
        part: String,
        /// The whole's id.
        whole: String,
    },
    /// Two figures that share a scale have different units.
    UnlikeUnits {
        /// The unit of the figure that is drawn.
        unit: String,
        /// The unit of the other figure.
        other: String,
    },
    /// A step does not show a figure directly after the one that it is drawn with.
    DrawnApart {
        /// The figure's id.
        figure: String,
        /// The other figure's id.
        other: String,
    },
    // The text itself.
    /// Text before the first heading belongs to no section.
    WordsBeforeHeading,
    /// A heading is blank.
    EmptyHeading,
    /// A title is too long for the largest type size.
    LongTitle {
        /// Its length in characters.
        length: usize,
        /// The longest title in that size, in characters.
        most: usize,
    },
    /// A heading has no id of a step.
    HeadingWithoutId,
    /// The first heading is not that of the cover.
    NoCover,
    /// A second heading of level 1.
    SecondCover,
    /// A heading of level 3 is not within a chapter.
    SectionWithoutChapter,
    /// A section has no text.
    EmptySection,
    /// A section does not describe its map.
    NoMapText {
        /// The section's id.
        step: String,
    },
    /// A section describes its map twice.
    SecondMapText {
        /// The span of the first description.
        first: Range<usize>,
    },
    /// A block quote is not, or not only, a description of the map.
    Quote(QuoteProblem),
    /// A heading has no space after its `#` characters.
    HeadingWithoutSpace {
        /// The `#` characters of the heading.
        hashes: String,
    },
    /// The braces or the `#` of a heading's id are full-width.
    WideHeadingId {
        /// The id with braces in ASCII.
        fixed: String,
    },
    /// A Markdown file has no credits.
    NoCredits,
    /// A section follows the credits.
    CreditsNotLast,
    /// The credits are not a section of level 2.
    CreditsWithin,
    /// The text contains an element that stories do not support.
    NotAllowed(Forbidden),
    /// A mark is in a place that allows plain text only.
    NotPlain(PlainPlace),
    /// Emphasis is nested too deeply.
    TooDeep,
    /// A mark has no text.
    EmptyMark,
    /// Text in brackets has no target.
    NoTarget {
        /// The text.
        words: String,
    },
    /// The address of a mark has an unknown scheme.
    UnknownScheme {
        /// The address.
        address: String,
        /// The scheme that the author probably meant.
        nearest: Nearest,
    },
    /// An address cannot be linked to, or is doubtful.
    Address {
        /// As the author wrote it.
        address: String,
        /// The problem.
        problem: AddressProblem,
    },
    /// A pronunciation is not written in a script that spells sounds.
    BadPronunciation {
        /// The pronunciation as written.
        written: String,
    },
    /// The text of a date mark names another year, month or day than its target.
    OtherDate {
        /// The date in the text.
        words: String,
        /// The date in the target.
        date: String,
    },
    /// A date is invalid.
    BadDate {
        /// The date as written.
        date: String,
    },
    // The story's own data.
    /// An address cannot be that of a site.
    NotASite {
        /// The address as written.
        address: String,
    },
    /// A date and time is invalid or incomplete.
    NotAMoment {
        /// The value as written.
        written: String,
    },
    /// A name cannot be that of a script beside `story.toml`.
    NotAScript {
        /// The name as written.
        name: String,
    },
    /// A script is missing in the story's folder.
    NoScript {
        /// The script's name.
        name: String,
    },
    /// A path is not a path on the site's own host.
    NotAPath {
        /// The path as written.
        path: String,
    },
}
