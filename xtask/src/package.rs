//! `cargo xtask package`: the author's command as one program that needs nothing beside it.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command;
use crate::house::House;
use crate::paths;
use crate::wasm;

/// The profile in `Cargo.toml`.
const PROFILE: &str = "program";

/// Builds the program with the app inside, and says where it stands and what it weighs.
pub(crate) fn package(house: &House) -> Result<()> {
    wasm::build(house)?;
    let mut call = house.cargo();
    call.args(["build", "--package", "shanhai-site", "--bin", "shanhai"])
        .args(["--features", "packaged", "--profile", PROFILE, "--locked"])
        .env("SHANHAI_APP", house.app())
        .env("CARGO_ENCODED_RUSTFLAGS", paths::unnamed(house)?);
    command::run(&mut call)?;
    let program = program(house);
    let bytes = fs::read(&program).with_context(|| format!("reading {}", program.display()))?;
    paths::refuse(house, "the program", &bytes)?;
    let tenths = bytes.len() * 10 / (1 << 20);
    println!("{}: {}.{} MiB", program.display(), tenths / 10, tenths % 10);
    Ok(())
}

/// Where the program stands.
pub(crate) fn program(house: &House) -> PathBuf {
    let name = format!("shanhai{}", env::consts::EXE_SUFFIX);
    house.target.join(PROFILE).join(name)
}
