//! `cargo xtask package`: builds the author's command as one program that needs nothing beside it.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command;
use crate::paths;
use crate::wasm;
use crate::workspace::Workspace;

/// The purpose of a build of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// For release: optimised, small, and without paths of this machine.
    Release,
    /// For tests: built from the crates that the host tests have compiled already.
    Test,
}

/// Builds the program with the app inside, and prints its path and size.
///
/// # Errors
/// If it does not build, or if a release contains a path of this machine.
pub(crate) fn package(workspace: &Workspace, purpose: Purpose) -> Result<()> {
    wasm::build(workspace)?;
    let mut call = match purpose {
        Purpose::Release => workspace.cargo(),
        Purpose::Test => workspace.linted_cargo(),
    };
    call.args(["build", "--package", "shanhai-site", "--bin", "shanhai"])
        .args(["--features", "packaged", "--locked"])
        .env("SHANHAI_APP", workspace.app());
    if purpose == Purpose::Release {
        call.args(["--profile", "program"])
            .env("CARGO_ENCODED_RUSTFLAGS", paths::unnamed(workspace)?);
    }
    command::run(&mut call)?;
    let program = program(workspace, purpose);
    if purpose == Purpose::Test {
        // A copy: every build without the app inside replaces cargo's own file.
        let folder = program.parent().context("it lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        let built = workspace.shanhai();
        fs::copy(&built, &program).with_context(|| format!("copying {}", built.display()))?;
    }
    let bytes = fs::read(&program).with_context(|| format!("reading {}", program.display()))?;
    if purpose == Purpose::Release {
        paths::refuse(workspace, "the program", &bytes)?;
    }
    let tenths = bytes.len() * 10 / (1 << 20);
    println!("{}: {}.{} MiB", program.display(), tenths / 10, tenths % 10);
    Ok(())
}

/// The program's path.
pub(crate) fn program(workspace: &Workspace, purpose: Purpose) -> PathBuf {
    let folder = match purpose {
        Purpose::Release => "program",
        Purpose::Test => "packaged",
    };
    let name = format!("shanhai{}", env::consts::EXE_SUFFIX);
    workspace.target.join(folder).join(name)
}
