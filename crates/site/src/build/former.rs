//! What stands already where a site is to be written: an earlier build gives way, all else stays.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::BuildError;
use crate::parts::{paths_below, read};

/// The file in which a build says which files are its own, a line each.
pub(super) const LIST: &str = "share/files.txt";

/// The files in `folder` that no build has written, by their path in it: they stay.
///
/// # Errors
/// When the folder holds files and no build, or a story.
pub(super) fn others(folder: &Path) -> Result<Vec<String>, BuildError> {
    if folder.is_file() {
        return Err(taken(folder, PathBuf::new()));
    }
    let paths = paths_below(folder)?;
    let list = paths.iter().find(|path| *path == LIST);
    let list = list.map(|list| read(&folder.join(list))).transpose()?;
    let list = String::from_utf8_lossy(list.as_deref().unwrap_or_default()).into_owned();
    let own: BTreeSet<_> = list.lines().collect();
    let others = paths.into_iter();
    let others: Vec<_> = others.filter(|path| !own.contains(&**path)).collect();
    let is_story = |path: &&String| path.ends_with("story.toml");
    let first = others.iter().find(is_story).or(others.first());
    match first {
        Some(path) if own.is_empty() || is_story(&path) => Err(taken(folder, path.into())),
        _ => Ok(others),
    }
}

fn taken(folder: &Path, file: PathBuf) -> BuildError {
    BuildError::Taken {
        folder: folder.to_owned(),
        file,
    }
}
