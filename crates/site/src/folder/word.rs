//! Keys that accept only a fixed set of words.

use super::table::Table;
use crate::diagnostics::{Findings, NameProblem, Nearest};

/// The value in `all` whose word is the text of `key`. Reports an unknown word.
pub(super) fn word<T: Copy>(
    table: &Table<'_>,
    key: &'static str,
    all: &[T],
    word_of: fn(T) -> &'static str,
    findings: &mut Findings,
) -> Option<T> {
    let text = table.text(key, findings)?;
    let found = all.iter().copied().find(|&one| word_of(one) == text.value);
    if found.is_none() {
        let words = all.iter().copied().map(word_of);
        findings.add(text.span, unknown_word(key, text.value, words));
    }
    found
}

/// The diagnostic for a `word` that `key` does not accept; `words` are those that it does.
pub(super) fn unknown_word<'w>(
    key: &'static str,
    word: &str,
    words: impl IntoIterator<Item = &'w str>,
) -> NameProblem {
    NameProblem::UnknownWord {
        key,
        word: word.to_owned(),
        nearest: Nearest::to(word, words),
    }
}
