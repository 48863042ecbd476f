//! Compressed copies of files, for hosts that serve them beside the originals.
//!
//! Both functions return the same bytes for the same input on every platform.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use flate2::{Compression, GzBuilder};

/// The encoder's block sizes, as powers of two, and its modes. Which one makes a file smallest is a
/// matter of chance: for the app and the page the best of these is some 0.4 KB smaller than the
/// first.
const ATTEMPTS: [(i32, BrotliEncoderMode); 4] = [
    (18, BrotliEncoderMode::BROTLI_MODE_GENERIC),
    (17, BrotliEncoderMode::BROTLI_MODE_GENERIC),
    (16, BrotliEncoderMode::BROTLI_MODE_GENERIC),
    (17, BrotliEncoderMode::BROTLI_MODE_FONT),
];

/// `bytes` compressed by brotli at its highest quality, 11, with a window of 4 MiB: the smallest of
/// several attempts.
///
/// # Panics
/// Never: reading from and writing to memory cannot fail.
#[must_use]
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let attempts = ATTEMPTS.map(|(lgblock, mode)| {
        let parameters = BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            lgblock,
            mode,
            size_hint: bytes.len(),
            ..BrotliEncoderParams::default()
        };
        let mut compressed = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)
            .expect("reading from and writing to memory cannot fail");
        compressed
    });
    let smallest = attempts.into_iter().min_by_key(Vec::len);
    smallest.unwrap_or_default()
}

/// `bytes` compressed by gzip at level 9, without a time or a file name.
///
/// # Panics
/// Never: writing to memory cannot fail.
#[must_use]
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing to memory cannot fail")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn compressed_copies_hold_the_same_bytes() {
        let text = b"mountains and sea, mountains and sea".repeat(20);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&text), &mut plain).expect("it is brotli");
        assert_eq!(plain, text);
        let mut plain = Vec::new();
        let compressed = gzip(&text);
        let mut reader = GzDecoder::new(&*compressed);
        reader.read_to_end(&mut plain).expect("it is gzip");
        assert_eq!(plain, text);
    }
}
