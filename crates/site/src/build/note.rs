//! Messages of a build that are not errors: what it left out, and what other programs will cut.

use std::fmt;
use std::path::PathBuf;

use super::FontProblem;
use crate::folder::Edition;
use crate::terminal::shown;

/// A message about a story that was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Neither the story nor the command line gives the site's address.
    NoAddress,
    /// Share pictures were requested but cannot be drawn.
    NoPictures {
        /// The language of the story's edition.
        language: String,
        /// The reason.
        reason: FontProblem,
    },
    /// A hidden file in the story's `public/` was left out.
    LeftOut(PathBuf),
    /// The photos of a site, and what each width weighs.
    Photos {
        /// How many photos there are.
        count: usize,
        /// For each width in pixels, from the smallest, the bytes of all photos in AVIF.
        widths: Vec<(u32, usize)>,
    },
    /// The photos within a story of one file.
    PhotosWithin {
        /// How many photos there are.
        count: usize,
        /// Their bytes.
        bytes: usize,
    },
    /// The videos and recordings of a site.
    Media(MediaCount),
    /// Those of which a story of one file shows only the posters and the transcripts.
    MediaLeftOut(MediaCount),
    /// WeChat will show only the beginning of the title.
    LongTitle {
        /// The language of the title.
        language: String,
    },
    /// WeChat will show only the beginning of the description.
    LongDescription {
        /// The language of the description.
        language: String,
    },
}

/// How many videos and recordings a story has, and their bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MediaCount {
    /// The number of videos, and their bytes.
    pub videos: [usize; 2],
    /// The number of recordings, and their bytes.
    pub recordings: [usize; 2],
}

impl fmt::Display for MediaCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [(self.videos, "video"), (self.recordings, "recording")];
        let kinds = kinds.iter().filter(|([count, _], _)| 0 < *count);
        let kinds = kinds
            .map(|([count, bytes], name)| format!("{}: {}", counted(*count, name), kib(*bytes)));
        f.write_str(&kinds.collect::<Vec<_>>().join("; "))
    }
}

/// The longest title that WeChat shows whole, in characters as wide as Chinese ones; two Latin
/// letters count as one. It is the limit for the title of an official account's article (developer
/// documentation of official accounts, on drafts).
const TITLE: usize = 32;

/// The longest description that WeChat shows whole, in the same unit (same source, on `digest`).
const DESCRIPTION: usize = 120;

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAddress => f.write_str(
                "left out for lack of an address: canonical link, share cards, chapter pages, oEmbed and \
                 sitemap; build with `--address https://…/`, or add `address` to `[publication]`",
            ),
            Self::NoPictures { language, reason } => {
                write!(f, "no share pictures in `{language}`: {reason}")
            }
            Self::LeftOut(path) => write!(
                f,
                "`{}` is hidden and was left out",
                shown(path)
            ),
            Self::Photos { count, widths } => {
                let widths = widths.iter();
                let widths = widths.map(|(width, bytes)| format!("{} at {width} pixels", kib(*bytes)));
                let widths: Vec<_> = widths.collect();
                write!(f, "{} in AVIF: {}", counted(*count, "photo"), widths.join(", "))
            }
            Self::PhotosWithin { count, bytes } => {
                let photos = counted(*count, "photo");
                write!(f, "each file has {photos} within, {}", kib(*bytes))
            }
            Self::Media(count) => write!(f, "{count}"),
            Self::MediaLeftOut(count) => write!(
                f,
                "left out, but for posters, captions and transcripts: {count}"
            ),
            Self::LongTitle { language } => write!(
                f,
                "the title in `{language}` is longer than the {TITLE} characters that WeChat shows"
            ),
            Self::LongDescription { language } => write!(
                f,
                "the description in `{language}` is longer than the {DESCRIPTION} characters that WeChat shows"
            ),
        }
    }
}

fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

fn kib(bytes: usize) -> String {
    format!("{} KiB", bytes.div_ceil(1024))
}

/// The messages about `editions`.
pub(super) fn notes(has_address: bool, editions: &[Edition]) -> Vec<Note> {
    let mut notes = Vec::new();
    if !has_address {
        notes.push(Note::NoAddress);
    }
    for Edition { article, .. } in editions {
        let language = article.language.clone();
        if TITLE < width(&article.title) {
            notes.push(Note::LongTitle {
                language: language.clone(),
            });
        }
        if DESCRIPTION < width(&article.description) {
            notes.push(Note::LongDescription { language });
        }
    }
    notes
}

/// The width of `text`, in characters as wide as Chinese ones, rounded down.
fn width(text: &str) -> usize {
    let halves = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 });
    halves.sum::<usize>() / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_latin_letters_are_as_wide_as_one_chinese_character() {
        assert_eq!(width("山海"), 2);
        assert_eq!(width("sea and"), 3);
    }
}
