//! Problems between a figure's data and its wording, or with its drawing.

use std::fmt;

use super::message::Quoted;

/// A figure whose wording contradicts its data, or that cannot be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureProblem {
    /// The value is not a number, or has too many digits.
    NotANumber {
        /// As the author wrote it.
        written: String,
    },
    /// The wording states another number than `value`.
    OtherValue {
        /// The wording.
        display: String,
        /// The number that it states, in digits.
        counted: String,
    },
    /// The wording has another qualifier than the data.
    OtherQualifier {
        /// The wording.
        display: String,
        /// The qualifier of the wording.
        said: &'static str,
        /// The qualifier of the data.
        written: &'static str,
    },
    /// The data have a qualifier that the wording does not express.
    QualifierNotSaid {
        /// The wording.
        display: String,
        /// The qualifier of the data.
        written: &'static str,
    },
    /// The figure is to be drawn as marks but is not a small, exact count.
    NotInUnits {
        /// The largest count that can be drawn.
        most: u64,
    },
    /// A negative number is to be drawn as a bar.
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
