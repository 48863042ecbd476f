//! The page says what the article says: every figure, link and date, each in its own step.
//!
//! `tests/fixtures` holds the facts as they were gathered; only these tests read them.

mod flagship;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use shanhai_pages::locale::Locale;

/// The flagship's pages, parsed, each with the suffix of its columns in the fixtures.
fn pages() -> impl Iterator<Item = (&'static str, Html)> {
    static PAGES: OnceLock<Vec<String>> = OnceLock::new();
    let pages = PAGES.get_or_init(|| {
        let pages = flagship::pages().into_iter();
        pages.map(|(_, html)| html).collect()
    });
    let parsed = pages.iter().map(|html| Html::parse_document(html));
    ["zh", "en"].into_iter().zip(parsed)
}

/// The rows of a fixture, each a map from column to value.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    let mut reader = csv::Reader::from_path(path).expect("the fixture stands there");
    reader
        .deserialize()
        .map(|row| row.expect("the fixture is CSV"))
        .collect()
}

fn select(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("it is a selector");
    html.select(&selector).map(text).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect()
}

/// The id of the step that contains the first match of `selector`, if any.
fn step_of(html: &Html, selector: &str) -> Option<String> {
    let selector = Selector::parse(selector).expect("it is a selector");
    let found = html.select(&selector).next()?;
    let mut above = found.ancestors().filter_map(ElementRef::wrap);
    above
        .find_map(|element| element.attr("data-step"))
        .map(str::to_owned)
}

#[test]
fn every_figure_is_shown_large_in_a_step_with_its_qualifier() {
    for (language, html) in pages() {
        for row in rows("figures.csv") {
            let id = &row["id"];
            let large = select(&html, &format!("[data-figure='{id}'] .amount"));
            assert!(!large.is_empty(), "{id} is nowhere");
            for shown in large {
                assert_eq!(shown, row[&*format!("display_{language}")], "{id}");
            }
        }
    }
}

#[test]
fn every_figure_is_in_the_running_text_of_its_step() {
    for (language, html) in pages() {
        for row in rows("figures.csv") {
            let id = &row["id"];
            let step =
                step_of(&html, &format!("[data-figure='{id}']")).expect("it stands in a step");
            let words = select(&html, &format!("section[data-step='{step}'] .words")).concat();
            assert!(
                words.contains(&row[&format!("display_{language}")]),
                "{id} in {step}: {words}"
            );
        }
    }
}

#[test]
fn every_figure_keeps_its_label_and_period() {
    for (language, html) in pages() {
        for row in rows("figures.csv") {
            let id = &row["id"];
            let label = select(&html, &format!("[data-figure='{id}'] .caption")).concat();
            assert!(
                label.contains(&row[&format!("label_{language}")]),
                "{id}: {label}"
            );
            assert!(
                label.contains(&row[&format!("period_{language}")]),
                "{id}: {label}"
            );
        }
    }
}

#[test]
fn a_figure_that_is_not_from_the_report_names_its_source() {
    let sources = [
        (
            "zh",
            [
                "来源：农业农村部（据新华社报道）",
                "来源：评论《花在山的那边开》",
            ],
        ),
        (
            "en",
            [
                "Source: Ministry of Agriculture and Rural Affairs, as reported by Xinhua",
                "Source: Commentary on Minning Town",
            ],
        ),
    ];
    for ((language, html), (of, [ministry, commentary])) in pages().zip(sources) {
        assert_eq!(language, of);
        for row in rows("figures.csv") {
            let id = &row["id"];
            let named = select(&html, &format!("[data-figure='{id}'] .source"));
            let expected = match &*row["source"] {
                "ministry" => vec![ministry; named.len().max(1)],
                "commentary" => vec![commentary; named.len().max(1)],
                _ => vec![],
            };
            assert_eq!(named, expected, "{id}");
        }
    }
}

#[test]
fn a_figure_from_a_garbled_copy_is_marked() {
    for (_, html) in pages() {
        for row in rows("figures.csv") {
            let id = &row["id"];
            let marks = select(&html, &format!("[data-figure='{id}'] .reading-mark"));
            let is_reading = row["certainty"] == "reading";
            assert_eq!(!marks.is_empty(), is_reading, "{id}");
        }
    }
}

#[test]
fn every_reading_mark_leads_to_a_note() {
    for (_, html) in pages() {
        let marks = Selector::parse(".reading-mark").expect("it is a selector");
        assert!(html.select(&marks).next().is_some());
        for mark in html.select(&marks) {
            let href = mark.attr("href").expect("a mark leads somewhere");
            let id = href.trim_start_matches('#');
            assert!(!select(&html, &format!("[id='{id}']")).is_empty(), "{href}");
        }
    }
}

#[test]
fn every_link_has_its_row_in_the_table() {
    for (_, html) in pages() {
        for row in rows("links.csv") {
            let id = &row["id"];
            let cells = select(&html, &format!("tr[data-link='{id}'] > *"));
            assert_eq!(cells.len(), 6, "{id}");
            assert!(!cells[5].is_empty(), "{id} has no place in the words");
        }
    }
}

