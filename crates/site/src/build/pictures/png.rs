//! From pixels to a PNG of few colours: a third of one of all, and no eye sees a difference.

use std::borrow::Cow;

use color_quant::NeuQuant;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::Pixmap;

/// The most that a picture may weigh, in bytes: more, and some hosts of cards leave it out.
pub(super) const LIMIT: usize = 300 * 1000;

/// How many colours are tried, one after the other, until the picture is light enough.
const COLOURS: [usize; 3] = [256, 128, 64];

/// One pixel of so many teaches the palette.
const SAMPLED: i32 = 20;

/// The picture as a PNG that says where its map comes from; none where it is too heavy in any number
/// of colours.
pub(super) fn encoded(pixels: &Pixmap, source: &str) -> Option<Vec<u8>> {
    let mut pictures = COLOURS
        .into_iter()
        .map(|colours| encoded_in(pixels, colours, source));
    pictures.find(|picture| picture.len() < LIMIT)
}

fn encoded_in(pixels: &Pixmap, colours: usize, source: &str) -> Vec<u8> {
    // Nothing shows through a card: premultiplied or not, its colours are the same.
    let palette = NeuQuant::new(SAMPLED, colours, pixels.data());
    let indices = indices(pixels.data(), &palette);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(Cow::Owned(palette.color_map_rgb()));
    encoder.set_compression(Compression::Balanced);
    // Numbers of colours are no brightnesses: their differences say nothing.
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

/// Which colour of `palette` is nearest to each pixel. Each colour is looked for once: what is known is
/// kept in a table of all that there are.
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

/// No index of a colour, each of which is kept one higher: a table of noughts costs nothing to make.
const UNKNOWN: u16 = 0;
