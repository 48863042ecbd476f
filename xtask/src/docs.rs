//! Checks the documentation of the workspace's libraries with the crates that the tests have
//! compiled.
//!
//! `cargo doc` would check every dependency a second time. `cargo test --doc` uses the compiled
//! crates, but its rustdoc only looks for examples: so this program takes rustdoc's place, and
//! calls it for both.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{self, Command, ExitCode};

use anyhow::Result;

use crate::command;
use crate::workspace::Workspace;

/// Environment variable that is set when cargo runs this program as rustdoc; holds the real
/// rustdoc.
const IN_PLACE_OF: &str = "SHANHAI_RUSTDOC";

/// Checks the documentation of the libraries in `selection`, private items included, and tests its
/// examples.
///
/// # Errors
/// When rustdoc has a warning, or an example fails.
pub(crate) fn check(workspace: &Workspace, selection: &[&str]) -> Result<()> {
    let mut call = workspace.linted_cargo();
    call.args(["test", "--doc", "--quiet", "--locked"]);
    call.args(selection);
    let rustdoc = env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    call.env(IN_PLACE_OF, rustdoc);
    call.env("RUSTDOC", workspace.xtask());
    call.env("RUSTDOCFLAGS", "--deny warnings --document-private-items");
    command::run(&mut call)
}

/// Does rustdoc's work if this program runs in its place; otherwise `None`.
pub(crate) fn in_place_of_rustdoc() -> Option<ExitCode> {
    let rustdoc = env::var_os(IN_PLACE_OF)?;
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let folder = env::temp_dir().join(format!("shanhai-docs-{}", process::id()));
    let calls = [documenting(&arguments, &folder), arguments];
    let succeeds = |arguments: &Vec<OsString>| {
        let status = Command::new(&rustdoc).args(arguments).status();
        status.is_ok_and(|status| status.success())
    };
    let all = calls.iter().all(succeeds);
    // Only the warnings matter, not the pages.
    _ = fs::remove_dir_all(&folder);
    Some(if all {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Arguments with which rustdoc writes documentation to `folder` instead of testing its examples.
fn documenting(arguments: &[OsString], folder: &Path) -> Vec<OsString> {
    let mut kept = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.to_str() {
            Some("--test") => {}
            Some("--test-run-directory" | "--test-args") => _ = rest.next(),
            Some(text) if text.starts_with("--test-") => {}
            _ => kept.push(argument.clone()),
        }
    }
    kept.extend(["--out-dir".into(), folder.into()]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_left_out_of_what_is_written() {
        let given = [
            "--crate-name",
            "a",
            "--test",
            "src/lib.rs",
            "--test-run-directory",
            "/a",
            "--test-args",
            "b",
            "--test-run-directory=/a",
            "--cfg",
            "c",
        ];
        let kept = documenting(&given.map(OsString::from), Path::new("/docs"));
        let expected = [
            "--crate-name",
            "a",
            "src/lib.rs",
            "--cfg",
            "c",
            "--out-dir",
            "/docs",
        ];
        assert_eq!(kept, expected.map(OsString::from));
    }
}
