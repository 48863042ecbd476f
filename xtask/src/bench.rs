//! `cargo xtask bench`: measures what loading and reading the story cost in Chromium, on a phone
//! and a desktop, and compares the figures with their limits and with the committed ones.

use std::fs;
use std::num::NonZeroU8;
use std::path::{self, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::build;
use crate::command;
use crate::machine::{self, Need};
use crate::missing::{self, Missing};
use crate::workspace::Workspace;

mod figures;
mod measured;
mod report;

use measured::Measured;

/// The committed figures, with which new ones are compared.
const COMMITTED: &str = "docs/bench.md";

/// Options of the measurement, and where its figures go.
#[derive(Args, Clone, Debug)]
pub(crate) struct Options {
    /// Measurements of each page; the medians are shown.
    #[arg(long, default_value = "3")]
    runs: NonZeroU8,
    /// Another page's folder to measure in the same runs: figures are then also shown as ratios, which alone
    /// can be compared between machines. It sets the performance marks `story-map`, once its map is drawn, and
    /// `story-ready`.
    #[arg(long, value_name = "FOLDER")]
    peer: Option<PathBuf>,
    /// Measure dist/ as it stands, without building it.
    #[arg(long)]
    as_built: bool,
    /// Fail when a figure is over its limit. A busy machine breaks limits, too.
    #[arg(long)]
    check: bool,
    /// Write the figures to docs/bench.md.
    #[arg(long, conflicts_with = "check")]
    update: bool,
}

/// Builds the site, measures it, and prints the figures beside the committed ones.
pub(crate) fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    missing::settle(workspace, &Need::TO_DRIVE_PAGES, Missing::Tell)?;
    if !options.as_built {
        build::build(workspace, &build::Options::default(), Workspace::cargo)?;
    }
    let measured = measure(workspace, options)?;
    let committed = workspace.root.join(COMMITTED);
    let before = fs::read_to_string(&committed).unwrap_or_default();
    println!("\n{}", report::beside(&measured, &before));
    if options.update {
        fs::write(&committed, report::page(&measured))
            .with_context(|| format!("writing {}", committed.display()))?;
    }
    let over = measured.over_limit();
    if options.check && !over.is_empty() {
        bail!("over the limit: {}", over.join("; "));
    }
    Ok(())
}

fn measure(workspace: &Workspace, options: &Options) -> Result<Measured> {
    let mut call = workspace.typescript();
    call.arg("tests/browser/bench/bench.ts")
        .args(["--runs", &options.runs.to_string()]);
    if let Some(peer) = &options.peer {
        call.arg("--peer").arg(path::absolute(peer)?);
    }
    if let Some(browser) = machine::chromium() {
        call.env("CHROMIUM", browser);
    }
    let answer = command::output(&mut call)?;
    Measured::read(&answer).context("reading what tests/browser/bench/bench.ts measured")
}
