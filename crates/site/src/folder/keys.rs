//! The keys of each table of `story.toml`: the whole format at a glance.

use shanhai_story::story::Kind;

use crate::diagnostics::Entity;

/// The keys that a table about `owner` may have. Texts by language use the languages' subtags as
/// keys; figures accept those in addition to these.
pub(super) fn known(owner: Entity) -> &'static [&'static str] {
    match owner {
        Entity::Story => &STORY,
        Entity::Publication => &[
            "address",
            "canonical",
            "published",
            "modified",
            "subtitle",
            "publisher",
            "authors",
        ],
        Entity::Wechat => &["sdk", "signature"],
        Entity::Sides => &["east", "west"],
        Entity::Names => &NAMES,
        Entity::Region => &["code", "stand_in"],
        Entity::Place => &["id", "name", "at", "region", "area", "members"],
        Entity::Link => &["id", "kind", "direction", "from", "to", "note", "drawing"],
        Entity::Source => &["id", "name", "address", "date"],
        Entity::Correction => &["date", "text"],
        Entity::Reading => &["id", "printed", "note"],
        Entity::Figure => &[
            "id",
            "value",
            "qualifier",
            "source",
            "reading",
            "link",
            "drawn",
        ],
        Entity::Drawing => &["within", "beside", "sides", "each", "series"],
        Entity::FigureText => &["before", "number", "after", "unit", "label", "period"],
        Entity::Step => &[
            "id", "links", "regions", "places", "figures", "fit", "drawing", "photo",
        ],
        Entity::Photo => &["file", "credit", "licence", "focus"],
        Entity::Video => &[
            "file",
            "poster",
            "captions",
            "transcript",
            "credit",
            "licence",
        ],
        Entity::Audio => &["file", "transcript", "credit", "licence"],
        Entity::Illustration => &["file", "alt"],
        Entity::Texts | Entity::Transcript | Entity::Section | Entity::Fit | Entity::Anchor => &[],
    }
}

/// The keys of the whole file.
const STORY: [&str; 20] = [
    "id",
    "basemap",
    "languages",
    "title",
    "description",
    "publication",
    "wechat",
    "sides",
    "names",
    "region",
    "place",
    "link",
    "source",
    "correction",
    "reading",
    "figure",
    "photo",
    "video",
    "audio",
    "step",
];

/// The names on the map that a story may replace with its own.
pub(super) const NAMES: [&str; OF_SIDES.len() + Kind::ALL.len()] = {
    let mut names = [""; OF_SIDES.len() + Kind::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = if at < OF_SIDES.len() {
            OF_SIDES[at]
        } else {
            Kind::ALL[at - OF_SIDES.len()].word()
        };
        at += 1;
    }
    names
};

/// Those of the sides and the directions; the others are the kinds of links.
const OF_SIDES: [&str; 4] = ["east", "west", "east-to-west", "west-to-east"];

/// Returns whether a table about `owner` has a key for each language.
pub(super) fn is_by_language(owner: Entity) -> bool {
    matches!(owner, Entity::Figure | Entity::Texts | Entity::Transcript)
}
