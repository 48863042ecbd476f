//! Finds the existing files in an output folder. A build replaces those of an earlier build and
//! keeps all others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{BuildError, target};
use crate::files::read;
use crate::tree::{Entry, GIT, Kind, entries_below};

/// The file in which a build lists its files, one per line.
pub(super) const LIST: &str = "share/files.txt";

/// The existing files of a folder.
#[derive(Debug, Default)]
pub(super) struct ExistingFiles {
    /// The files of an earlier build.
    pub(super) own: BTreeSet<String>,
    /// The files that no build has written. They include all links and pipes.
    pub(super) others: BTreeSet<String>,
}

/// Finds the existing files in `folder`.
///
/// # Errors
/// Fails if the folder contains files but no build, or a story, or only a Git repository.
pub(super) fn find(folder: &Path) -> Result<ExistingFiles, BuildError> {
    let entries = entries_below(folder)?;
    let is_staged = |path: &str| {
        let first = path.split('/').next().unwrap_or(path);
        target::stager(first).is_some()
    };
    let list = entries
        .iter()
        .find(|it| it.path == LIST && it.kind == Kind::File);
    let list = list
        .map(|list| read(&folder.join(&list.path)))
        .transpose()?;
    let list = String::from_utf8_lossy(list.as_deref().unwrap_or_default()).into_owned();
    let listed: BTreeSet<_> = list.lines().collect();
    let mut existing = ExistingFiles::default();
    for Entry { path, kind } in entries {
        if kind == Kind::File && listed.contains(&*path) {
            existing.own.insert(path);
        } else if !is_staged(&path) {
            existing.others.insert(path);
        }
    }
    let is_story = |path: &&String| path.ends_with("story.toml");
    let story = existing.others.iter().find(is_story);
    let first = story.or_else(|| existing.others.first());
    match first {
        Some(path) if existing.own.is_empty() || is_story(&path) => {
            Err(occupied(folder, path.into()))
        }
        None if existing.own.is_empty() && folder.join(GIT).exists() => {
            Err(occupied(folder, GIT.into()))
        }
        _ => Ok(existing),
    }
}

pub(super) fn occupied(folder: &Path, file: PathBuf) -> BuildError {
    BuildError::Occupied {
        folder: folder.to_owned(),
        file,
    }
}
