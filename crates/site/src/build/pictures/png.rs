//! Encodes pixels as a PNG with a small palette. It is a third of the size of a true-colour PNG and
//! looks the same.

use std::borrow::Cow;

use color_quant::NeuQuant;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::Pixmap;

/// The size limit of a picture, in bytes. Some programs leave out the picture of a card if it is
/// larger.
pub(super) const LIMIT: usize = 300 * 1000;

/// Palette sizes to try in order, until the picture is small enough.
const COLOURS: [usize; 3] = [256, 128, 64];

/// The palette is trained on one pixel in this many.
const SAMPLED: i32 = 20;

/// The picture as a PNG that names the source of its map, or `None` if it is too large with every
/// palette size.
pub(super) fn encode(pixels: &Pixmap, source: &str) -> Option<Vec<u8>> {
    let mut pictures = COLOURS
        .into_iter()
        .map(|colours| encode_with(pixels, colours, source));
    pictures.find(|picture| picture.len() < LIMIT)
}

fn encode_with(pixels: &Pixmap, colours: usize, source: &str) -> Vec<u8> {
    // Share cards are opaque, so premultiplied and plain colours are equal.
    let palette = NeuQuant::new(SAMPLED, colours, pixels.data());
    let indices = indices(pixels.data(), &palette);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(Cow::Owned(palette.color_map_rgb()));
    encoder.set_compression(Compression::Balanced);
    // Neighbouring palette indices are unrelated, so filters that store differences do not help.
    encoder.set_filter(Filter::NoFilter);
    encoder
        .add_itxt_chunk("Source".to_owned(), source.to_owned())
        .and_then(|()| encoder.write_header())
        .and_then(|mut writer| {
            writer.write_image_data(&indices)?;
            writer.finish()
        })
        .expect("writing to memory cannot fail");
    file
}

/// The index in `palette` of the nearest colour for each pixel. Each colour is searched once; a
/// table of all 24-bit colours keeps the results.
fn indices(pixels: &[u8], palette: &NeuQuant) -> Vec<u8> {
    let mut known = vec![UNKNOWN; 1 << 24];
    let mut indices = Vec::with_capacity(pixels.len() / 4);
    for pixel in pixels.as_chunks::<4>().0 {
        let [red, green, blue, _] = *pixel;
        let number = u32::from_be_bytes([0, red, green, blue]) as usize;
        if known[number] == UNKNOWN {
            let nearest = palette.index_of(pixel);
            known[number] = u16::try_from(nearest + 1).expect("a palette has at most 256 colours");
        }
        let [_, index] = (known[number] - 1).to_be_bytes();
        indices.push(index);
    }
    indices
}

/// Marks a colour that has not been searched. Indices are stored plus one, because a table of zeros
/// costs nothing to allocate.
const UNKNOWN: u16 = 0;
