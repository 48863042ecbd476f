//! Faults of TOML as such, told once each.
//!
//! The parser goes on after a fault. Within a list that is never closed it takes the rest of the
//! file for entries and finds a fault in each line; the author has only one to mend.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};

use crate::faults::{FaultKind, Findings};

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
            let problem = error.message().to_owned();
            findings.add(span, FaultKind::Syntax { problem });
        }
    }
    if let Some((opener, closer)) = unclosed {
        findings.add(opener, FaultKind::Unclosed { closer });
    }
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
