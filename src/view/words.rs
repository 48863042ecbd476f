//! Running words.

use leptos::prelude::*;

use crate::article::{Article, Block, Inline};
use crate::locale::Locale;

/// Blocks of running words.
pub(super) fn blocks(blocks: &[Block], article: &Article) -> Vec<AnyView> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(words) => view! { <p>{inlines(words, article)}</p> }.into_any(),
            Block::List(items) => {
                let items: Vec<_> = items.iter().map(|words| item(words, article)).collect();
                view! { <ul>{items}</ul> }.into_any()
            }
        })
        .collect()
}

/// An item of a list. `one + other` is drawn as what it says: something of the east, and something
/// of the west.
fn item(words: &[Inline], article: &Article) -> AnyView {
    if let [Inline::Text(text)] = words
        && let Some((east, west)) = text.split_once(" + ")
    {
        let part = |side: &'static str, text: &str| {
            view! { <span data-side=side>{text.to_owned()}</span> }
        };
        return view! {
            <li class="sum">{part("east", east)} " + " {part("west", west)}</li>
        }
        .into_any();
    }
    view! { <li>{inlines(words, article)}</li> }.into_any()
}

fn inlines(words: &[Inline], article: &Article) -> Vec<AnyView> {
    words.iter().map(|word| inline(word, article)).collect()
}

fn inline(word: &Inline, article: &Article) -> AnyView {
    match word {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Emphasis(words) => view! { <em>{inlines(words, article)}</em> }.into_any(),
        Inline::Strong(words) => view! { <strong>{inlines(words, article)}</strong> }.into_any(),
        Inline::Figure(figure) => figure_in_words(*figure, article),
        Inline::Date { iso, text } => {
            view! { <time datetime=iso.clone()>{text.clone()}</time> }.into_any()
        }
        Inline::Link { id, text } => {
            let href = ["#link-", id].concat();
            view! { <a href=href>{text.clone()}</a> }.into_any()
        }
        Inline::Reading { reading, text } => view! {
            {text.clone()}
            {reading_mark(Some(*reading), article)}
        }
        .into_any(),
        Inline::Address { href, text } => {
            let rel = (!href.starts_with('#')).then_some("noopener noreferrer");
            view! { <a href=href.clone() rel=rel>{text.clone()}</a> }.into_any()
        }
        Inline::Break => view! { <br /> }.into_any(),
    }
}

/// A figure where the words speak of it: marked up, so that no translation alters it.
fn figure_in_words(figure: usize, article: &Article) -> AnyView {
    let figure = article.figures.get(figure);
    figure
        .map(|figure| {
            let display = figure.display();
            let (before, number) = display.split_at(figure.before.len());
            view! {
                <data class="told" value=figure.value.to_string() translate="no">
                    {(!before.is_empty()).then(|| view! { {before.to_owned()} <wbr /> })}
                    {number.to_owned()}
                </data>
            }
        })
        .into_any()
}

/// The small mark that leads to a note on how the source was read.
pub(super) fn reading_mark(reading: Option<usize>, article: &Article) -> AnyView {
    let locale = Locale::of(&article.language);
    let reading = reading.and_then(|reading| article.readings.get(reading));
    reading
        .map(|reading| {
            let href = ["#reading-", &reading.id].concat();
            let label = [locale.reading_label, locale.colon, &reading.printed].concat();
            view! {
                <a class="reading-mark" href=href aria-label=label>
                    {locale.reading_mark}
                </a>
            }
        })
        .into_any()
}
