//! `[[link]]`: the story's connections.

use shanhai_story::flow::BOW;
use shanhai_story::story::{Direction, Kind, Link, Side};

use super::{
    data::Context, ids::Ids, illustrations::IllustrationData, language::Texts, located::Located,
    places::PlaceData, regions::Regions, table::Table, word::word,
};
use crate::diagnostics::{Findings, MapProblem};

/// A link, and the note about what travels on it in every language.
#[derive(Debug)]
pub(super) struct LinkData {
    pub(super) link: Link,
    pub(super) note: Texts,
    /// The drawing that travels on it.
    pub(super) drawing: Option<IllustrationData>,
}

impl LinkData {
    /// Reads a link from `table`. The caller has already checked its `id`.
    pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Self {
        let kind = word(table, "kind", &Kind::ALL, Kind::word, findings);
        let direction = word(
            table,
            "direction",
            &Direction::ALL,
            Direction::word,
            findings,
        );
        // A pair is a plain line without a flow of its own: the links between its two places have
        // the notes.
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
            away: String::new(),
            // The curves of links that lie close together differ once the steps are known.
            bow: BOW,
            width: 0,
            badge: String::new(),
            drawing: String::new(),
        };
        Self {
            link,
            note,
            drawing: IllustrationData::read(table, context, findings),
        }
    }
}

impl LinkData {
    /// Reports a direction that contradicts the sides of the link's ends. Does nothing unless both
    /// ends lie on a side.
    pub(super) fn check_direction(
        &self,
        table: &Table<'_>,
        places: &[PlaceData],
        regions: &Regions,
        findings: &mut Findings,
    ) {
        let side = |place: usize| places.get(place).map(|place| place.side(regions));
        let (from, to) = (self.link.from, self.link.to);
        let correct = match (side(from), side(to)) {
            (Some(Side::East), Some(Side::West)) => Direction::EastToWest,
            (Some(Side::West), Some(Side::East)) => Direction::WestToEast,
            _ => return,
        };
        // A missing or invalid direction has been reported already: `self.link` then holds a
        // placeholder, which the file does not contain.
        let is_one_way = [Direction::EastToWest, Direction::WestToEast];
        if let Some(value) = table.value("direction")
            && is_one_way.contains(&self.link.direction)
            && self.link.direction != correct
            && value.get_ref().as_str() == Some(self.link.direction.word())
        {
            findings.add(
                value.span(),
                MapProblem::WrongDirection {
                    correct: correct.word(),
                },
            );
        }
    }
}

/// The positions of the places at both ends.
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
        findings.add(to.span.clone(), MapProblem::LinkToItself { place });
    }
    // Do not suggest the other end: a link cannot connect a place with itself.
    let mut find = |end: Option<&Located<&str>>, other: Option<&Located<&str>>| {
        let is_other = |id: &str| other.is_some_and(|other| other.value == id);
        places.find_but(end?, is_other, findings)
    };
    let (from, to) = (from.as_ref(), to.as_ref());
    (find(from, to), find(to, from))
}
