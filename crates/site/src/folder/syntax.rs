//! TOML syntax errors, each reported once.
//!
//! The parser continues after an error. Within a list that is never closed it parses the rest of
//! the file as entries and reports an error on each line, although the author has only one to fix.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};

use crate::diagnostics::{DataProblem, Findings, character::is_hidden};

/// Records the parser's errors.
pub(super) fn check(file: &Spanned<DeTable<'_>>, errors: &[Error], findings: &mut Findings) {
    let is_unclosed = errors
        .iter()
        .any(|error| error.message().starts_with("unclosed"));
    let unclosed = is_unclosed
        .then(|| unclosed(file.get_ref(), findings.file().text()))
        .flatten();
    let end = unclosed
        .as_ref()
        .map_or(usize::MAX, |(opener, _)| opener.start);
    let mut last = None;
    for error in errors {
        let span = error.span().unwrap_or_default();
        // One mistake often causes several errors at one place. The first explains it best.
        if span.start < end && last != Some(span.start) {
            last = Some(span.start);
            if let Some((at, character)) = hidden_near(findings.file().text(), &span) {
                let place = at..at + character.len_utf8();
                findings.add(place, DataProblem::Character(character));
                continue;
            }
            let problem = error.message().to_owned();
            findings.add(span, DataProblem::Syntax { problem });
        }
    }
    if let Some((opener, closer)) = unclosed {
        findings.add(opener, DataProblem::Unclosed { closer });
    }
}

/// The first invisible character on the line of `span` that TOML does not allow there.
fn hidden_near(text: &str, span: &Range<usize>) -> Option<(usize, char)> {
    let at = text.floor_char_boundary(span.start);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    // Some of them are allowed within quotes; the parser's error is about a character outside.
    let mut is_quoted = false;
    for (offset, character) in line.char_indices() {
        match character {
            '"' | '\'' => is_quoted = !is_quoted,
            '#' if !is_quoted => return None,
            '\t' | ' ' | '\r' => {}
            _ if !is_quoted && is_hidden(character) => return Some((start + offset, character)),
            _ => {}
        }
    }
    None
}

/// The opening bracket of the outermost value that runs to the end of the file, and the character
/// that would close it.
fn unclosed(table: &DeTable<'_>, text: &str) -> Option<(Range<usize>, char)> {
    let end = text.trim_end().len();
    table.values().find_map(|value| {
        let span = value.span();
        let opener = text
            .get(span.clone())
            .and_then(|written| written.chars().next());
        let closer = match (value.get_ref(), opener) {
            (DeValue::Array(_), Some('[')) => Some(']'),
            (DeValue::Table(_), Some('{')) => Some('}'),
            _ => None,
        };
        match closer.filter(|_| end <= span.end) {
            Some(closer) => Some((span.start..span.start + 1, closer)),
            None => within(value.get_ref(), text),
        }
    })
}

/// The same within a value. The recursion is bounded: the parser nests no deeper than 80.
fn within(value: &DeValue<'_>, text: &str) -> Option<(Range<usize>, char)> {
    match value {
        DeValue::Table(table) => unclosed(table, text),
        DeValue::Array(entries) => entries
            .iter()
            .find_map(|entry| within(entry.get_ref(), text)),
        _ => None,
    }
}
