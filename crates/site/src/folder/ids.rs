//! Ids: what may be one, which are taken, and what a reference to one leads to.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{located::Located, table::Table, words::CREDITS};
use crate::{
    basemap::region_called,
    faults::{FaultKind, Findings, Nearest, Thing, character::seen},
};

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
        let written: HashSet<&str> = tables
            .iter()
            .filter_map(|table| Some(table.name(key)?.value))
            .collect();
        let is_taken =
            |id: &str| written.contains(id) || (thing == Thing::Step && is_reserved_step(id));
        let is_free = |id: &str| !is_taken(id);
        for (position, table) in tables.iter().enumerate() {
            let Some(id) = table.text(key, findings) else {
                continue;
            };
            if let Some(kind) = bad_id(id.value, is_free) {
                findings.add(id.span.clone(), kind);
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
        self.find_but(id, |_| false, findings)
    }

    /// The same where some ids are `taken`: these are not suggested.
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

    /// The positions that a list refers to; finds what it names twice.
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

    /// That nothing of this sort is called `id`. What is `taken` is not suggested.
    fn unknown(&self, id: &str, taken: impl Fn(&str) -> bool, findings: &Findings) -> FaultKind {
        let called = self.called(id).map(str::to_owned);
        let called = called.or_else(|| self.region_called(id));
        let free = || self.iter().filter(|other| !taken(other));
        let nearest = match called.filter(|other| !taken(other)) {
            Some(id) => Nearest::One(id),
            None if free().next().is_none() && !self.in_order.is_empty() => Nearest::NoOther,
            None => findings.nearest(id, free()),
        };
        FaultKind::Unknown {
            thing: self.thing,
            id: id.to_owned(),
            nearest,
        }
    }

    /// The code of the region that `text` names in words, in letters or by another code.
    pub(super) fn region_called(&self, text: &str) -> Option<String> {
        let code = (self.thing == Thing::Region).then(|| region_called(&seen(text)))??;
        let code = code.to_string();
        self.position(&code).map(|_| code)
    }

    /// The id of what is called `name` in words.
    pub(super) fn called(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }
}

/// Finds what a list names twice.
pub(super) fn check_repeats(ids: &[Located<&str>], findings: &mut Findings) {
    let mut named = HashSet::new();
    for id in ids {
        if !named.insert(id.value) {
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

/// Whether `text` has the characters of an id: a lower-case letter or a digit, then also dots and
/// hyphens. Such an id is itself in an address, in a selector and in a file's name.
fn has_id_characters(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(is_plain) && text.chars().all(|c| is_plain(c) || c == '.' || c == '-')
}

/// Characters of the longest id: with the start and the end that a file's name has, as long a name
/// goes onto every disk, and into an address that people can still paste.
const LONGEST: usize = 64;

/// Names that Windows gives to devices, in every folder and whatever follows a dot.
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

/// Why a text with the characters of an id cannot be one all the same.
fn unusable(text: &str) -> Option<&'static str> {
    if LONGEST < text.len() {
        return Some("it is longer than 64 characters");
    }
    if text.ends_with('.') {
        return Some("file systems drop the dot at its end");
    }
    is_device(text).then_some("Windows has no files of this name")
}

/// What is wrong with `id`, if anything, with the nearest id that is sound and `is_free`.
pub(super) fn bad_id(id: &str, is_free: impl Fn(&str) -> bool) -> Option<FaultKind> {
    if has_id_characters(id) {
        let reason = unusable(id)?;
        let id = id.to_owned();
        return Some(FaultKind::UnusableId { id, reason });
    }
    let plain = |c: char| match c {
        '_' | ' ' => '-',
        c => c.to_ascii_lowercase(),
    };
    let mended: String = seen(id).trim().chars().map(plain).collect();
    let is_sound = has_id_characters(&mended) && unusable(&mended).is_none() && is_free(&mended);
    Some(FaultKind::BadId {
        id: id.to_owned(),
        mended: is_sound.then_some(mended),
    })
}

/// What the addresses of links, figures and readings begin with.
const RESERVED_STARTS: [&str; 3] = ["link-", "figure-", "reading-"];

/// Addresses of the page itself.
const RESERVED: [&str; 4] = [CREDITS, "contents", "connections", "connections-caption"];

/// Whether the page has an address of its own that a step called `id` would take.
pub(super) fn is_reserved_step(id: &str) -> bool {
    RESERVED.contains(&id)
        || id.ends_with("-heading")
        || RESERVED_STARTS.iter().any(|start| id.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_letters_digits_dots_and_hyphens() {
        for id in ["ankang", "ankang.firms", "pair-jin-gan", "150000", "a"] {
            assert_eq!(bad_id(id, |_| true), None, "{id}");
        }
    }

    #[test]
    fn what_an_address_should_not_have_is_no_id() {
        for id in [
            "", "Ankang", "an kang", "安康", "-a", ".a", "a/b", "a#b", "a\"b", "a_b",
        ] {
            assert!(bad_id(id, |_| true).is_some(), "{id}");
        }
    }

    #[test]
    fn a_nearly_right_id_is_mended() {
        let mended = |id, is_free: fn(&str) -> bool| match bad_id(id, is_free) {
            Some(FaultKind::BadId { mended, .. }) => mended,
            _ => panic!("`{id}` is bad"),
        };
        assert_eq!(mended("An_Kang 2", |_| true).as_deref(), Some("an-kang-2"));
        assert_eq!(
            mended("an\u{200B}kang", |_| true).as_deref(),
            Some("ankang")
        );
        assert_eq!(mended("An_Kang", |id| id != "an-kang"), None);
        assert_eq!(mended("CON", |_| true), None);
    }

    #[test]
    fn an_id_is_a_files_name_on_every_system() {
        let long = "a".repeat(65);
        for id in ["con", "nul", "aux.b", "com1", "lpt9", "a.", "prn.", &long] {
            let kind = bad_id(id, |_| true);
            assert!(matches!(kind, Some(FaultKind::UnusableId { .. })), "{id}");
        }
        let longest = "a".repeat(64);
        for id in [
            "conakry", "com", "com10", "nully", "a.con", "lpta", &longest,
        ] {
            assert_eq!(bad_id(id, |_| true), None, "{id}");
        }
    }
}
