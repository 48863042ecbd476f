//! Reads a photo: decodes it, turns it upright, and converts its colours to sRGB.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::error::PhotoError;
use super::format::{Format, signature};

/// The most pixels of a photo. With 16 bits for each of four channels they take 320 MB.
pub const MOST_PIXELS: u64 = 40_000_000;

/// The longest side of a photo, in pixels.
pub const LARGEST_SIDE: u32 = 20_000;

/// The shortest side of a photo, in pixels.
pub const LEAST_SIDE: u32 = 32;

/// The most memory that a decoder may allocate, in bytes.
const MOST_MEMORY: u64 = 400 * 1024 * 1024;

/// A photo that takes more memory than this, in bytes, is decoded alone.
const SHARED_MEMORY: u64 = 64 * 1024 * 1024;

/// Locked while a large photo is decoded: several at once could take more memory than there is.
static LARGE: Mutex<()> = Mutex::new(());

/// The largest colour profile, in bytes. Profiles of cameras and screens have up to 10 KB, of
/// printers up to a megabyte.
const LARGEST_PROFILE: usize = 4 * 1024 * 1024;

/// A photo: upright, opaque, in sRGB.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    pub(super) pixels: RgbImage,
}

impl Photo {
    /// Its width and height, in pixels.
    #[must_use]
    pub fn size(&self) -> [u32; 2] {
        let (width, height) = self.pixels.dimensions();
        [width, height]
    }

    /// Its mean colour: red, green and blue.
    #[must_use]
    pub fn mean_colour(&self) -> [u8; 3] {
        let mut sums = [0_u64; 3];
        for pixel in self.pixels.pixels() {
            for (sum, channel) in sums.iter_mut().zip(pixel.0) {
                *sum += u64::from(channel);
            }
        }
        let (width, height) = self.pixels.dimensions();
        let count = (u64::from(width) * u64::from(height)).max(1);
        sums.map(|sum| u8::try_from(sum / count).unwrap_or(u8::MAX))
    }
}

/// Reads the photo in a file. However many threads read photos, one that is large takes at most
/// 512 MiB of memory, and the others wait.
///
/// # Errors
/// Fails if the file is no photo, or one that is damaged, too small or too large.
pub fn read(bytes: &[u8]) -> Result<Photo, PhotoError> {
    let format = signature(bytes).map_err(PhotoError::Format)?;
    if format == Format::Jpeg && !has_end(bytes) {
        return Err(PhotoError::Truncated);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.in_library());
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let is_large = SHARED_MEMORY < decoder.total_bytes();
    // A lock that another thread has left by a panic guards nothing that could be inconsistent.
    let _alone = is_large.then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let is_colour = image.color().has_color();
    let mut pixels = opaque(std::mem::take(&mut image));
    if let Some(profile) = profile.filter(|profile| is_colour && profile.len() <= LARGEST_PROFILE) {
        convert(&mut pixels, &profile);
    }
    let mut upright = DynamicImage::ImageRgb8(pixels);
    upright.apply_orientation(orientation);
    Ok(Photo {
        pixels: upright.into_rgb8(),
    })
}

fn check_size(width: u32, height: u32) -> Result<(), PhotoError> {
    if width.min(height) < LEAST_SIDE {
        return Err(PhotoError::TooSmall { width, height });
    }
    let pixels = u64::from(width) * u64::from(height);
    if MOST_PIXELS < pixels || LARGEST_SIDE < width.max(height) {
        return Err(PhotoError::TooLarge { width, height });
    }
    Ok(())
}

fn damaged(error: ImageError) -> PhotoError {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PhotoError::Truncated
        }
        error => PhotoError::Damaged(error.to_string()),
    }
}

/// The pixels of `image`, those that are transparent on white.
fn opaque(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let (width, height) = image.dimensions();
    let mut pixels = RgbImage::new(width, height);
    for (to, from) in pixels.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        to.0 = [red, green, blue].map(|channel| {
            let mixed = (channel * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        });
    }
    pixels
}

/// Converts `pixels` from the colours of an ICC `profile` to sRGB, or leaves them as they are if the
/// profile is none of red, green and blue.
fn convert(pixels: &mut RgbImage, profile: &[u8]) {
    let srgb = ColorProfile::new_srgb();
    let Ok(profile) = ColorProfile::new_from_slice(profile) else {
        return;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options)
    else {
        return;
    };
    let width = 3 * pixels.width() as usize;
    let mut before = vec![0; width];
    for row in pixels.chunks_exact_mut(width.max(1)) {
        before.copy_from_slice(row);
        if transform.transform(&before, row).is_err() {
            row.copy_from_slice(&before);
        }
    }
}

/// Returns whether a JPEG file has the mark that ends a picture. The decoder paints what is missing
/// grey.
fn has_end(bytes: &[u8]) -> bool {
    // The first mark, of the beginning of the picture, is two bytes long.
    let mut at = 2;
    while let Some(&[0xff, mark, high, low]) = bytes.get(at..at + 4) {
        // Fill bytes.
        if mark == 0xff {
            at += 1;
            continue;
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
        // The mark of a scan: only another mark follows a byte of 255 in it.
        if mark == 0xda {
            let rest = bytes.get(at..).unwrap_or_default();
            return rest.array_windows().any(|pair| *pair == [0xff, 0xd9]);
        }
    }
    // Let the decoder say what is wrong.
    true
}
