//! Problems with the story's folder and its files.

use std::io::ErrorKind;

use super::{diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// The folder or a file cannot be read as part of a story.
    pub enum FileProblem {
        /// The folder does not exist.
        NoFolder => {
            message: "there is no such folder",
            help: FOLDER,
        }

        /// The path is a file, not a folder.
        FolderIsFile => {
            message: "this is a file, but a story is a folder",
            help: FOLDER,
        }

        /// A file of the story is missing.
        NoFile {
            /// Its name within the folder.
            name: String,
        } => {
            message: format!("the folder has no file {}", Quoted(name)),
            help: if name == "story.toml" {
                "a story needs a file `story.toml`: is this the story's folder?"
            } else {
                "write the text there, or remove the language from `languages`"
            },
        }

        /// A file exists but cannot be read.
        Unreadable {
            /// The system's error.
            reason: ErrorKind,
        } => {
            message: format!("the file cannot be read: {reason}"),
            help: "fix its permissions, or replace it with a plain file",
        }

        /// A file is too large to be a story's.
        TooLarge {
            /// The size limit, in mebibytes.
            limit: u64,
        } => {
            message: format!("the file is larger than {limit} MiB"),
            help: "a story is text only: is this the right file?",
        }

        /// A file is not valid UTF-8.
        NotUtf8 {
            /// The offset of the first invalid byte.
            byte: usize,
        } => {
            message: format!("the file is not UTF-8: byte {byte} does not begin a character"),
            help: "save it as UTF-8; it may be GB 18030 or UTF-16 now",
        }
    }
}

const FOLDER: &str = "name the folder that contains `story.toml`";
