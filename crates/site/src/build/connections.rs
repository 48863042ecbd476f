//! The story's connections beside its page: as a table to download, and as data for the explorer.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Map, Value};
use shanhai_pages::article::Article;
use shanhai_pages::locale::Locale;
use shanhai_story::story::{Direction, Kind, Link, Region, Side, Story};

use crate::basemap::Basemap;
use crate::folder::Edition;

/// The table of connections on the page as CSV, in UTF-8. It starts with the byte order mark by
/// which spreadsheets recognise UTF-8.
pub(super) fn table(edition: &Edition) -> Vec<u8> {
    let Edition { article, story, .. } = edition;
    let locale = Locale::of(&article.language);
    let mut rows = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    // Writing to memory cannot fail, and every row has as many columns as the first.
    _ = rows.write_record(["id"].into_iter().chain(locale.columns));
    let links = story.tabled();
    let links = links.filter_map(|(at, link)| Some((link, article.links.get(at)?)));
    for (link, text) in links {
        let name = |place: usize| story.places.get(place).map_or("", |place| &place.name);
        let section = article.section_of(&link.id, text);
        _ = rows.write_record([
            &*link.id,
            &*cell(article.kind(link.kind)),
            &*cell(name(link.from)),
            &*cell(name(link.to)),
            &*cell(&text.note),
            &*cell(&figures_in_words(&text.figures, article)),
            &*cell(section.map_or("", |section| &section.heading)),
        ]);
    }
    rows.into_inner().unwrap_or_default()
}

/// Characters with which a formula may begin in a spreadsheet, also in their full-width forms.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// `text` as a cell that no spreadsheet evaluates: an apostrophe in front marks it as text.
fn cell(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches(' ').starts_with(FORMULA) {
        Cow::Owned(["'", text].concat())
    } else {
        Cow::Borrowed(text)
    }
}

/// The figures with their labels, separated by semicolons.
fn figures_in_words(figures: &[usize], article: &Article) -> String {
    let figures = figures.iter().filter_map(|&it| article.figures.get(it));
    let texts = figures.map(|figure| format!("{} {}", figure.display(), figure.label));
    texts.collect::<Vec<_>>().join("; ")
}

/// The data for `web/explore/explore.ts`.
#[derive(Serialize)]
struct Facts<'a> {
    words: Map<String, Value>,
    /// The kinds that occur among the links: the word and the name of each.
    kinds: Vec<[&'a str; 2]>,
    /// The same for directions.
    directions: Vec<(&'a str, Cow<'a, str>)>,
    regions: Vec<RegionFacts<'a>>,
    links: Vec<LinkFacts<'a>>,
    /// Width and height of the whole country, in map units.
    nation: [f64; 2],
}

#[derive(Serialize)]
struct RegionFacts<'a> {
    code: u32,
    side: &'static str,
    name: &'a str,
    /// Column and row in the tile grid, and the short name there.
    #[serde(skip_serializing_if = "Option::is_none")]
    tile: Option<(u8, u8, &'a str)>,
    /// For a region without links: the nearest ones, as indices in `links`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<usize>,
}

#[derive(Serialize)]
struct LinkFacts<'a> {
    id: &'a str,
    /// The link's index in the story.
    at: usize,
    kind: &'static str,
    /// Both for a link in both directions.
    directions: Vec<&'static str>,
    /// The codes of the regions that the link connects.
    regions: Vec<u32>,
}

/// The data for the explorer, as JSON, or `None` if the story has no step for it.
pub(super) fn facts(edition: &Edition, basemap: &Basemap) -> Option<Vec<u8>> {
    let Edition { article, story, .. } = edition;
    if !(0..story.steps.len()).any(|step| story.is_explored_at(step)) {
        return None;
    }
    let links: Vec<_> = story.tabled().collect();
    let kinds = Kind::ALL.into_iter();
    let kinds = kinds.filter(|&kind| links.iter().any(|(_, link)| link.kind == kind));
    let has = |direction: &Direction| {
        let mut links = links.iter();
        links.any(|(_, link)| directions(link.direction).contains(direction))
    };
    let named_directions = directions(Direction::Both)
        .iter()
        .filter(|direction| has(direction))
        .map(|&direction| (direction.word(), article.direction(direction)))
        .collect();
    let region = |region: &'_ Region| {
        let name = basemap.region_name(region.code, edition.subtag())?;
        let (code, side) = (region.code, region.side.word());
        let tile = basemap.tile(code);
        let tile = tile.map(|tile| (tile.column, tile.row, tile.name(edition.subtag())));
        let near = nearest(region, &links, story);
        Some(RegionFacts {
            code,
            side,
            name,
            tile,
            near,
        })
    };
    let facts = Facts {
        words: words(article),
        kinds: kinds
            .map(|kind| [kind.word(), article.kind(kind)])
            .collect(),
        directions: named_directions,
        regions: story.regions.iter().filter_map(region).collect(),
        nation: [story.nation.width(), story.nation.height()],
        links: links
            .iter()
            .map(|&(at, link)| LinkFacts {
                id: &link.id,
                at,
                kind: link.kind.word(),
                directions: directions(link.direction)
                    .iter()
                    .map(|direction| direction.word())
                    .collect(),
                regions: regions(link, story),
            })
            .collect(),
    };
    Some(serde_json::to_vec(&facts).expect("texts and numbers are JSON"))
}

