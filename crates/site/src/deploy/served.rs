//! Inspects a served folder before a build is copied into it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{siblings_of, stamp, times_below};
use crate::files::{FileError, read};
use crate::hosting::is_hashed;

/// The hashed files of earlier builds in a served folder.
#[derive(Debug)]
pub(super) struct ServedFiles {
    folder: PathBuf,
    /// The files that the pages there refer to, directly or through other files, except those that
    /// the new build has too.
    in_use: BTreeSet<String>,
    /// The other files that the new build does not have, with the time at which each was last in
    /// use.
    out_of_use: BTreeMap<String, SystemTime>,
    /// Every path in the folder.
    paths: BTreeSet<String>,
}

/// Extensions of files that refer to others.
const NAMING: [&str; 3] = ["css", "html", "js"];

impl ServedFiles {
    /// Inspects `folder` before a build with the files `fresh` is copied into it.
    ///
    /// The folder may also contain hashed files of other programs. Files of a story are those whose
    /// name differs from one in `fresh` only in the hash.
    pub(super) fn read(folder: &Path, fresh: &[String]) -> Result<Self, FileError> {
        let times = times_below(folder)?;
        let shapes: BTreeSet<_> = fresh.iter().filter_map(|path| shape(path)).collect();
        let is_ours = |path: &str| shape(path).is_some_and(|shape| shapes.contains(&shape));
        let ours: Vec<&str> = times
            .keys()
            .map(|path| &**path)
            .filter(|path| is_ours(path))
            .collect();

        let mut in_use = BTreeSet::new();
        let mut to_read: Vec<&str> = times.keys().map(|path| &**path).collect();
        to_read.retain(|path| !is_hashed(path) && is_naming(path));
        while let Some(path) = to_read.pop() {
            let place = folder.join(path);
            let bytes = read(&place)?;
            let text = String::from_utf8_lossy(&bytes);
            for &named in &ours {
                let name = named.rsplit('/').next().unwrap_or(named);
                if text.contains(name) && in_use.insert(named.to_owned()) && is_naming(named) {
                    to_read.push(named);
                }
            }
        }
        in_use.retain(|path| !fresh.contains(path));
        let is_out = |path: &&str| !in_use.contains(*path) && !fresh.iter().any(|it| it == *path);
        let out_of_use = ours.iter().copied().filter(is_out);
        let out_of_use = out_of_use
            .filter_map(|path| Some((path.to_owned(), *times.get(path)?)))
            .collect();
        Ok(Self {
            folder: folder.to_owned(),
            in_use,
            out_of_use,
            paths: times.into_keys().collect(),
        })
    }

    /// Records that the files in use were so until `now`.
    pub(super) fn stamp(&self, now: SystemTime) -> Result<(), FileError> {
        for path in &self.in_use {
            let siblings = siblings_of(path).filter(|sibling| self.paths.contains(sibling));
            for path in siblings.chain([path.clone()]) {
                stamp(&self.folder.join(path), now)?;
            }
        }
        Ok(())
    }

    /// The files of older builds, with the time at which each was last in use.
    pub(super) fn out_of_use(&self) -> impl Iterator<Item = (&str, SystemTime)> {
        self.out_of_use.iter().map(|(path, time)| (&**path, *time))
    }
}

fn is_naming(path: &str) -> bool {
    let end = path.rsplit('.').next().unwrap_or_default();
    NAMING.contains(&end)
}

/// A hashed path without its hash, which two builds have in common. `None` for names without a
/// hash, such as those of compressed siblings.
fn shape(path: &str) -> Option<(&str, &str)> {
    if !is_hashed(path) {
        return None;
    }
    let (rest, extension) = path.rsplit_once('.')?;
    let (stem, _) = rest.rsplit_once('.')?;
    Some((stem, extension))
}
