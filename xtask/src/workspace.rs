//! Paths of the workspace's parts on this machine.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command;

/// The workspace, and the directory for cargo's build output.
pub(crate) struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target directory, wherever this machine's settings put it.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// The workspace that this program was built from.
    pub(crate) fn here() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask/ lies in the workspace")?
            .to_path_buf();
        let mut asked = cargo_in(&root);
        asked.args(["metadata", "--no-deps", "--format-version", "1"]);
        let answer: serde_json::Value = serde_json::from_str(&command::output(&mut asked)?)
            .context("`cargo metadata` gave no JSON")?;
        let target = answer["target_directory"]
            .as_str()
            .context("`cargo metadata` names no target directory")?
            .into();
        Ok(Self { root, target })
    }

    /// A call of the cargo that runs this program, at the workspace's root.
    pub(crate) fn cargo(&self) -> Command {
        cargo_in(&self.root)
    }

    /// The same with clippy as the compiler of the workspace's own crates: clippy lints the code
    /// that the tests run, and no crate is both checked and compiled.
    pub(crate) fn linted_cargo(&self) -> Command {
        let mut call = self.cargo();
        call.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
        call
    }

    /// A call of `program` at the workspace's root.
    pub(crate) fn program(&self, program: impl AsRef<OsStr>) -> Command {
        let mut call = Command::new(program);
        call.current_dir(&self.root);
        call
    }

    /// A call of Node at the workspace's root, for the scripts in `tests/browser`.
    pub(crate) fn typescript(&self) -> Command {
        let mut call = self.program("node");
        call.args(["--import", "./tests/browser/typescript.mjs"]);
        call
    }

    /// The folder of the browser's code: the glue and the WASM, before their names get hashes.
    pub(crate) fn app(&self) -> PathBuf {
        self.target.join("app")
    }

    /// The author's command, as built by cargo.
    pub(crate) fn shanhai(&self) -> PathBuf {
        self.built("shanhai")
    }

    /// This program, as built by cargo: the running file may have been replaced since.
    pub(crate) fn xtask(&self) -> PathBuf {
        self.built("xtask")
    }

    fn built(&self, name: &str) -> PathBuf {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.target.join("debug").join(name)
    }

    /// The folder of the browser tests.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests").join("browser")
    }
}

fn cargo_in(root: &Path) -> Command {
    let mut call = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    call.current_dir(root);
    call
}
