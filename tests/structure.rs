//! The page as it is heard: its languages, its links, its table, and how its names are said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use shanhai::article::Article;
use shanhai::letters::is_han;
use shanhai::view::{Instance, Page, rendered};
use shanhai_site::basemap::Basemap;
use shanhai_site::folder::{Edition, StoryFolder};
use shanhai_story::story::{Kind, Story};

/// A page of the flagship, in one language.
struct Told {
    edition: Edition,
    html: String,
}

impl Told {
    fn article(&self) -> &Article {
        &self.edition.article
    }

    fn story(&self) -> &Story {
        &self.edition.story
    }

    fn parsed(&self) -> Html {
        Html::parse_document(&self.html)
    }
}

/// The Chinese page and the English one.
fn pages() -> &'static [Told] {
    static PAGES: OnceLock<Vec<Told>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("stories/east-west");
        let basemap = Basemap::china();
        let read = StoryFolder::new(&folder)
            .read(&basemap.catalog())
            .expect("the story has no faults");
        let page = |edition: Edition| Told {
            html: rendered(&Page {
                article: edition.article.clone(),
                story: edition.story.clone().into(),
                land: basemap.land().clone(),
                attribution: basemap.provenance().attributed_in(edition.subtag()),
                review_number: None,
                instance: Instance::new("s1"),
                others: Vec::new(),
                download: "connections.csv".to_owned(),
            }),
            edition,
        };
        let pages: Vec<_> = read.editions.into_iter().map(page).collect();
        assert_eq!(pages.len(), 2);
        pages
    })
}

fn selected<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("it is a selector");
    html.select(&selector).collect()
}

/// The words of an element, with one space for any white space.
fn text(element: ElementRef) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text on the page, with the element that it stands in.
fn texts(html: &Html) -> impl Iterator<Item = (&str, ElementRef<'_>)> {
    html.tree.nodes().filter_map(|node| {
        let text = node.value().as_text()?;
        Some((&**text, node.parent().and_then(ElementRef::wrap)?))
    })
}

/// The value of `attribute` on an element or the nearest around it.
fn nearest<'a>(element: ElementRef<'a>, attribute: &str) -> Option<&'a str> {
    let above = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element)
        .chain(above)
        .find_map(|it| it.attr(attribute))
}

mod languages {
    use super::*;

    /// Words that an English voice would read.
    fn has_english_word(text: &str) -> bool {
        let mut words = text.split(|sign: char| !sign.is_ascii_alphabetic());
        words.any(|word| 1 < word.len() && word.contains(|sign: char| sign.is_ascii_lowercase()))
    }

    /// Whether `text` holds letters that are not those of `language`.
    fn is_foreign(text: &str, language: &str) -> bool {
        if language.starts_with("zh") {
            has_english_word(text)
        } else {
            text.contains(is_han)
        }
    }

    #[test]
    fn every_text_is_in_the_language_that_is_said_of_it() {
        for page in pages() {
            let html = page.parsed();
            let own = &*page.article().language;
            let foreign: Vec<_> = texts(&html)
                .filter(|(text, within)| is_foreign(text, nearest(*within, "lang").unwrap_or(own)))
                .map(|(text, _)| text)
                .collect();
            assert!(foreign.is_empty(), "in {own}: {foreign:#?}");
        }
    }

