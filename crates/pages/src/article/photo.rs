//! A photo, apart from its pixels.

use super::Credit;

/// A photo with its credit.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    /// Its path within the story's folder.
    pub file: String,
    /// Who made it.
    pub credit: Credit,
    /// The point that stays in sight where the photo is cropped: shares of its width, from the left,
    /// and of its height, from the top.
    pub focus: [f64; 2],
}

/// A photo in a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownPhoto {
    /// By its index in [`Article::photos`](super::Article::photos).
    pub photo: usize,
    /// What it shows, for people who cannot see it.
    pub alt: String,
    /// The caption.
    pub caption: Option<String>,
}
