//! Folders of this machine, whose paths no release may contain.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::command;
use crate::workspace::Workspace;

/// Compiler flags that keep this machine's folders out of panic messages, in the form of
/// `CARGO_ENCODED_RUSTFLAGS`.
pub(crate) fn unnamed(workspace: &Workspace) -> Result<OsString> {
    let mut flags = OsString::new();
    for (path, name) in folders(workspace)? {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(path);
        flags.push("=");
        flags.push(name);
    }
    Ok(flags)
}

/// Fails if `bytes`, called `what` in messages, contain the path of one of this machine's folders.
pub(crate) fn refuse(workspace: &Workspace, what: &str, bytes: &[u8]) -> Result<()> {
    for (path, _) in folders(workspace)? {
        let text = path.to_string_lossy();
        ensure!(
            !contains(bytes, text.as_bytes()),
            "{what} names a folder of this machine, `{text}`"
        );
    }
    Ok(())
}

/// Folders that the compiler writes into panic messages, with their replacements. The compiler
/// tries the last first, so nested folders come last.
fn folders(workspace: &Workspace) -> Result<Vec<(PathBuf, &'static str)>> {
    let home = env::home_dir().context("this machine has no home folder")?;
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let sysroot = command::output(workspace.program("rustc").args(["--print", "sysroot"]))?;
    Ok(vec![
        (home, "/home"),
        (workspace.root.clone(), "/shanhai"),
        (cargo_home, "/cargo"),
        (PathBuf::from(sysroot.trim()), "/rust"),
    ])
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    // A path as short as `/` says nothing about a machine.
    1 < needle.len()
        && haystack
            .windows(needle.len())
            .any(|window| window == needle)
}
