//! Photos for the web: reads the files that an author has, and encodes them at the widths that pages
//! need.
//!
//! Only pixels pass: an encoded photo has no metadata, so no position and no camera.

mod encode;
mod error;
mod format;
mod read;

pub use self::encode::{Encoding, cropped, encode, sizes};
pub use self::error::PhotoError;
pub use self::format::{Format, signature};
pub use self::read::{LARGEST_SIDE, LEAST_SIDE, MOST_PIXELS, Photo, read};
