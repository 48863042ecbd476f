//! What stands already where a site is to be written: an earlier build gives way, all else stays.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::BuildError;
use crate::parts::files_below;

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
    let files = files_below(folder)?;
    let list = files.iter().find(|(path, _)| path == LIST);
    let list = list.map_or(String::new(), |(_, list)| {
        String::from_utf8_lossy(list).into_owned()
    });
    let own: BTreeSet<_> = list.lines().collect();
    let others = files.into_iter().map(|(path, _)| path);
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
