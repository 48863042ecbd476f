//! A table of `story.toml` and typed access to its values. A value of the wrong type is reported.
//!
//! Callers read what they need and continue with what they get, so that one run finds every error.
//! If there are any, the caller discards the values.

use std::ops::Range;

use toml::{Spanned, de::DeTable, de::DeValue};

use super::{
    keys::{is_by_language, known},
    language::is_subtag,
    located::Located,
};
use crate::diagnostics::{DataProblem, Entity, Findings, Nearest, Shape, character::problems};

pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// At most this many unknown keys are compared with a missing one.
const COMPARED: usize = 100;

/// A table, and the kind of entry that it describes.
#[derive(Clone)]
pub(super) struct Table<'t> {
    pub(super) owner: Entity,
    /// The span of its header.
    pub(super) span: Range<usize>,
    entries: &'t DeTable<'t>,
}

impl<'t> Table<'t> {
    /// The table of a whole file.
    pub(super) fn root(file: &'t Spanned<DeTable<'t>>, findings: &mut Findings) -> Self {
        Self::checked(Entity::Story, 0..0, file.get_ref(), findings)
    }

    /// Wraps a table and reports every key that it may not have. All constructors go through here:
    /// [`Table::report_missing`] relies on such a key being reported already when it is probably a
    /// misspelling of the missing one.
    fn checked(
        owner: Entity,
        span: Range<usize>,
        entries: &'t DeTable<'t>,
        findings: &mut Findings,
    ) -> Self {
        let table = Self {
            owner,
            span,
            entries,
        };
        for key in table.unknown_keys() {
            // The author cannot have meant a key that is present already.
            let free = known(owner).iter().filter(|key| table.value(key).is_none());
            let nearest = match findings.nearest(key.value, free.copied()) {
                Nearest::One(key) => Nearest::One(key),
                Nearest::NotCompared => Nearest::NotCompared,
                _ => Nearest::among(known(owner).iter().copied()),
            };
            let key_text = key.value.to_owned();
            findings.add(
                key.span,
                DataProblem::UnknownKey {
                    key: key_text,
                    nearest,
                },
            );
        }
        table
    }

    /// The keys that are language subtags, whether or not the story lists those languages.
    pub(super) fn language_keys(&self) -> impl Iterator<Item = Located<&'t str>> {
        let is_known = |key: &str| known(self.owner).contains(&key);
        self.keys()
            .filter(move |key| !is_known(key.value) && is_subtag(key.value))
    }

    /// The keys that this table may not have. [`Table::checked`] has reported them.
    pub(super) fn unknown_keys(&self) -> impl Iterator<Item = Located<&'t str>> {
        let is_known = |key: &str| {
            known(self.owner).contains(&key) || is_by_language(self.owner) && is_subtag(key)
        };
        self.keys().filter(move |key| !is_known(key.value))
    }

    fn keys(&self) -> impl Iterator<Item = Located<&'t str>> {
        let key = |key: &'t Spanned<_>| Located::new(as_str(key.get_ref()), key.span());
        self.entries.keys().map(key)
    }

    /// The value of `key`, of any type.
    pub(super) fn value(&self, key: &str) -> Option<&'t Value<'t>> {
        self.entries.get(key)
    }

    /// The text of `key`, such as an id, as the author wrote it. Reports nothing: the callers that
    /// check ids do.
    pub(super) fn name(&self, key: &str) -> Option<Located<&'t str>> {
        let value = self.value(key)?;
        Some(Located::new(value.get_ref().as_str()?, value.span()))
    }

    /// The entry's names in all languages; none if it has no `name`.
    pub(super) fn names(&self) -> impl Iterator<Item = &'t str> {
        let names = self
            .value("name")
            .and_then(|value| value.get_ref().as_table());
        let names = names.into_iter().flat_map(|names| names.values());
        names.filter_map(|name| name.get_ref().as_str())
    }

    /// Reports that `key` is missing, unless an unknown key is probably a misspelling of it. That
    /// key has been reported already.
    pub(super) fn report_missing(&self, key: &'static str, findings: &mut Findings) {
        let is_it =
            |other: Located<&str>| matches!(Nearest::to(other.value, [key]), Nearest::One(_));
        if self.unknown_keys().take(COMPARED).any(is_it) {
            return;
        }
        // If many tables share a header, such as `[[place]]`, the id shows which one is meant.
        let id = self.value("id").map(Spanned::span);
        let owner = self.owner;
        findings.add(
            id.unwrap_or_else(|| self.span.clone()),
            DataProblem::MissingKey { key, owner },
        );
    }

    /// The text of the required `key`.
    pub(super) fn text(
        &self,
        key: &'static str,
        findings: &mut Findings,
    ) -> Option<Located<&'t str>> {
        if self.value(key).is_none() {
            self.report_missing(key, findings);
        }
        self.text_if_any(key, findings)
    }

    /// The text of the optional `key`, which may not be blank.
    pub(super) fn text_if_any(
        &self,
        key: &str,
        findings: &mut Findings,
    ) -> Option<Located<&'t str>> {
        filled(key, self.text_or_empty(key, findings)?, findings)
    }

    /// The text of the optional `key`, which may be blank.
    pub(super) fn text_or_empty(
        &self,
        key: &str,
        findings: &mut Findings,
    ) -> Option<Located<&'t str>> {
        let expected = match self.owner {
            Entity::Transcript => Shape::Paragraphs,
            _ => Shape::Text,
        };
        text_of(key, self.value(key)?, expected, findings)
    }

    /// The list of texts of `key`, or `None` if the key is absent or not a list.
    pub(super) fn texts(
        &self,
        key: &'static str,
        findings: &mut Findings,
    ) -> Option<Vec<Located<&'t str>>> {
        let entries = self.list(key, Shape::Texts, findings)?;
        let text = |entry| text_of(key, entry, Shape::Texts, findings);
        Some(entries.iter().filter_map(text).collect())
    }

    /// The list of `key`, or `None` if the key is absent or not a list.
    pub(super) fn list(
        &self,
        key: &str,
        expected: Shape,
        findings: &mut Findings,
    ) -> Option<&'t [Value<'t>]> {
        let value = self.value(key)?;
        let DeValue::Array(entries) = value.get_ref() else {
            findings.add(value.span(), wrong_type(key, value, expected));
            return None;
        };
        Some(entries)
    }

    /// The table of `key`, which describes an `owner`, or `None` if the key is absent or not a
    /// table.
    pub(super) fn table(
        &self,
        key: &str,
        owner: Entity,
        expected: Shape,
        findings: &mut Findings,
    ) -> Option<Self> {
        Self::of(key, self.value(key)?, owner, expected, findings)
    }

    /// `value`, the value of `key`, as a table that describes an `owner`.
    pub(super) fn of(
        key: &str,
        value: &'t Value<'t>,
        owner: Entity,
        expected: Shape,
        findings: &mut Findings,
    ) -> Option<Self> {
        let DeValue::Table(entries) = value.get_ref() else {
            findings.add(value.span(), wrong_type(key, value, expected));
            return None;
        };
        Some(Self::checked(owner, value.span(), entries, findings))
    }

    /// The texts of a table that has one key per language. Blank texts are reported and left out.
    pub(super) fn texts_by_language(
        &self,
        findings: &mut Findings,
    ) -> Vec<(&'t str, Located<&'t str>)> {
        let mut texts = Vec::new();
        for key in self.language_keys() {
            if let Some(text) = self.text_if_any(key.value, findings) {
                texts.push((key.value, text));
            }
        }
        texts
    }

    /// The tables of `[[key]]`, each of which describes an `owner`.
    pub(super) fn tables(&self, key: &str, owner: Entity, findings: &mut Findings) -> Vec<Self> {
        let entries = self.list(key, Shape::Tables, findings).unwrap_or_default();
        let mut tables = Vec::new();
        for value in entries {
            match value.get_ref() {
                DeValue::Table(entries) => {
                    tables.push(Self::checked(owner, value.span(), entries, findings));
                }
                _ => findings.add(value.span(), wrong_type(key, value, Shape::Tables)),
            }
        }
        tables
    }
}

