//! Problems with names on the map that do not fit.

use std::fmt;

use super::message::Quoted;

/// A name that does not fit on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelProblem {
    /// The map has no room for the name of a place.
    NoRoom {
        /// The name.
        name: String,
        /// The step's id.
        step: String,
        /// The sizes of the map at which it does not fit, in CSS pixels, as `390x388`.
        sizes: Vec<String>,
    },
}

impl fmt::Display for LabelProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRoom { name, step, sizes } => write!(
                f,
                "the map of step {} has no room for the name {} at {}",
                Quoted(step),
                Quoted(name),
                sizes.join(", ")
            ),
        }
    }
}

impl LabelProblem {
    pub(super) fn help(&self) -> String {
        match self {
            Self::NoRoom { .. } => {
                "shorten the name, show fewer places in the step, or bring its `fit` closer"
                    .to_owned()
            }
        }
    }
}
