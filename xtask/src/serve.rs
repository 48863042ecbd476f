//! `cargo xtask serve`: serves the story, and rebuilds it whenever words, style or code change.
//!
//! The author's command serves, and watches the story, the style and the browser's code. This
//! command watches the Rust code, and gives that command new browser code, or restarts it.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::command;
use crate::wasm;
use crate::workspace::Workspace;

// The author's command watches in the same way. This program cannot depend on its crate, or the
// first build of any command would wait for all of Leptos.
#[path = "../../crates/site/src/serve/watch.rs"]
mod watch;

use watch::Watch;

/// The story to serve, and the port.
#[derive(Args, Clone, Debug)]
pub(crate) struct Options {
    /// The story's folder, from the workspace's root.
    #[arg(long, default_value = "stories/east-west")]
    story: PathBuf,
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// The parts of the page besides the story and the code.
const PAGE_PARTS: [&str; 4] = ["style", "index.html", "web/embed.html", "public"];

/// The sources of the browser's code and of the author's command.
const CODE: [&str; 6] = [
    "src",
    "web",
    "crates",
    "basemaps",
    "Cargo.toml",
    "Cargo.lock",
];

/// Serves until the server ends, for example by Ctrl-C.
pub(crate) fn serve(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut code = Watch::over(CODE.iter().map(|path| workspace.root.join(path)).collect());
    let compiled = compile(workspace)?;
    wasm::bind(workspace, &compiled)?;
    let port = port(options.port)?;
    let mut server = Server::start(workspace, &options.story, port)?;
    loop {
        if let Some(status) = server.child.try_wait()? {
            bail!("the server ended by itself: {status}");
        }
        if !code.has_changed() {
            continue;
        }
        // Both are compiled before either is used: the page and the WASM come from the same code.
        let remade = compile(workspace).and_then(|compiled| {
            if !has_new_program(workspace)? {
                return wasm::bind(workspace, &compiled);
            }
            server.stop();
            let bound = wasm::bind(workspace, &compiled);
            server = Server::start(workspace, &options.story, port)?;
            bound
        });
        if let Err(fault) = remade {
            eprintln!("{fault:#}\nThe page stays as it was; save a file to try again.");
        }
    }
}

/// Compiles the author's command and the browser's code; returns the path of the latter.
fn compile(workspace: &Workspace) -> Result<PathBuf> {
    let mut call = workspace.cargo();
    // Without `--locked`: a developer who adds a dependency while serving wants it resolved.
    call.args(["build", "--package", "shanhai-site", "--bin", "shanhai"]);
    command::run(&mut call)?;
    wasm::compile(workspace)
}

/// The requested port, or a free one in place of 0, which must stay the same through restarts.
fn port(asked: u16) -> Result<u16> {
    if asked != 0 {
        return Ok(asked);
    }
    let found = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr());
    Ok(found.context("no port is free")?.port())
}

/// The running server. It ends when this value is dropped.
struct Server {
    child: Child,
}

impl Server {
    fn start(workspace: &Workspace, story: &Path, port: u16) -> Result<Self> {
        let program = program(workspace);
        fs::create_dir_all(folder(workspace))?;
        fs::copy(workspace.shanhai(), &program)?;
        let mut call = workspace.program(program);
        call.arg("serve")
            .arg(story)
            .arg("--app")
            .arg(workspace.app())
            .args(["--page", "."])
            .arg("--out")
            .arg(folder(workspace).join("site"))
            .args(["--port", &port.to_string()]);
        for part in PAGE_PARTS {
            call.args(["--watch", part]);
        }
        // It ends when its standard input closes, even if this program is killed.
        call.arg("--until-closed").stdin(Stdio::piped());
        let child = call.spawn().with_context(|| command::line(&call))?;
        Ok(Self { child })
    }

    fn stop(&mut self) {
        // It may have ended by itself; in both cases it is gone.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("serve")
}

/// The program that serves: a copy, as some systems do not let cargo replace a running program.
fn program(workspace: &Workspace) -> PathBuf {
    let name = workspace.shanhai();
    folder(workspace).join(name.file_name().unwrap_or_default())
}

/// Returns whether cargo has built another program than the one that serves.
fn has_new_program(workspace: &Workspace) -> Result<bool> {
    Ok(fs::read(workspace.shanhai())? != fs::read(program(workspace))?)
}
