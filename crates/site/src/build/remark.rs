//! What a build has to say that is no fault: what it left out, and what others will cut.

use std::fmt;
use std::path::PathBuf;

use super::Unlettered;
use crate::folder::Edition;
use crate::terminal::shown;

/// A remark on a story that was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Nobody has said where the site will stand.
    NoAddress,
    /// Pictures to be shared were asked for and cannot be drawn.
    NoPictures {
        /// The language of the story's edition.
        language: String,
        /// Why.
        reason: Unlettered,
    },
    /// A hidden file of the story's `public/`.
    LeftOut(PathBuf),
    /// A title of which WeChat shows the beginning only.
    LongTitle {
        /// Its language.
        language: String,
    },
    /// A description of which WeChat shows the beginning only.
    LongDescription {
        /// Its language.
        language: String,
    },
}

/// The width of a title that WeChat shows whole, in characters as wide as Chinese ones; of Latin
/// letters two go into one. So many has the title of an article of an official account (the developer's
/// documents of official accounts, on drafts).
const TITLE: usize = 32;

/// The most characters of a description there (the same, on `digest`).
const DESCRIPTION: usize = 120;

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAddress => f.write_str(
                "left out, as it needs a whole address: canonical, share cards, chapters' pages, oEmbed and \
                 sitemap; build with `--address https://…/`, or write `address` into `[publication]`",
            ),
            Self::NoPictures { language, reason } => {
                write!(f, "no pictures to share in `{language}`: {reason}")
            }
            Self::LeftOut(path) => write!(
                f,
                "`{}` is hidden, and was left out",
                shown(path)
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

/// What is to be said of `editions`.
pub(super) fn remarks(has_address: bool, editions: &[Edition]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if !has_address {
        remarks.push(Remark::NoAddress);
    }
    for Edition { article, .. } in editions {
        let language = article.language.clone();
        if TITLE < width(&article.title) {
            remarks.push(Remark::LongTitle {
                language: language.clone(),
            });
        }
        if DESCRIPTION < width(&article.description) {
            remarks.push(Remark::LongDescription { language });
        }
    }
    remarks
}

/// How wide `text` is, in characters as wide as Chinese ones.
fn width(text: &str) -> usize {
    let halves = text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 });
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
