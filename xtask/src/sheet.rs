//! `cargo xtask sheet`: every step on one sheet, phone and desktop, light and dark, to look at.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::command;
use crate::shots::picturing;
use crate::workspace::Workspace;

/// The steps to picture, and where the sheets go.
#[derive(Args, Clone, Debug)]
pub(crate) struct Options {
    /// The folder for the sheets, from the workspace's root.
    #[arg(long, default_value = "target/sheet")]
    out: PathBuf,
    /// The page: `zh` or `en`.
    #[arg(long, default_value = "zh")]
    language: String,
    /// The progress within each step, from 0 to 1; where the step stops when none is given.
    #[arg(long)]
    share: Option<String>,
    /// Write small copies to docs/sheet.
    #[arg(long)]
    update: bool,
}

/// Builds the site and lays out the sheets.
pub(crate) fn lay(workspace: &Workspace, options: &Options) -> Result<()> {
    let Options {
        out,
        language,
        share,
        update,
    } = options;
    let mut call = picturing(workspace, "sheet", out, language, share.as_deref())?;
    if *update {
        call.arg("--update");
    }
    command::run(&mut call)
}
