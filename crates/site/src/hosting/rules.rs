//! Rules for serving a file, by its name, which apply to every host.

/// The time for which browsers and caches may use a file without revalidation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CachePolicy {
    /// Forever: different content has a different name.
    Forever,
    /// Until it changes: they revalidate on each use.
    Revalidate,
}

impl CachePolicy {
    /// The value of `Cache-Control`.
    #[must_use]
    pub fn cache_control(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Revalidate => "no-cache",
        }
    }
}

/// The number of hexadecimal digits of the hash in a name: 48 bits, enough to prevent accidental
/// collisions among the builds of one story.
pub(crate) const HASH_DIGITS: usize = 12;

/// A regular expression for paths that end in a hashed name, valid in nginx and in Caddy.
pub const HASHED_PATH: &str = r"\.[0-9a-f]{12}\.[a-z0-9]+$";

/// Headers for every file. They allow pages of other sites to read it, as pages that embed the
/// story must, and forbid browsers to guess another media type.
pub(super) const HEADERS: [(&str, &str); 2] = [
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
];

/// Media types by extension.
pub(super) const KINDS: [(&str, &str); 23] = [
    ("avif", "image/avif"),
    ("bin", "application/octet-stream"),
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("gif", "image/gif"),
    ("html", "text/html"),
    ("ico", "image/vnd.microsoft.icon"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("m4a", "audio/mp4"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("ogg", "audio/ogg"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("vtt", "text/vtt"),
    ("wasm", "application/wasm"),
    ("webm", "video/webm"),
    ("webp", "image/webp"),
    ("xml", "text/xml"),
];

/// Extensions of compressed siblings.
const COMPRESSED: [&str; 2] = [".br", ".gz"];

/// Returns whether the file name in `path` contains a hash of the content:
/// `shanhai.b05a221bbb4b.wasm`.
#[must_use]
pub fn is_hashed(path: &str) -> bool {
    let mut parts = path.rsplit('/').next().unwrap_or(path).rsplit('.');
    let extension = parts.next().unwrap_or_default();
    let hash = parts.next().unwrap_or_default();
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    parts.next().is_some_and(|stem| !stem.is_empty())
        && hash.len() == HASH_DIGITS
        && hash.bytes().all(is_hex)
        && !extension.is_empty()
}

/// The caching rule for the file at `path`.
#[must_use]
pub fn cache_policy(path: &str) -> CachePolicy {
    if is_hashed(path) {
        CachePolicy::Forever
    } else {
        CachePolicy::Revalidate
    }
}

/// The media type of the file at `path`, with a charset if it is of the type `text/*`.
pub(crate) fn kind(path: &str) -> String {
    let known = KINDS.iter().find(|(end, _)| *end == extension(path));
    match known {
        Some((_, kind)) if kind.starts_with("text/") => format!("{kind}; charset=utf-8"),
        Some((_, kind)) => (*kind).to_owned(),
        None => "application/octet-stream".to_owned(),
    }
}

/// The path without the extension of a compressed sibling.
pub(crate) fn plain_name(path: &str) -> &str {
    COMPRESSED
        .iter()
        .find_map(|end| path.strip_suffix(end))
        .unwrap_or(path)
}

/// The upload stage of a file: files that a page refers to come before the page, and the other
/// pages before the first, which links to them.
pub(crate) fn upload_stage(path: &str) -> usize {
    match extension(path) {
        _ if is_hashed(path) => 0,
        _ if path == super::FIRST_PAGE => 4,
        "html" => 3,
        // The loader refers to hashed files of its build, as a page does.
        "js" => 2,
        _ => 1,
    }
}

/// The text after the last dot of a path.
fn extension(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_files_are_cached_forever_and_others_are_revalidated() {
        for path in ["shanhai.b05a221bbb4b.wasm", "en/x.y.0123456789ab.js"] {
            assert_eq!(cache_policy(path), CachePolicy::Forever, "{path}");
        }
        for path in [
            "index.html",
            "embed.js",
            "share/poster.svg",
            "b05a221bbb4b.wasm",
            "a.B05A221BBB4B.js",
            "a.b05a221bbb4.js",
            "a.b05a221bbb4b.",
            "a.b05a221bbb4b.d/index.html",
            "shanhai.b05a221bbb4b",
        ] {
            assert_eq!(cache_policy(path), CachePolicy::Revalidate, "{path}");
        }
    }

    #[test]
    fn the_expression_matches_the_length_of_hashes() {
        assert!(HASHED_PATH.contains(&format!("{{{HASH_DIGITS}}}")));
    }

    #[test]
    fn texts_have_a_charset_and_unknown_types_are_bytes() {
        assert_eq!(kind("en/index.html"), "text/html; charset=utf-8");
        assert_eq!(kind("shanhai.b05a221bbb4b.wasm"), "application/wasm");
        assert_eq!(kind("LICENSE"), "application/octet-stream");
    }
}
