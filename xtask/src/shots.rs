//! `cargo xtask shots`: pictures of steps, phone and desktop, light and dark, to look at.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::build;
use crate::command;
use crate::machine::{self, Need};
use crate::missing::{self, Missing};
use crate::workspace::Workspace;

/// The steps to picture, and where the pictures go.
#[derive(Args, Clone, Debug)]
pub(crate) struct Options {
    /// The steps, by id, with commas between them; all of them when none is named.
    #[arg(long)]
    steps: Option<String>,
    /// The folder for the pictures, from the workspace's root.
    #[arg(long, default_value = "target/shots")]
    out: PathBuf,
    /// The page: `zh` or `en`.
    #[arg(long, default_value = "zh")]
    language: String,
    /// The progress within each step, from 0 to 1; where the step stops when none is given.
    #[arg(long)]
    share: Option<String>,
}

/// Builds the site and takes the pictures.
pub(crate) fn shoot(workspace: &Workspace, options: &Options) -> Result<()> {
    let Options {
        out,
        language,
        share,
        ..
    } = options;
    let mut call = picturing(workspace, "shots", out, language, share.as_deref())?;
    if let Some(steps) = &options.steps {
        call.args(["--steps", steps]);
    }
    command::run(&mut call)
}

/// Builds the site, and returns the call of a script in `tests/browser/pictures` that takes pictures of it.
pub(crate) fn picturing(
    workspace: &Workspace,
    script: &str,
    out: &Path,
    language: &str,
    share: Option<&str>,
) -> Result<Command> {
    missing::settle(workspace, &Need::TO_DRIVE_PAGES, Missing::Tell)?;
    build::build(workspace, &build::Options::default(), Workspace::cargo)?;
    let mut call = workspace.typescript();
    call.arg(format!("tests/browser/pictures/{script}.ts"))
        .arg("--out")
        .arg(out)
        .args(["--language", language]);
    if let Some(share) = share {
        call.args(["--share", share]);
    }
    if let Some(browser) = machine::chromium() {
        call.env("CHROMIUM", browser);
    }
    Ok(call)
}
