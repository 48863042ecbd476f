//! Files whose names contain a hash of their content, so that a host may cache them forever.

use sha2::{Digest, Sha256};

use crate::hosting::HASH_DIGITS;

/// A file with its name and its integrity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asset {
    /// `NAME.HASH.EXTENSION`
    pub(super) name: String,
    /// The content.
    pub(super) bytes: Vec<u8>,
    /// The value of the `integrity` attribute: `sha256-…`.
    pub(super) integrity: String,
}

impl Asset {
    /// A file with the content `bytes`, named after `stem` and the hash. Scripts and style sheets
    /// are converted to ASCII.
    pub(super) fn named(stem: &str, extension: &str, bytes: Vec<u8>) -> Self {
        let bytes = match extension {
            "js" => in_ascii(bytes, |unit| format!("\\u{unit:04x}")),
            "css" => in_ascii(bytes, |unit| format!("\\{unit:x} ")),
            _ => bytes,
        };
        let digest = Sha256::digest(&bytes);
        let hex: String = digest
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .take(HASH_DIGITS)
            .collect();
        Self {
            name: [stem, &hex, extension].join("."),
            bytes,
            integrity: ["sha256-", &base64(&digest)].concat(),
        }
    }
}

/// `bytes` with each character beyond ASCII replaced by `escape` of its UTF-16 code units. A host
/// may declare any charset for a script or a style sheet.
fn in_ascii(bytes: Vec<u8>, escape: impl Fn(u16) -> String) -> Vec<u8> {
    match std::str::from_utf8(&bytes) {
        Ok(text) if !text.is_ascii() => {
            let mut escaped = String::with_capacity(text.len());
            for character in text.chars() {
                if character.is_ascii() {
                    escaped.push(character);
                } else {
                    let mut units = [0; 2];
                    let units = character.encode_utf16(&mut units);
                    escaped.extend(units.iter().map(|unit| escape(*unit)));
                }
            }
            escaped.into_bytes()
        }
        _ => bytes,
    }
}

/// Base 64 with padding (RFC 4648, section 4), as the `integrity` attribute requires.
pub(super) fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_have_the_same_name() {
        let name = |bytes: &[u8]| Asset::named("a", "js", bytes.to_vec()).name;
        assert_eq!(name(b"1"), name(b"1"));
        assert_ne!(name(b"1"), name(b"2"));
    }

    #[test]
    fn scripts_and_style_sheets_read_the_same_in_every_charset() {
        let text = |extension: &str, text: &str| {
            let asset = Asset::named("a", extension, text.as_bytes().to_vec());
            String::from_utf8(asset.bytes).expect("it is text")
        };
        assert_eq!(text("js", "'山𠀀'"), "'\\u5c71\\ud840\\udc00'");
        assert_eq!(text("css", "a{content:'↓1'}"), "a{content:'\\2193 1'}");
        assert_eq!(text("json", "\"山\""), "\"山\"");
    }

    #[test]
    fn integrity_is_the_hash_that_browsers_check() {
        // From `printf "" | openssl dgst -sha256 -binary | openssl base64 -A` (OpenSSL 3.0).
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(Asset::named("a", "js", Vec::new()).integrity, empty);
    }
}
