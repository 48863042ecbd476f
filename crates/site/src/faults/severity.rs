//! Severities: errors stop a build, warnings do not.

use super::{
    AddressProblem, Fault, FaultKind,
    character::{CharacterClass, class_of},
};

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The story cannot be built.
    Error,
    /// The story is built, but its author should look at this.
    Warning,
}

impl Fault {
    /// Whether the diagnostic stops the build.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.kind.severity() == Severity::Error
    }
}

impl FaultKind {
    /// The severity of this kind of diagnostic.
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
