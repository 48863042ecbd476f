//! What Markdown prints with its marks: bare addresses, and marks that other programs know.

use std::ops::Range;

use crate::faults::Forbidden;

/// Something in plain words that was probably meant to be more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    /// An address.
    Address,
    /// A mark that a story does not know.
    Markdown(Forbidden),
}

/// How a bare address begins.
const SCHEMES: [&str; 4] = ["https://", "http://", "ftp://", "www."];

/// Marks around words, and what they would be.
const PAIRS: [(&str, Forbidden); 3] = [
    ("~~", Forbidden::Strikethrough),
    ("==", Forbidden::Highlight),
    ("$$", Forbidden::Formula),
];

/// All of them in `text`, in its order.
pub(super) fn literals(text: &str) -> Vec<(Range<usize>, Literal)> {
    let mut found: Vec<(Range<usize>, Literal)> = addresses(text).collect();
    for (mark, forbidden) in PAIRS {
        found.extend(pairs(text, mark).map(|place| (place, Literal::Markdown(forbidden))));
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

fn addresses(text: &str) -> impl Iterator<Item = (Range<usize>, Literal)> {
    let starts = SCHEMES.into_iter().flat_map(|scheme| {
        let places = text.match_indices(scheme);
        places.map(move |(at, _)| (at, scheme.len()))
    });
    starts.filter_map(|(start, length)| {
        let is_within_word =
            text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
        let address = address_at(&text[start..]);
        let is_whole = length < address.len() && address[length..].contains(|c: char| c != '.');
        (is_whole && !is_within_word).then(|| (start..start + address.len(), Literal::Address))
    })
}

/// The address that `text` begins with. It ends where Chinese goes on, which writes no space behind it.
pub(super) fn address_at(text: &str) -> &str {
    let is_end = |c: char| !c.is_ascii_graphic() || "<>\"`".contains(c);
    let end = text.find(is_end).unwrap_or(text.len());
    text[..end].trim_end_matches(|c: char| ".,;:!?)]'*_~".contains(c))
}

/// Where two of `mark` stand around words.
fn pairs<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(mark)?;
        let inner = start + mark.len();
        let length = text.get(inner..)?.find(mark)?;
        from = inner + length + mark.len();
        let words = &text[inner..inner + length];
        Some((start..from, words.trim() == words && !words.is_empty()))
    })
    .filter_map(|(place, has_words)| has_words.then_some(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = literals(text);
        let found: Vec<&str> = found
            .iter()
            .map(|(place, _)| &text[place.clone()])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_bare_address_ends_before_what_follows_it() {
        check("见https://a.cn/b。", &["https://a.cn/b"]);
        check("(see http://a.cn/?b=1).", &["http://a.cn/?b=1"]);
        check("www.gov.cn和www.", &["www.gov.cn"]);
    }

    #[test]
    fn marks_around_words_are_found() {
        check("~~旧~~新", &["~~旧~~"]);
        check("==重== 和 $$x$$", &["==重==", "$$x$$"]);
    }

    #[test]
    fn marks_around_nothing_are_plain_words() {
        check("3~5，5~~6，a == b，$5", &[]);
        check("awww.b", &[]);
    }
}
