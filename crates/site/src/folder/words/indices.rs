//! Finds sub- and superscripts in plain text: `H~2~O`, `10^6^`.
//!
//! The Markdown parser could find them, too, but it pairs any two marks of a paragraph: in `3~5岁，
//! 6~8岁` it would lower `5岁，6`, and in `3~5岁喝H~2~O` it would miss the formula.

use shanhai_pages::letters::is_han;

/// A piece of plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Neither of these.
    Text(&'t str),
    /// Between two `^`.
    Superscript(&'t str),
    /// Between two `~`.
    Subscript(&'t str),
}

/// The pieces of `text`. If its first character `is_escaped`, it is no mark.
pub(super) fn pieces(text: &str, is_escaped: bool) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut plain, mut from) = (0, usize::from(is_escaped));
    while let Some(start) = next_mark(text, from) {
        let Some(end) = end_of_index(text, start, plain) else {
            from = start + 1;
            continue;
        };
        if plain < start {
            pieces.push(Piece::Text(&text[plain..start]));
        }
        let index = &text[start + 1..end];
        pieces.push(match text.as_bytes()[start] {
            b'^' => Piece::Superscript(index),
            _ => Piece::Subscript(index),
        });
        (plain, from) = (end + 1, end + 1);
    }
    if plain < text.len() {
        pieces.push(Piece::Text(&text[plain..]));
    }
    pieces
}

/// The position of the first mark at `from` or after it.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(from..)?;
    let at = bytes.iter().position(|byte| b"~^".contains(byte))?;
    Some(from + at)
}

/// The position of the mark that ends the index whose first mark is at `start`, after the last index
/// has ended at `plain`. `None` if no index begins there.
///
/// An index follows a letter, a digit, a bracket or another index, and consists of letters, digits
/// and signs without a space, none of them Chinese. No digit follows it, unlike the second mark of
/// two ranges, `3~5, 6~8`, and of `a^2+b^2`.
fn end_of_index(text: &str, start: usize, plain: usize) -> Option<usize> {
    let mark = char::from(text.as_bytes()[start]);
    let before = text[..start].chars().next_back();
    let is_attached =
        start == plain || before.is_some_and(|c| c.is_alphanumeric() || ")]）℃°".contains(c));
    let rest = &text[start + 1..];
    let length = rest.find(mark)?;
    let after = rest[length + 1..].chars().next();
    let is_index = |c: char| c.is_alphanumeric() && !is_han(c) || "+-−±()=".contains(c);
    let is_free = after.is_none_or(|c| c != mark && !c.is_numeric());
    let is_whole = 0 < length && rest[..length].chars().all(is_index);
    (is_attached && is_whole && is_free).then_some(start + 1 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[Piece<'_>]) {
        assert_eq!(pieces(text, false), expected, "{text}");
    }

    #[test]
    fn indices_are_found_beside_letters_and_digits() {
        use Piece::{Subscript, Superscript, Text};
        check("H~2~O", &[Text("H"), Subscript("2"), Text("O")]);
        check("10^-6^米", &[Text("10"), Superscript("-6"), Text("米")]);
        check("米^2^，", &[Text("米"), Superscript("2"), Text("，")]);
        check(
            "SO~4~^2-^",
            &[Text("SO"), Subscript("4"), Superscript("2-")],
        );
        check(
            "3~5岁喝H~2~O",
            &[Text("3~5岁喝H"), Subscript("2"), Text("O")],
        );
    }

    #[test]
    fn ranges_and_single_marks_are_plain_text() {
        for text in [
            "2020~2024",
            "2020~2024~2028",
            "3~5岁，6~8岁",
            "3~5和6~8",
            "3~5, 6~8",
            "一~二月和三~四月",
            "a^2+b^2=c^2",
            "2^10",
            "^",
            "^_^ (^o^)",
            "好~真好~",
            "~~旧~~",
            "x~~1~~",
            "a ~b~ c",
            "x^^",
        ] {
            check(text, &[Piece::Text(text)]);
        }
    }

    #[test]
    fn an_escaped_mark_is_plain_text() {
        assert_eq!(pieces("^6^", true), [Piece::Text("^6^")]);
    }
}
