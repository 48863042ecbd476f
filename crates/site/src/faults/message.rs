//! Messages of diagnostics, one line each: lower case, no full stop, text of the author in
//! backticks.

use std::fmt;

use super::{
    address,
    character::{self, CharacterClass},
    kind::FaultKind,
    subject::Thing,
};

/// Text of the author in backticks, on one line and shortened to a readable length.
pub(super) struct Quoted<'a>(pub(super) &'a str);

/// The longest quotation, in characters; a longer one is cut.
const QUOTED: usize = 60;

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`")?;
        for character in self.0.chars().take(QUOTED) {
            if character::is_hidden(character) {
                write!(f, "<U+{:04X}>", u32::from(character))?;
            } else {
                write!(f, "{character}")?;
            }
        }
        let is_cut = self.0.chars().nth(QUOTED).is_some();
        f.write_str(if is_cut { "…`" } else { "`" })
    }
}

impl fmt::Display for FaultKind {
    #[expect(clippy::too_many_lines, reason = "one line for each kind of fault")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder => write!(f, "there is no such folder"),
            Self::FolderIsFile => write!(f, "this is a file, and a story is a folder"),
            Self::NoFile { name } | Self::NoScript { name } => {
                write!(f, "the folder has no file {}", Quoted(name))
            }
            Self::Unreadable { reason } => write!(f, "the file cannot be read: {reason}"),
            Self::TooLarge { limit } => write!(f, "the file is larger than {limit} MiB"),
            Self::NotUtf8 { byte } => {
                write!(f, "the file is not UTF-8: byte {byte} begins no character")
            }

            Self::Syntax { problem } => f.write_str(problem),
            Self::Unclosed { closer } => write!(f, "this is opened and never closed by `{closer}`"),
            Self::UnknownKey { key, .. } => write!(f, "unknown key {}", Quoted(key)),
            Self::MissingKey { key, owner } => write!(f, "{owner} needs {}", Quoted(key)),
            Self::WrongType {
                key,
                expected,
                found,
            } => write!(f, "{} must be {expected}, not {found}", Quoted(key)),
            Self::EmptyText { key } => write!(f, "{} is empty", Quoted(key)),
            Self::EmptyList { key } => write!(f, "the list {} is empty", Quoted(key)),
            Self::Character(character) => match character::class_of(*character) {
                Some(CharacterClass::Noncharacter) => {
                    write!(
                        f,
                        "the noncharacter {} in a text",
                        character::named(*character)
                    )
                }
                Some(CharacterClass::Direction | CharacterClass::DirectionMark) => write!(
                    f,
                    "the character {} changes the order in which text is displayed",
                    character::named(*character)
                ),
                Some(CharacterClass::Invisible | CharacterClass::Space) => {
                    write!(
                        f,
                        "the invisible character {}",
                        character::named(*character)
                    )
                }
                _ => write!(
                    f,
                    "the control character {} in a text",
                    character::named(*character)
                ),
            },

            Self::BadId { id, .. } => write!(f, "{} cannot be an id", Quoted(id)),
            Self::UnusableId { id, reason } => {
                write!(f, "{} cannot be an id: {reason}", Quoted(id))
            }
            Self::ReservedId { id } => {
                write!(
                    f,
                    "the page itself has an address {}",
                    Quoted(&format!("#{id}"))
                )
            }
            Self::DuplicateId { thing, id, .. } => {
                write!(f, "{thing} called {} is there already", Quoted(id))
            }
            Self::Unknown {
                thing: Thing::Region,
                id,
                ..
            } => write!(f, "unknown region {}", Quoted(id)),
            Self::Unknown {
                thing: Thing::Fit,
                id,
                ..
            } => write!(f, "unknown place, link or region {}", Quoted(id)),
            Self::Unknown {
                thing: Thing::Anchor,
                id,
                ..
            } => write!(f, "unknown address {} within the page", Quoted(id)),
            Self::Unknown { thing, id, .. } => {
                write!(f, "unknown {} {}", thing.noun(), Quoted(id))
            }
            Self::UnknownWord { key, word, .. } => {
                write!(f, "{} cannot be {}", Quoted(key), Quoted(word))
            }
            Self::ListedTwice { id } => write!(f, "{} is in this list already", Quoted(id)),

            Self::BadLanguage { tag } => write!(f, "{} is not a language tag", Quoted(tag)),
            Self::TooManyLanguages { most } => write!(f, "a story has {most} languages at most"),
            Self::SharedFile { name } => {
                write!(
                    f,
                    "another language has its words in {} already",
                    Quoted(name)
                )
            }
            Self::NoText { key, language } => {
                write!(f, "{} has no text in {}", Quoted(key), Quoted(language))
            }

            Self::Place(problem) => problem.fmt(f),
            Self::Figure(problem) => problem.fmt(f),
            Self::Quote(problem) => problem.fmt(f),
            Self::Label(problem) => problem.fmt(f),
            Self::Address { address, problem } => address::message(problem, address, f),
            Self::OtherWay { .. } => {
                write!(
                    f,
                    "this link's ends lie on the two sides the other way round"
                )
            }
            Self::GroupInRegion => write!(f, "a group of regions cannot lie in a region"),
            Self::LinkToItself { place } => {
                write!(f, "this link runs from {} to itself", Quoted(place))
            }
            Self::BothSides { code } => {
                write!(f, "region {} is on the east side already", Quoted(code))
            }
            Self::StandInTooSmall => write!(f, "one point cannot stand for a region"),

            Self::ExploreNotLast { next: Some(next) } => {
                write!(
                    f,
                    "step `explore` must be the last, and {} follows",
                    Quoted(next)
                )
            }
            Self::ExploreNotLast { next: None } => {
                write!(f, "step `explore` cannot be the first: that is the cover")
            }
            Self::NoSteps => write!(f, "the story has no step"),
            Self::NoSections => write!(f, "the file has no section"),
            Self::StepWithoutWords { step, file } => {
                write!(f, "step {} has no words in {}", Quoted(step), Quoted(file))
            }
            Self::StepOutOfOrder { step, later } => write!(
                f,
                "the words of {} come after those of {}, and the steps the other way round",
                Quoted(step),
                Quoted(later)
            ),
            Self::FigureNotInWords {
                figure, step, file, ..
            } => write!(
                f,
                "the words of {} in {} do not name figure {}",
                Quoted(step),
                Quoted(file),
                Quoted(figure)
            ),
            Self::FigureNotInStep { figure, step } => {
                write!(
                    f,
                    "{} does not list figure {}",
                    Quoted(step),
                    Quoted(figure)
                )
            }
            Self::FigureText {
                written, display, ..
            } => write!(
                f,
                "the words say {} where the figure is {}",
                Quoted(written),
                Quoted(display)
            ),

            Self::NotOneDrawing => write!(f, "a figure is drawn with one other figure"),
            Self::MoreThanWhole { part, whole } => {
                write!(f, "{} is more than {}", Quoted(part), Quoted(whole))
            }
            Self::UnlikeUnits { unit, other } => write!(
                f,
                "{} and {} cannot be drawn on one scale",
                Quoted(unit),
                Quoted(other)
            ),
            Self::DrawnApart { figure, other } => write!(
                f,
                "{} is drawn with {}, which does not stand right before it",
                Quoted(figure),
                Quoted(other)
            ),

            Self::WordsBeforeHeading => write!(f, "these words stand before the first heading"),
            Self::EmptyHeading => write!(f, "this heading has no words"),
            Self::HeadingWithoutSpace { hashes } => {
                write!(
                    f,
                    "there is no space between {} and the heading",
                    Quoted(hashes)
                )
            }
            Self::WideHeadingId { .. } => {
                write!(
                    f,
                    "full-width characters stand around the id of this heading"
                )
            }
            Self::LongTitle { length, most } => write!(
                f,
                "this title has {length} characters; with more than {most} it is set in smaller letters"
            ),
            Self::HeadingWithoutId => write!(f, "this heading does not say which step it is of"),
            Self::NoCover => write!(f, "the first heading is not of level 1"),
            Self::SecondCover => write!(f, "a second heading of level 1"),
            Self::SectionWithoutChapter => {
                write!(f, "a heading of level 3 without one of level 2 before it")
            }
            Self::EmptySection => write!(f, "this section has no words"),
            Self::NoMapText { step } => {
                write!(
                    f,
                    "section {} does not say what the map shows",
                    Quoted(step)
                )
            }
            Self::SecondMapText { .. } => {
                write!(f, "a second description of the map in one section")
            }
            Self::NoCredits => write!(f, "the words end without the section `sources`"),
            Self::CreditsNotLast => write!(f, "the section `sources` is not the last"),
            Self::CreditsWithin => write!(f, "the section `sources` is not of level 2"),
            Self::NotAllowed(forbidden) => write!(f, "a story's words cannot hold {forbidden}"),
            Self::NotPlain(place) => write!(f, "{place} can hold plain words only"),
            Self::TooDeep => write!(f, "marks within marks, too deep to be read"),
            Self::EmptyMark => write!(f, "this mark has no words"),
            Self::NoTarget { words } => {
                write!(f, "{} is in brackets and leads nowhere", Quoted(words))
            }
            Self::UnknownScheme { address, .. } => {
                write!(f, "words cannot lead to {}", Quoted(address))
            }
            Self::BadPronunciation { written } => {
                write!(f, "{} does not spell how a name is said", Quoted(written))
            }
            Self::OtherDate { words, date } => {
                write!(
                    f,
                    "the words say {}, the date {}",
                    Quoted(words),
                    Quoted(date)
                )
            }
            Self::BadDate { date } => write!(f, "{} is not a date", Quoted(date)),

            Self::NotASite { address } => {
                write!(f, "no site can stand at {}", Quoted(address))
            }
            Self::NotAMoment { written } => {
                write!(f, "{} is not a whole date and time", Quoted(written))
            }
            Self::NotAScript { name } => {
                write!(
                    f,
                    "no script beside `story.toml` is called {}",
                    Quoted(name)
                )
            }
            Self::NotAPath { path } => {
                write!(f, "{} is no path on the story's own host", Quoted(path))
            }
        }
    }
}
