//! Problems with ids, with words that refer to entries, and with the story's languages.

use std::ops::Range;

use super::{Nearest, diagnostic::diagnostics, quoted::Quoted, subject::Entity};

diagnostics! {
    /// An id, a reference or a language is not what it must be.
    pub enum NameProblem {
        /// An id contains characters that are not allowed in ids.
        BadId {
            /// The id as written.
            id: String,
            /// The id in allowed characters, if that gives a valid and unused one.
            suggestion: Option<String>,
        } => {
            written: id,
            message: format!("{} cannot be an id", Quoted(id)),
            help: match suggestion {
                Some(id) => format!("{ID_RULE}: did you mean `{id}`?"),
                None => ID_RULE.to_owned(),
            },
        }

        /// An id cannot be a file name on every system.
        UnusableId {
            /// The id.
            id: String,
            /// The reason.
            reason: &'static str,
        } => {
            written: id,
            message: format!("{} cannot be an id: {reason}", Quoted(id)),
            help: "choose another id",
        }

        /// An id is reserved for the page itself.
        ReservedId {
            /// The id.
            id: String,
        } => {
            message: format!("the page itself uses the address {}", Quoted(&format!("#{id}"))),
            help: "give the step another id",
        }

        /// An id is used twice.
        DuplicateId {
            /// The kind of entry that it identifies.
            entity: Entity,
            /// The id.
            id: String,
            /// The span of the first use, in the same file.
            first: Range<usize>,
        } => {
            first: first,
            message: format!("{entity} called {} already exists", Quoted(id)),
            help: match entity {
                Entity::Region | Entity::Photo | Entity::Video | Entity::Audio => {
                    "keep one of the two"
                }
                _ => "give one of the two another id",
            },
        }

        /// A reference names an entry that does not exist.
        Unknown {
            /// The kind of entry.
            entity: Entity,
            /// The name in the reference.
            id: String,
            /// The name that the author probably meant.
            nearest: Nearest,
        } => {
            written: id,
            message: match entity {
                Entity::Anchor => format!("unknown address {} on the page", Quoted(id)),
                _ => format!("unknown {} {}", entity.noun(), Quoted(id)),
            },
            help: nearest.help(match entity {
                Entity::Region => "the map's regions are",
                Entity::Anchor => "the page's addresses are",
                _ => "the story has",
            }),
        }

        /// The value of a key is not one of the words that it accepts.
        UnknownWord {
            /// The key.
            key: &'static str,
            /// The word as written.
            word: String,
            /// The word that the author probably meant.
            nearest: Nearest,
        } => {
            written: word,
            message: format!("{} cannot be {}", Quoted(key), Quoted(word)),
            help: nearest.help("it can be"),
        }

        /// A list contains an entry twice.
        ListedTwice {
            /// The entry's name.
            id: String,
        } => {
            message: format!("{} is already in this list", Quoted(id)),
            help: "name it once",
        }

        /// A language tag is invalid.
        BadLanguage {
            /// The tag as written.
            tag: String,
        } => {
            written: tag,
            message: format!("{} is not a language tag", Quoted(tag)),
            help: "a tag is like `zh-CN` or `en`",
        }

        /// The story lists too many languages.
        TooManyLanguages {
            /// The limit.
            most: usize,
        } => {
            message: format!("a story can have at most {most} languages"),
            help: "keep the languages that its readers need",
        }

        /// Two languages share the name of their Markdown file.
        SharedFile {
            /// The file's name.
            name: String,
        } => {
            message: format!("another language already uses the file {}", Quoted(name)),
            help: "keep one language for each first part of the tags",
        }

        /// A text is missing in one of the story's languages.
        NoText {
            /// The text's key.
            key: &'static str,
            /// The language's subtag.
            language: String,
        } => {
            message: format!("{} has no text in {}", Quoted(key), Quoted(language)),
            help: format!(
                "add one as `{language} = ...`, or remove the language from `languages`"
            ),
        }
    }
}

const ID_RULE: &str = "an id is a letter or digit, then letters, digits, dots and hyphens, all of \
     them lower-case ASCII";
