//! Errors, which stop a build, and warnings, which do not.

use super::{
    AddressProblem, Fault, FaultKind,
    character::{CharacterClass, class_of},
};

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The story cannot be built.
    Error,
    /// The story is built; its author should look at this.
    Warning,
}

impl Fault {
    /// Whether the story cannot be built with this.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.kind.severity() == Severity::Error
    }
}

impl FaultKind {
    /// How bad this is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let is_warning = match self {
            Self::Character(character) => matches!(
                class_of(*character),
                Some(CharacterClass::Direction | CharacterClass::DirectionMark)
            ),
            Self::Address { problem, .. } => {
                matches!(problem, AddressProblem::Unencrypted | AddressProblem::Bare)
            }
            Self::Label(_) | Self::LongTitle { .. } => true,
            _ => false,
        };
        if is_warning {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}
