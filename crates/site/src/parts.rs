//! What every story's files are made of: the app, built for the browser, and the page around it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::build::BuildError;
use crate::tree::{Entry, Kind, entries_below};

/// The app and the page, in folders or inside this program.
#[derive(Clone, Debug)]
pub struct Parts {
    app: Place,
    page: Place,
}

/// Where files are found by their names.
#[derive(Clone, Debug)]
enum Place {
    Folder(PathBuf),
    Program(&'static [File]),
}

/// A file inside this program: its path with forward slashes, and what it holds.
type File = (&'static str, &'static [u8]);

/// Why there are no parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoApp;

impl std::fmt::Display for NoApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "this `shanhai` was compiled without the app; name its folder with `--app`, \
             or make one that holds it with `cargo xtask package`",
        )
    }
}

impl std::error::Error for NoApp {}

/// The files that this program holds, by their names below a folder.
macro_rules! files {
    ($folder:expr, $($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!($folder, "/", $name)).as_slice())),*]
    };
}

/// The page, as it stands beside this crate.
const PAGE: &[File] = files!(
    "../../..",
    "embed.html",
    "index.html",
    "public/favicon.ico",
    "public/share/icon-maskable.png",
    "public/share/icon.svg",
    "public/share/manifest.json",
    "public/share/touch-icon.png",
    "single.html",
    "style/base.css",
    "style/controls.css",
    "style/layers.css",
    "style/layout.css",
    "style/map.css",
    "style/print.css",
    "style/sight.css",
    "style/stepping.css",
    "style/tokens.css",
    "style/words.css",
);

/// The app: its files, which stand in its folder, or in this program where `cargo xtask package` has
/// compiled it around them.
macro_rules! app {
    ($($name:literal),* $(,)?) => {
        /// The files of the app's folder.
        pub const APP_FILES: [&str; [$($name),*].len()] = [$($name),*];
        #[cfg(feature = "packaged")]
        const APP: Option<&[File]> = Some(files!(env!("SHANHAI_APP"), $($name),*));
        #[cfg(not(feature = "packaged"))]
        const APP: Option<&[File]> = None;
    };
}

app!(
    "boot.js",
    "embed.js",
    "explore.css",
    "explore.js",
    "framed.css",
    "framed.js",
    "guide.css",
    "guide.js",
    "inline.css",
    "inline.js",
    "later.js",
    "pinned.js",
    "poster.css",
    "shanhai.js",
    "shanhai_bg.wasm",
    "single.js",
    "wechat.js",
);

impl Parts {
    /// Those in these folders, and for what has none, those inside this program.
    ///
    /// # Errors
    /// When the app is in neither.
    pub fn of(app: Option<PathBuf>, page: Option<PathBuf>) -> Result<Self, NoApp> {
        let within = APP.map(Place::Program);
        Ok(Self {
            app: app.map(Place::Folder).or(within).ok_or(NoApp)?,
            page: page.map_or(Place::Program(PAGE), Place::Folder),
        })
    }

    /// A file of the app: one of [`APP_FILES`].
    pub(crate) fn app(&self, name: &str) -> Result<Vec<u8>, BuildError> {
        self.app.file(name)
    }

    /// A file of the page: a shell, or a style sheet such as `style/base.css`.
    pub(crate) fn page(&self, name: &str) -> Result<Vec<u8>, BuildError> {
        self.page.file(name)
    }

    /// The page's files below `folder`, by their path in it, in the order of their names.
    pub(crate) fn page_below(&self, folder: &str) -> Result<Vec<(String, Vec<u8>)>, BuildError> {
        match &self.page {
            Place::Folder(page) => files_below(&page.join(folder)),
            Place::Program(files) => {
                let within = files.iter().filter_map(|(path, bytes)| {
                    let name = path.strip_prefix(folder)?.strip_prefix('/')?;
                    Some((name.to_owned(), bytes.to_vec()))
                });
                Ok(within.collect())
            }
        }
    }
}

impl Place {
    fn file(&self, name: &str) -> Result<Vec<u8>, BuildError> {
        match self {
            Self::Folder(folder) => read(&folder.join(name)),
            Self::Program(files) => {
                let file = files.iter().find(|(path, _)| *path == name);
                file.map(|(_, bytes)| bytes.to_vec())
                    .ok_or_else(|| BuildError::Io {
                        path: name.into(),
                        source: std::io::ErrorKind::NotFound.into(),
                    })
            }
        }
    }
}

/// A file's bytes, or an error that names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, BuildError> {
    fs::read(path).map_err(at(path))
}

/// The files below `folder`, by their path in it with forward slashes; none without the folder.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, BuildError> {
    let paths = paths_below(folder)?.into_iter();
    let files = paths.map(|path| Ok((path.clone(), read(&folder.join(path))?)));
    files.collect()
}

/// The paths of these files alone, in their order. A link to a file counts as one, a link to a folder
/// does not, and nothing is opened.
pub(crate) fn paths_below(folder: &Path) -> Result<Vec<String>, BuildError> {
    let entries = entries_below(folder)?.into_iter();
    let is_file = |entry: &Entry| match entry.kind {
        Kind::File => true,
        Kind::Link => folder.join(&entry.path).is_file(),
        Kind::Special => false,
    };
    Ok(entries.filter(is_file).map(|entry| entry.path).collect())
}

pub(crate) fn at(path: &Path) -> impl Fn(std::io::Error) -> BuildError {
    let path = path.to_owned();
    move |source| BuildError::Io {
        path: path.clone(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(files: Vec<(String, Vec<u8>)>) -> Vec<String> {
        files.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn the_program_holds_every_style_sheet_and_public_file_that_stands_beside_it() {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let app = Some(beside.clone());
        let within = Parts::of(app.clone(), None).expect("an app is named");
        let beside = Parts::of(app, Some(beside)).expect("an app is named");
        for folder in ["style", "public"] {
            let below = |parts: &Parts| parts.page_below(folder).map(names).ok();
            assert_eq!(below(&within), below(&beside));
        }
    }
}
