//! Detects changes in files that the author is editing.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// The interval between checks: short compared with a build, long compared with a check.
const PAUSE: Duration = Duration::from_millis(250);

/// Third-party packages: thousands of files that nobody edits.
const NOT_OURS: &str = "node_modules";

/// Watches files and folders by polling their times and sizes.
///
/// The system's notifications would not be faster, because a change counts only once saving is
/// over; they also report mere reading, and are missing on shared and mounted folders. A story and
/// the app are a few hundred files, which take a few milliseconds to check.
pub(crate) struct Watch {
    paths: Vec<PathBuf>,
    seen: Vec<Seen>,
}

/// The state of a file: its path, its modification time and its size in bytes.
type Seen = (PathBuf, Option<SystemTime>, u64);

impl Watch {
    /// Starts watching `paths`. Folders are watched with everything in them.
    pub(crate) fn over(paths: Vec<PathBuf>) -> Self {
        let seen = state_of(&paths);
        Self { paths, seen }
    }

    /// Waits for one interval, and returns whether something has changed. If so, first waits until
    /// the changes stop.
    pub(crate) fn has_changed(&mut self) -> bool {
        thread::sleep(PAUSE);
        let mut now = state_of(&self.paths);
        if now == self.seen {
            return false;
        }
        // Editors and compilers write a file in several steps.
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
        // An unreadable path counts as missing; it counts as a change when it becomes readable.
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
        // Use the type of the entry itself, not of a link's target: links may form cycles.
        if let Ok(file) = entry.metadata()
            && entry.file_name() != NOT_OURS
        {
            look_at(&entry.path(), &file, seen);
        }
    }
}
