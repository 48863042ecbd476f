//! Reads one file of a story from disk.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::Path,
    sync::Arc,
};

use crate::diagnostics::{Diagnostic, DiagnosticKind, FileProblem, SourceFile};

/// The size limit of a file, in mebibytes: two hundred times the text of a long article. The
/// parsers may take three hundred times as much memory as the file.
const LARGEST: u64 = 4;

/// Some editors write this mark at the start of a UTF-8 file.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads the file at `path`, which messages show as `shown`. Skips a byte order mark.
pub(super) fn read(path: &Path, shown: String) -> Result<Arc<SourceFile>, Diagnostic> {
    let bytes = match bytes(path, LARGEST) {
        Ok(bytes) => bytes,
        Err(problem) => return Err(without_text(shown, problem)),
    };
    let (skipped, bytes) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (BYTE_ORDER_MARK.len(), rest),
        None => (0, bytes.as_slice()),
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(SourceFile::new(shown, text.to_owned()))),
        Err(error) => {
            let start = error.valid_up_to();
            let byte = skipped + start;
            let text = String::from_utf8_lossy(bytes).into_owned();
            Err(Diagnostic {
                file: Arc::new(SourceFile::new(shown, text)),
                span: start..start + char::REPLACEMENT_CHARACTER.len_utf8(),
                kind: FileProblem::NotUtf8 { byte }.into(),
            })
        }
    }
}

/// Returns whether `name` is a plain name of a file or folder, without a dot in front.
pub(super) fn is_plain_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    !name.is_empty() && !name.starts_with('.') && name.chars().all(is_plain)
}

/// The files in the folders of those at the paths `listed` that are `wanted` but not listed, by
/// path. The story's own `folder` does not count.
pub(super) fn beside(
    folder: &Path,
    listed: &BTreeSet<&str>,
    wanted: impl Fn(&str) -> bool,
) -> Vec<String> {
    let folders = listed.iter().filter_map(|path| path.rsplit_once('/'));
    let folders: BTreeSet<_> = folders.map(|(within, _)| within).collect();
    let mut others = Vec::new();
    for within in folders {
        let entries = fs::read_dir(folder.join(within)).into_iter().flatten();
        for entry in entries.flatten() {
            let name = entry.file_name();
            let path = [within, "/", &name.to_string_lossy()].concat();
            if wanted(&path) && !listed.contains(&*path) {
                others.push(path);
            }
        }
    }
    others.sort();
    others
}

/// A diagnostic about a file or folder as a whole.
pub(super) fn without_text(shown: String, problem: impl Into<DiagnosticKind>) -> Diagnostic {
    Diagnostic {
        file: Arc::new(SourceFile::new(shown, String::new())),
        span: 0..0,
        kind: problem.into(),
    }
}

/// The content of the file at `path`, which has at most `limit` mebibytes.
pub(super) fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, FileProblem> {
    let unreadable = |error: io::Error| match error.kind() {
        ErrorKind::NotFound => FileProblem::NoFile {
            name: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
        },
        reason => FileProblem::Unreadable { reason },
    };
    // Check the type before opening: opening a pipe blocks until something writes to it.
    let about = path.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err(FileProblem::Unreadable {
            reason: if about.is_dir() {
                ErrorKind::IsADirectory
            } else {
                ErrorKind::InvalidInput
            },
        });
    }
    let most = limit * 1024 * 1024;
    let mut bytes = Vec::new();
    let length = File::open(path)
        // One byte more than the limit shows that the file is too large.
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if usize::try_from(most).is_ok_and(|most| most < length) {
        return Err(FileProblem::TooLarge { limit });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8]) -> Result<Arc<SourceFile>, Diagnostic> {
        let folder = tempfile::tempdir().expect("tests may write temporary files");
        let path = folder.path().join("zh.md");
        fs::write(&path, bytes).expect("tests may write temporary files");
        read(&path, "zh.md".to_owned())
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        let file = check(b"\xEF\xBB\xBFwords").expect("the rest is UTF-8");
        assert_eq!(file.text(), "words");
    }

    #[test]
    fn a_lone_surrogate_is_not_utf8() {
        let diagnostic =
            check(b"ok\n\xED\xA0\x80").expect_err("a surrogate stands for no character");
        assert_eq!(diagnostic.kind, FileProblem::NotUtf8 { byte: 3 }.into());
        assert_eq!(
            diagnostic.file.line_and_column(diagnostic.span.start),
            (2, 1)
        );
    }

    #[test]
    fn byte_positions_include_the_byte_order_mark() {
        let diagnostic = check(b"\xEF\xBB\xBFok\xFF").expect_err("no character begins with FF");
        assert_eq!(diagnostic.kind, FileProblem::NotUtf8 { byte: 5 }.into());
    }

    #[test]
    fn a_file_over_the_size_limit_is_not_read() {
        let diagnostic = check(&vec![b'x'; 4 * 1024 * 1024 + 1]).expect_err("it is too large");
        assert_eq!(diagnostic.kind, FileProblem::TooLarge { limit: 4 }.into());
    }

    #[test]
    fn a_folder_in_place_of_a_file_is_not_read() {
        let folder = tempfile::tempdir().expect("tests may write temporary files");
        let diagnostic = read(folder.path(), String::new()).expect_err("it is a folder");
        let reason = ErrorKind::IsADirectory;
        assert_eq!(diagnostic.kind, FileProblem::Unreadable { reason }.into());
    }

    #[test]
    fn the_message_names_a_missing_file() {
        let diagnostic =
            read(Path::new("nowhere/zh.md"), String::new()).expect_err("it is missing");
        let name = "zh.md".to_owned();
        assert_eq!(diagnostic.kind, FileProblem::NoFile { name }.into());
    }
}
