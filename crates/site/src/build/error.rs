//! Errors of a build.

use std::fmt;
use std::path::PathBuf;

use shanhai_story::pack::PackError;

use super::{OutError, PublicFileError, ShellError, StyleError};
use crate::files::FileError;
use crate::terminal::shown;

/// A reason why a folder could not be built. An older build then stays unchanged.
#[derive(Debug)]
pub enum BuildError {
    /// The story has errors; this is their text.
    Diagnostics(String),
    /// A file cannot be read or written.
    File(FileError),
    /// The output folder contains files of somebody else.
    Occupied {
        /// The folder.
        folder: PathBuf,
        /// A file in it that no build has written. Empty if the path is a file, not a folder.
        file: PathBuf,
    },
    /// The page's shell is invalid.
    Shell(ShellError),
    /// A style sheet is invalid.
    Style(StyleError),
    /// The story cannot be packed.
    Pack(PackError),
    /// A photo cannot be encoded.
    Photo {
        /// Its path within the story's folder.
        file: String,
        /// The encoder's reason.
        reason: String,
    },
    /// The output of a single-file build is a folder.
    Folder(PathBuf),
    /// A site cannot be written there.
    Out(OutError),
    /// Files in `public/` that cannot be copied, one line each.
    Public(Vec<PublicFileError>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Diagnostics(drawing) => f.write_str(drawing),
            Self::File(error) => write!(f, "{error}"),
            Self::Occupied { folder, file } => write!(
                f,
                "`{}` already exists and is not from a build; choose another folder with `--out`",
                shown(&folder.join(file)).trim_end_matches('/')
            ),
            Self::Shell(error) => write!(f, "index.html: {error}"),
            Self::Style(error) => write!(f, "{error}"),
            Self::Pack(error) => write!(f, "{error}"),
            Self::Photo { file, reason } => write!(f, "`{file}` cannot be encoded: {reason}"),
            Self::Folder(path) => write!(
                f,
                "`{0}` is a folder; name a file in it, such as `{0}/story.html`",
                shown(path)
            ),
            Self::Out(error) => write!(f, "{error}"),
            Self::Public(errors) => {
                let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
        }
    }
}

impl std::error::Error for BuildError {}

impl From<FileError> for BuildError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}
