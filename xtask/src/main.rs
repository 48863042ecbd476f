//! The development commands: build the WASM, serve, test, measure, take pictures.

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
mod workspace;
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

use missing::Missing;
use package::Purpose;
use stage::{Scope, Stage};
use workspace::Workspace;

/// The development commands of Shanhai.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site into a folder of plain files, and print their sizes
    Build(build::Options),
    /// Serve the story on 127.0.0.1, and build it again at every change
    Serve(serve::Options),
    /// Run every check and test
    Test {
        /// Install missing tools (Debian)
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
        /// Every combination of size, language, theme and reading mode, instead of pairs
        #[arg(long)]
        full: bool,
    },
    /// Take pictures of steps: phone and desk, light and dark
    Shots(shots::Options),
    /// Lay out every step on one sheet: phone and desk, light and dark
    Sheet(sheet::Options),
    /// Measure what loading and reading the story cost in the browser
    Bench(bench::Options),
    /// Build the author's command as one self-contained program
    Package,
    /// Build the app and its scripts alone, into target/app
    Wasm,
}

fn main() -> ExitCode {
    if let Some(code) = docs::in_place_of_rustdoc() {
        return code;
    }
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let workspace = Workspace::here()?;
    match command {
        Command::Build(options) => build::build(&workspace, &options, Workspace::cargo),
        Command::Serve(options) => serve::serve(&workspace, &options),
        Command::Test {
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
            stages::run(&workspace, only, scope, missing)
        }
        Command::Shots(options) => shots::shoot(&workspace, &options),
        Command::Sheet(options) => sheet::lay(&workspace, &options),
        Command::Bench(options) => bench::bench(&workspace, &options),
        Command::Package => package::package(&workspace, Purpose::Release),
        Command::Wasm => wasm::build(&workspace),
    }
}
