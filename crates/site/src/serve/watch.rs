//! Files that somebody is editing.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the files are looked at. Short beside a build, and long beside the looking.
const PAUSE: Duration = Duration::from_millis(250);

/// Packages of other people, in thousands of files that nobody edits.
const NOT_OURS: &str = "node_modules";

/// Files and folders, watched for changes by looking at their times and sizes.
///
/// The system's notices would tell of a change no sooner than a save is over, tell of mere reading
/// too, and stay silent on shared and mounted folders; a story and a program are a few hundred
/// files, and looking at them takes a few milliseconds.
pub(crate) struct Watch {
    paths: Vec<PathBuf>,
    seen: Vec<Seen>,
}

/// A file as it was: its path, when it was written, its size in bytes.
type Seen = (PathBuf, Option<SystemTime>, u64);

impl Watch {
    /// Watches files, and folders with all that is in them, from now on.
    pub(crate) fn over(paths: Vec<PathBuf>) -> Self {
        let seen = state_of(&paths);
        Self { paths, seen }
    }

    /// Waits for a short while, and says whether something has changed and is no longer changing.
    pub(crate) fn has_changed(&mut self) -> bool {
        thread::sleep(PAUSE);
        let mut now = state_of(&self.paths);
        if now == self.seen {
            return false;
        }
        // Editors and compilers write in several strokes.
        loop {
            thread::sleep(PAUSE);
            let next = state_of(&self.paths);
            if next == now {
                break;
            }
            now = next;
        }
        self.seen = now;
        true
    }
}

fn state_of(paths: &[PathBuf]) -> Vec<Seen> {
    let mut seen = Vec::new();
    for path in paths {
        // What cannot be read is as good as absent: it is seen when it is there again.
        if let Ok(file) = fs::metadata(path) {
            look_at(path, &file, &mut seen);
        }
    }
    seen.sort_unstable();
    seen
}

fn look_at(path: &Path, file: &Metadata, seen: &mut Vec<Seen>) {
    if !file.is_dir() {
        seen.push((path.to_path_buf(), file.modified().ok(), file.len()));
        return;
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        // An entry's own kind, and not that of what a link points to: links may run in circles.
        if let Ok(file) = entry.metadata()
            && entry.file_name() != NOT_OURS
        {
            look_at(&entry.path(), &file, seen);
        }
    }
}
