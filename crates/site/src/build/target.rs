//! Where a site is written: a place that can be written to, found out before any work, and a hidden
//! folder in or beside it where everything is made ready.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{self, Component, Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

use super::{BuildError, former};
use crate::parts::at;
use crate::terminal::shown;

/// Why no site can be written to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFault {
    /// The place that was asked for.
    pub out: PathBuf,
    /// Why not.
    pub reason: NoOut,
}

/// What is wrong with a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoOut {
    /// It has no name.
    Empty,
    /// A link that leads to nothing.
    DeadLink,
    /// A file, a device or a pipe stands where a folder should.
    NoFolder(PathBuf),
    /// A device or a pipe stands where a file should.
    NoFile,
    /// It is the story's own folder, or holds it.
    HoldsStory,
    /// It lies among what is copied into it.
    Public,
    /// A file that is no story as one file.
    OthersFile,
}

impl fmt::Display for OutFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let out = shown(&self.out);
        match &self.reason {
            NoOut::Empty => f.write_str("`--out` names nothing; name a folder, such as `dist`"),
            NoOut::DeadLink => write!(
                f,
                "`{out}` is a link that leads nowhere; take it away, or name another place with `--out`"
            ),
            NoOut::NoFolder(path) => write!(
                f,
                "`{}` is no folder; name a new or an empty one with `--out`",
                shown(path)
            ),
            NoOut::NoFile => write!(
                f,
                "`{out}` is no file that can be written over; name a new one with `--out`"
            ),
            NoOut::HoldsStory => write!(
                f,
                "`{out}` holds the story itself; name a folder of its own with `--out`, such as `dist`"
            ),
            NoOut::Public => write!(
                f,
                "`{out}` lies in the story's `public`, which is copied; write the site elsewhere with `--out`"
            ),
            NoOut::OthersFile => write!(
                f,
                "`{out}` is there already, and no build has written it; name another file with `--out`"
            ),
        }
    }
}

/// A folder that is to hold a site.
#[derive(Debug)]
pub(super) struct Target {
    /// Past all links.
    pub(super) folder: PathBuf,
    /// Whether it must be made.
    pub(super) is_new: bool,
    /// Where its files are made ready, on the same disk.
    pub(super) staging: Staging,
}

/// A hidden folder or file that is gone with its owner.
#[derive(Debug)]
pub(super) struct Staging(pub(super) PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        // Whatever stays is swept by the next build.
        remove(&self.0);
    }
}

impl Target {
    /// The folder `out` for the site of the story in `story`.
    ///
    /// # Errors
    /// When no site can be written there, or what is there is somebody else's.
    pub(super) fn folder(out: &Path, story: &Path) -> Result<Self, BuildError> {
        let refused = |reason| Err(refused(out, reason));
        let folder = real(out)?;
        let story = fs::canonicalize(story).unwrap_or_else(|_| story.to_owned());
        if story.starts_with(&folder) {
            return refused(NoOut::HoldsStory);
        }
        if folder.starts_with(story.join("public")) {
            return refused(NoOut::Public);
        }
        let is_new = match fs::metadata(&folder) {
            Ok(about) if about.is_dir() => false,
            Ok(_) => return refused(NoOut::NoFolder(folder)),
            Err(_) => true,
        };
        former::others(&folder)?;
        let name = folder.file_name().unwrap_or_default().to_owned();
        let parent = folder.parent().unwrap_or(&folder).to_owned();
        sweep(&parent, &name);
        sweep(&folder, &name);
        // In a folder that is there already the files stay on its disk, and its parent may be
        // another's.
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

/// Where the file `out` is, past all links, when it can be written, or written over.
///
/// # Errors
/// When it is a folder, a device, a pipe, or somebody else's.
pub(super) fn file(out: &Path) -> Result<PathBuf, BuildError> {
    let path = real(out)?;
    match fs::metadata(&path) {
        Ok(about) if about.is_dir() => return Err(BuildError::Folder(out.to_owned())),
        Ok(about) if !about.is_file() => return Err(refused(out, NoOut::NoFile)),
        Ok(about) if 0 < about.len() => {
            let bytes = fs::read(&path).map_err(at(&path))?;
            let mark = b"<story-map";
            if !bytes.windows(mark.len()).any(|part| part == mark) {
                return Err(refused(out, NoOut::OthersFile));
            }
        }
        _ => {}
    }
    if let Some((folder, name)) = path.parent().zip(path.file_name()) {
        if !folder.is_dir() && folder.exists() {
            return Err(refused(out, NoOut::NoFolder(folder.to_owned())));
        }
        sweep(folder, name);
    }
    Ok(path)
}

fn refused(out: &Path, reason: NoOut) -> BuildError {
    BuildError::Out(OutFault {
        out: out.to_owned(),
        reason,
    })
}

/// Where `out` leads, past all links; it need not be there yet.
fn real(out: &Path) -> Result<PathBuf, BuildError> {
    if out.as_os_str().is_empty() {
        return Err(refused(out, NoOut::Empty));
    }
    let absolute = path::absolute(out).map_err(at(out))?;
    let mut missing = Vec::new();
    let mut there = absolute.as_path();
    loop {
        match there.symlink_metadata() {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::NotADirectory => {}
            Err(error) => return Err(at(out)(error)),
        }
        let mut parts = there.components();
        match parts.next_back() {
            Some(Component::Normal(name)) => missing.push(name.to_owned()),
            // What is not there has no folder above it that a path could go back to.
            _ => return Err(at(out)(ErrorKind::NotFound.into())),
        }
        there = parts.as_path();
    }
    let real = fs::canonicalize(there).map_err(|_| refused(out, NoOut::DeadLink))?;
    if !missing.is_empty() && !real.is_dir() {
        return Err(refused(out, NoOut::NoFolder(there.to_owned())));
    }
    Ok(missing
        .iter()
        .rev()
        .fold(real, |path, name| path.join(name)))
}

/// The name under which this process makes ready what will be called `name`.
pub(super) fn staged(name: &OsStr) -> String {
    format!(".{}.{}.new", name.to_string_lossy(), process::id())
}

/// The process that made an entry of this name ready.
pub(super) fn stager(name: &str) -> Option<u32> {
    let name = name.strip_prefix('.')?.strip_suffix(".new")?;
    let (_, process) = name.rsplit_once('.')?;
    process.parse().ok()
}

/// Takes away from `folder` what ended processes were making ready for `name`.
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

/// Takes away from `folder` what ended processes were making ready there, whatever it was for.
pub(crate) fn sweep_all(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(stager);
        if process.is_some_and(|process| is_over(process, &entry.path())) {
            remove(&entry.path());
        }
    }
}

/// Takes away a file or a folder, and no more than the link where it is one.
fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|about| about.is_dir());
    // Whatever cannot be removed stays; it is in nobody's way.
    _ = if is_folder {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
}

/// After this long no build is at work, whoever has its number now.
const LONG_AGO: Duration = Duration::from_hours(24);

/// Whether the process that made `path` ready has ended.
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

/// Nobody can be asked: age alone tells.
#[cfg(not(unix))]
fn has_ended(_: u32) -> bool {
    false
}
