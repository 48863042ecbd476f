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
            message: format!("the page itself has an address {}", Quoted(&format!("#{id}"))),
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
            message: format!("{entity} called {} is there already", Quoted(id)),
            help: if *entity == Entity::Region {
                "keep one of the two"
            } else {
                "give one of the two another id"
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
                Entity::Anchor => format!("unknown address {} within the page", Quoted(id)),
                _ => format!("unknown {} {}", entity.noun(), Quoted(id)),
            },
            help: nearest.help(match entity {
                Entity::Region => "its regions are",
                Entity::Anchor => "its addresses are",
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
            message: format!("{} is in this list already", Quoted(id)),
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
            message: format!("a story has {most} languages at most"),
            help: "keep those that it is read in",
        }

        /// Two languages share the name of their Markdown file.
        SharedFile {
            /// The file's name.
            name: String,
        } => {
            message: format!("another language has its words in {} already", Quoted(name)),
            help: "keep one language for each first part of a tag",
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
                "write one behind `{language} =`, or take the language out of `languages`"
            ),
        }
    }
}

const ID_RULE: &str = "an id is a letter or digit, then letters, digits, dots and hyphens, all of \
     them lower-case ASCII";
