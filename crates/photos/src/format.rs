//! The formats of image files, told apart by their first bytes.

use image::{ImageFormat, guess_format};

/// A format that [`read`](super::read()) reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
}

impl Format {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
        }
    }

    /// The format whose files have the extension `extension`, in lower case.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            _ => None,
        }
    }

    pub(super) fn in_library(self) -> ImageFormat {
        match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
            Self::WebP => ImageFormat::WebP,
        }
    }
}

/// The format that the first bytes of a file say it has: one that is read, or else the name of the
/// one that it is. `Err(None)` if they are those of no image.
///
/// # Errors
/// Returns the name of a format that is not read.
pub fn signature(bytes: &[u8]) -> Result<Format, Option<&'static str>> {
    // Photos of telephones: the library does not know them.
    if let Some(b"ftypheic" | b"ftypheix" | b"ftypmif1" | b"ftypheim") = bytes.get(4..12) {
        return Err(Some("HEIC"));
    }
    match guess_format(bytes).map_err(|_| None)? {
        ImageFormat::Jpeg => Ok(Format::Jpeg),
        ImageFormat::Png => Ok(Format::Png),
        ImageFormat::WebP => Ok(Format::WebP),
        other => Err(Some(match other {
            ImageFormat::Gif => "GIF",
            ImageFormat::Tiff => "TIFF",
            ImageFormat::Avif => "AVIF",
            ImageFormat::Bmp => "BMP",
            _ => "another image format",
        })),
    }
}