    #[test]
    fn no_text_that_cannot_say_its_language_is_in_another() {
        for page in pages() {
            let html = page.parsed();
            let own = &*page.article().language;
            for attribute in ["aria-label", "title", "alt"] {
                for element in selected(&html, &format!("[{attribute}]")) {
                    let value = element.attr(attribute).unwrap_or_default();
                    let language = nearest(element, "lang").unwrap_or(own);
                    assert!(
                        !is_foreign(value, language),
                        "{attribute} in {own}: {value}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_the_copy_prints_is_chinese_in_the_english_page() {
        let html = pages()[1].parsed();
        let quotes = selected(&html, ".readings q");
        assert_eq!(quotes.len(), pages()[1].article().readings.len());
        for quote in quotes {
            assert_eq!(quote.attr("lang"), Some("zh-CN"), "{}", text(quote));
        }
    }
}

mod links {
    use super::*;

    /// Words that say of a link only that it is one.
    const EMPTY: [&str; 8] = [
        "here",
        "more",
        "link",
        "click here",
        "这里",
        "点击",
        "更多",
        "详情",
    ];

    /// What a link is called, and where it leads.
    fn links(html: &Html) -> Vec<(String, &str)> {
        let links = selected(html, "a").into_iter().map(|link| {
            let name = link
                .attr("aria-label")
                .map_or_else(|| text(link), str::to_owned);
            (name, link.attr("href").expect("a link leads somewhere"))
        });
        links.collect()
    }

    #[test]
    fn links_that_are_called_the_same_lead_to_the_same() {
        for page in pages() {
            let html = page.parsed();
            let mut known = BTreeMap::new();
            for (name, target) in links(&html) {
                let first = *known.entry(name.clone()).or_insert(target);
                assert_eq!(first, target, "{name}");
            }
            assert!(60 < known.len());
        }
    }

    #[test]
    fn every_link_says_where_it_leads() {
        for page in pages() {
            for (name, target) in links(&page.parsed()) {
                let name = name.to_lowercase();
                assert!(1 < name.chars().count(), "{name:?} leads to {target}");
                assert!(!EMPTY.contains(&&*name), "{name:?} leads to {target}");
            }
        }
    }

    #[test]
    fn no_link_opens_a_window() {
        for page in pages() {
            assert!(selected(&page.parsed(), "[target]").is_empty());
        }
    }
}

mod table {
    use super::*;

    #[test]
    fn the_table_has_a_caption_and_a_row_for_every_connection() {
        for page in pages() {
            let html = page.parsed();
            assert_eq!(selected(&html, "table").len(), 1);
            assert_eq!(selected(&html, "table > caption").len(), 1);
            assert!(10 < text(selected(&html, "table > caption")[0]).len());
            let rows = selected(&html, "tbody > tr").into_iter();
            let rows: BTreeSet<_> = rows.filter_map(|row| row.attr("data-link")).collect();
            let links = page.story().links.iter();
            let told = links.filter(|link| link.kind != Kind::Pair);
            assert_eq!(rows, told.map(|link| &*link.id).collect());
        }
    }

    #[test]
    fn each_cell_of_the_table_has_the_head_of_its_column_and_of_its_row() {
        for page in pages() {
            let html = page.parsed();
            let columns = selected(&html, "thead > tr > *");
            for column in &columns {
                assert_eq!(column.value().name(), "th");
                assert_eq!(column.attr("scope"), Some("col"));
                assert!(!text(*column).is_empty());
            }
            for row in selected(&html, "tbody > tr") {
                let cells: Vec<_> = row.child_elements().collect();
                assert_eq!(cells.len(), columns.len());
                let heads = cells.iter().filter(|cell| cell.value().name() == "th");
                let heads: Vec<_> = heads.collect();
                assert_eq!(heads.len(), 1);
                assert_eq!(heads[0].attr("scope"), Some("row"));
                assert!(!text(*heads[0]).is_empty());
                assert!(cells.iter().all(|cell| cell.attr("colspan").is_none()));
            }
        }
    }
}

mod words {
    use super::*;

    /// The running words of a page, a paragraph or an entry of a list each; without how names are
    /// said, and the marks of notes.
    fn paragraphs(page: &Told) -> Vec<String> {
        let html = page.parsed();
        let words = ".words :is(p, li), .sources > :is(p:not(.attribution), ul > li)";
        let spoken = selected(&html, words).into_iter().map(|paragraph| {
            let aside = |node: ElementRef| {
                matches!(node.value().name(), "rp" | "rt")
                    || node.attr("class") == Some("reading-mark")
            };
            let is_read = |element: ElementRef| {
                let mut above = element.ancestors().filter_map(ElementRef::wrap);
                !aside(element) && !above.any(aside)
            };
            let texts = paragraph.descendants().filter_map(|node| {
                let within = node.parent().and_then(ElementRef::wrap)?;
                let text = node.value().as_text()?;
                is_read(within).then_some(&**text)
            });
            texts.collect::<String>()
        });
        spoken.collect()
    }

    #[test]
    fn a_rare_name_is_spelt_over_it_once_and_nowhere_else() {
        let html = pages()[0].parsed();
        let rubies = selected(&html, "ruby").into_iter();
        let rubies: Vec<String> = rubies.map(|it| it.inner_html()).collect();
        assert_eq!(rubies, ["熺<rp>（</rp><rt><span>xī</span></rt><rp>）</rp>"]);
        // Where the words first come to it.
        let whole: String = paragraphs(&pages()[0]).concat();
        let first = whole.find('熺').expect("the words name Lin Zhanxi");
        let spelt = selected(&html, ".words p:has(ruby)");
        let paragraph: String = spelt[0].text().collect();
        let before = paragraph.find('熺').and_then(|at| paragraph.get(..at));
        assert!(whole[..first].ends_with(before.expect("it is named there")));
        let has_tone = |text: &str| text.contains(|sign| "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ".contains(sign));
        for (text, within) in texts(&html) {
            let is_ruby = within
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|it| it.value().name() == "ruby");
            assert!(is_ruby || !has_tone(text), "{text}");
        }
    }
}
