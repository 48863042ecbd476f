//! `cargo xtask sheet`: every step on one sheet, phone and desk, light and dark, for looking at.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::build;
use crate::command;
use crate::house::House;
use crate::machine::{self, Need};
use crate::missing::{self, Missing};

/// What is pictured, and what becomes of the sheets.
#[derive(Args, Clone, Debug)]
pub(crate) struct Options {
    /// Where the sheets go, from the workspace's root.
    #[arg(long, default_value = "target/sheet")]
    out: PathBuf,
    /// The page: `zh` or `en`.
    #[arg(long, default_value = "zh")]
    language: String,
    /// How far through each step, from 0 to 1.
    #[arg(long, default_value = "0.16")]
    share: String,
    /// Write small copies to docs/sheet.
    #[arg(long)]
    update: bool,
}

/// Builds the site and lays out the sheets.
pub(crate) fn lay(house: &House, options: &Options) -> Result<()> {
    missing::settle(house, &Need::TO_DRIVE_PAGES, Missing::Tell)?;
    build::build(house, &build::Options::default())?;
    let mut call = house.program("node");
    call.arg("tests/browser/sheet.mjs")
        .arg("--out")
        .arg(&options.out)
        .args(["--language", &options.language, "--share", &options.share]);
    if options.update {
        call.arg("--update");
    }
    if let Some(browser) = machine::chromium() {
        call.env("CHROMIUM", browser);
    }
    command::run(&mut call)
}