#[test]
fn every_link_is_highlighted_in_the_still_of_a_step() {
    for (_, html) in pages() {
        for row in rows("links.csv") {
            let line = format!(".still .line[href$='-l-{}']", row["id"]);
            assert!(step_of(&html, &line).is_some(), "{}", row["id"]);
        }
    }
}

#[test]
fn the_table_leads_to_the_text_that_mentions_a_link() {
    for (_, html) in pages() {
        for row in rows("links.csv") {
            let id = &row["id"];
            let mentioned_in = step_of(&html, &format!(".words a[href='#link-{id}']"));
            let mentioned_in = mentioned_in.unwrap_or_else(|| panic!("no text mentions {id}"));
            let link = format!("tr[data-link='{id}'] a[href='#{mentioned_in}']");
            assert_eq!(
                select(&html, &link).len(),
                1,
                "{id} is mentioned in {mentioned_in}"
            );
        }
    }
}

#[test]
fn every_pair_has_a_path_on_the_stage() {
    for (_, html) in pages() {
        for row in rows("pairs.csv") {
            let paths = select(&html, &format!(".stage path[data-link='{}']", row["id"]));
            assert_eq!(paths.len(), 1, "{}", row["id"]);
        }
    }
}

#[test]
fn every_date_in_the_text_is_marked_as_a_date() {
    for (_, html) in pages() {
        for row in rows("dates.csv") {
            let date = &row["date"];
            let times = select(&html, &format!("time[datetime='{date}']"));
            assert!(!times.is_empty(), "{date} ({})", row["what_zh"]);
        }
    }
}

#[test]
fn a_date_is_never_a_figure() {
    for (_, html) in pages() {
        assert_eq!(select(&html, "[data-figure] time"), Vec::<String>::new());
    }
}

#[test]
fn no_id_is_used_twice_on_the_page() {
    for (_, html) in pages() {
        let all = Selector::parse("[id]").expect("it is a selector");
        let mut ids: Vec<_> = html.select(&all).filter_map(|it| it.attr("id")).collect();
        ids.sort_unstable();
        let twice: Vec<_> = ids.windows(2).filter(|two| two[0] == two[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}

#[test]
fn every_address_within_the_page_has_a_target() {
    for (_, html) in pages() {
        let links = Selector::parse("a[href^='#']").expect("it is a selector");
        for link in html.select(&links) {
            let href = link.attr("href").unwrap_or_default();
            let id = href.trim_start_matches('#');
            assert!(!select(&html, &format!("[id='{id}']")).is_empty(), "{href}");
        }
    }
}

#[test]
fn every_step_describes_its_map_in_text() {
    for (_, html) in pages() {
        let steps = select(&html, "section[data-step]").len();
        let texts = select(&html, "section[data-step] .map-text");
        assert_eq!(texts.len(), steps);
        assert!(texts.iter().all(|text| 10 < text.chars().count()));
    }
}

#[test]
fn the_page_says_that_its_map_has_not_been_reviewed() {
    for (language, html) in pages() {
        for place in [".stage .review", ".sources"] {
            let text = select(&html, place).concat();
            let unreviewed = Locale::of(language).unreviewed;
            assert!(text.contains(unreviewed), "{place}: {text}");
            // The source's own map review number is never printed as this map's.
            assert!(!text.contains("GS(2024)"), "{place}: {text}");
        }
    }
}

#[test]
fn both_languages_have_the_same_addresses() {
    let [zh, en] = pages()
        .map(|(_, html)| {
            let all = Selector::parse("[id]").expect("it is a selector");
            let ids = html
                .select(&all)
                .filter_map(|it| it.attr("id").map(str::to_owned));
            ids.collect::<Vec<_>>()
        })
        .collect::<Vec<_>>()
        .try_into()
        .expect("there are two");
    assert_eq!(zh, en);
}

#[test]
fn both_languages_mention_the_same_entries_in_each_section() {
    let mentions = |html: &Html| {
        let sections = Selector::parse("section[data-step]").expect("it is a selector");
        let named = Selector::parse(".words :is(a[href^='#link'], data, time)").expect("it is one");
        let of = |section: ElementRef| {
            let attributes = ["href", "value", "datetime"];
            let values = |it: ElementRef| attributes.map(|name| it.attr(name).map(str::to_owned));
            let mut all: Vec<_> = section.select(&named).map(values).collect();
            // Each language chooses its own order.
            all.sort();
            (section.attr("id").map(str::to_owned), all)
        };
        html.select(&sections).map(of).collect::<Vec<_>>()
    };
    let [zh, en] = pages()
        .map(|(_, html)| mentions(&html))
        .collect::<Vec<_>>()
        .try_into()
        .expect("there are two");
    assert_eq!(zh, en);
}
