//! The page as it is heard: its headings, its languages, its links, its table, its sentences.

mod headings;
mod languages;
mod links;
mod map;
mod table;
mod words;

use std::path::Path;
use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use shanhai::article::Article;
use shanhai::view::{Instance, Page, rendered};
use shanhai_site::basemap::Basemap;
use shanhai_site::folder::{Edition, StoryFolder};
use shanhai_story::story::Story;

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

    fn is_chinese(&self) -> bool {
        self.edition.subtag() == "zh"
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
