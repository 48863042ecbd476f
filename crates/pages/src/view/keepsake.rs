//! The end of the story: a picture of the story to keep, and the ways back.

use leptos::prelude::*;
use shanhai_story::explore::EXPLORE;

use super::controls::languages;
use super::page::Page;
use crate::locale::Locale;

/// Links to the picture, to the story's beginning and its map, and to its other languages.
pub(super) fn keepsake(page: &Page) -> impl IntoView + use<> {
    let article = &page.article;
    let locale = Locale::of(&article.language);
    // `web/later/keepsake.ts` shows the picture itself, once the reader is near.
    let picture = page.keepsake.clone().map(|address| {
        view! {
            <a href=address download="">
                {["↓ ", locale.save].concat()}
            </a>
        }
    });
    let explore = article.sections.last().filter(|it| it.id == EXPLORE);
    let ways = article.sections.first().into_iter().chain(explore);
    let ways = ways.map(|section| {
        let address = ["#", &section.id].concat();
        view! { <a href=address>{["↑ ", &section.heading].concat()}</a> }.into_any()
    });
    let ways: Vec<_> = ways.chain(languages(&page.others)).collect();
    view! { <p class="keepsake">{picture} {ways}</p> }
}
