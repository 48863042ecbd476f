//! Why a story could not be built.

use std::fmt;
use std::io;
use std::path::PathBuf;

use shanhai_story::pack::PackError;

use super::{OutFault, PublicFault, ShellError, StyleError};
use crate::terminal::shown;

/// Why a folder could not be built. An older build then stands as it was.
#[derive(Debug)]
pub enum BuildError {
    /// The story has faults; this is their drawing.
    Faults(String),
    /// A file cannot be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder to be written is somebody's already.
    Taken {
        /// Which.
        folder: PathBuf,
        /// A file in it that no build has written; empty where the folder is a file itself.
        file: PathBuf,
    },
    /// The page's shell does not fit.
    Shell(ShellError),
    /// A style sheet cannot be read.
    Style(StyleError),
    /// The story cannot be packed.
    Pack(PackError),
    /// What is to be written as one file is a folder.
    Folder(PathBuf),
    /// No site can be written there.
    Out(OutFault),
    /// What stands in `public/` cannot be copied, each in one line.
    Public(Vec<PublicFault>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faults(drawing) => f.write_str(drawing),
            Self::Io { path, source } => write!(f, "`{}`: {source}", shown(path)),
            Self::Taken { folder, file } => write!(
                f,
                "`{}` is there already, and no build has written it; write the site elsewhere with `--out`",
                shown(&folder.join(file)).trim_end_matches('/')
            ),
            Self::Shell(error) => write!(f, "index.html: {error}"),
            Self::Style(error) => write!(f, "{error}"),
            Self::Pack(error) => write!(f, "{error}"),
            Self::Folder(path) => write!(
                f,
                "`{0}` is a folder; name a file in it, such as `{0}/story.html`",
                shown(path)
            ),
            Self::Out(fault) => write!(f, "{fault}"),
            Self::Public(faults) => {
                let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
        }
    }
}

impl std::error::Error for BuildError {}
