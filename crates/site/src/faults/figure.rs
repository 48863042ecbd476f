//! What can be wrong between a figure's value and its words.

use std::fmt;

use super::message::Quoted;

/// A figure whose words say something else than its data.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureProblem {
    /// A value that is not a number, or has more digits than any figure.
    NotANumber {
        /// As the author wrote it.
        written: String,
    },
    /// Words that say another number than the value.
    OtherValue {
        /// What the words say.
        display: String,
        /// That as a number, in digits.
        counted: String,
    },
    /// Words that say another qualifier than the data.
    OtherQualifier {
        /// What the words say.
        display: String,
        /// The qualifier of the words.
        said: &'static str,
        /// The qualifier of the data.
        written: &'static str,
    },
    /// A qualifier that the words do not say.
    QualifierNotSaid {
        /// What the words say.
        display: String,
        /// The qualifier of the data.
        written: &'static str,
    },
    /// Marks for something that is not a small and exact count.
    NotInUnits {
        /// The most that can be drawn.
        most: u64,
    },
    /// A bar for a number below zero.
    NegativeBar,
}

impl fmt::Display for FigureProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber { written } => {
                write!(
                    f,
                    "{} is not a number of at most 28 digits",
                    Quoted(written)
                )
            }
            Self::OtherValue { display, counted } => write!(
                f,
                "the words say {}, which is {counted}, and `value` is another number",
                Quoted(display)
            ),
            Self::OtherQualifier {
                display,
                said,
                written,
            } => write!(
                f,
                "the words say {}, which is `{said}`, and `qualifier` is `{written}`",
                Quoted(display)
            ),
            Self::QualifierNotSaid { display, written } => write!(
                f,
                "`qualifier` is `{written}`, and the words say just {}",
                Quoted(display)
            ),
            Self::NotInUnits { most } => {
                write!(
                    f,
                    "only an exact whole number from 1 to {most} can be drawn in units"
                )
            }
            Self::NegativeBar => write!(f, "a number below zero cannot be drawn as a bar"),
        }
    }
}

impl FigureProblem {
    pub(super) fn help(&self) -> String {
        match self {
            Self::NotANumber { .. } => {
                "write the number with ASCII digits, such as 20000 or 16.8".to_owned()
            }
            Self::OtherValue { counted, .. } => {
                format!("write `value = {counted}`, or correct the words")
            }
            Self::OtherQualifier { said, .. } => {
                format!("write `qualifier = \"{said}\"`, or correct the words")
            }
            Self::QualifierNotSaid { .. } => {
                "write `qualifier = \"exact\"`, or say it in `before` or `after`".to_owned()
            }
            Self::NotInUnits { .. } => "remove `drawn`: the number is clearer".to_owned(),
            Self::NegativeBar => "remove `drawn`".to_owned(),
        }
    }
}
