//! Scales a photo and encodes it.

use fast_image_resize::{ResizeError, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageError, RgbImage};
use ravif::{Img, RGB8};

use super::read::Photo;

/// The widths of photos on a page, in pixels: for a phone, a sharp phone or a desk, and a sharp desk.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// The quality of each encoding, 0 to 100. With these, photos look alike in all of them.
const AVIF_QUALITY: f32 = 60.0;
const WEBP_QUALITY: f32 = 74.0;
const JPEG_QUALITY: u8 = 78;

/// What is tried, in order, until a file is small enough.
const LOWER_QUALITIES: [u8; 4] = [JPEG_QUALITY, 64, 48, 32];

/// How hard the AVIF encoder tries, 1 to 10: with 10 files are a fifth larger than with 8, which
/// takes four times as long.
const AVIF_SPEED: u8 = 10;

/// A format that pages show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// The smallest; browsers since 2020 to 2024 show it.
    Avif,
    /// Every browser that can run the app shows it.
    WebP,
    /// For everything else.
    Jpeg,
}

impl Encoding {
    /// The extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// The sizes at which pages show a photo of `width` × `height` pixels, from the smallest: it is never
/// enlarged.
#[must_use]
pub fn sizes([width, height]: [u32; 2]) -> Vec<[u32; 2]> {
    let smaller = WIDTHS.into_iter().filter(|&it| it < width);
    let largest = WIDTHS.last().copied().unwrap_or(width);
    let own = Some(width).filter(|&width| width <= largest);
    let scaled = |to: u32| {
        let scaled = u64::from(height) * u64::from(to) + u64::from(width) / 2;
        let scaled = scaled / u64::from(width.max(1));
        [to, u32::try_from(scaled).unwrap_or(u32::MAX).max(1)]
    };
    smaller.chain(own).map(scaled).collect()
}

/// `photo` at `size`, one of [`sizes`], as a file.
///
/// # Errors
/// Fails if the encoder does, for example because `size` is empty.
pub fn encode(photo: &Photo, size: [u32; 2], encoding: Encoding) -> Result<Vec<u8>, String> {
    let pixels = scaled(photo, size).map_err(|error| error.to_string())?;
    match encoding {
        Encoding::Avif => avif(&pixels),
        Encoding::WebP => {
            let (width, height) = pixels.dimensions();
            let encoder = webp::Encoder::from_rgb(pixels.as_raw(), width, height);
            let file = encoder.encode_simple(false, WEBP_QUALITY);
            Ok(file.map_err(|error| format!("{error:?}"))?.to_vec())
        }
        Encoding::Jpeg => {
            jpeg(&DynamicImage::ImageRgb8(pixels), JPEG_QUALITY).map_err(|error| error.to_string())
        }
    }
}

/// `photo` as a JPEG of exactly `size`, cropped at two sides, and of at most `limit` bytes if that is
/// possible. What is left contains the point `focus`, in shares of the photo's width and height.
///
/// # Errors
/// Fails if `size` is empty or not representable in JPEG.
pub fn cropped(
    photo: &Photo,
    size: [u32; 2],
    focus: [f64; 2],
    limit: usize,
) -> Result<Vec<u8>, String> {
    let [width, height] = size;
    let mut to = RgbImage::new(width, height);
    let options = ResizeOptions::new().fit_into_destination(Some(focus.into()));
    let resized = Resizer::new().resize(&photo.pixels, &mut to, &options);
    resized.map_err(|error| error.to_string())?;
    let to = DynamicImage::ImageRgb8(to);
    let mut file = Vec::new();
    for quality in LOWER_QUALITIES {
        file = jpeg(&to, quality).map_err(|error| error.to_string())?;
        if file.len() <= limit {
            break;
        }
    }
    Ok(file)
}

fn scaled(photo: &Photo, [width, height]: [u32; 2]) -> Result<RgbImage, ResizeError> {
    let mut to = RgbImage::new(width, height);
    Resizer::new().resize(&photo.pixels, &mut to, None)?;
    Ok(to)
}

fn avif(pixels: &RgbImage) -> Result<Vec<u8>, String> {
    let colours: Vec<_> = pixels.pixels().map(|pixel| RGB8::from(pixel.0)).collect();
    let encoder = ravif::Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        .with_num_threads(Some(1));
    let [width, height] = [pixels.width(), pixels.height()].map(|side| side as usize);
    let file = encoder.encode_rgb(Img::new(&colours, width, height));
    file.map(|file| file.avif_file)
        .map_err(|error| error.to_string())
}

fn jpeg(pixels: &DynamicImage, quality: u8) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(pixels)?;
    Ok(bytes)
}
