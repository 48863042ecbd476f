//! The author's command: `shanhai check`, `shanhai build`, `shanhai serve`.

use std::error::Error;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use shanhai_site::basemap::Basemap;
use shanhai_site::build::{BuildError, BuildOptions, Built, Fonts, build};
use shanhai_site::faults::{Look, draw};
use shanhai_site::folder::{ReadStory, StoryFolder};
use shanhai_site::parts::Parts;
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
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Another app than the one in this program: a folder with its scripts and its WASM
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// Another page than the one in this program: a folder with `index.html`, `embed.html` and `style`
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
    /// Where the site will stand, such as `https://example.com/story/`
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// A font for the pictures that are shared, which you may publish with; before all others
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,
    /// Draw no pictures for sharing
    #[arg(long)]
    no_pictures: bool,
    /// The folder that is written
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Check { folder } => ended(read(&folder).map(|read| println!("{read}"))),
        Command::Build(call) => {
            let out = call.out.display().to_string();
            ended(called(call).map(|files| println!("{out}: {files} files")))
        }
        Command::Serve(options) => ended(served(&options)),
    }
}

/// The story in `folder`, or the drawing of all its faults.
fn read(folder: &Path) -> Result<ReadStory, BuildError> {
    let basemap = Basemap::china();
    StoryFolder::new(folder)
        .read(&basemap.catalog())
        .map_err(|faults| BuildError::Faults(draw(&faults, Look::for_stderr())))
}

/// Builds what was asked for, and gives the number of its files.
fn called(call: BuildCall) -> Result<usize, Box<dyn Error>> {
    let fonts = (!call.no_pictures).then(|| Fonts::of_machine(&call.font));
    let options = BuildOptions {
        parts: Parts::of(call.app, call.page)?,
        address: call.address,
        fonts: fonts.transpose()?,
        out: call.out,
    };
    let built = built(&call.folder, &options)?;
    for (language, reason) in &built.without_pictures {
        eprintln!("warning: no pictures to share in `{language}`: {reason}");
    }
    Ok(built.files.len())
}

/// Builds the story in `folder`.
fn built(folder: &Path, options: &BuildOptions) -> Result<Built, BuildError> {
    build(options, &read(folder)?, &Basemap::china())
}

fn served(options: &ServeOptions) -> Result<(), Box<dyn Error>> {
    let build = BuildOptions {
        parts: Parts::of(options.app.clone(), options.page.clone())?,
        address: None,
        // Nobody shares a draft, and it is rebuilt with every change.
        fonts: None,
        out: options.out.clone(),
    };
    let folder = options.folder.clone();
    let rebuild = move || {
        built(&folder, &build)
            .map(drop)
            .map_err(|fault| fault.to_string())
    };
    Ok(serve(options, rebuild)?)
}

fn ended<E: Display>(result: Result<(), E>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
