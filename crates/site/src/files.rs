//! Reads files, with errors that name them.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::terminal::shown;

/// A file or a folder that cannot be read or written.
#[derive(Debug)]
pub struct FileError {
    /// The file or the folder.
    pub path: PathBuf,
    /// The cause.
    pub source: io::Error,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", shown(&self.path), self.source)
    }
}

impl std::error::Error for FileError {}

/// The content of a file, or an error that names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(at(path))
}

/// Turns an error of the system into one that names `path`.
pub(crate) fn at(path: &Path) -> impl Fn(io::Error) -> FileError {
    let path = path.to_owned();
    move |source| FileError {
        path: path.clone(),
        source,
    }
}
