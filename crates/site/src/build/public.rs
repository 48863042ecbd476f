//! Copies the files of a story's `public/` folder unchanged.

use std::fmt;
use std::path::{Path, PathBuf};

use super::BuildError;
use crate::files::read;
use crate::terminal::{safe, shown};
use crate::tree::{Entry, Kind, entries_below};

/// The folder's name, both in a story and at the project's top level.
const FOLDER: &str = "public";

/// Hidden files that hosts read. All other hidden files are private and are not copied.
const SERVED: [&str; 2] = [".well-known", ".nojekyll"];

/// Hidden files that systems and editors leave behind. They are skipped without a message.
const LITTER: [&str; 4] = [".DS_Store", ".gitignore", ".gitkeep", ".gitattributes"];

/// Device names on Windows, which cannot be file names there.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A file of `public/` that cannot be copied, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicFileError {
    /// The file.
    pub path: PathBuf,
    /// The reason.
    pub reason: PublicFileProblem,
}

/// A reason why a file cannot be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicFileProblem {
    /// It is a symbolic link.
    Link,
    /// It is a pipe, a socket or a device; or `public` is not a folder.
    NoFile,
    /// A part of its path is not a valid name on every host and system.
    Name(String),
    /// The build writes another file under this name.
    Clash(String),
}

impl fmt::Display for PublicFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match &self.reason {
            PublicFileProblem::Link => write!(
                f,
                "`{path}` is a link, and links are not followed; replace it with the file itself"
            ),
            PublicFileProblem::NoFile => {
                write!(f, "`{path}` is not a file that can be copied; remove it")
            }
            PublicFileProblem::Name(part) => write!(
                f,
                "`{path}`: some systems do not allow the name `{}`; rename it",
                safe(part)
            ),
            PublicFileProblem::Clash(other) => write!(
                f,
                "`{path}` would replace `{}`, which the build writes itself; rename it",
                safe(other)
            ),
        }
    }
}

/// Files by their path in the site, each with its path on this machine and its content.
pub(super) type PublicFiles = Vec<(String, PathBuf, Vec<u8>)>;

/// Checks whether the `public/` folder of the story in `folder` can be copied, without building the
/// story. Name clashes with files of the build are not found.
///
/// # Errors
/// Lists every file that cannot be copied.
pub fn check_public(folder: &Path) -> Result<(), BuildError> {
    list(folder).map(drop)
}

/// The files in `public/` of the story in `folder`, and the hidden files that were left out.
pub(super) fn of_story(folder: &Path) -> Result<(PublicFiles, Vec<PathBuf>), BuildError> {
    let (paths, hidden) = list(folder)?;
    let public = folder.join(FOLDER);
    let files = paths.into_iter().map(|path| {
        let place = public.join(&path);
        let bytes = read(&place)?;
        Ok((path, place, bytes))
    });
    Ok((files.collect::<Result<_, BuildError>>()?, hidden))
}

/// The paths of the files to copy, and the hidden files that are left out.
fn list(folder: &Path) -> Result<(Vec<String>, Vec<PathBuf>), BuildError> {
    let public = folder.join(FOLDER);
    let (mut paths, mut hidden, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    match public.symlink_metadata() {
        Ok(about) if about.is_dir() => {}
        Ok(about) => {
            let reason = match Kind::of(about.file_type()) {
                Kind::Link => PublicFileProblem::Link,
                _ => PublicFileProblem::NoFile,
            };
            return Err(BuildError::Public(vec![PublicFileError {
                path: public,
                reason,
            }]));
        }
        Err(_) => return Ok((paths, hidden)),
    }
    for Entry { path, kind } in entries_below(&public)? {
        let place = public.join(&path);
        match is_hidden(&path) {
            Some(name) if LITTER.contains(&name) => continue,
            Some(_) => {
                hidden.push(place);
                continue;
            }
            None => {}
        }
        let reason = match kind {
            Kind::Link => Some(PublicFileProblem::Link),
            Kind::Special => Some(PublicFileProblem::NoFile),
            Kind::File => path
                .split('/')
                .find(|part| !is_a_name_everywhere(part))
                .map(|part| PublicFileProblem::Name(part.to_owned())),
        };
        match reason {
            Some(reason) => errors.push(PublicFileError {
                path: place,
                reason,
            }),
            None => paths.push(path),
        }
    }
    if errors.is_empty() {
        Ok((paths, hidden))
    } else {
        Err(BuildError::Public(errors))
    }
}

/// The first hidden part of `path` that hosts do not read.
fn is_hidden(path: &str) -> Option<&str> {
    let mut parts = path.split('/');
    parts.find(|part| part.starts_with('.') && !SERVED.contains(part))
}

/// Returns whether `name` is a valid file name on every system, and fits on one line of a list.
fn is_a_name_everywhere(name: &str) -> bool {
    let is_odd = |c: char| crate::terminal::is_unsafe(c) || "\\<>:\"|?*".contains(c);
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let is_device = DEVICES.iter().any(|device| {
        let rest = stem.strip_prefix(device);
        let is_numbered = matches!(*device, "com" | "lpt");
        rest.is_some_and(|rest| match rest.chars().next() {
            None => !is_numbered,
            Some(digit) => is_numbered && rest.len() == 1 && digit.is_ascii_digit(),
        })
    });
    !name.chars().any(is_odd) && !name.ends_with(['.', ' ']) && name.len() <= 200 && !is_device
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_file_names_valid_on_every_system_are_accepted() {
        for name in [
            "google1234.html",
            "报告 2026.pdf",
            "common.js",
            "com10.txt",
            ".nojekyll",
        ] {
            assert!(is_a_name_everywhere(name), "{name}");
        }
        for name in [
            "a\\b",
            "a:b",
            "con",
            "NUL.txt",
            "com1.js",
            "end.",
            "end ",
            "a\nb",
            "a\u{202e}b",
            "what?",
        ] {
            assert!(!is_a_name_everywhere(name), "{name}");
        }
    }

    #[test]
    fn hidden_files_are_left_out_unless_hosts_read_them() {
        for path in [".env", "a/.git/x", ".well-known/.secret"] {
            assert!(is_hidden(path).is_some(), "{path}");
        }
        for path in [".well-known/security.txt", ".nojekyll", "a/b.txt"] {
            assert_eq!(is_hidden(path), None, "{path}");
        }
    }
}
