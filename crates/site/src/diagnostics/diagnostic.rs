//! Declares diagnostics: kind, severity, message and help of each in one entry.
//!
//! `thiserror` would write the messages only. `miette` has help as well, but a fixed severity for
//! each kind and no help that is sometimes missing.

use std::ops::Range;

use super::{
    character::{is_hidden, named},
    severity::Severity,
};

/// A problem that a diagnostic reports.
pub(super) trait Problem {
    fn severity(&self) -> Severity;

    /// The problem in one line: lower case, no full stop, text of the author in backticks.
    fn message(&self) -> String;

    /// The help of the entry.
    fn own_help(&self) -> Help;

    /// The name, word or address in the story that is wrong, for diagnostics about one.
    fn written(&self) -> Option<&str>;

    /// The first occurrence of what the diagnostic reports as repeated.
    fn first(&self) -> Option<&Range<usize>>;

    /// Advice on fixing the problem, or `None` if the message makes it obvious.
    fn help(&self) -> Option<String> {
        let hidden = self.written().and_then(delete_hidden);
        hidden.or_else(|| self.own_help().0)
    }
}

/// Advice on fixing a problem: `"a text"`, `format!("a text")`, or `None` if the message makes it
/// obvious.
pub(super) struct Help(Option<String>);

impl From<&str> for Help {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl From<String> for Help {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}

impl From<Option<String>> for Help {
    fn from(text: Option<String>) -> Self {
        Self(text)
    }
}

/// Help that names the invisible characters in the author's text, or `None` if it has none.
fn delete_hidden(written: &str) -> Option<String> {
    let mut hidden: Vec<char> = Vec::new();
    for character in written.chars().filter(|&c| is_hidden(c)) {
        if !hidden.contains(&character) && hidden.len() < 3 {
            hidden.push(character);
        }
    }
    let names: Vec<String> = hidden.into_iter().map(named).collect();
    (!names.is_empty()).then(|| format!("delete the invisible {}", names.join(" and ")))
}

/// Declares an enum of diagnostics. Each entry is a variant with its fields, which the expressions
/// below it can use by name, as references:
///
/// ```text
/// /// A language tag is invalid.
/// BadLanguage {
///     /// The tag as written.
///     tag: String,
/// } => {
///     severity: Severity::Warning,  // if it is no error
///     written: tag,                 // if the text is wrong; its invisible characters are named
///     first: first,                 // if something is repeated: the span of the first
///     message: format!("{} is not a language tag", Quoted(tag)),
///     help: "a tag is like `zh-CN` or `en`",  // or `None`
/// }
/// ```
macro_rules! diagnostics {
    (
        $(#[$about:meta])*
        pub enum $Group:ident {
            $(
                $(#[$doc:meta])*
                $Variant:ident
                $(($value:ident: $Value:ty))?
                $({ $($(#[$field_doc:meta])* $field:ident: $Field:ty),* $(,)? })?
                => {
                    $(severity: $severity:expr,)?
                    $(written: $written:expr,)?
                    $(first: $first:expr,)?
                    message: $message:expr,
                    help: $help:expr,
                }
            )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $Group {
            $(
                $(#[$doc])*
                $Variant $(($Value))? $({ $($(#[$field_doc])* $field: $Field),* })?,
            )*
        }

        #[allow(unused_variables, reason = "no expression uses all fields")]
        impl $crate::diagnostics::diagnostic::Problem for $Group {
            fn severity(&self) -> $crate::diagnostics::Severity {
                match self {
                    $(
                        Self::$Variant $(($value))? $({ $($field),* })? => {
                            diagnostics!(@ $($severity)?, $crate::diagnostics::Severity::Error)
                        }
                    )*
                }
            }

            fn message(&self) -> String {
                match self {
                    $(Self::$Variant $(($value))? $({ $($field),* })? => $message.into(),)*
                }
            }

            fn own_help(&self) -> $crate::diagnostics::diagnostic::Help {
                match self {
                    $(Self::$Variant $(($value))? $({ $($field),* })? => $help.into(),)*
                }
            }

            fn written(&self) -> Option<&str> {
                match self {
                    $(
                        Self::$Variant $(($value))? $({ $($field),* })? => {
                            diagnostics!(@ $(Some($written))?, None)
                        }
                    )*
                }
            }

            fn first(&self) -> Option<&std::ops::Range<usize>> {
                match self {
                    $(
                        Self::$Variant $(($value))? $({ $($field),* })? => {
                            diagnostics!(@ $(Some($first))?, None)
                        }
                    )*
                }
            }
        }
    };
    (@ $given:expr, $default:expr) => { $given };
    (@, $default:expr) => { $default };
}

pub(super) use diagnostics;
