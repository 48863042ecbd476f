//! A value with the place in its file where it stands.

use std::ops::Range;

/// A value and where it is written, in bytes of its file's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

impl<T> Located<T> {
    /// `value`, written at `span`.
    pub(super) fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}
