//! Checks the output location before any work is done, and prepares a hidden staging folder in or
//! beside it.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{self, Component, Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

use super::{BuildError, existing};
use crate::files::at;
use crate::terminal::shown;

/// A location to which a site cannot be written, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutError {
    /// The location that was requested.
    pub out: PathBuf,
    /// The reason.
    pub reason: OutProblem,
}

/// A reason why a location is unusable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutProblem {
    /// The path is empty.
    Empty,
    /// It is a link without a target.
    DeadLink,
    /// A file, a device or a pipe is in the place of a folder.
    NoFolder(PathBuf),
    /// A device or a pipe is in the place of a file.
    NoFile,
    /// It is the story's own folder, or contains it.
    HoldsStory,
    /// It lies in the story's `public/` folder, which is copied into the site.
    Public,
    /// It is a file that is not a single-file story.
    OthersFile,
}

impl fmt::Display for OutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let out = shown(&self.out);
        match &self.reason {
            OutProblem::Empty => f.write_str("`--out` is empty; name a folder, such as `dist`"),
            OutProblem::DeadLink => write!(
                f,
                "`{out}` is a link without a target; remove it, or choose another folder with `--out`"
            ),
            OutProblem::NoFolder(path) => write!(
                f,
                "`{}` is not a folder; choose a new or an empty one with `--out`",
                shown(path)
            ),
            OutProblem::NoFile => write!(
                f,
                "`{out}` is not a file that can be replaced; choose a new one with `--out`"
            ),
            OutProblem::HoldsStory => write!(
                f,
                "`{out}` contains the story itself; choose another folder with `--out`, such as `dist`"
            ),
            OutProblem::Public => write!(
                f,
                "`{out}` is in the story's `public`, which is copied into the site; choose another folder with `--out`"
            ),
            OutProblem::OthersFile => write!(
                f,
                "`{out}` already exists and is not from a build; choose another file with `--out`"
            ),
        }
    }
}

/// The folder of a site to be written.
#[derive(Debug)]
pub(super) struct Target {
    /// Its path with all links resolved.
    pub(super) folder: PathBuf,
    /// True if the folder does not exist yet.
    pub(super) is_new: bool,
    /// The staging folder, on the same disk.
    pub(super) staging: Staging,
}

/// A hidden folder or file that is removed when this value is dropped.
#[derive(Debug)]
pub(super) struct Staging(pub(super) PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        // If this fails, the next build removes it.
        remove(&self.0);
    }
}

impl Target {
    /// Prepares the folder `out` for the site of the story in `story`.
    ///
    /// # Errors
    /// Fails if a site cannot be written there, or if the folder contains files of
    /// somebody else.
    pub(super) fn folder(out: &Path, story: &Path) -> Result<Self, BuildError> {
        let refuse = |reason| Err(out_error(out, reason));
        let folder = resolve(out)?;
        let story = fs::canonicalize(story).unwrap_or_else(|_| story.to_owned());
        if story.starts_with(&folder) {
            return refuse(OutProblem::HoldsStory);
        }
        if folder.starts_with(story.join("public")) {
            return refuse(OutProblem::Public);
        }
        let is_new = match fs::metadata(&folder) {
            Ok(about) if about.is_dir() => false,
            Ok(_) => return refuse(OutProblem::NoFolder(folder)),
            Err(_) => true,
        };
        existing::find(&folder)?;
        let name = folder.file_name().unwrap_or_default().to_owned();
        let parent = folder.parent().unwrap_or(&folder).to_owned();
        sweep(&parent, &name);
        sweep(&folder, &name);
        // An existing folder may be on another disk than its parent, and its parent may belong to
        // somebody else. Staging inside it avoids both problems.
        let beside = if is_new { &parent } else { &folder };
        let staging = beside.join(staged(&name));
        _ = fs::remove_dir_all(&staging);
        fs::create_dir_all(&staging).map_err(at(&folder))?;
        Ok(Self {
            folder,
            is_new,
            staging: Staging(staging),
        })
    }
}

