//! An author's drawing beside a section.

/// An author's drawing beside the heading of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionDrawing {
    /// The file within the story's folder.
    pub file: String,
    /// The text alternative; empty for a decoration.
    pub alt: String,
}
