//! The documentation of the workspace's libraries, checked with the crates that the tests have compiled.
//!
//! `cargo doc` would first check every dependency once more. `cargo test --doc` takes what is compiled, but
//! its rustdoc looks for examples alone; so this program stands in rustdoc's place and calls it for both.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{self, Command, ExitCode};

use anyhow::Result;

use crate::command;
use crate::house::House;

/// Set where this program is called as rustdoc, to the program that it stands for.
const IN_PLACE_OF: &str = "SHANHAI_RUSTDOC";

/// Checks the documentation of the libraries in `selection`, private items included, and tests its examples.
///
/// # Errors
/// When rustdoc has a warning, or an example fails.
pub(crate) fn check(house: &House, selection: &[&str]) -> Result<()> {
    let mut call = house.linted_cargo();
    call.args(["test", "--doc", "--quiet", "--locked"]);
    call.args(selection);
    let rustdoc = env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    call.env(IN_PLACE_OF, rustdoc);
    call.env("RUSTDOC", house.xtask());
    call.env("RUSTDOCFLAGS", "--deny warnings --document-private-items");
    command::run(&mut call)
}

/// What rustdoc would do, if this program is called in its place.
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
    // Only its warnings are wanted.
    _ = fs::remove_dir_all(&folder);
    Some(if all {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The arguments with which rustdoc writes, to `folder`, the documentation whose examples it was to test.
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