/// The path of the file `out` with all links resolved, if it can be written or overwritten.
///
/// # Errors
/// Fails if it is a folder, a device, a pipe, or a file of somebody else.
pub(super) fn file(out: &Path) -> Result<PathBuf, BuildError> {
    let path = resolve(out)?;
    match fs::metadata(&path) {
        Ok(about) if about.is_dir() => return Err(BuildError::Folder(out.to_owned())),
        Ok(about) if !about.is_file() => return Err(out_error(out, OutProblem::NoFile)),
        Ok(about) if 0 < about.len() => {
            let bytes = fs::read(&path).map_err(at(&path))?;
            let mark = b"<story-map";
            if !bytes.windows(mark.len()).any(|part| part == mark) {
                return Err(out_error(out, OutProblem::OthersFile));
            }
        }
        _ => {}
    }
    if let Some((folder, name)) = path.parent().zip(path.file_name()) {
        if !folder.is_dir() && folder.exists() {
            return Err(out_error(out, OutProblem::NoFolder(folder.to_owned())));
        }
        sweep(folder, name);
    }
    Ok(path)
}

fn out_error(out: &Path, reason: OutProblem) -> BuildError {
    BuildError::Out(OutError {
        out: out.to_owned(),
        reason,
    })
}

/// `out` with all links resolved. It need not exist.
fn resolve(out: &Path) -> Result<PathBuf, BuildError> {
    if out.as_os_str().is_empty() {
        return Err(out_error(out, OutProblem::Empty));
    }
    let absolute = path::absolute(out).map_err(at(out))?;
    let mut missing = Vec::new();
    let mut there = absolute.as_path();
    loop {
        match there.symlink_metadata() {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::NotADirectory => {}
            Err(error) => return Err(at(out)(error).into()),
        }
        let mut parts = there.components();
        match parts.next_back() {
            Some(Component::Normal(name)) => missing.push(name.to_owned()),
            // A missing folder has no parent that a `..` after it could lead to.
            _ => return Err(at(out)(ErrorKind::NotFound.into()).into()),
        }
        there = parts.as_path();
    }
    let real = fs::canonicalize(there).map_err(|_| out_error(out, OutProblem::DeadLink))?;
    if !missing.is_empty() && !real.is_dir() {
        return Err(out_error(out, OutProblem::NoFolder(there.to_owned())));
    }
    Ok(missing
        .iter()
        .rev()
        .fold(real, |path, name| path.join(name)))
}

/// The name under which this process stages the file or folder `name`.
pub(super) fn staged(name: &OsStr) -> String {
    format!(".{}.{}.new", name.to_string_lossy(), process::id())
}

/// The id of the process that staged an entry of this name.
pub(super) fn stager(name: &str) -> Option<u32> {
    let name = name.strip_prefix('.')?.strip_suffix(".new")?;
    let (_, process) = name.rsplit_once('.')?;
    process.parse().ok()
}

/// Removes from `folder` what processes that have ended staged for `name`.
fn sweep(folder: &Path, name: &OsStr) {
    let start = format!(".{}.", name.to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(found) = entry.file_name().into_string() else {
            continue;
        };
        let is_ours = found
            .strip_prefix(&start)
            .and_then(|rest| rest.strip_suffix(".new"))
            .and_then(|process| process.parse().ok());
        if is_ours.is_some_and(|process| is_over(process, &entry.path())) {
            remove(&entry.path());
        }
    }
}

/// Removes from `folder` everything that processes that have ended staged there.
pub(crate) fn sweep_all(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(stager);
        if process.is_some_and(|process| is_over(process, &entry.path())) {
            remove(&entry.path());
        }
    }
}

/// Removes a file or a folder. Of a link, only the link itself is removed.
fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|about| about.is_dir());
    // A leftover that cannot be removed does no harm.
    _ = if is_folder {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
}

/// No build runs this long. After this time a process with the same id is another one.
const LONG_AGO: Duration = Duration::from_hours(24);

/// Returns whether the process that created `path` has ended.
fn is_over(process: u32, path: &Path) -> bool {
    let about = path.symlink_metadata().and_then(|about| about.modified());
    let age = about.map(|at| SystemTime::now().duration_since(at).unwrap_or_default());
    process != process::id() && (has_ended(process) || age.is_ok_and(|age| LONG_AGO < age))
}

#[cfg(unix)]
fn has_ended(process: u32) -> bool {
    let process = i32::try_from(process).ok();
    let process = process.and_then(rustix::process::Pid::from_raw);
    process.is_none_or(|process| {
        rustix::process::test_kill_process(process) == Err(rustix::io::Errno::SRCH)
    })
}

/// Without a way to look up processes, only the age counts.
#[cfg(not(unix))]
fn has_ended(_: u32) -> bool {
    false
}
