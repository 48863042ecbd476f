//! The repository, and the command that it builds.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The path of the command.
pub(crate) const SHANHAI: &str = env!("CARGO_BIN_EXE_shanhai");

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of the stories that are written for tests.
pub(crate) fn stories() -> PathBuf {
    root().join("tests/stories")
}

/// A call of the command.
pub(crate) fn shanhai() -> Command {
    Command::new(SHANHAI)
}

/// Runs the command in the folder `within`.
pub(crate) fn run(within: impl AsRef<Path>, arguments: &[&str]) -> Output {
    let mut call = shanhai();
    let output = call.current_dir(within).args(arguments).output();
    output.expect("the command was built with this test")
}
