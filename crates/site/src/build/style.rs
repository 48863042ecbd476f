//! The style sheets as one: minified, and lowered for the browsers that readers still hold.

use std::fmt;
use std::path::{Path, PathBuf};

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

use super::{BuildError, output, read};

/// Why a style sheet cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleError {
    /// The file.
    pub path: PathBuf,
    /// Line and column in it, from 1.
    pub at: Option<(u32, u32)>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((line, column)) = self.at {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// The file that declares the order of the layers: it must come first.
const FIRST: &str = "layers.css";

/// The oldest browsers for which colours and nesting are written out, as major versions: five
/// years old, as far as they know cascade layers.
const FLOOR: Browsers = Browsers {
    chrome: Some(99 << 16),
    edge: Some(99 << 16),
    firefox: Some(97 << 16),
    ios_saf: Some(15 << 16 | 4 << 8),
    safari: Some(15 << 16 | 4 << 8),
    samsung: Some(18 << 16),
    android: None,
    ie: None,
    opera: None,
};

/// All style sheets of `folder` as one, [`FIRST`] before the others, which follow by name.
pub(super) fn bundled(folder: &Path) -> Result<String, BuildError> {
    let mut names: Vec<String> = output::files_below(folder)?
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "css"))
        .collect();
    names.sort_by_key(|name| (name != FIRST, name.clone()));
    let sheets = names.iter().map(|name| minified(&folder.join(name)));
    sheets.collect()
}

pub(super) fn minified(path: &Path) -> Result<String, BuildError> {
    let text = String::from_utf8_lossy(&read(path)?).into_owned();
    let fault = |at: Option<(u32, u32)>, message: String| {
        BuildError::Style(StyleError {
            path: path.to_owned(),
            at,
            message,
        })
    };
    let mut sheet = StyleSheet::parse(&text, ParserOptions::default()).map_err(|error| {
        let at = error
            .loc
            .as_ref()
            .map(|place| (place.line + 1, place.column));
        fault(at, error.kind.to_string())
    })?;
    let targets = Targets::from(FLOOR);
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| fault(None, error.kind.to_string()))?;
    let options = PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    };
    let printed = sheet.to_css(options);
    printed
        .map(|printed| printed.code)
        .map_err(|error| fault(None, error.kind.to_string()))
}
