//! Tests tables, sub- and superscripts in the words of a page.

use scraper::{ElementRef, Html, Selector};

use super::super::site::{Folder, Site, built, story};

const TABLE: &str = "|  | Yuan[^1] | m^2^ |\n\
     |---|--:|---|\n\
     | [Feed](reading:formulas) | [over 1,000 yuan](figure:tianzhu.income) | 3~5, 6~8 |\n\
     | *Yaks* | | CO~2~ 10\\^6\\^ a\\|b |\n\
     \n\
     [^1]: In 2^10^ words.\n";

/// The smallest story, with a table in English.
fn story_with_table() -> Folder {
    let folder = story("");
    let path = folder.path().join("en.md");
    let text = std::fs::read_to_string(path).expect("it was written");
    let end = "> Map: a line";
    assert!(text.contains(end), "a section has a map");
    folder.write(
        "en.md",
        &text.replacen(end, &[TABLE, "\n", end].concat(), 1),
    );
    folder
}

/// The text of each element of the English page that `selector` finds.
fn texts(site: &Site, selector: &str) -> Vec<String> {
    let html = Html::parse_document(&site.text("en/index.html"));
    let selector = Selector::parse(selector).expect("a selector");
    let text = |it: ElementRef<'_>| it.text().collect();
    html.select(&selector).map(text).collect()
}

#[test]
fn the_cells_of_a_table_have_marks_like_other_words() {
    let site = built(&story_with_table());
    let table = "#tianzhu .table-in-words[aria-label='Table: Tianzhu']";
    let texts = |selector: &str| texts(&site, &format!("{table} {selector}"));
    assert_eq!(texts("thead [scope=col]"), ["Yuan1", "m2"]);
    assert_eq!(texts("tbody > tr > th[scope=row]"), ["Feedn", "Yaks"]);
    assert_eq!(
        texts("[data-label='Yuan'][data-align=end] data"),
        ["over 1,000 yuan"]
    );
    let last = texts("[data-label='m²']");
    assert_eq!(last, ["3~5, 6~8", "CO2 10^6^ a|b"]);
    assert_eq!(texts(":is(sub, sup)"), ["2", "2"]);
}

#[test]
fn a_footnote_names_the_section_whose_table_leads_to_it() {
    let site = built(&story_with_table());
    assert_eq!(texts(&site, "#note-1"), ["In 210 words. ↑ Tianzhu"]);
    assert_eq!(texts(&site, "#note-1 sup"), ["10"]);
}

#[test]
fn pages_without_tables_and_indices_have_no_style_for_them() {
    let has = |site: &Site| {
        let page = site.text("en/index.html");
        [page.contains(".table-in-words"), page.contains("(sub,sup)")]
    };
    assert_eq!(has(&built(&story_with_table())), [true, true]);
    assert_eq!(has(&built(&story(""))), [false, false]);
}
