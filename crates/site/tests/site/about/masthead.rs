//! Tests the cover's text about the story's publication.

use scraper::{Html, Selector};

use super::site::{built_at, story};
use super::{PAGES, Site, with_address, with_publication};

/// The text of each element of the cover that is called `class`.
fn lines(site: &Site, page: &str, class: &str) -> Vec<String> {
    let html = Html::parse_document(&site.text(page));
    let selector = Selector::parse(&format!(".cover > .{class}")).expect("a selector");
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = html.select(&selector);
    found.map(|it| words(it.text().collect())).collect()
}

#[test]
fn the_cover_names_authors_publisher_dates_and_source_in_its_language() {
    let site = with_publication();
    let [chinese, english] = PAGES.map(|page| {
        let read = |class| lines(&site, page, class).concat();
        (read("subtitle"), read("imprint"))
    });
    let expected = "王一、李二 · 山海报 · 2026年9月1日 · 更新于2026年9月2日来源：";
    assert_eq!(chinese.0, "一条线的来路");
    assert!(chinese.1.starts_with(expected), "{}", chinese.1);
    let expected = "王一, Li Er · The Paper · 1 September 2026 · updated 2 September 2026Source: ";
    assert_eq!(english.0, "Where one line comes from");
    assert!(english.1.starts_with(expected), "{}", english.1);
}

#[test]
fn a_cover_without_publication_names_the_source_alone() {
    let site = with_address();
    assert!(lines(&site, "en/index.html", "subtitle").is_empty());
    let [imprint] = &*lines(&site, "en/index.html", "imprint") else {
        panic!("one imprint");
    };
    assert!(imprint.starts_with("Source: "), "{imprint}");
}

#[test]
fn a_day_is_enough_to_say_when_a_story_was_published() {
    let folder = story("[publication]\npublished = 2026-09-01\n");
    let site = built_at(&folder, Some("https://example.org/"));
    let imprint = lines(&site, "en/index.html", "imprint").concat();
    assert!(imprint.starts_with("1 September 2026"), "{imprint}");
    let page = site.text("en/index.html");
    assert!(page.contains("\"datePublished\":\"2026-09-01\""));
}