/// The diagnostic for a value of `key` that has the wrong type.
pub(super) fn wrong_type(key: &str, value: &Value<'_>, expected: Shape) -> DataProblem {
    DataProblem::WrongType {
        key: key.to_owned(),
        expected,
        found: shape(value),
    }
}

/// `value`, the value of `key`, as a text that may not be blank.
pub(super) fn text<'t>(
    key: &str,
    value: &'t Value<'t>,
    expected: Shape,
    findings: &mut Findings,
) -> Option<Located<&'t str>> {
    filled(key, text_of(key, value, expected, findings)?, findings)
}

fn filled<'t>(
    key: &str,
    text: Located<&'t str>,
    findings: &mut Findings,
) -> Option<Located<&'t str>> {
    if text.value.trim().is_empty() {
        let key = key.to_owned();
        findings.add(text.span, DataProblem::EmptyText { key });
        return None;
    }
    Some(text)
}

fn text_of<'t>(
    key: &str,
    value: &'t Value<'t>,
    expected: Shape,
    findings: &mut Findings,
) -> Option<Located<&'t str>> {
    let DeValue::String(text) = value.get_ref() else {
        findings.add(value.span(), wrong_type(key, value, expected));
        return None;
    };
    let mut found: Vec<char> = Vec::new();
    let is_break = |c: char| expected == Shape::Paragraphs && matches!(c, '\n' | '\r');
    for (_, character) in problems(text).filter(|(_, character)| !is_break(*character)) {
        // Report each character once: a text can contain thousands.
        if !found.contains(&character) {
            found.push(character);
            findings.add(value.span(), DataProblem::Character(character));
        }
    }
    Some(Located::new(as_str(text), value.span()))
}

/// The text, borrowed for as long as the file.
fn as_str<'t>(text: &'t std::borrow::Cow<'t, str>) -> &'t str {
    text
}

fn shape(value: &Value<'_>) -> Shape {
    match value.get_ref() {
        DeValue::String(_) => Shape::Text,
        DeValue::Integer(_) => Shape::Integer,
        DeValue::Float(_) => Shape::Float,
        DeValue::Boolean(_) => Shape::Boolean,
        DeValue::Datetime(_) => Shape::Date,
        DeValue::Array(_) => Shape::List,
        DeValue::Table(_) => Shape::Table,
    }
}
