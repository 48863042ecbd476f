//! Files whose names carry a hash of what they hold, so that a host may keep them for ever.

use sha2::{Digest, Sha256};

/// A file with its name and its integrity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asset {
    /// `NAME.HASH.EXTENSION`
    pub(super) name: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
    /// For the `integrity` attribute: `sha256-…`.
    pub(super) integrity: String,
}

/// Letters of the hash in a name: 48 bits, beyond any accident among the builds of one story.
pub(crate) const LETTERS: usize = 12;

impl Asset {
    /// The file of `bytes`, called after `stem` and their hash.
    pub(super) fn named(stem: &str, extension: &str, bytes: Vec<u8>) -> Self {
        let digest = Sha256::digest(&bytes);
        let hex: String = digest
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .take(LETTERS)
            .collect();
        Self {
            name: [stem, &hex, extension].join("."),
            bytes,
            integrity: ["sha256-", &base64(&digest)].concat(),
        }
    }
}

/// Base 64 as `integrity` wants it, with padding (RFC 4648, section 4).
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
    fn integrity_is_the_hash_that_browsers_check() {
        // From `printf "" | openssl dgst -sha256 -binary | openssl base64 -A` (OpenSSL 3.0).
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(Asset::named("a", "js", Vec::new()).integrity, empty);
    }
}
