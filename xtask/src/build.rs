//! `cargo xtask build`: builds the whole site as a folder of files, and prints their sizes.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::command;
use crate::sizes;
use crate::wasm;
use crate::workspace::Workspace;

/// The story to build, and the output folder. Paths are relative to the workspace's root.
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

/// Builds the site with the author's command, which `cargo` compiles, prints the sizes of its
/// files, and builds the same story as a single file.
pub(crate) fn build(
    workspace: &Workspace,
    options: &Options,
    cargo: fn(&Workspace) -> Command,
) -> Result<()> {
    wasm::build(workspace)?;
    let call = || shanhai(cargo(workspace), workspace, options);
    command::run(call().arg("--out").arg(&options.out))?;
    let single = single(workspace, options)?;
    command::run(call().args(["--single", "--out"]).arg(&single))?;
    let out = workspace.root.join(&options.out);
    let site = sizes::Site::read(&out).with_context(|| format!("weighing {}", out.display()))?;
    println!("{}", site.table());
    println!("\n{}", sizes::one_file(&workspace.root, &single)?);
    Ok(())
}

/// A call that builds the story.
fn shanhai(mut call: Command, workspace: &Workspace, options: &Options) -> Command {
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
    .arg(workspace.app())
    .args(["--page", "."]);
    call
}

/// The path of the single-file story, outside of the served folder. The browser tests read it
/// there.
fn single(workspace: &Workspace, options: &Options) -> Result<PathBuf> {
    let story = workspace.root.join(&options.story).canonicalize();
    let story = story.with_context(|| format!("finding {}", options.story.display()))?;
    let name = story.file_name().context("a story has a folder")?;
    let folder: PathBuf = ["target", "single"].iter().collect();
    Ok(folder.join(name).with_added_extension("html"))
}
