//! A value with its position in a file.

use std::ops::Range;

/// A value and its span, in bytes of its file's text.
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
