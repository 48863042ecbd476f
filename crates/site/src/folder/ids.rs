//! Ids: what may be one, which are taken, and what a reference to one leads to.

use std::{collections::HashMap, ops::Range};

use super::{located::Located, table::Table};
use crate::faults::{FaultKind, Findings, Nearest, Thing};

/// The ids of one sort of thing, each with the thing's position in its list.
#[derive(Debug)]
pub(super) struct Ids {
    thing: Thing,
    positions: HashMap<String, usize>,
    /// For suggestions: in the order of the file.
    in_order: Vec<String>,
    /// What things are called in words, which authors write where an id should be.
    names: HashMap<String, String>,
}

impl Ids {
    /// The ids of `tables`, by their positions. Finds missing, malformed and repeated ones.
    pub(super) fn of(
        thing: Thing,
        key: &'static str,
        tables: &[Table<'_>],
        findings: &mut Findings,
    ) -> Self {
        let mut ids = Self::known(thing, []);
        let mut spans: HashMap<&str, Range<usize>> = HashMap::new();
        for (position, table) in tables.iter().enumerate() {
            let Some(id) = table.text(key, findings) else {
                continue;
            };
            if !is_id(id.value) {
                findings.add(id.span.clone(), bad_id(id.value));
            }
            if let Some(first) = spans.get(id.value) {
                findings.add(id.span, duplicate(thing, id.value, first.clone()));
            } else {
                spans.insert(id.value, id.span);
                ids.insert(id.value.to_owned(), position);
                let names = table
                    .names()
                    .map(|name| (name.to_owned(), id.value.to_owned()));
                ids.names.extend(names);
            }
        }
        ids
    }

    /// The ids that something else has given, in its order.
    pub(super) fn known(thing: Thing, ids: impl IntoIterator<Item = String>) -> Self {
        let mut known = Self {
            thing,
            positions: HashMap::new(),
            in_order: Vec::new(),
            names: HashMap::new(),
        };
        for (position, id) in ids.into_iter().enumerate() {
            known.insert(id, position);
        }
        known
    }

    fn insert(&mut self, id: String, position: usize) {
        self.positions.insert(id.clone(), position);
        self.in_order.push(id);
    }

    /// The position of `id`, if it is known.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Every id.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.in_order.iter().map(String::as_str)
    }

    /// The position that `id` refers to; finds that it refers to nothing.
    pub(super) fn find(&self, id: &Located<&str>, findings: &mut Findings) -> Option<usize> {
        let position = self.position(id.value);
        if position.is_none() {
            let kind = self.unknown(id.value, findings);
            findings.add(id.span.clone(), kind);
        }
        position
    }

    /// The positions that a list refers to; finds what it names twice.
    pub(super) fn find_all(
        &self,
        ids: &[Located<&str>],
        findings: &mut Findings,
    ) -> Vec<Located<usize>> {
        check_repeats(ids, findings);
        let find = |id: &Located<&str>| {
            let position = self.find(id, findings)?;
            Some(Located::new(position, id.span.clone()))
        };
        ids.iter().filter_map(find).collect()
    }

    /// That nothing of this sort is called `id`.
    fn unknown(&self, id: &str, findings: &Findings) -> FaultKind {
        let nearest = match self.called(id) {
            Some(id) => Nearest::One(id.to_owned()),
            None => findings.nearest(id, self.iter()),
        };
        FaultKind::Unknown {
            thing: self.thing,
            id: id.to_owned(),
            nearest,
        }
    }

    /// The id of what is called `name` in words.
    pub(super) fn called(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }
}

/// Finds what a list names twice.
pub(super) fn check_repeats(ids: &[Located<&str>], findings: &mut Findings) {
    let mut seen = std::collections::HashSet::new();
    for id in ids {
        if !seen.insert(id.value) {
            let twice = id.value.to_owned();
            findings.add(id.span.clone(), FaultKind::ListedTwice { id: twice });
        }
    }
}

/// The values alone.
pub(super) fn bare(positions: Vec<Located<usize>>) -> Vec<usize> {
    positions
        .into_iter()
        .map(|position| position.value)
        .collect()
}

/// That `id` of a `thing` is taken since `first`.
pub(super) fn duplicate(thing: Thing, id: &str, first: Range<usize>) -> FaultKind {
    FaultKind::DuplicateId {
        thing,
        id: id.to_owned(),
        first,
    }
}

/// Whether `text` may be an id: a lower-case letter or a digit, then also dots and hyphens. Such
/// an id is itself in an address, in a selector and in a file's name.
pub(super) fn is_id(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(is_plain) && text.chars().all(|c| is_plain(c) || c == '.' || c == '-')
}

/// That `id` is malformed, with the nearest that is not.
pub(super) fn bad_id(id: &str) -> FaultKind {
    let mended: String = id
        .trim()
        .chars()
        .map(|c| {
            if c == '_' || c == ' ' {
                '-'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    FaultKind::BadId {
        id: id.to_owned(),
        mended: is_id(&mended).then_some(mended),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_letters_digits_dots_and_hyphens() {
        for id in ["ankang", "ankang.firms", "pair-jin-gan", "150000", "a"] {
            assert!(is_id(id), "{id}");
        }
    }

    #[test]
    fn what_an_address_should_not_have_is_no_id() {
        for id in [
            "", "Ankang", "an kang", "安康", "-a", ".a", "a/b", "a#b", "a\"b", "a_b",
        ] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn a_nearly_right_id_is_mended() {
        let FaultKind::BadId { mended, .. } = bad_id("An_Kang 2") else {
            panic!("`bad_id` makes bad ids");
        };
        assert_eq!(mended.as_deref(), Some("an-kang-2"));
    }
}
