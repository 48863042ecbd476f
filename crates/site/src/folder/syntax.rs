//! Faults of TOML as such, told once each.
//!
//! The parser goes on after a fault. Within a list that is never closed it takes the rest of the
//! file for entries and finds a fault in each line; the author has only one to mend.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};

use crate::faults::{FaultKind, Findings, character::is_hidden};

/// Takes down what the parser found.
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
        // One slip often brings several complaints at one place; the first is the telling one.
        if span.start < end && last != Some(span.start) {
            last = Some(span.start);
            if let Some((at, character)) = hidden_near(findings.file().text(), &span) {
                let place = at..at + character.len_utf8();
                findings.add(place, FaultKind::Character(character));
                continue;
            }
            let problem = error.message().to_owned();
            findings.add(span, FaultKind::Syntax { problem });
        }
    }
    if let Some((opener, closer)) = unclosed {
        findings.add(opener, FaultKind::Unclosed { closer });
    }
}

/// The first character of the line of `span` that nobody sees and no TOML can have there.
fn hidden_near(text: &str, span: &Range<usize>) -> Option<(usize, char)> {
    let at = text.floor_char_boundary(span.start);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    // Quotes may hold some of them; what the parser complains of stands outside.
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

/// The bracket of the outermost value that runs to the end of the file, and what would close it.
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

/// The same within a value; the parser nests no deeper than 80.
fn within(value: &DeValue<'_>, text: &str) -> Option<(Range<usize>, char)> {
    match value {
        DeValue::Table(table) => unclosed(table, text),
        DeValue::Array(entries) => entries
            .iter()
            .find_map(|entry| within(entry.get_ref(), text)),
        _ => None,
    }
}
