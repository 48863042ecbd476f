//! A story's text without marks, for places that accept plain text only.

use shanhai_pages::article::{Article, Inline, Section};

/// The longest description in a share card, in characters.
const SHOWN: usize = 120;

/// The beginning of the text of `section`.
pub(super) fn opening(section: &Section, article: &Article) -> String {
    let line = section.words.iter().find_map(|block| block.lines().next());
    let words = line.map_or_else(String::new, |words| text_of(words, article));
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

fn text_of(words: &[Inline], article: &Article) -> String {
    let pieces = words.iter().map(|word| match word {
        Inline::Text(text)
        | Inline::Code(text)
        | Inline::Date { text, .. }
        | Inline::Link { text, .. }
        | Inline::Reading { text, .. }
        | Inline::Address { text, .. }
        | Inline::Ruby { text, .. }
        | Inline::Foreign { text, .. } => text.clone(),
        Inline::Emphasis(words) | Inline::Strong(words) => text_of(words, article),
        Inline::Figure(figure) => {
            let figure = article.figures.get(*figure);
            figure.map_or_else(String::new, shanhai_pages::article::Figure::display)
        }
        Inline::Footnote(_) => String::new(),
        Inline::Break => " ".to_owned(),
    });
    pieces.collect()
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
