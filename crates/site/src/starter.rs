//! The starter story of `shanhai new`.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::terminal::shown;

/// The story's data, with the placeholders `{{id}}` and `{{languages}}`.
const DATA: &str = include_str!("../starter/story.toml");

/// The story's text: language tag, file name and content.
const WORDS: [(&str, &str, &str); 2] = [
    ("zh-CN", "zh.md", include_str!("../starter/zh.md")),
    ("en", "en.md", include_str!("../starter/en.md")),
];

/// The tags of the languages in which the starter story is available.
#[must_use]
pub fn languages() -> [&'static str; 2] {
    WORDS.map(|(tag, ..)| tag)
}

/// A reason why the story could not be created.
#[derive(Debug)]
pub enum NewError {
    /// One of the story's files exists already. Nothing has been written.
    Exists(PathBuf),
    /// A file cannot be written. Earlier files may have been.
    Io(PathBuf, io::Error),
}

impl fmt::Display for NewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(
                f,
                "`{}` already exists; name another folder, or move the file",
                shown(path)
            ),
            Self::Io(path, error) => write!(f, "`{}`: {error}", shown(path)),
        }
    }
}

impl std::error::Error for NewError {}

/// Creates the starter story in `folder`, which is created if necessary. `languages` are some of
/// [`languages`], the story's first language first. Returns the paths of the files.
///
/// # Errors
/// Fails if a file of the story exists already or cannot be written.
pub fn create(folder: &Path, languages: &[String]) -> Result<Vec<PathBuf>, NewError> {
    let tags: Vec<_> = languages.iter().map(|tag| format!("\"{tag}\"")).collect();
    let data = DATA
        .replace("{{id}}", &id_of(folder))
        .replace("{{languages}}", &format!("[{}]", tags.join(", ")));
    let words = WORDS
        .into_iter()
        .filter(|(tag, ..)| languages.iter().any(|language| language == tag));
    let words = words.map(|(_, name, text)| (name, text.to_owned()));
    let files: Vec<_> = [("story.toml", data)].into_iter().chain(words).collect();
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(NewError::Exists(path.clone()));
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| NewError::Io(path.clone(), error)
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    for (path, (_, text)) in paths.iter().zip(files) {
        fs::write(path, text).map_err(failed(path))?;
    }
    Ok(paths)
}

/// A valid id for the story, derived from the name of its folder, or `story` if that has no ASCII
/// letters or digits.
fn id_of(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let characters = name.chars().map(|c| match c.to_ascii_lowercase() {
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    });
    let id: String = characters.collect();
    let id = id.trim_matches('-');
    let id = if id.is_empty() { "story" } else { id };
    id.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_named_after_its_folder_if_that_is_a_valid_id() {
        for (folder, id) in [
            ("silk-road", "silk-road"),
            ("My Story", "my-story"),
            ("丝绸之路", "story"),
            ("2026", "2026"),
        ] {
            assert_eq!(id_of(Path::new(folder)), id, "{folder}");
        }
    }
}
