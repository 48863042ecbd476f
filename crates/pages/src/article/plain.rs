//! Words without marks, for places that accept plain text only.

use super::{Article, Figure, Inline};

/// The characters of a superscript and their counterparts in Unicode.
const RAISED: [&str; 2] = ["0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ"];
const LOWERED: [&str; 2] = ["0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎"];

/// The text of `words`.
#[must_use]
pub fn plain_text(words: &[Inline], article: &Article) -> String {
    let pieces = words.iter().map(|word| match word {
        Inline::Text(text)
        | Inline::Code(text)
        | Inline::Date { text, .. }
        | Inline::Link { text, .. }
        | Inline::Reading { text, .. }
        | Inline::Address { text, .. }
        | Inline::Ruby { text, .. }
        | Inline::Foreign { text, .. } => text.clone(),
        Inline::Emphasis(words) | Inline::Strong(words) => plain_text(words, article),
        Inline::Figure(figure) => {
            let figure = article.figures.get(*figure);
            figure.map_or_else(String::new, Figure::display)
        }
        Inline::Superscript(text) => raised(text),
        Inline::Subscript(text) => lowered(text),
        Inline::Footnote(_) => String::new(),
        Inline::Break => " ".to_owned(),
    });
    pieces.collect()
}

/// `text` in raised characters; with a `^` if there are none, as `106` is another number than 10⁶.
#[must_use]
pub fn raised(text: &str) -> String {
    translated(text, RAISED).unwrap_or_else(|| ["^", text].concat())
}

/// `text` in lowered characters, if there are such.
#[must_use]
pub fn lowered(text: &str) -> String {
    translated(text, LOWERED).unwrap_or_else(|| text.to_owned())
}

/// `text` with each character `from` replaced by its counterpart; `None` if one has none.
fn translated(text: &str, [from, to]: [&str; 2]) -> Option<String> {
    let counterpart = |c: char| {
        let at = from.chars().position(|it| it == c)?;
        to.chars().nth(at)
    };
    text.chars().map(counterpart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_are_written_in_characters_of_their_own() {
        let words = |power: &str, count: &str| {
            let text = |text: &str| Inline::Text(text.to_owned());
            let words = [
                text("10"),
                Inline::Superscript(power.to_owned()),
                text(" CO"),
                Inline::Subscript(count.to_owned()),
            ];
            plain_text(&words, &Article::default())
        };
        assert_eq!(words("-6", "2"), "10⁻⁶ CO₂");
        assert_eq!(words("x", "x"), "10^x COx");
    }
}
