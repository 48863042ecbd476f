//! Photos are read as people see them, and encoded without anything but their pixels.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage,
};
use proptest::prelude::*;
use proptest::sample::Index;
use shanhai_photos::{
    Encoding, Format, MOST_PIXELS, PhotoError, cropped, encode, read, signature, sizes,
};

const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

/// A picture of 96 × 64 pixels: red, with a blue corner at the top left.
fn picture() -> RgbImage {
    let is_corner = |x, y| x < 32 && y < 32;
    RgbImage::from_fn(96, 64, |x, y| {
        Rgb(if is_corner(x, y) {
            [0, 0, 255]
        } else {
            [255, 0, 0]
        })
    })
}

fn file(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = DynamicImage::ImageRgb8(picture()).write_to(&mut Cursor::new(&mut bytes), format);
    written.expect("the format can be written");
    bytes
}

/// A JPEG whose metadata name its camera and this orientation.
fn turned(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x0f, 0, 2, 0, 0, 0, 6, 0, 0, 0, 38]);
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"SECRET");
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_exif_metadata(exif).expect("JPEG has metadata");
    let written = encoder.write_image(picture().as_raw(), 96, 64, ExtendedColorType::Rgb8);
    written.expect("it can be written");
    bytes
}

#[test]
fn a_cropped_photo_shows_its_focus() {
    let photo = read(&file(ImageFormat::Png)).expect("it is a photo");
    let corner = |focus| {
        let square =
            decoded(&cropped(&photo, [40, 40], focus, usize::MAX).expect("it can be cropped"));
        assert_eq!(square.dimensions(), (40, 40));
        is_blue(*square.get_pixel(4, 4))
    };
    assert!(corner([0.0, 0.5]));
    assert!(!corner([1.0, 0.5]));
}

fn is_blue(pixel: Rgb<u8>) -> bool {
    let [red, _, blue] = pixel.0;
    red < 100 && 150 < blue
}

fn decoded(bytes: &[u8]) -> RgbImage {
    let image = image::load_from_memory(bytes);
    image.expect("what was encoded can be decoded").into_rgb8()
}

#[test]
fn a_photo_is_turned_upright() {
    for (orientation, size, [x, y]) in [
        (1, [96, 64], [8, 8]),
        (3, [96, 64], [88, 56]),
        (6, [64, 96], [56, 8]),
        (8, [64, 96], [8, 88]),
    ] {
        let photo = read(&turned(orientation)).expect("it is a photo");
        assert_eq!(photo.size(), size, "orientation {orientation}");
        let jpeg = encode(&photo, size, Encoding::Jpeg).expect("it can be encoded");
        let pixel = *decoded(&jpeg).get_pixel(x, y);
        assert!(is_blue(pixel), "orientation {orientation}: {pixel:?}");
    }
}

#[test]
fn no_metadata_is_published() {
    let has = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|part| part == mark);
    let source = turned(6);
    assert!(has(&source, b"SECRET"));
    let photo = read(&source).expect("it is a photo");
    for encoding in [Encoding::Avif, Encoding::WebP, Encoding::Jpeg] {
        let bytes = encode(&photo, [64, 96], encoding).expect("it can be encoded");
        assert!(
            !has(&bytes, b"SECRET") && !has(&bytes, b"Exif"),
            "{encoding:?}"
        );
    }
}

#[test]
fn the_colours_of_a_profile_become_those_of_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode();
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    let set = encoder.set_icc_profile(profile.expect("it can be written"));
    set.expect("PNG has profiles");
    let pixels = RgbImage::from_pixel(64, 64, Rgb([100, 180, 100]));
    let written = encoder.write_image(pixels.as_raw(), 64, 64, ExtendedColorType::Rgb8);
    written.expect("it can be written");
    // Green is stronger in Display P3.
    let [red, green, _] = read(&bytes).expect("it is a photo").mean_colour();
    assert!(red < 90 && 180 < green, "{red}, {green}");
}

#[test]
fn what_is_transparent_becomes_white() {
    let mut image = RgbaImage::from_pixel(64, 64, Rgba([0, 0, 0, 0]));
    for x in 0..64 {
        image.put_pixel(x, 0, Rgba([0, 0, 0, 255]));
    }
    let mut bytes = Vec::new();
    let image = DynamicImage::ImageRgba8(image);
    let written = image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png);
    written.expect("it can be written");
    let colour = read(&bytes).expect("it is a photo").mean_colour();
    assert_eq!(colour, [251; 3]);
}

