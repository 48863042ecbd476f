//! Tests sources with addresses and dates, corrections, footnotes and quotations, on the page and in
//! its metadata.

mod tables;

use scraper::{ElementRef, Html, Selector};
use serde_json::json;

use super::site::{ADDRESS, Site, built, change, story};
use super::{PAGES, with_address};

const CORRECTIONS: &str = "[[correction]]\n\
     date = 2026-09-03\n\
     text = { zh = \"原先写作20年。\", en = \"It said 20 years.\" }\n\
     [[correction]]\n\
     date = \"2026-09-02\"\n\
     text = { zh = \"原先漏了天祝。\", en = \"Tianzhu was missing.\" }\n";

/// The story with corrections, in which each figure has a source of its own.
fn corrected() -> Site {
    let folder = story(&format!(
        "[publication]\naddress = \"{ADDRESS}\"\n{CORRECTIONS}"
    ));
    change(
        &folder,
        "[[reading]]",
        "[[source]]\nid = \"office\"\nname = { zh = \"统计局\", en = \"The office\" }\n\
         address = \"https://office.example/a?b=1&c=2#d\"\ndate = 2026-07-01\n\n[[reading]]",
    );
    change(
        &folder,
        "source = \"report\"\nreading",
        "source = \"office\"\nreading",
    );
    built(&folder)
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text and the `href` of each element that `selector` finds.
fn found(site: &Site, page: &str, selector: &str) -> Vec<(String, Option<String>)> {
    let html = Html::parse_document(&site.text(page));
    let selector = Selector::parse(selector).expect("a selector");
    let href = |it: ElementRef<'_>| it.attr("href").map(str::to_owned);
    html.select(&selector)
        .map(|it| (words(it), href(it)))
        .collect()
}

/// The text of each element of the English page that `selector` finds.
fn texts(site: &Site, selector: &str) -> Vec<String> {
    let found = found(site, "en/index.html", selector);
    found.into_iter().map(|(text, _)| text).collect()
}

#[test]
fn a_figure_leads_to_the_address_of_its_source() {
    let site = corrected();
    let [source] = &*found(&site, "en/index.html", ".caption > .source > a") else {
        panic!("one source has an address");
    };
    assert_eq!(source.0, "Source: The office · 1 July 2026");
    let address = "https://office.example/a?b=1&c=2#d";
    assert_eq!(source.1.as_deref(), Some(address));
    let plain = found(&site, "index.html", ".caption > .source:not(:has(a))");
    assert_eq!(plain, [("来源：报道".to_owned(), None)]);
}

#[test]
fn the_cover_leads_to_the_address_of_the_source_of_most_figures() {
    let folder = story("");
    let with = "en = \"The report\" }\naddress = \"https://paper.example/\"\ndate = 2026-07-01";
    change(&folder, "en = \"The report\" }", with);
    let links = found(&built(&folder), "index.html", ".imprint a");
    let address = "https://paper.example/".to_owned();
    assert_eq!(
        links,
        [("来源：报道 · 2026年7月1日".to_owned(), Some(address))]
    );
}

#[test]
fn corrections_stand_at_the_end_and_the_cover_leads_to_them() {
    let site = corrected();
    assert_eq!(
        texts(&site, "#corrections + ul > li"),
        [
            "3 September 2026: It said 20 years.",
            "2 September 2026: Tianzhu was missing."
        ]
    );
    let [link] = &*found(&site, "index.html", ".imprint a[href='#corrections']") else {
        panic!("one link to the corrections");
    };
    assert_eq!(link.0, "更正：2026年9月3日");
}

#[test]
fn sources_and_corrections_are_structured_data() {
    let says = corrected().json_ld("en/index.html");
    let office = json!({
        "@type": "CreativeWork",
        "name": "The office",
        "url": "https://office.example/a?b=1&c=2#d",
        "datePublished": "2026-07-01",
    });
    assert_eq!(says["citation"], json!(["The report", office]));
    let comment = |date: &str, text: &str| json!({ "@type": "CorrectionComment", "datePublished": date, "text": text });
    assert_eq!(
        says["correction"],
        json!([
            comment("2026-09-03", "It said 20 years."),
            comment("2026-09-02", "Tianzhu was missing."),
        ])
    );
}

#[test]
fn a_story_without_corrections_does_not_mention_any() {
    let site = with_address();
    for page in PAGES {
        assert!(!site.text(page).contains("orrection"), "{page}");
    }
}

const WORDS: &str = "# One line {#cover}\n\
     \n\
     Since [1996](date:1996), [30 years](figure:thirty).[^later]\n\
     \n\
     > “The road is open.”[^who] — Ma Faying\n\
     \n\
     [^who]: A *herder*.\n\
     \n\
     [^later]: Counted by [the report](https://report.example/).\n\
     \n\
     > Map: the whole country.\n";

/// The smallest story, with other words on its English cover.
fn noted() -> Site {
    let folder = story("");
    let path = folder.path().join("en.md");
    let text = std::fs::read_to_string(path).expect("it was written");
    let (_, rest) = text
        .split_once("\n## ")
        .expect("a section follows the cover");
    let cover = WORDS.replace("thirty", &figure_of(&text));
    folder.write("en.md", &[&cover, "\n## ", rest].concat());
    built(&folder)
}

/// The id of the first figure in `text`.
fn figure_of(text: &str) -> String {
    let (_, rest) = text.split_once("(figure:").expect("it has a figure");
    let (id, _) = rest.split_once(')').expect("the mark ends");
    id.to_owned()
}

#[test]
fn footnotes_are_numbered_as_the_words_lead_to_them() {
    let site = noted();
    let marks = texts(&site, "#cover .reading-mark");
    assert_eq!(marks, ["1", "2"]);
    assert_eq!(texts(&site, "#cover a[aria-label='Note 2']"), ["2"]);
    let first = texts(&site, "#note-1");
    assert_eq!(first, ["Counted by the report. ↑ One line"]);
    assert_eq!(texts(&site, "#note-2"), ["A herder. ↑ One line"]);
    assert_eq!(texts(&site, "#note-2 a[href='#cover']"), ["↑ One line"]);
}

#[test]
fn a_footnote_may_follow_a_quotation() {
    let site = noted();
    let quoted = texts(&site, "#cover .quotation > blockquote");
    assert_eq!(quoted, ["“The road is open.”2"]);
    let speaker = texts(&site, "#cover .quotation > figcaption");
    assert_eq!(speaker, ["Ma Faying"]);
}
