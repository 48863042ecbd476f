//! The page for screen-reader users: its headings, languages, links, table and sentences.

#[path = "../flagship/mod.rs"]
mod flagship;
mod figures;
mod headings;
mod languages;
mod links;
mod map;
mod table;
mod words;

use std::sync::OnceLock;

use scraper::{ElementRef, Html, Selector};
use shanhai_pages::article::Article;
use shanhai_site::folder::Edition;
use shanhai_story::story::Story;

/// A page of the flagship, in one language.
struct StoryPage {
    edition: Edition,
    html: String,
}

impl StoryPage {
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
fn pages() -> &'static [StoryPage] {
    static PAGES: OnceLock<Vec<StoryPage>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let pages = flagship::pages().into_iter();
        pages
            .map(|(edition, html)| StoryPage { edition, html })
            .collect()
    })
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("it is a selector");
    html.select(&selector).collect()
}

/// The words of an element, with one space for any white space.
fn text(element: ElementRef) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text on the page, with the element that contains it.
fn texts(html: &Html) -> impl Iterator<Item = (&str, ElementRef<'_>)> {
    html.tree.nodes().filter_map(|node| {
        let text = node.value().as_text()?;
        Some((&**text, node.parent().and_then(ElementRef::wrap)?))
    })
}

/// The value of `attribute` on an element or its nearest ancestor that has it.
fn nearest<'a>(element: ElementRef<'a>, attribute: &str) -> Option<&'a str> {
    let above = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element)
        .chain(above)
        .find_map(|it| it.attr(attribute))
}
