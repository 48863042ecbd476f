//! The author's command: `shanhai check`, `shanhai build`, `shanhai serve`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use shanhai_site::basemap::Basemap;
use shanhai_site::build::{BuildError, BuildOptions, build};
use shanhai_site::faults::{Look, draw};
use shanhai_site::folder::{ReadStory, StoryFolder};
use shanhai_site::serve::{ServeOptions, serve};

/// Story maps from a folder of words.
#[derive(Parser)]
#[command(name = "shanhai", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read a story folder, and say everything that is wrong with it
    Check {
        /// The story's folder
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Build a story into a folder of plain files
    Build(BuildCall),
    /// Serve a story on 127.0.0.1, and build it afresh on every change
    Serve(ServeOptions),
}

#[derive(Args)]
struct BuildCall {
    /// The story's folder
    folder: PathBuf,
    /// The folder of the app: `boot.js`, `later.js`, `explore.js` and `.css`, `shanhai.js` and `shanhai_bg.wasm`
    #[arg(long, value_name = "DIR")]
    app: PathBuf,
    /// The folder of the page: `index.html`, `style` and `public`
    #[arg(long, value_name = "DIR", default_value = ".")]
    page: PathBuf,
    /// The folder that is written
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Check { folder } => ended(read(&folder).map(|read| println!("{read}"))),
        Command::Build(call) => {
            let options = BuildOptions {
                story: call.folder,
                app: call.app,
                page: call.page,
                out: call.out,
            };
            let out = options.out.display().to_string();
            ended(built(&options).map(|files| println!("{out}: {files} files")))
        }
        Command::Serve(options) => {
            let build = BuildOptions {
                story: options.folder.clone(),
                app: options.app.clone(),
                page: options.page.clone(),
                out: options.out.clone(),
            };
            let rebuild = move || built(&build).map(drop).map_err(|fault| fault.to_string());
            ended(serve(&options, rebuild))
        }
    }
}

/// The story in `folder`, or the drawing of all its faults.
fn read(folder: &Path) -> Result<ReadStory, BuildError> {
    let basemap = Basemap::china();
    StoryFolder::new(folder)
        .read(&basemap.catalog())
        .map_err(|faults| BuildError::Faults(draw(&faults, Look::for_stderr())))
}

/// Builds what `options` name, and gives the number of its files.
fn built(options: &BuildOptions) -> Result<usize, BuildError> {
    let read = read(&options.story)?;
    let built = build(options, &read, &Basemap::china())?;
    Ok(built.files.len())
}

fn ended<E: std::fmt::Display>(result: Result<(), E>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
