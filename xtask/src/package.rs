//! `cargo xtask package`: the author's command as one program that needs nothing beside it.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command;
use crate::house::House;
use crate::paths;
use crate::wasm;

/// What the program is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To be given away: optimised, small, and naming no folder of this machine.
    Release,
    /// To be tested: from what the host tests have compiled already.
    Test,
}

/// Builds the program with the app inside, and prints its path and size.
///
/// # Errors
/// When it does not build, or names a folder of this machine although it is to be given away.
pub(crate) fn package(house: &House, purpose: Purpose) -> Result<()> {
    wasm::build(house)?;
    let mut call = match purpose {
        Purpose::Release => house.cargo(),
        Purpose::Test => house.linted_cargo(),
    };
    call.args(["build", "--package", "shanhai-site", "--bin", "shanhai"])
        .args(["--features", "packaged", "--locked"])
        .env("SHANHAI_APP", house.app());
    if purpose == Purpose::Release {
        call.args(["--profile", "program"])
            .env("CARGO_ENCODED_RUSTFLAGS", paths::unnamed(house)?);
    }
    command::run(&mut call)?;
    let program = program(house, purpose);
    if purpose == Purpose::Test {
        // Cargo's own copy is replaced by every build without the app inside.
        let folder = program.parent().context("it lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        let built = house.shanhai();
        fs::copy(&built, &program).with_context(|| format!("copying {}", built.display()))?;
    }
    let bytes = fs::read(&program).with_context(|| format!("reading {}", program.display()))?;
    if purpose == Purpose::Release {
        paths::refuse(house, "the program", &bytes)?;
    }
    let tenths = bytes.len() * 10 / (1 << 20);
    println!("{}: {}.{} MiB", program.display(), tenths / 10, tenths % 10);
    Ok(())
}

/// The program's path.
pub(crate) fn program(house: &House, purpose: Purpose) -> PathBuf {
    let folder = match purpose {
        Purpose::Release => "program",
        Purpose::Test => "packaged",
    };
    let name = format!("shanhai{}", env::consts::EXE_SUFFIX);
    house.target.join(folder).join(name)
}
