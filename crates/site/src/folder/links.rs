//! `[[link]]`: the connections of the story.

use shanhai_story::story::{Direction, Kind, Link};

use super::{data::Context, ids::Ids, language::Texts, table::Table, word::word};
use crate::faults::{FaultKind, Findings};

/// A link with what travels on it, in every language.
#[derive(Debug)]
pub(super) struct LinkData {
    pub(super) link: Link,
    pub(super) note: Texts,
}

impl LinkData {
    /// The link of `table`, whose `id` is checked already.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        let kind = word(table, "kind", &Kind::ALL, Kind::word, findings);
        let direction = word(
            table,
            "direction",
            &Direction::ALL,
            Direction::word,
            findings,
        );
        // A pair is a plain line: what travels on it stands with the links between its places.
        let note = if kind == Some(Kind::Pair) {
            Texts::read_if_any(table, "note", context.languages, findings)
        } else {
            Texts::read(table, "note", context.languages, findings)
        };
        let (from, to) = ends(table, &context.ids.places, findings);
        let link = Link {
            id: table
                .name("id")
                .map(|id| id.value.to_owned())
                .unwrap_or_default(),
            kind: kind.unwrap_or(Kind::Industry),
            direction: direction.unwrap_or(Direction::Both),
            from: from.unwrap_or_default(),
            to: to.unwrap_or_default(),
        };
        Self { link, note }
    }
}

/// The places at both ends.
fn ends(
    table: &Table<'_>,
    places: &Ids,
    findings: &mut Findings,
) -> (Option<usize>, Option<usize>) {
    let from = table.text("from", findings);
    let to = table.text("to", findings);
    if let (Some(from), Some(to)) = (&from, &to)
        && from.value == to.value
    {
        let place = to.value.to_owned();
        findings.add(to.span.clone(), FaultKind::LinkToItself { place });
    }
    let mut find = |end: Option<super::located::Located<&str>>| places.find(&end?, findings);
    (find(from), find(to))
}
