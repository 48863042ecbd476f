//! The end of the story: a picture of the story to keep, and the ways back.

use leptos::prelude::*;
use shanhai_story::explore::EXPLORE;

use super::controls::languages;
use super::page::Page;
use crate::locale::Locale;

/// A picture of the whole story, for readers who want to keep or send one.
#[derive(Clone, Debug)]
pub struct Keepsake {
    /// The picture's address, relative to the page.
    pub address: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// The picture, and links to the story's map and to its other languages.
pub(super) fn keepsake(page: &Page) -> impl IntoView + use<> {
    let article = &page.article;
    let locale = Locale::of(&article.language);
    let picture = page.keepsake.clone().map(|picture| {
        let Keepsake {
            address,
            width,
            height,
        } = picture;
        let file = address.clone();
        view! {
            <a href=file download="">
                // The title and the cover's map, which the page has in words.
                <img
                    src=address
                    alt=""
                    width=width
                    height=height
                    loading="lazy"
                />
                {["↓ ", locale.save].concat()}
            </a>
        }
    });
    let sections = [article.sections.first(), article.sections.last()];
    let is_way = |id: &str| id == EXPLORE || article.sections.first().is_some_and(|it| it.id == id);
    let ways = sections.into_iter().flatten().filter(|it| is_way(&it.id));
    let ways = ways.map(|section| {
        let address = ["#", &section.id].concat();
        view! { <a href=address>{["↑ ", &section.heading].concat()}</a> }.into_any()
    });
    let ways: Vec<_> = ways.chain(languages(&page.others)).collect();
    view! { <p class="keepsake">{picture} {ways}</p> }
}
