//! Copies a build into a folder that is being served, so that readers never miss a file.
//!
//! Files are copied before the pages that refer to them, each file is replaced atomically, and
//! files of older builds stay for as long as an open or cached page may refer to them.

mod served;

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{self, Path, PathBuf};
use std::time::{Duration, SystemTime};

use clap::Args;

use crate::build::sweep_all;
use crate::files::{FileError, at, read};
use crate::hosting::{FIRST_PAGE, Listing, is_hashed};
use crate::terminal::shown;
use served::ServedFiles;

/// The build to copy, and the folder to copy it to.
#[derive(Args, Clone, Debug)]
pub struct DeployOptions {
    /// The folder of the build
    pub dist: PathBuf,
    /// The folder that the host serves
    pub folder: PathBuf,
}

/// The time for which the files of a build stay after another build has replaced it. Pages rarely
/// stay open or cached for longer; those that do lose the moving map and keep their text.
const KEPT_FOR: Duration = Duration::from_hours(30 * 24);

/// The number of files that a deployment changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deployed {
    /// Files written, including compressed siblings.
    pub written: usize,
    /// Files that were up to date.
    pub unchanged: usize,
    /// Files of old builds that were removed, not counting compressed siblings.
    pub removed: usize,
}

impl fmt::Display for Deployed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            written,
            unchanged,
            removed,
        } = self;
        write!(
            f,
            "{written} files written, {unchanged} unchanged, {removed} of old builds removed"
        )
    }
}

/// A reason why files could not be copied.
#[derive(Debug)]
pub enum DeployError {
    /// The source folder contains no build.
    NoBuild(PathBuf),
    /// One folder contains the other, or they are the same.
    Nested {
        /// The folder of the build.
        dist: PathBuf,
        /// The folder that is served.
        folder: PathBuf,
    },
    /// A link, a pipe or a device is in the place of a file, or a file in the place of a folder.
    InTheWay(PathBuf),
    /// A file cannot be read or written.
    File(FileError),
}

impl fmt::Display for DeployError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBuild(dist) => write!(
                f,
                "`{}` contains no build: it has no `index.html`; is the order `shanhai deploy DIST \
                 FOLDER`?",
                shown(dist)
            ),
            Self::Nested { dist, folder } => write!(
                f,
                "one of `{}` and `{}` contains the other; build into a folder that is not served",
                shown(dist),
                shown(folder)
            ),
            Self::InTheWay(path) => write!(
                f,
                "`{}` is not a file of a build and is not replaced; remove it",
                shown(path)
            ),
            Self::File(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for DeployError {}

impl From<FileError> for DeployError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// Copies the build at the time `now`.
///
/// The modification time of a hashed file records when it was last in use: files of the build that
/// is being replaced get the time `now`. A file that was last in use more than 30 days ago is
/// removed if its name differs from one in the new build only in the hash. All other files stay.
///
/// # Errors
/// Fails if there is no build, if one folder contains the other, if something else is in
/// the place of a file or a folder, or if a file cannot be read or written.
pub fn deploy(options: &DeployOptions, now: SystemTime) -> Result<Deployed, DeployError> {
    if !options.dist.join(FIRST_PAGE).is_file() {
        return Err(DeployError::NoBuild(options.dist.clone()));
    }
    let dist = resolve(&options.dist)?;
    let folder = resolve(&options.folder)?;
    if dist.starts_with(&folder) || folder.starts_with(&dist) {
        return Err(DeployError::Nested { dist, folder });
    }
    let paths = paths_below(&dist)?;
    clear_the_way(&folder, &paths)?;
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let served = ServedFiles::read(&folder, &paths)?;
    let mut done = Deployed::default();
    let put = |path: &str, done: &mut Deployed| -> Result<(), DeployError> {
        if put(&dist.join(path), &folder.join(path), now)? {
            done.written += 1;
        } else {
            done.unchanged += 1;
        }
        Ok(())
    };
    let (hashed, others): (Vec<_>, Vec<_>) = Listing::of(&paths)
        .files()
        .map(|file| file.path.clone())
        .partition(|path| is_hashed(path));
    for path in hashed {
        for sibling in siblings_of(&path).filter(|sibling| paths.contains(sibling)) {
            put(&sibling, &mut done)?;
        }
        put(&path, &mut done)?;
    }
    // Before the pages are replaced, which are the record of the files that they refer to.
    served.stamp(now)?;
    for path in others {
        for sibling in siblings_of(&path) {
            if paths.contains(&sibling) {
                put(&sibling, &mut done)?;
            } else {
                // A host would serve the old compressed sibling instead of the new file.
                remove_if_there(&folder.join(sibling))?;
            }
        }
        put(&path, &mut done)?;
    }
    for (path, last_used) in served.out_of_use() {
        let age = now.duration_since(last_used).unwrap_or_default();
        if KEPT_FOR < age {
            done.removed += 1;
            for path in siblings_of(path).chain([path.to_owned()]) {
                remove_if_there(&folder.join(path))?;
            }
        }
    }
    Ok(done)
}

/// Checks that each of `paths` can be written before anything is. A link would lead the files into
/// another folder, and reading a pipe blocks forever. Also removes the leftovers of deployments
/// that were killed.
fn clear_the_way(folder: &Path, paths: &[String]) -> Result<(), DeployError> {
    if folder.exists() && !folder.is_dir() {
        return Err(DeployError::InTheWay(folder.to_owned()));
    }
    let mut above: Vec<_> = paths
        .iter()
        .flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end]))
        .collect();
    above.sort_unstable();
    above.dedup();
    for path in &above {
        let place = folder.join(path);
        if place.symlink_metadata().is_ok_and(|about| !about.is_dir()) {
            return Err(DeployError::InTheWay(place));
        }
    }
    for path in paths {
        let place = folder.join(path);
        // A folder in the place of a file makes the write fail, so it cannot be overwritten by
        // accident.
        let is_odd = |kind: fs::FileType| !kind.is_file() && !kind.is_dir();
        if place
            .symlink_metadata()
            .is_ok_and(|about| is_odd(about.file_type()))
        {
            return Err(DeployError::InTheWay(place));
        }
    }
    for above in above.into_iter().chain([""]) {
        sweep_all(&folder.join(above));
    }
    Ok(())
}

