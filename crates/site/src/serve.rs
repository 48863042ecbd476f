//! The author's server: serves the story to a browser on this machine and rebuilds it on every
//! change.

mod caller;
mod connections;
mod pages;
mod range;
mod watch;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::TcpListener;
use std::path::{self, PathBuf};
use std::process;
use std::sync::Arc;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use clap::Args;
use tokio::sync::watch as latest;

use crate::terminal::{print, print_error, shown};

use watch::Watch;

/// The story to serve, and the port.
#[derive(Args, Clone, Debug)]
pub struct ServeOptions {
    /// The story's folder
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// A folder with another app: its scripts and its WASM
    #[arg(long, value_name = "DIR")]
    pub app: Option<PathBuf>,
    /// A folder with another page: `index.html`, `style` and `web/embed.html`
    #[arg(long, value_name = "DIR")]
    pub page: Option<PathBuf>,
    /// The port on 127.0.0.1; 0 for any free port
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// A folder to write the site to as well
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Another file or folder to watch, besides the story and the app
    #[arg(long, value_name = "PATH")]
    pub watch: Vec<PathBuf>,
    /// Exit when the standard input closes, for programs that start this one
    #[arg(long, hide = true)]
    pub until_closed: bool,
}

/// A reason why the story cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// Another program listens on this port.
    PortTaken(u16),
    /// The server cannot listen on the port.
    Port(u16, io::Error),
    /// The output folder is watched, so each build would trigger the next.
    OutIsWatched {
        /// The output folder.
        out: PathBuf,
        /// The watched folder that contains it.
        watched: PathBuf,
    },
    /// The server failed while running.
    Serving(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken(port) => write!(
                f,
                "port {port} is in use; stop the program that uses it, or choose another port with \
                 `--port {}`, or any free one with `--port 0`",
                port.checked_add(1).unwrap_or(8080)
            ),
            Self::Port(port, error) => write!(f, "cannot listen on port {port}: {error}"),
            Self::OutIsWatched { out, watched } => write!(
                f,
                "`{}` is in `{}`, which is watched; choose another folder with `--out`",
                shown(out),
                shown(watched)
            ),
            Self::Serving(error) => write!(f, "the server stopped: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// The files of a site, by path.
pub type SiteFiles = BTreeMap<String, Vec<u8>>;

/// Serves the files that `rebuild` returns, from memory, until the program ends.
///
/// Calls `rebuild` immediately and after each change to a watched file. Its error is printed and
/// shown over the open pages, which otherwise stay as they were. After a successful build the open
/// pages reload.
///
/// # Errors
/// Fails if the server cannot listen on the port, or if the output folder is watched.
pub fn serve(
    options: &ServeOptions,
    rebuild: impl Fn() -> Result<SiteFiles, String> + Send + 'static,
) -> Result<(), ServeError> {
    let watched = watched_paths(options)?;
    let listener = listener(options.port)?;
    if options.until_closed {
        end_with_input();
    }
    // Start watching before the build, so that a file saved during it triggers the next one.
    let mut watch = Watch::over(watched);
    let (sender, latest) = latest::channel(Latest::default());
    let rebuild_and_publish = move || match rebuild() {
        Ok(files) => {
            let files = files.into_iter();
            let files = files.map(|(path, bytes)| (path, Bytes::from(bytes)));
            let files = Arc::new(files.collect());
            let mut is_fixed = false;
            sender.send_modify(|latest| {
                is_fixed = latest.problems.is_some();
                *latest = Latest {
                    build: build_name(),
                    problems: None,
                    files,
                };
            });
            if is_fixed {
                print_error("Fixed: the page shows the story as it is now.");
            }
        }
        Err(problems) => {
            print_error(&format!(
                "{problems}\nThe page stays as it was; save a file to try again."
            ));
            let plain = anstream::adapter::strip_str(&problems).to_string();
            sender.send_modify(|latest| latest.problems = Some(plain.into()));
        }
    };
    rebuild_and_publish();
    let address = listener.local_addr().map_err(ServeError::Serving)?;
    // If standard output is closed, the caller knows the address.
    _ = print(&format!("http://{address}/\n"));
    thread::spawn(move || {
        loop {
            if watch.has_changed() {
                rebuild_and_publish();
            }
        }
    });
    let router = pages::router(address.port(), latest);
    connections::answer(listener, router).map_err(ServeError::Serving)
}

/// The result of the latest attempt to build.
#[derive(Clone, Debug, Default)]
struct Latest {
    /// The name of the latest successful build. Empty before the first.
    build: String,
    /// The errors of a later attempt, as text.
    problems: Option<Arc<str>>,
    /// The files of the latest successful build.
    files: Arc<BTreeMap<String, Bytes>>,
}

fn watched_paths(options: &ServeOptions) -> Result<Vec<PathBuf>, ServeError> {
    let absolute = |path: &PathBuf| path::absolute(path).unwrap_or_else(|_| path.clone());
    let named = [&options.folder].into_iter();
    let named = named.chain(&options.app).chain(&options.watch);
    let watched: Vec<_> = named.map(absolute).collect();
    let out = options.out.as_ref().map(absolute);
    let within = |path: &&PathBuf| out.as_ref().is_some_and(|out| out.starts_with(path));
    match watched.iter().find(within) {
        Some(path) => Err(ServeError::OutIsWatched {
            out: out.unwrap_or_default(),
            watched: path.clone(),
        }),
        None => Ok(watched),
    }
}

/// Listens on this machine only, because an unpublished story is private.
fn listener(port: u16) -> Result<TcpListener, ServeError> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortTaken(port),
        _ => ServeError::Port(port, error),
    })
}

/// A name that no other build has, even of another run: the time in milliseconds.
fn build_name() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    since.as_millis().to_string()
}

fn end_with_input() {
    thread::spawn(|| {
        // The parent process is gone, both if reading ends and if it fails.
        _ = io::copy(&mut io::stdin(), &mut io::sink());
        process::exit(0);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(out: &str) -> ServeOptions {
        ServeOptions {
            folder: "/story".into(),
            app: Some("/app".into()),
            page: Some("/page".into()),
            port: 0,
            out: Some(out.into()),
            watch: vec!["/style".into()],
            until_closed: false,
        }
    }

    #[test]
    fn the_message_for_a_port_in_use_says_what_to_do() {
        let held = listener(0).expect("some port is free");
        let port = held.local_addr().expect("it is bound").port();
        let error = listener(port).expect_err("it is taken").to_string();
        let next = port.checked_add(1).unwrap_or(8080);
        assert_eq!(
            error,
            format!(
                "port {port} is in use; stop the program that uses it, or choose another port \
                 with `--port {next}`, or any free one with `--port 0`"
            )
        );
    }

    #[test]
    fn the_story_the_app_and_named_paths_are_watched() {
        let watched = watched_paths(&options("/out")).expect("nothing lies in another");
        assert_eq!(watched, ["/story", "/app", "/style"].map(PathBuf::from));
    }

    #[test]
    fn a_site_is_not_written_into_a_watched_folder() {
        let error = watched_paths(&options("/story/site")).expect_err("it lies in the story");
        assert_eq!(
            error.to_string(),
            "`/story/site` is in `/story`, which is watched; choose another folder with `--out`"
        );
    }
}
