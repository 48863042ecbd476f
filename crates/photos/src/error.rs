//! The reasons why a photo cannot be read.

use std::fmt;

use super::read::{LARGEST_SIDE, LEAST_SIDE, MOST_PIXELS};

/// A reason why a photo cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhotoError {
    /// The file is of no format that is read, but of this one, if it is an image at all.
    Format(Option<&'static str>),
    /// The file ends before the picture does.
    Truncated,
    /// The decoder's reason.
    Damaged(String),
    /// A side has fewer pixels than [`LEAST_SIDE`].
    TooSmall {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// There are more pixels than [`MOST_PIXELS`], or a side is longer than [`LARGEST_SIDE`].
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
}

impl fmt::Display for PhotoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format(Some(format)) => write!(f, "the file is {format}"),
            Self::Format(None) => f.write_str("the file is no image"),
            Self::Truncated => f.write_str("the file ends before the picture does"),
            Self::Damaged(reason) => write!(f, "the file is damaged: {reason}"),
            Self::TooSmall { width, height } => write!(
                f,
                "the picture has {width} × {height} pixels, but a side has at least {LEAST_SIDE}"
            ),
            Self::TooLarge { width, height } => write!(
                f,
                "the picture has {width} × {height} pixels, but it may have {} million, and \
                 {LARGEST_SIDE} along a side",
                MOST_PIXELS / 1_000_000
            ),
        }
    }
}

impl std::error::Error for PhotoError {}
