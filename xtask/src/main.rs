//! The developers' chores: build the WASM, serve, test, measure, take pictures.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod bench;
mod browsers;
mod build;
mod bundle;
mod command;
mod docs;
mod floats;
mod floor;
mod glue;
mod house;
mod machine;
mod missing;
mod package;
mod paths;
mod report;
mod runner;
mod scripts;
mod serve;
mod sheet;
mod shots;
mod sizes;
mod stage;
mod stages;
mod wasm;

use house::House;
use missing::Missing;
use package::Purpose;
use stage::{Scope, Stage};

/// The chores of Shanhai.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build the site into a folder of plain files, and say what they weigh
    Build(build::Options),
    /// Serve the story on 127.0.0.1, and build it afresh on every change
    Serve(serve::Options),
    /// Run every check and test
    Test {
        /// Get what is missing on the machine
        #[arg(long)]
        install: bool,
        /// Run one stage alone
        #[arg(long, value_name = "STAGE")]
        only: Option<Stage>,
        /// The same as --only engines: the story in three engines
        #[arg(long, conflicts_with = "only")]
        engines: bool,
        /// Before a commit: formatting, lints, host tests, and a few tests of the built page
        #[arg(long, conflicts_with_all = ["only", "engines", "full"])]
        quick: bool,
        /// Every size, language, theme and way to read with every other, instead of pairs
        #[arg(long)]
        full: bool,
    },
    /// Take pictures of steps: phone and desk, light and dark
    Shots(shots::Options),
    /// Lay out every step on one sheet: phone and desk, light and dark
    Sheet(sheet::Options),
    /// Measure what loading and reading the story cost in the browser
    Bench(bench::Options),
    /// Build the author's command as one program that needs nothing beside it
    Package,
    /// Build the browser's code alone, into target/app
    Wasm,
}

fn main() -> ExitCode {
    if let Some(code) = docs::in_place_of_rustdoc() {
        return code;
    }
    match run(Cli::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<()> {
    let house = House::here()?;
    match chore {
        Chore::Build(options) => build::build(&house, &options, House::cargo),
        Chore::Serve(options) => serve::serve(&house, &options),
        Chore::Test {
            install,
            only,
            engines,
            quick,
            full,
        } => {
            let missing = if install {
                Missing::Install
            } else {
                Missing::Tell
            };
            let only = if engines { Some(Stage::Engines) } else { only };
            let scope = match (quick, full) {
                (true, _) => Scope::Quick,
                (_, true) => Scope::Full,
                _ => Scope::Pairs,
            };
            stages::run(&house, only, scope, missing)
        }
        Chore::Shots(options) => shots::shoot(&house, &options),
        Chore::Sheet(options) => sheet::lay(&house, &options),
        Chore::Bench(options) => bench::bench(&house, &options),
        Chore::Package => package::package(&house, Purpose::Release),
        Chore::Wasm => wasm::build(&house),
    }
}
