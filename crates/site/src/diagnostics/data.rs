//! Problems with the syntax and the values of `story.toml`, and with the characters of any text.

use super::{
    Nearest, Severity,
    character::{CharacterClass, class_of, named},
    diagnostic::diagnostics,
    quoted::Quoted,
    subject::{Entity, Shape},
};

diagnostics! {
    /// A value of `story.toml` is not what it must be.
    pub enum DataProblem {
        /// An error of the TOML parser.
        Syntax {
            /// The parser's message.
            problem: String,
        } => {
            message: problem.as_str(),
            help: problem
                .starts_with("string values")
                .then(|| "put it in quotes".to_owned()),
        }

        /// A list or a table is not closed.
        Unclosed {
            /// The character that would close it.
            closer: char,
        } => {
            message: format!("this is never closed: `{closer}` is missing"),
            help: format!("add `{closer}`"),
        }

        /// A table has a key that it may not have.
        UnknownKey {
            /// The key as written.
            key: String,
            /// The key that the author probably meant.
            nearest: Nearest,
        } => {
            written: key,
            message: format!("unknown key {}", Quoted(key)),
            help: if *nearest == Nearest::Nothing {
                "name a language by the first part of its tag, such as `zh`".to_owned()
            } else {
                nearest.help("the keys allowed here are")
            },
        }

        /// A required key is missing.
        MissingKey {
            /// The key.
            key: &'static str,
            /// The entry that lacks it.
            owner: Entity,
        } => {
            message: format!("{owner} needs {}", Quoted(key)),
            help: missing_key(key),
        }

        /// A value has the wrong type.
        WrongType {
            /// The key.
            key: String,
            /// The expected type.
            expected: Shape,
            /// The actual type.
            found: Shape,
        } => {
            message: format!("{} must be {expected}, not {found}", Quoted(key)),
            help: wrong_type(key, *expected, *found),
        }

        /// A text is blank.
        EmptyText {
            /// Its key.
            key: String,
        } => {
            message: format!("{} is empty", Quoted(key)),
            help: "write a text, or remove the key if it is optional",
        }

        /// A list is empty.
        EmptyList {
            /// Its key.
            key: &'static str,
        } => {
            message: format!("the list {} is empty", Quoted(key)),
            help: match *key {
                "fit" => {
                    "remove the key to frame what the step highlights, or write `fit = \"nation\"`"
                }
                "languages" => "add a language: `languages = [\"zh-CN\"]`",
                "authors" => "name an author, or remove the key",
                _ => "add two or more points that the map must show",
            },
        }

        /// A text contains an invisible character, or one that text cannot contain.
        Character(character: char) => {
            severity: match class_of(*character) {
                Some(CharacterClass::Direction | CharacterClass::DirectionMark) => {
                    Severity::Warning
                }
                _ => Severity::Error,
            },
            message: {
                let name = named(*character);
                match class_of(*character) {
                    Some(CharacterClass::Noncharacter) => {
                        format!("the noncharacter {name} in a text")
                    }
                    Some(CharacterClass::Direction | CharacterClass::DirectionMark) => {
                        format!("the character {name} changes the order in which text is displayed")
                    }
                    Some(CharacterClass::Invisible | CharacterClass::Space) => {
                        format!("the invisible character {name}")
                    }
                    _ => format!("the control character {name} in a text"),
                }
            },
            help: match class_of(*character) {
                Some(CharacterClass::Direction | CharacterClass::DirectionMark) => {
                    "delete it, unless the text is written from right to left and needs it"
                }
                Some(CharacterClass::Space) => "type a plain space instead",
                _ => "delete it",
            },
        }
    }
}

fn missing_key(key: &str) -> Option<String> {
    let help = match key {
        "id" => "add an id: lower-case letters, digits and hyphens",
        "basemap" => "add `basemap = \"china\"`",
        "languages" => "add `languages = [\"zh-CN\"]`",
        "title" | "description" | "name" | "note" => {
            return Some(format!("add `{key} = {{ zh = \"...\" }}`"));
        }
        "at" => "add `at = [longitude, latitude]`, in degrees",
        "from" | "to" => "add the id of a `[[place]]`",
        "kind" => "add the kind of connection, such as `industry`",
        "direction" => "add `east-to-west`, `west-to-east` or `both`",
        "printed" => "add the text as the source prints it",
        "code" => "add the region's code on the base map",
        "stand_in" => "add two or more points that the map must show",
        "source" => "add the id of a `[[source]]`: where does the number come from?",
        "qualifier" => "add `exact`, `over`, `nearly`, `reaching` or `about`",
        "value" => "add the number itself, such as 20000 for `近2万人`",
        "number" => "add the number as the text writes it",
        "unit" => "add the unit in which `value` counts",
        "label" => "add what the figure counts",
        "sdk" => "add the name of WeChat's script in this folder, such as `jweixin-1.6.0.js`",
        "signature" => {
            "add the path on your server that returns a signature, such as `/wechat/signature`"
        }
        _ => return None,
    };
    Some(help.to_owned())
}

fn wrong_type(key: &str, expected: Shape, found: Shape) -> Option<String> {
    let help = match (expected, found) {
        (Shape::Text, Shape::Integer | Shape::Float | Shape::Boolean | Shape::Date) => {
            "put it in quotes".to_owned()
        }
        (Shape::UnitsOrTable, _) => {
            "write `\"units\"`, `{ each = ... }` or `{ within = \"...\" }`".to_owned()
        }
        (Shape::Texts | Shape::NationOrTexts, Shape::Text) => "put it in `[` and `]`".to_owned(),
        (Shape::Tables, Shape::Table) => format!("write `[[{key}]]`"),
        (Shape::TextByLanguage, Shape::Text) => "write `{ zh = \"...\" }`".to_owned(),
        (Shape::Integer | Shape::Number, Shape::Text) => "remove the quotes".to_owned(),
        _ => return None,
    };
    Some(help)
}