/// Replaces a file atomically. Returns false if it is up to date.
fn put(from: &Path, to: &Path, now: SystemTime) -> Result<bool, FileError> {
    let bytes = read(from)?;
    if fs::read(to).is_ok_and(|there| there == bytes) {
        return Ok(false);
    }
    // An existing file keeps its permissions; a new one gets those of the file in the build, so
    // that a private file stays private.
    let rights = to.metadata().or_else(|_| from.metadata());
    let rights = rights.map_err(at(from))?.permissions();
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let fresh = to.with_file_name(format!(".{name}.{}.new", std::process::id()));
    fs::write(&fresh, bytes).map_err(at(&fresh))?;
    stamp(&fresh, now)?;
    fs::set_permissions(&fresh, rights).map_err(at(&fresh))?;
    fs::rename(&fresh, to).map_err(at(to))?;
    Ok(true)
}

/// Records in a file's modification time that it is in use.
fn stamp(path: &Path, now: SystemTime) -> Result<(), FileError> {
    let file = File::options().write(true).open(path).map_err(at(path))?;
    file.set_modified(now).map_err(at(path))
}

fn remove_if_there(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

fn siblings_of(path: &str) -> impl Iterator<Item = String> {
    [".br", ".gz"].map(|end| [path, end].concat()).into_iter()
}

/// The paths of the files below `folder`, with forward slashes.
fn paths_below(folder: &Path) -> Result<Vec<String>, FileError> {
    Ok(times_below(folder)?.into_keys().collect())
}

/// The modification times of the files below `folder`, by path with forward slashes. Git's own
/// files are left out.
fn times_below(folder: &Path) -> Result<BTreeMap<String, SystemTime>, FileError> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = waiting.pop() {
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            // A build has no names that are not valid Unicode.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = [&*prefix, &*name].concat();
            let place = entry.path();
            let metadata = entry.metadata().map_err(at(&place))?;
            if name == ".git" {
                continue;
            }
            if metadata.is_dir() {
                waiting.push((place, path + "/"));
            } else if metadata.is_file() {
                files.insert(path, metadata.modified().map_err(at(&place))?);
            }
        }
    }
    Ok(files)
}

/// The path with all links resolved. The folder need not exist.
fn resolve(path: &Path) -> Result<PathBuf, FileError> {
    let path = path::absolute(path).map_err(at(path))?;
    match (fs::canonicalize(&path), path.parent(), path.file_name()) {
        (Err(error), Some(parent), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
            Ok(resolve(parent)?.join(name))
        }
        (found, _, _) => found.map_err(at(&path)),
    }
}
