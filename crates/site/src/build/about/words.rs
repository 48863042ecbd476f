//! A story's text without marks, for places that accept plain text only.

use shanhai_pages::article::{Article, Block, Section, plain_text};

/// The longest description in a share card, in characters.
const SHOWN: usize = 120;

/// The beginning of the text of `section`.
pub(super) fn opening(section: &Section, article: &Article) -> String {
    // The cells of a table are no sentences.
    let is_text = |block: &&Block| !matches!(block, Block::Table(_));
    let mut blocks = section.words.iter().filter(is_text);
    let line = blocks.find_map(|block| block.lines().next());
    let words = line.map_or_else(String::new, |words| plain_text(words, article));
    cut(words.trim(), SHOWN)
}

/// `text` in at most `most` characters. If it is longer, it ends with an ellipsis.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    [kept.trim_end(), "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortened_text_ends_with_an_ellipsis_within_the_limit() {
        assert_eq!(cut("山海同心", 4), "山海同心");
        assert_eq!(cut("山海同心", 3), "山海…");
        assert_eq!(cut("a bc", 3), "a…");
    }
}
