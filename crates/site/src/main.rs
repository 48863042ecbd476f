//! The author's command: `shanhai new`, `check`, `build`, `serve`, `host`, `deploy` and
//! `licenses`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use shanhai_site::address::SiteAddress;
use shanhai_site::basemap::Basemap;
use shanhai_site::build::{
    BuildError, BuildOptions, Built, Fonts, build, build_and_return, build_in_memory, build_single,
    check_public,
};
use shanhai_site::deploy::{DeployOptions, deploy};
use shanhai_site::diagnostics::{OutputStyle, render};
use shanhai_site::folder::{ReadStory, StoryFolder};
use shanhai_site::hosting::{self, HostingOptions};
use shanhai_site::notice;
use shanhai_site::parts::{NoApp, Parts};
use shanhai_site::serve::{ServeOptions, serve};
use shanhai_site::starter::{self, NewError};
use shanhai_site::terminal::{
    argument, is_unsafe, print, print_error, report_write_error, safe, shown,
};

/// Builds story maps from a folder of text files.
#[derive(Parser)]
#[command(name = "shanhai", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Create a small story in a new folder, to change step by step
    New {
        /// The folder to create
        folder: PathBuf,
        /// The story's languages, the main one first
        #[arg(long, value_name = "TAG", value_delimiter = ',', default_values = starter::languages(),
              value_parser = PossibleValuesParser::new(starter::languages()))]
        languages: Vec<String>,
    },
    /// Check a story and list all errors and warnings
    Check {
        /// The story's folder
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Build a story into a folder of plain files, or into one file with `--single`
    Build(BuildArgs),
    /// Serve a story on 127.0.0.1, and rebuild it on every change
    Serve(ServeOptions),
    /// Copy a build into a served folder, and keep the files that open pages may still need
    Deploy(DeployOptions),
    /// Print the licences of all software in this program and in the sites that it builds
    Licenses,
    /// Print the configuration with which a host serves a build, or the commands that upload it
    Host(HostingOptions),
}

#[derive(Args)]
struct BuildArgs {
    /// The story's folder
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// A folder with another app: its scripts and its WASM
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// A folder with another page: `index.html`, `style`, `web/embed.html` and `web/single.html`
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
    /// The address of the site, such as `https://example.com/story/`
    #[arg(long, value_name = "URL", conflicts_with = "single")]
    address: Option<SiteAddress>,
    /// A font for the share pictures, whose licence allows publishing; preferred over all others
    #[arg(long, value_name = "FILE", conflicts_with = "single")]
    font: Vec<PathBuf>,
    /// Draw no share pictures
    #[arg(long)]
    no_pictures: bool,
    /// Write one self-contained HTML file for each language instead: it opens from disk, from mail
    /// and in a sandbox, and makes no requests
    #[arg(long)]
    single: bool,
    /// The output: a folder, `dist` by default; with `--single` a file, named after the story by
    /// default, with other languages next to it, `story.en.html` next to `story.html`
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return print_usage_error(&error),
    };
    let done = match cli.command {
        Command::New { folder, languages } => create_story(&folder, &languages).map_err(Into::into),
        Command::Check { folder } => check_story(&folder).map_err(Into::into),
        Command::Build(args) => build_story(args),
        Command::Serve(options) => serve_story(&options).map(|()| String::new()),
        Command::Deploy(options) => {
            let done = deploy(&options, SystemTime::now());
            let done = done.map(|done| format!("{}: {done}\n", shown(&options.folder)));
            done.map_err(Into::into)
        }
        Command::Licenses => Ok(notice::of_program()),
        Command::Host(options) => hosting::configuration(&options).map_err(Into::into),
    };
    match done {
        Ok(text) => print(&text),
        Err(error) => {
            print_error(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Prints the command-line error, or the help or version that was requested.
fn print_usage_error(error: &clap::Error) -> ExitCode {
    let code = u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
    let text = error.render().to_string();
    let is_line = |c: char| c == '\n';
    if text.chars().any(|c| is_unsafe(c) && !is_line(c)) {
        let lines: Vec<_> = text.lines().map(safe).collect();
        print_error(&lines.join("\n"));
        return code;
    }
    match error.print() {
        Ok(()) => code,
        Err(error) => report_write_error(&error),
    }
}

/// Creates a starter story. Returns its files and the next step.
fn create_story(folder: &Path, languages: &[String]) -> Result<String, NewError> {
    let paths = starter::create(folder, languages)?;
    let lines = paths.iter().map(|path| shown(path) + "\n");
    let next = argument(folder);
    let next = format!("\nNow view it in the browser:  shanhai serve {next}\n");
    Ok(lines.chain([next]).collect())
}

/// Checks the story in `folder`. Returns one line about its content.
fn check_story(folder: &Path) -> Result<String, BuildError> {
    let read = read(folder)?;
    check_public(folder)?;
    Ok(format!("{read}\n"))
}

/// Reads the story in `folder` and prints its warnings. On errors, returns all diagnostics as text.
fn read(folder: &Path) -> Result<ReadStory, BuildError> {
    let basemap = Basemap::china();
    let read = StoryFolder::new(folder)
        .read(&basemap.catalog())
        .map_err(|found| BuildError::Diagnostics(render(&found, OutputStyle::for_stderr())))?;
    if !read.warnings.is_empty() {
        print_error(&render(&read.warnings, OutputStyle::for_stderr()));
    }
    Ok(read)
}

/// Builds the site or the single file, prints messages and returns what was written.
fn build_story(args: BuildArgs) -> Result<String, Box<dyn Error>> {
    let options = |fonts, out| {
        Ok::<_, NoApp>(BuildOptions {
            parts: Parts::of(args.app, args.page)?,
            address: args.address,
            fonts,
            out,
        })
    };
    if args.single {
        let read = read(&args.folder)?;
        let file_name = || [&*read.id, ".html"].concat().into();
        let options = options(None, args.out.unwrap_or_else(file_name))?;
        let built = build_single(&options, &read, &Basemap::china())?;
        print_notes(&built);
        return Ok(built.files.join("\n") + "\n");
    }
    let fonts = (!args.no_pictures).then(|| Fonts::of_machine(&args.font));
    let fonts = fonts.transpose()?.map(Fonts::keeping_pictures);
    let options = options(fonts, args.out.unwrap_or_else(|| "dist".into()))?;
    let built = build(&options, &read(&args.folder)?, &Basemap::china())?;
    print_notes(&built);
    let (out, count) = (shown(&options.out), built.files.len());
    Ok(format!("{out}: {count} files\n"))
}

fn print_notes(built: &Built) {
    for note in &built.notes {
        print_error(&format!("note: {note}"));
    }
}

fn serve_story(options: &ServeOptions) -> Result<(), Box<dyn Error>> {
    let build = BuildOptions {
        parts: Parts::of(options.app.clone(), options.page.clone())?,
        address: None,
        // A draft is not shared and is rebuilt on every change, so no share pictures are drawn.
        fonts: None,
        out: options.out.clone().unwrap_or_default(),
    };
    let folder = options.folder.clone();
    let is_written = options.out.is_some();
    let rebuild = move || {
        let make = if is_written {
            build_and_return
        } else {
            build_in_memory
        };
        let read = read(&folder);
        let files = read.and_then(|read| make(&build, &read, &Basemap::china()));
        files.map_err(|error| error.to_string())
    };
    Ok(serve(options, rebuild)?)
}
