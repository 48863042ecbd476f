//! Text that Markdown prints with its marks: bare addresses, and marks that other programs support.

use std::ops::Range;

use crate::diagnostics::Forbidden;

/// Plain text that the author probably meant as an address or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    /// A bare address.
    Address,
    /// A mark that stories do not support.
    Markdown(Forbidden),
}

/// The prefixes of a bare address.
const SCHEMES: [&str; 4] = ["https://", "http://", "ftp://", "www."];

/// Paired marks, and the formatting that they have in other programs.
const PAIRS: [(&str, Forbidden); 3] = [
    ("~~", Forbidden::Strikethrough),
    ("==", Forbidden::Highlight),
    ("$$", Forbidden::Formula),
];

/// All literals that start in the first `length` bytes of `text`, in text order. `text` continues
/// to the end of its line, because a pair of marks may enclose a link or emphasis.
pub(super) fn literals(text: &str, length: usize) -> Vec<(Range<usize>, Literal)> {
    let own = &text[..length];
    let mut found: Vec<(Range<usize>, Literal)> = addresses(own).collect();
    for (mark, forbidden) in PAIRS {
        if own.contains(mark) {
            let begun = pairs(text, mark).take_while(|place| place.start < length);
            found.extend(begun.map(|place| (place, Literal::Markdown(forbidden))));
        }
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

/// The address at the start of `text`. It ends before Chinese text, which follows without a space.
pub(super) fn address_at(text: &str) -> &str {
    let is_end = |c: char| !c.is_ascii_graphic() || "<>\"`".contains(c);
    let end = text.find(is_end).unwrap_or(text.len());
    text[..end].trim_end_matches(|c: char| ".,;:!?)]'*_~".contains(c))
}

/// The spans of text enclosed by a pair of `mark`: the first is followed by a letter, a digit, an
/// opening bracket or another opening mark; the second is preceded by anything but a space.
fn pairs<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let opens = |c: char| c.is_alphanumeric() || r"[*_`\“‘《〈「『（(【".contains(c);
    let find = move |from: usize, is_wanted: &dyn Fn(Option<char>, Option<char>) -> bool| {
        let places = text.get(from..)?.match_indices(mark);
        let mut places = places.map(|(at, _)| from + at);
        places.find(|at| {
            let before = text[..*at].chars().next_back();
            let after = text[at + mark.len()..].chars().next();
            before != Some('\\') && is_wanted(before, after)
        })
    };
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = find(from, &|_, after| after.is_some_and(opens))?;
        let inner = start + mark.len();
        let end = find(inner, &|before, _| !before.is_none_or(char::is_whitespace))?;
        from = end + mark.len();
        Some(start..from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = literals(text, text.len());
        let found: Vec<&str> = found
            .iter()
            .map(|(place, _)| &text[place.clone()])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_bare_address_ends_before_punctuation() {
        check("见https://a.cn/b。", &["https://a.cn/b"]);
        check("(see http://a.cn/?b=1).", &["http://a.cn/?b=1"]);
        check("www.gov.cn和www.", &["www.gov.cn"]);
    }

    #[test]
    fn unknown_marks_around_words_are_found() {
        check("~~旧~~新", &["~~旧~~"]);
        check(r"==重== 和 $$x$$", &["==重==", "$$x$$"]);
        check(r"$$\frac12$$", &[r"$$\frac12$$"]);
    }

    #[test]
    fn unknown_marks_may_surround_other_elements() {
        let text = "见~~[旧](link:a)~~新~~";
        let found = literals(text, "见~~".len());
        assert_eq!(
            found,
            [(
                3..text.len() - "新~~".len(),
                Literal::Markdown(Forbidden::Strikethrough)
            )]
        );
    }

    #[test]
    fn marks_around_nothing_are_plain_text() {
        check("3~5，5~~6，a == b，$5", &[]);
        check("好~~，走吧，再见~~", &[]);
        check(r"\~~旧\~~，~~~~", &[]);
        check("awww.b", &[]);
    }
}
