//! Ids: which characters are allowed, which ids are taken, and which entry a reference names.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{located::Located, table::Table, words::CREDITS};
use crate::{
    basemap::region_called,
    diagnostics::{Entity, Findings, NameProblem, Nearest, character::seen},
};

/// The ids of one kind of entry, each with the entry's position in its list.
#[derive(Debug)]
pub(super) struct Ids {
    entity: Entity,
    positions: HashMap<String, usize>,
    /// In file order, for suggestions.
    in_order: Vec<String>,
    /// Ids by the entries' names in each language: authors often write a name where an id belongs.
    names: HashMap<String, String>,
}

impl Ids {
    /// The ids of `tables`, with their positions. Reports missing, malformed and repeated ids.
    pub(super) fn of(
        entity: Entity,
        key: &'static str,
        tables: &[Table<'_>],
        findings: &mut Findings,
    ) -> Self {
        let mut ids = Self::known(entity, []);
        let mut spans: HashMap<&str, Range<usize>> = HashMap::new();
        let written: HashSet<&str> = tables
            .iter()
            .filter_map(|table| Some(table.name(key)?.value))
            .collect();
        let is_taken =
            |id: &str| written.contains(id) || (entity == Entity::Step && is_reserved_step(id));
        let is_free = |id: &str| !is_taken(id);
        for (position, table) in tables.iter().enumerate() {
            let Some(id) = table.text(key, findings) else {
                continue;
            };
            if let Some(kind) = bad_id(id.value, is_free) {
                findings.add(id.span.clone(), kind);
            }
            if let Some(first) = spans.get(id.value) {
                findings.add(id.span, duplicate(entity, id.value, first.clone()));
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

    /// Ids that come from elsewhere, such as the base map's regions, in their order.
    pub(super) fn known(entity: Entity, ids: impl IntoIterator<Item = String>) -> Self {
        let mut known = Self {
            entity,
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

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.in_order.iter().map(String::as_str)
    }

    /// The position that `id` refers to. Reports an unknown id.
    pub(super) fn find(&self, id: &Located<&str>, findings: &mut Findings) -> Option<usize> {
        self.find_but(id, |_| false, findings)
    }

    /// The same, but ids that are `taken` are not suggested.
    pub(super) fn find_but(
        &self,
        id: &Located<&str>,
        taken: impl Fn(&str) -> bool,
        findings: &mut Findings,
    ) -> Option<usize> {
        let position = self.position(id.value);
        if position.is_none() {
            let kind = self.unknown(id.value, taken, findings);
            findings.add(id.span.clone(), kind);
        }
        position
    }

    /// The positions that a list refers to. Reports unknown ids and ids that are listed twice.
    pub(super) fn find_all(
        &self,
        ids: &[Located<&str>],
        findings: &mut Findings,
    ) -> Vec<Located<usize>> {
        check_repeats(ids, findings);
        let listed: HashSet<&str> = ids.iter().map(|id| id.value).collect();
        let find = |id: &Located<&str>| {
            let position = self.find_but(id, |other| listed.contains(other), findings)?;
            Some(Located::new(position, id.span.clone()))
        };
        ids.iter().filter_map(find).collect()
    }

    /// The diagnostic for an unknown `id`. Ids that are `taken` are not suggested.
    fn unknown(&self, id: &str, taken: impl Fn(&str) -> bool, findings: &Findings) -> NameProblem {
        let suggested = self.id_named(id).map(str::to_owned);
        let suggested = suggested.or_else(|| self.region_called(id));
        let free = || self.iter().filter(|other| !taken(other));
        let nearest = match suggested.filter(|other| !taken(other)) {
            Some(id) => Nearest::One(id),
            None if free().next().is_none() && !self.in_order.is_empty() => Nearest::NoOther,
            None => findings.nearest(id, free()),
        };
        NameProblem::Unknown {
            entity: self.entity,
            id: id.to_owned(),
            nearest,
        }
    }

    /// The code of the region that `text` names in words, in letters or by another code, if these
    /// are the ids of regions.
    pub(super) fn region_called(&self, text: &str) -> Option<String> {
        let code = (self.entity == Entity::Region).then(|| region_called(&seen(text)))??;
        let code = code.to_string();
        self.position(&code).map(|_| code)
    }

    /// The id of the entry whose name in some language is `name`.
    pub(super) fn id_named(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }
}

/// Reports ids that a list contains twice.
pub(super) fn check_repeats(ids: &[Located<&str>], findings: &mut Findings) {
    let mut named = HashSet::new();
    for id in ids {
        if !named.insert(id.value) {
            let twice = id.value.to_owned();
            findings.add(id.span.clone(), NameProblem::ListedTwice { id: twice });
        }
    }
}

/// The values without their spans.
pub(super) fn bare(positions: Vec<Located<usize>>) -> Vec<usize> {
    positions
        .into_iter()
        .map(|position| position.value)
        .collect()
}

/// The diagnostic for an `id` that another `entity` has already, at `first`.
pub(super) fn duplicate(entity: Entity, id: &str, first: Range<usize>) -> NameProblem {
    NameProblem::DuplicateId {
        entity,
        id: id.to_owned(),
        first,
    }
}

/// Returns whether `text` starts with a lower-case letter or a digit and contains only these, dots
/// and hyphens. Such an id needs no escaping in an address, a selector or a file name.
fn has_id_characters(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(is_plain) && text.chars().all(|c| is_plain(c) || c == '.' || c == '-')
}

/// The longest id, in characters. With the prefix and the suffix of a file name it still fits every
/// file system, and an address that contains it can still be pasted.
const LONGEST: usize = 64;

/// Windows reserves these names for devices, in every folder and with any extension. `com` and
/// `lpt` are reserved only when one digit follows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

fn is_device(text: &str) -> bool {
    let stem = text.split('.').next().unwrap_or_default();
    DEVICES
        .iter()
        .any(|device| match stem.strip_prefix(device) {
            Some("") => !matches!(*device, "com" | "lpt"),
            Some(rest) => {
                matches!(*device, "com" | "lpt")
                    && rest.len() == 1
                    && rest.bytes().all(|byte| byte.is_ascii_digit())
            }
            None => false,
        })
}

/// Why `text` cannot be an id although its characters are allowed, or `None`.
fn unusable(text: &str) -> Option<&'static str> {
    if LONGEST < text.len() {
        return Some("it is longer than 64 characters");
    }
    if text.ends_with('.') {
        return Some("some file systems drop a dot at the end");
    }
    is_device(text).then_some("Windows does not allow files of this name")
}

/// The diagnostic for a bad `id`, or `None`. It suggests the nearest valid id if that one
/// `is_free`.
pub(super) fn bad_id(id: &str, is_free: impl Fn(&str) -> bool) -> Option<NameProblem> {
    if has_id_characters(id) {
        let reason = unusable(id)?;
        let id = id.to_owned();
        return Some(NameProblem::UnusableId { id, reason });
    }
    let plain = |c: char| match c {
        '_' | ' ' => '-',
        c => c.to_ascii_lowercase(),
    };
    let suggestion: String = seen(id).trim().chars().map(plain).collect();
    let is_sound =
        has_id_characters(&suggestion) && unusable(&suggestion).is_none() && is_free(&suggestion);
    Some(NameProblem::BadId {
        id: id.to_owned(),
        suggestion: is_sound.then_some(suggestion),
    })
}

/// The prefixes of the anchors of links, figures, readings and footnotes.
const RESERVED_STARTS: [&str; 4] = ["link-", "figure-", "reading-", "note-"];

/// Anchors that the page itself uses.
const RESERVED: [&str; 5] = [
    CREDITS,
    "contents",
    "connections",
    "connections-caption",
    "corrections",
];

/// Returns whether the anchor of a step called `id` could clash with one that the page uses.
pub(super) fn is_reserved_step(id: &str) -> bool {
    RESERVED.contains(&id)
        || id.ends_with("-heading")
        || RESERVED_STARTS.iter().any(|start| id.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_lower_case_letters_digits_dots_and_hyphens() {
        for id in ["ankang", "ankang.firms", "pair-jin-gan", "150000", "a"] {
            assert_eq!(bad_id(id, |_| true), None, "{id}");
        }
    }

    #[test]
    fn a_text_unsuitable_for_addresses_is_not_an_id() {
        for id in [
            "", "Ankang", "an kang", "安康", "-a", ".a", "a/b", "a#b", "a\"b", "a_b",
        ] {
            assert!(bad_id(id, |_| true).is_some(), "{id}");
        }
    }

    #[test]
    fn a_nearly_valid_id_gets_a_suggestion() {
        let suggestion = |id, is_free: fn(&str) -> bool| match bad_id(id, is_free) {
            Some(NameProblem::BadId { suggestion, .. }) => suggestion,
            _ => panic!("`{id}` is bad"),
        };
        assert_eq!(
            suggestion("An_Kang 2", |_| true).as_deref(),
            Some("an-kang-2")
        );
        assert_eq!(
            suggestion("an\u{200B}kang", |_| true).as_deref(),
            Some("ankang")
        );
        assert_eq!(suggestion("An_Kang", |id| id != "an-kang"), None);
        assert_eq!(suggestion("CON", |_| true), None);
    }

    #[test]
    fn an_id_is_a_valid_file_name_on_every_system() {
        let long = "a".repeat(65);
        for id in ["con", "nul", "aux.b", "com1", "lpt9", "a.", "prn.", &long] {
            let kind = bad_id(id, |_| true);
            assert!(matches!(kind, Some(NameProblem::UnusableId { .. })), "{id}");
        }
        let longest = "a".repeat(64);
        for id in [
            "conakry", "com", "com10", "nully", "a.con", "lpta", &longest,
        ] {
            assert_eq!(bad_id(id, |_| true), None, "{id}");
        }
    }
}
