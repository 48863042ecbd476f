//! Commands that upload a build to an object store.
//!
//! A store serves each object as it was uploaded, with the headers set at upload. The stores in
//! China compress some text types when serving, but never WASM or story packs. A file with a `.gz`
//! sibling is therefore uploaded compressed, under its plain name.

use std::path::Path;

use super::rules::{cache_policy, kind};
use super::{ListedFile, Listing};
use crate::terminal::quoted;

/// Commands of ossutil 2 for 阿里云 OSS.
pub(super) fn oss(listing: &Listing, dist: &Path, at: &str) -> String {
    let lines = listing.files().map(|file| {
        let options = headers(file).into_iter();
        let options = options
            .map(|(name, value)| format!("--{} {}", name.to_lowercase(), quoted(&value)))
            .collect::<Vec<_>>()
            .join(" ");
        let (key, body) = (
            key(at, file),
            quoted(&["file://", &*source_path(dist, file)].concat()),
        );
        format!("ossutil api put-object --bucket \"$BUCKET\" --key {key} --body {body} {options}\n")
    });
    lines_after("set -e\nBUCKET=YOUR-BUCKET\n", lines)
}

/// Commands of coscmd for 腾讯云 COS. The bucket is set in coscmd's `config`.
pub(super) fn cos(listing: &Listing, dist: &Path, at: &str) -> String {
    let lines = listing.files().map(|file| {
        let headers: Vec<_> = headers(file)
            .into_iter()
            .map(|(name, value)| format!("'{name}': '{value}'"))
            .collect();
        let (headers, from) = (headers.join(", "), quoted(&source_path(dist, file)));
        format!(
            "coscmd upload -H \"{{{headers}}}\" {from} {}\n",
            key(at, file)
        )
    });
    lines_after("set -e\n", lines)
}

fn lines_after(head: &str, lines: impl Iterator<Item = String>) -> String {
    [head.to_owned()].into_iter().chain(lines).collect()
}

/// The object's name, which has no leading slash.
fn key(at: &str, file: &ListedFile) -> String {
    quoted(&[at.trim_start_matches('/'), &file.path].concat())
}

/// The headers to set when a file is uploaded.
fn headers(file: &ListedFile) -> Vec<(&'static str, String)> {
    let cache_control = cache_policy(&file.path).cache_control().to_owned();
    let mut headers = vec![
        ("Content-Type", kind(&file.path)),
        ("Cache-Control", cache_control),
    ];
    if file.has_gzip {
        headers.push(("Content-Encoding", "gzip".to_owned()));
    }
    headers
}

/// The local file to upload: the compressed one, if it exists.
fn source_path(dist: &Path, file: &ListedFile) -> String {
    let end = if file.has_gzip { ".gz" } else { "" };
    let path = dist.join(&file.path);
    let path = path.to_string_lossy();
    // A path that starts with a hyphen would be parsed as an option.
    let here = if path.starts_with('-') { "./" } else { "" };
    [here, &*path, end].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_a_shell_would_split_is_quoted() {
        assert_eq!(quoted("dist/index.html"), "dist/index.html");
        assert_eq!(
            quoted("text/html; charset=utf-8"),
            "'text/html; charset=utf-8'"
        );
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn files_without_a_gzip_sibling_are_uploaded_without_content_encoding() {
        let lines = oss(&super::super::tests::example(), Path::new("dist"), "/");
        let line = lines.lines().find(|line| line.contains("avif"));
        assert_eq!(
            line,
            Some(
                "ossutil api put-object --bucket \"$BUCKET\" --key relief.7ba26a76dfa3.avif \
                 --body file://dist/relief.7ba26a76dfa3.avif --content-type image/avif \
                 --cache-control 'public, max-age=31536000, immutable'"
            )
        );
    }
}
