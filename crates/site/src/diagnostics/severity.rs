//! Severities: errors stop a build, warnings do not.

use super::Diagnostic;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The story cannot be built.
    Error,
    /// The story is built, but its author should look at this.
    Warning,
}

impl Diagnostic {
    /// Returns whether the diagnostic stops the build.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.kind.severity() == Severity::Error
    }
}
