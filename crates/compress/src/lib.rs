//! Compressed copies of files, for hosts that serve them beside the originals.
//!
//! Both functions return the same bytes for the same input on every platform.

use std::io::Write;

use flate2::{Compression, GzBuilder};

/// `bytes` compressed by brotli at its highest quality, 11, with a window of 4 MiB.
///
/// # Panics
/// Never: reading from and writing to memory cannot fail.
#[must_use]
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)
        .expect("reading from and writing to memory cannot fail");
    compressed
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