#[test]
fn a_file_that_is_cut_is_refused_wherever_it_is_cut() {
    for format in FORMATS {
        let bytes = file(format);
        assert!(read(&bytes).is_ok(), "{format:?}");
        for part in [3, 5, 7, 9] {
            let cut = &bytes[..bytes.len() * part / 10];
            assert!(read(cut).is_err(), "{format:?} at {part}/10");
        }
    }
    let jpeg = file(ImageFormat::Jpeg);
    assert_eq!(read(&jpeg[..jpeg.len() - 2]), Err(PhotoError::Truncated));
}

#[test]
fn a_bomb_of_pixels_is_refused_before_it_is_decoded() {
    // A PNG that says it has 50,000 × 50,000 pixels.
    let (width, height) = (50_000_u32, 50_000_u32);
    let mut bytes = file(ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = checksum(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(read(&bytes), Err(PhotoError::TooLarge { width, height }));
}

/// The checksum of a part of a PNG file.
fn checksum(bytes: &[u8]) -> u32 {
    let shifted = |crc: u32| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    let step = |crc, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| shifted(crc));
    !bytes.iter().fold(!0, step)
}

#[test]
fn a_format_is_told_by_the_first_bytes() {
    for (format, library) in [Format::Jpeg, Format::Png, Format::WebP]
        .into_iter()
        .zip(FORMATS)
    {
        assert_eq!(signature(&file(library)), Ok(format));
    }
    assert_eq!(signature(b"GIF89a"), Err(Some("GIF")));
    assert_eq!(signature(b"\0\0\0\x18ftypheic\0\0\0\0"), Err(Some("HEIC")));
    assert_eq!(signature(b"\0\0\0\x1cftypavif\0\0\0\0"), Err(Some("AVIF")));
    for other in [
        "",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "%PDF-1.7",
    ] {
        assert_eq!(signature(other.as_bytes()), Err(None));
    }
}

#[test]
fn a_photo_is_scaled_to_each_width_and_never_enlarged() {
    assert_eq!(sizes([4000, 3000]), [[480, 360], [960, 720], [1600, 1200]]);
    assert_eq!(sizes([1200, 1600]), [[480, 640], [960, 1280], [1200, 1600]]);
    assert_eq!(sizes([960, 640]), [[480, 320], [960, 640]]);
    assert_eq!(sizes([100, 50]), [[100, 50]]);
    assert_eq!(sizes([20_000, 32]), [[480, 1], [960, 2], [1600, 3]]);
}

#[test]
fn each_encoding_has_the_size_that_was_asked_for() {
    let photo = read(&file(ImageFormat::Png)).expect("it is a photo");
    for encoding in [Encoding::WebP, Encoding::Jpeg] {
        let image = decoded(&encode(&photo, [48, 32], encoding).expect("it can be encoded"));
        assert_eq!(image.dimensions(), (48, 32), "{encoding:?}");
        assert!(is_blue(*image.get_pixel(4, 4)), "{encoding:?}");
    }
    let avif = encode(&photo, [48, 32], Encoding::Avif).expect("it can be encoded");
    // The box `ispe` holds the width and the height.
    let at = avif.windows(4).position(|part| part == b"ispe");
    let at = at.expect("it has a size");
    assert_eq!(avif[at + 8..at + 16], [0, 0, 0, 48, 0, 0, 0, 32]);
}

/// How many files are tried: `CASES`, or 256.
fn cases() -> ProptestConfig {
    let cases = std::env::var("CASES").ok();
    let cases = cases.and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(cases.unwrap_or(256))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_bytes_are_read_or_refused(
        format in prop::sample::select(FORMATS.to_vec()),
        orientation in prop::option::of(0..12_u8),
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 0..24),
        cut in prop::option::of(any::<Index>()),
    ) {
        let mut bytes = orientation.map_or_else(|| file(format), turned);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(photo) = read(&bytes) {
            let [width, height] = photo.size();
            prop_assert!(u64::from(width) * u64::from(height) <= MOST_PIXELS);
        }
    }
}
