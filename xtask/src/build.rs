//! `cargo xtask build`: the whole site as a folder of files, and what it weighs.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use crate::command;
use crate::house::House;
use crate::sizes;
use crate::wasm;

/// What is built, and where it goes. Paths are taken from the workspace's root.
#[derive(Args, Clone, Debug)]
pub(crate) struct Options {
    /// The story's folder.
    #[arg(long, default_value = Self::STORY)]
    pub(crate) story: PathBuf,
    /// The folder that is written.
    #[arg(long, default_value = Self::OUT)]
    pub(crate) out: PathBuf,
}

impl Options {
    const STORY: &str = "stories/east-west";
    const OUT: &str = "dist";
}

impl Default for Options {
    fn default() -> Self {
        Self {
            story: Self::STORY.into(),
            out: Self::OUT.into(),
        }
    }
}

/// Builds the site, and says what each of its files weighs.
pub(crate) fn build(house: &House, options: &Options) -> Result<()> {
    wasm::build(house)?;
    let mut call = house.cargo();
    call.args([
        "run",
        "--package",
        "shanhai-site",
        "--bin",
        "shanhai",
        "--locked",
        "--",
        "build",
    ])
    .arg(&options.story)
    .arg("--app")
    .arg(house.app())
    .args(["--page", "."])
    .arg("--out")
    .arg(&options.out);
    command::run(&mut call)?;
    let out = house.root.join(&options.out);
    let site = sizes::Site::read(&out).with_context(|| format!("weighing {}", out.display()))?;
    println!("{}", site.table());
    Ok(())
}
