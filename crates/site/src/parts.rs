//! The files that all sites share: the app, built for the browser, and the page around it.

use std::path::PathBuf;

use crate::files::{FileError, read};
use crate::tree::files_below;

/// The app and the page, in folders or embedded in this program.
#[derive(Clone, Debug)]
pub struct Parts {
    app: Place,
    page: Place,
}

/// A place to read files from, by name.
#[derive(Clone, Debug)]
enum Place {
    Folder(PathBuf),
    Program(&'static [File]),
}

/// An embedded file: its path with forward slashes, and its content.
type File = (&'static str, &'static [u8]);

/// Neither a folder nor this program contains the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoApp;

impl std::fmt::Display for NoApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "this `shanhai` was compiled without the app; name its folder with `--app`, \
             or build one that contains it with `cargo xtask package`",
        )
    }
}

impl std::error::Error for NoApp {}

/// Embeds files, named by their paths below a folder.
macro_rules! files {
    ($folder:expr, $($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!($folder, "/", $name)).as_slice())),*]
    };
}

/// The files of the page, from the root of the repository.
const PAGE: &[File] = files!(
    "../../..",
    "index.html",
    "public/favicon.ico",
    "public/share/icon-maskable.png",
    "public/share/icon.svg",
    "public/share/manifest.json",
    "public/share/touch-icon.png",
    "style/base.css",
    "style/controls.css",
    "style/cover.css",
    "style/end.css",
    "style/figures.css",
    "style/finish.css",
    "style/indices.css",
    "style/large.css",
    "style/layers.css",
    "style/layout.css",
    "style/map.css",
    "style/media.css",
    "style/photos.css",
    "style/print.css",
    "style/sight.css",
    "style/stepping.css",
    "style/tables.css",
    "style/tokens.css",
    "style/words.css",
    "web/embed.html",
    "web/single.html",
);

/// Declares the app's files. They are read from the app's folder, or embedded in this program if
/// `cargo xtask package` has compiled it.
macro_rules! bundles {
    ($($name:literal: $kind:ident of $($source:literal)*;)*) => {
        /// The files of the app's folder.
        pub const APP_FILES: [&str; [$($name),*].len()] = [$($name),*];
        #[cfg(feature = "packaged")]
        const APP: Option<&[File]> = Some(files!(env!("SHANHAI_APP"), $($name),*));
        #[cfg(not(feature = "packaged"))]
        const APP: Option<&[File]> = None;
    };
}

include!("../../../web/bundles.rs");

impl Parts {
    /// The parts in the given folders. A part without a folder is the embedded one.
    ///
    /// # Errors
    /// Fails if no folder of the app is given and the app is not embedded.
    pub fn of(app: Option<PathBuf>, page: Option<PathBuf>) -> Result<Self, NoApp> {
        let within = APP.map(Place::Program);
        Ok(Self {
            app: app.map(Place::Folder).or(within).ok_or(NoApp)?,
            page: page.map_or(Place::Program(PAGE), Place::Folder),
        })
    }

    /// A file of the app: one of [`APP_FILES`].
    pub(crate) fn app(&self, name: &str) -> Result<Vec<u8>, FileError> {
        self.app.file(name)
    }

    /// A file of the page: a shell, or a style sheet such as `style/base.css`.
    pub(crate) fn page(&self, name: &str) -> Result<Vec<u8>, FileError> {
        self.page.file(name)
    }

    /// The page's files below `folder`, by path relative to it, sorted by name.
    pub(crate) fn page_below(&self, folder: &str) -> Result<Vec<(String, Vec<u8>)>, FileError> {
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
    fn file(&self, name: &str) -> Result<Vec<u8>, FileError> {
        match self {
            Self::Folder(folder) => read(&folder.join(name)),
            Self::Program(files) => {
                let file = files.iter().find(|(path, _)| *path == name);
                file.map(|(_, bytes)| bytes.to_vec())
                    .ok_or_else(|| FileError {
                        path: name.into(),
                        source: std::io::ErrorKind::NotFound.into(),
                    })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn names(files: Vec<(String, Vec<u8>)>) -> Vec<String> {
        files.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn the_program_embeds_every_style_sheet_and_public_file() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let app = Some(root.clone());
        let within = Parts::of(app.clone(), None).expect("an app is named");
        let on_disk = Parts::of(app, Some(root)).expect("an app is named");
        for folder in ["style", "public"] {
            let below = |parts: &Parts| parts.page_below(folder).map(names).ok();
            assert_eq!(below(&within), below(&on_disk));
        }
    }
}
