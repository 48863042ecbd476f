//! The keys of each table of `story.toml`: the whole format at a glance.

use crate::faults::Thing;

/// The keys that a table about `owner` may have. Texts by language use the languages' subtags as
/// keys; figures accept those in addition to these.
pub(super) fn known(owner: Thing) -> &'static [&'static str] {
    match owner {
        Thing::Story => &[
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
            "reading",
            "figure",
            "step",
        ],
        Thing::Publication => &[
            "address",
            "canonical",
            "published",
            "modified",
            "publisher",
            "authors",
        ],
        Thing::Wechat => &["sdk", "signature"],
        Thing::Sides => &["east", "west"],
        Thing::Names => &NAMES,
        Thing::Region => &["code", "stand_in"],
        Thing::Place => &["id", "name", "at", "region", "area", "members"],
        Thing::Link => &["id", "kind", "direction", "from", "to", "note"],
        Thing::Source => &["id", "name"],
        Thing::Reading => &["id", "printed", "note"],
        Thing::Figure => &[
            "id",
            "value",
            "qualifier",
            "source",
            "reading",
            "link",
            "drawn",
        ],
        Thing::Drawing => &["within", "beside"],
        Thing::FigureText => &["before", "number", "after", "unit", "label", "period"],
        Thing::Step => &["id", "links", "regions", "places", "figures", "fit"],
        Thing::Texts | Thing::Section | Thing::Fit | Thing::Anchor => &[],
    }
}

/// The names on the map that a story may replace with its own.
pub(super) const NAMES: [&str; 12] = [
    "east",
    "west",
    "east-to-west",
    "west-to-east",
    "industry",
    "jobs",
    "education",
    "health",
    "digital",
    "science",
    "market",
    "pair",
];

/// Whether a table about `owner` has a key for each language.
pub(super) fn is_by_language(owner: Thing) -> bool {
    matches!(owner, Thing::Figure | Thing::Texts)
}
