//! Lists the entries below a folder without following links.

use std::fs::{self, FileType};
use std::path::Path;

use crate::files::{FileError, at, read};

/// The type of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A regular file.
    File,
    /// A symbolic link with any target.
    Link,
    /// A pipe, a socket or a device.
    Special,
}

/// An entry that is not a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its path relative to the folder, with forward slashes.
    pub(crate) path: String,
    pub(crate) kind: Kind,
}

/// The folder of a Git repository's own files, which are neither read nor written.
pub(crate) const GIT: &str = ".git";

/// The entries below `folder`, sorted by path, without those of a Git repository. Empty if the
/// folder does not exist. Names that are not valid Unicode are left out, because no file of a story
/// or a build has one.
///
/// # Errors
/// Fails if a folder cannot be read.
pub(crate) fn entries_below(folder: &Path) -> Result<Vec<Entry>, FileError> {
    let mut entries = Vec::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = waiting.pop() {
        if prefix.is_empty() && !folder.is_dir() {
            break;
        }
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let place = entry.path();
            let kind = entry.file_type().map_err(at(&place))?;
            if name == GIT {
                continue;
            }
            let path = [&*prefix, &*name].concat();
            if kind.is_dir() {
                waiting.push((place, path + "/"));
            } else {
                entries.push(Entry {
                    path,
                    kind: Kind::of(kind),
                });
            }
        }
    }
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(entries)
}

/// The files below `folder`, by path relative to it with forward slashes. Empty if the folder does
/// not exist.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, FileError> {
    let paths = paths_below(folder)?.into_iter();
    let files = paths.map(|path| Ok((path.clone(), read(&folder.join(path))?)));
    files.collect()
}

/// The paths of the files below `folder`, sorted. A link to a file counts as a file, a link to a
/// folder does not. Opens no file.
pub(crate) fn paths_below(folder: &Path) -> Result<Vec<String>, FileError> {
    let entries = entries_below(folder)?.into_iter();
    let is_file = |entry: &Entry| match entry.kind {
        Kind::File => true,
        Kind::Link => folder.join(&entry.path).is_file(),
        Kind::Special => false,
    };
    Ok(entries.filter(is_file).map(|entry| entry.path).collect())
}

impl Kind {
    /// The type of an entry that is not a folder.
    pub(crate) fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_symlink() {
            Self::Link
        } else {
            Self::Special
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    #[test]
    fn circular_links_and_sockets_are_listed_but_not_followed() {
        let place = tempfile::tempdir().expect("the system has a place for temporary files");
        let folder = place.path();
        fs::create_dir_all(folder.join("a/.git")).expect("it can be made");
        fs::write(folder.join("a/.git/HEAD"), "").expect("it can be written");
        fs::write(folder.join("a/file"), "").expect("it can be written");
        symlink("..", folder.join("a/up")).expect("it can be made");
        let _socket = UnixListener::bind(folder.join("socket")).expect("it can be made");
        let entries = entries_below(folder).expect("it can be read");
        let entries: Vec<_> = entries.iter().map(|it| (&*it.path, it.kind)).collect();
        assert_eq!(
            entries,
            [
                ("a/file", Kind::File),
                ("a/up", Kind::Link),
                ("socket", Kind::Special)
            ]
        );
    }
}