/// The texts of the explorer, with the story's own names of sides.
fn words(article: &Article) -> Map<String, Value> {
    let locale = Locale::of(&article.language);
    let mut words = match serde_json::to_value(locale.explore) {
        Ok(Value::Object(words)) => words,
        _ => Map::new(),
    };
    for side in [Side::East, Side::West].map(Side::word) {
        if let Some(name) = article.names.get(side) {
            words.insert(side.to_owned(), name.clone().into());
        }
    }
    words
}

/// The directions that a reader may choose to find a link with this direction.
fn directions(direction: Direction) -> &'static [Direction] {
    match direction {
        Direction::EastToWest => &[Direction::EastToWest],
        Direction::WestToEast => &[Direction::WestToEast],
        Direction::Both => &[Direction::EastToWest, Direction::WestToEast],
    }
}

/// The codes of the regions that a link connects. A place that is a group of regions has none: a
/// link to a large part of the country says nothing about each of its provinces.
fn regions(link: &Link, story: &Story) -> Vec<u32> {
    let ends = [link.from, link.to].into_iter();
    let regions = ends.filter_map(|place| story.region_of(place));
    let mut codes: Vec<u32> = regions
        .filter_map(|region| story.regions.get(region))
        .map(|region| region.code)
        .collect();
    codes.dedup();
    codes
}

/// The number of nearest links to a region without links. The explorer shows the first few of those
/// that its other filters let through.
const NEAR: usize = 24;

/// The links whose ends lie nearest to the centre of a region that has none, as indices in `links`.
/// Empty for a region with links. Groups of regions do not count as ends, as in [`regions`].
fn nearest(region: &Region, links: &[(usize, &Link)], story: &Story) -> Vec<usize> {
    let has_links = |(_, link): &(usize, &Link)| regions(link, story).contains(&region.code);
    if links.iter().any(has_links) {
        return Vec::new();
    }
    let center = region.bounds.center();
    let distance = |link: &Link| {
        let ends = [link.from, link.to].into_iter();
        let ends = ends.filter(|&end| story.region_of(end).is_some());
        let places = ends.filter_map(|end| story.places.get(end));
        places
            .map(|place| place.at.distance(center))
            .min_by(f64::total_cmp)
    };
    let links = links.iter().enumerate();
    let mut near: Vec<_> = links
        .filter_map(|(index, (_, link))| Some((distance(link)?, index)))
        .collect();
    near.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    near.into_iter()
        .map(|(_, index)| index)
        .take(NEAR)
        .collect()
}

#[cfg(test)]
mod tests {
    use shanhai_story::plane::{MapPoint, MapRect};
    use shanhai_story::story::Place;

    use super::*;

    /// Three regions in a row, 100 apart, and two places: one in the first, one in the second. One
    /// link stays within the first; the other one goes from the second to a group.
    fn row_of_regions() -> Story {
        let region = |at: u32| Region {
            code: at,
            side: Side::East,
            bounds: MapRect::around([MapPoint::new(f64::from(at) * 100.0, 0.0)]),
        };
        let place = |x: f64, region| Place {
            id: String::new(),
            name: String::new(),
            at: MapPoint::new(x, 0.0),
            region,
            members: Vec::new(),
            area: None,
        };
        let link = |from, to| Link {
            id: String::new(),
            kind: Kind::Jobs,
            direction: Direction::Both,
            from,
            to,
            away: String::new(),
            bow: 20,
            width: 0,
            badge: String::new(),
            drawing: String::new(),
        };
        Story {
            regions: [1, 2, 3].map(region).into(),
            places: vec![
                place(110.0, Some(0)),
                place(190.0, Some(1)),
                place(300.0, None),
            ],
            links: vec![link(0, 0), link(1, 2), link(2, 2)],
            ..Story::default()
        }
    }

    #[test]
    fn a_region_without_links_has_the_nearest_first_and_no_groups() {
        let story = row_of_regions();
        let links: Vec<_> = story.tabled().collect();
        assert_eq!(nearest(&story.regions[2], &links, &story), [1, 0]);
    }

    #[test]
    fn a_region_with_links_needs_no_others() {
        let story = row_of_regions();
        let links: Vec<_> = story.tabled().collect();
        assert!(nearest(&story.regions[0], &links, &story).is_empty());
    }

    #[test]
    fn a_link_in_both_directions_is_found_by_either() {
        let [one_way, other_way] = [Direction::EastToWest, Direction::WestToEast];
        assert_eq!(directions(Direction::Both), [one_way, other_way]);
        assert_eq!(directions(one_way), [one_way]);
        assert_eq!(directions(other_way), [other_way]);
    }

    #[test]
    fn spreadsheet_formulas_are_written_as_text() {
        for text in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1+1", "－1",
        ] {
            assert_eq!(cell(text), format!("'{text}"));
        }
    }

    #[test]
    fn other_texts_are_unchanged_in_the_table() {
        for text in ["", "1 = 1", "a-b", "'=1", "天祝", "30年"] {
            assert_eq!(cell(text), text);
        }
    }
}
