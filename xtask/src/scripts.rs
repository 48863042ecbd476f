//! The checks of scripts: types, lints and format.

use anyhow::{Context, Result};

use crate::command;
use crate::workspace::Workspace;

const TSC: &str = "node_modules/typescript/bin/tsc";
const BIOME: &str = "node_modules/@biomejs/biome/bin/biome";

/// What Node runs. The scripts of a page are checked twice: for a host, and for a single file.
const CHECKS: [&[&str]; 4] = [
    &[TSC, "--project", "web"],
    &[TSC, "--project", "web", "--customConditions", "single-file"],
    &[TSC, "--project", "tests/browser"],
    &[BIOME, "ci", "--error-on-warnings"],
];

/// Checks the scripts in `web` and in `tests/browser`.
///
/// # Errors
///
/// At the first check that fails.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    for check in CHECKS {
        command::run(workspace.program("node").args(check)).context("the scripts have errors")?;
    }
    Ok(())
}
