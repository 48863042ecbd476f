//! What holds of each file by its name, on every host.

use crate::build::LETTERS;

/// How long browsers and caches may keep a file without asking again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// For ever: another content has another name.
    ForEver,
    /// As long as it stays what it is: they ask each time, and are told that nothing changed.
    WhileItIsTheSame,
}

impl Kept {
    /// The value of `Cache-Control`.
    #[must_use]
    pub fn cache_control(self) -> &'static str {
        match self {
            Self::ForEver => "public, max-age=31536000, immutable",
            Self::WhileItIsTheSame => "no-cache",
        }
    }
}

/// A regular expression for paths that end in a name with a hash, in the dialects of nginx and
/// Caddy alike.
pub const KEPT: &str = r"\.[0-9a-f]{12}\.[a-z0-9]+$";

/// What is said with every file: that pages of other sites may read it, as those do that embed the
/// story, and that it is what it is said to be.
pub(super) const HEADERS: [(&str, &str); 2] = [
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
];

/// What files are by the end of their names.
pub(super) const KINDS: [(&str, &str); 18] = [
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
    ("mp4", "video/mp4"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("wasm", "application/wasm"),
    ("webp", "image/webp"),
    ("xml", "text/xml"),
];

/// Ends of the compressed siblings' names.
const PACKED: [&str; 2] = [".br", ".gz"];

/// Whether the path's name carries a hash of what the file holds: `shanhai.b05a221bbb4b.wasm`.
#[must_use]
pub fn is_hashed(path: &str) -> bool {
    let mut parts = path.rsplit('/').next().unwrap_or(path).rsplit('.');
    let extension = parts.next().unwrap_or_default();
    let hash = parts.next().unwrap_or_default();
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    parts.next().is_some_and(|stem| !stem.is_empty())
        && hash.len() == LETTERS
        && hash.bytes().all(is_hex)
        && !extension.is_empty()
}

/// How long the file at `path` may be kept.
#[must_use]
pub fn kept(path: &str) -> Kept {
    if is_hashed(path) {
        Kept::ForEver
    } else {
        Kept::WhileItIsTheSame
    }
}

/// The media type of the file at `path`, with its character set where it is a text that may have
/// another.
pub(crate) fn kind(path: &str) -> String {
    let known = KINDS.iter().find(|(end, _)| *end == extension(path));
    match known {
        Some((_, kind)) if kind.starts_with("text/") => format!("{kind}; charset=utf-8"),
        Some((_, kind)) => (*kind).to_owned(),
        None => "application/octet-stream".to_owned(),
    }
}

/// The path without the end that a compressed sibling adds to it.
pub(crate) fn plain_name(path: &str) -> &str {
    PACKED
        .iter()
        .find_map(|end| path.strip_suffix(end))
        .unwrap_or(path)
}

/// When a file's turn comes to be put on a host: whatever a page names is there before the page,
/// and the pages that others lead to before the first.
pub(crate) fn turn(path: &str) -> usize {
    match extension(path) {
        _ if is_hashed(path) => 0,
        _ if path == super::FIRST_PAGE => 4,
        "html" => 3,
        // The loader names files of its own build, as a page does.
        "js" => 2,
        _ => 1,
    }
}

/// What stands after a path's last dot.
fn extension(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_kept_for_ever_and_all_others_are_asked_for() {
        for path in ["shanhai.b05a221bbb4b.wasm", "en/x.y.0123456789ab.js"] {
            assert_eq!(kept(path), Kept::ForEver, "{path}");
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
            assert_eq!(kept(path), Kept::WhileItIsTheSame, "{path}");
        }
    }

    #[test]
    fn the_expression_asks_for_as_many_letters_as_names_have() {
        assert!(KEPT.contains(&format!("{{{LETTERS}}}")));
    }

    #[test]
    fn texts_say_their_characters_and_what_is_unknown_is_bytes() {
        assert_eq!(kind("en/index.html"), "text/html; charset=utf-8");
        assert_eq!(kind("shanhai.b05a221bbb4b.wasm"), "application/wasm");
        assert_eq!(kind("LICENSE"), "application/octet-stream");
    }
}
