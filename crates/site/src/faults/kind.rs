//! Everything that can be wrong with a story folder, a closed set; said in [`message`](super::message).

use std::{io::ErrorKind, ops::Range};

use super::{
    AddressProblem, FigureProblem, LabelProblem, PlaceProblem, QuoteProblem,
    nearest::Nearest,
    subject::{Forbidden, PlainPlace, Shape, Thing},
};

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    // The folder and its files.
    /// There is nothing where the folder should be.
    NoFolder,
    /// A file stands where the folder should be.
    FolderIsFile,
    /// A file of the story is not there.
    NoFile {
        /// Its name within the folder.
        name: String,
    },
    /// A file is there and cannot be read.
    Unreadable {
        /// What the system said.
        reason: ErrorKind,
    },
    /// A file is larger than any story.
    TooLarge {
        /// The largest that is read, in mebibytes.
        limit: u64,
    },
    /// The bytes are not UTF-8 from here on.
    NotUtf8 {
        /// How many bytes are sound before.
        byte: usize,
    },
    // TOML as such.
    /// What the TOML parser says.
    Syntax {
        /// In its words.
        problem: String,
    },
    /// A list or a table that is opened and never closed.
    Unclosed {
        /// What would close it.
        closer: char,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// As it is written.
        key: String,
        /// The key that was probably meant.
        nearest: Nearest,
    },
    /// A key that must be there.
    MissingKey {
        /// The key.
        key: &'static str,
        /// What misses it.
        owner: Thing,
    },
    /// A value of another type than its key asks for.
    WrongType {
        /// The key.
        key: String,
        /// What it asks for.
        expected: Shape,
        /// What is there.
        found: Shape,
    },
    /// A text without a letter.
    EmptyText {
        /// Its key.
        key: String,
    },
    /// A list without an entry.
    EmptyList {
        /// Its key.
        key: &'static str,
    },
    /// A character that nobody sees, or that a text cannot hold.
    Character(char),
    // Names.
    /// An id with characters that an address should not have.
    BadId {
        /// As it is written.
        id: String,
        /// The same in allowed characters, where that leaves anything.
        mended: Option<String>,
    },
    /// An id that cannot be the name of a file everywhere.
    UnusableId {
        /// The id.
        id: String,
        /// Why not.
        reason: &'static str,
    },
    /// An id that the page uses itself.
    ReservedId {
        /// The id.
        id: String,
    },
    /// An id that is taken.
    DuplicateId {
        /// What it is the id of.
        thing: Thing,
        /// The id.
        id: String,
        /// Where it stands for the first time, in the same file.
        first: Range<usize>,
    },
    /// A reference to something that is not there.
    Unknown {
        /// What should be there.
        thing: Thing,
        /// Its name.
        id: String,
        /// The name that was probably meant.
        nearest: Nearest,
    },
    /// A word outside the few that a key knows.
    UnknownWord {
        /// The key.
        key: &'static str,
        /// As it is written.
        word: String,
        /// The word that was probably meant.
        nearest: Nearest,
    },
    /// A list that names the same thing again.
    ListedTwice {
        /// Its name.
        id: String,
    },
    // Languages.
    /// No language tag.
    BadLanguage {
        /// As it is written.
        tag: String,
    },
    /// More languages than any story has.
    TooManyLanguages {
        /// As many as there may be.
        most: usize,
    },
    /// Two languages whose words would stand in one file.
    SharedFile {
        /// That file's name.
        name: String,
    },
    /// A text that is missing in a language of the story.
    NoText {
        /// The text's key.
        key: &'static str,
        /// The language's first subtag.
        language: String,
    },
    // Places, links and regions.
    /// A problem with where a place is.
    Place(PlaceProblem),
    /// A group of regions that is said to lie in one.
    GroupInRegion,
    /// A link that goes nowhere.
    LinkToItself {
        /// The place at both ends.
        place: String,
    },
    /// A link between the two sides that says the other direction.
    OtherWay {
        /// The direction in which it goes, as a word.
        goes: &'static str,
    },
    /// A region on both sides.
    BothSides {
        /// Its code.
        code: String,
    },
    /// Too few points to stand for a region.
    StandInTooSmall,
    // Steps and their words.
    /// The step `explore` in another place than the last.
    ExploreNotLast {
        /// The step after it; `None` where it is the cover.
        next: Option<String>,
    },
    /// A name that the map does not show at some size.
    Label(LabelProblem),
    /// A story without a step.
    NoSteps,
    /// A file of words without a section.
    NoSections,
    /// A step that a file of words passes over.
    StepWithoutWords {
        /// The step's id.
        step: String,
        /// The file of words.
        file: String,
    },
    /// Words that stand behind those of a later step.
    StepOutOfOrder {
        /// The step's id.
        step: String,
        /// The later step that the words tell of before.
        later: String,
    },
    /// A figure that the step lists and its words never name.
    FigureNotInWords {
        /// The figure's id.
        figure: String,
        /// The step's id.
        step: String,
        /// The file of words.
        file: String,
        /// The figure as the words should say it.
        display: String,
    },
    /// A figure that the words name and the step does not list.
    FigureNotInStep {
        /// The figure's id.
        figure: String,
        /// The step's id.
        step: String,
    },
    /// Words that say another figure than the figure is.
    FigureText {
        /// The figure's id.
        figure: String,
        /// What the words say.
        written: String,
        /// What the figure is.
        display: String,
    },

    /// A figure whose value and words disagree, or that cannot be drawn.
    Figure(FigureProblem),
    // Figures that are drawn.
    /// A drawing with no other figure, or with two, or with itself.
    NotOneDrawing,
    /// A part that is more than its whole.
    MoreThanWhole {
        /// The part's id.
        part: String,
        /// The whole's id.
        whole: String,
    },
    /// Two figures on one scale that count in different units.
    UnlikeUnits {
        /// The unit of the one that is drawn.
        unit: String,
        /// The other's.
        other: String,
    },
    /// A step that shows a figure without the one that it is drawn with.
    DrawnApart {
        /// The figure's id.
        figure: String,
        /// The other's id.
        other: String,
    },
    // Words as such.
    /// Words that belong to no section.
    WordsBeforeHeading,
    /// A heading that says nothing.
    EmptyHeading,
    /// A title for which the largest letters have no room.
    LongTitle {
        /// How many characters it has.
        length: usize,
        /// How many have room.
        most: usize,
    },
    /// A heading that names no step.
    HeadingWithoutId,
    /// A story that does not open with its cover.
    NoCover,
    /// A second heading of level 1.
    SecondCover,
    /// A section within no chapter.
    SectionWithoutChapter,
    /// A heading with nothing under it.
    EmptySection,
    /// A section that says nothing about its map.
    NoMapText {
        /// The section's id.
        step: String,
    },
    /// A section that tells of its map again.
    SecondMapText {
        /// Where it does so for the first time.
        first: Range<usize>,
    },
    /// A block quote that does not describe a map.
    Quote(QuoteProblem),
    /// A heading whose `#` are not followed by a space.
    HeadingWithoutSpace {
        /// The `#` of the heading.
        hashes: String,
    },
    /// A heading whose id stands in full-width braces, or behind a full-width `#`.
    WideHeadingId {
        /// The id with its braces in ASCII.
        fixed: String,
    },
    /// A file of words without credits.
    NoCredits,
    /// Words behind the credits.
    CreditsNotLast,
    /// The credits within a chapter.
    CreditsWithin,
    /// Something that words cannot hold.
    NotAllowed(Forbidden),
    /// A mark where only plain words can stand.
    NotPlain(PlainPlace),
    /// Marks within marks within marks.
    TooDeep,
    /// A mark around nothing.
    EmptyMark,
    /// Words in brackets that lead nowhere.
    NoTarget {
        /// The words.
        words: String,
    },
    /// An address that words cannot lead to.
    UnknownScheme {
        /// The address.
        address: String,
        /// The scheme that was probably meant.
        nearest: Nearest,
    },
    /// An address that is not linked to, or that is doubtful.
    Address {
        /// As the author wrote it.
        address: String,
        /// What is wrong with it.
        problem: AddressProblem,
    },
    /// How a name is spoken, in nothing that can be spoken.
    BadPronunciation {
        /// As it is written.
        written: String,
    },
    /// A date whose words name another year, month or day.
    OtherDate {
        /// As the words have it.
        words: String,
        /// As its address has it.
        date: String,
    },
    /// A date that is in no calendar.
    BadDate {
        /// As it is written.
        date: String,
    },
    // What the story says of itself.
    /// An address that no site can stand at.
    NotASite {
        /// As it is written.
        address: String,
    },
    /// A moment that is not told, or not wholly.
    NotAMoment {
        /// As it is written.
        written: String,
    },
    /// A name that no script beside `story.toml` can have.
    NotAScript {
        /// As it is written.
        name: String,
    },
    /// A script that is not in the story's folder.
    NoScript {
        /// Its name.
        name: String,
    },
    /// What is no path on the site's own host.
    NotAPath {
        /// As it is written.
        path: String,
    },
}
