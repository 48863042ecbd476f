//! Figures in large type, each with its qualifier, unit and period.

use leptos::prelude::*;
use shanhai_story::counter::Count;

use super::dots::{Opposite, dots, side};
use super::drawing::{pair, units};
use super::series::series;
use super::words::{reading_mark, story_text};
use crate::article::{Article, Drawing, Figure, Source};
use crate::locale::Locale;

/// The figures of the section at index `step`: those above its words, in the largest type, and those
/// below. On the cover, the title is what is large.
pub(super) fn figures(step: usize, article: &Article) -> [Option<impl IntoView + use<>>; 2] {
    let (before, rest) = article.sections.split_at(step.min(article.sections.len()));
    let section = rest.first();
    let shown = section.map_or(&[][..], |section| &section.figures);
    let heroes = match section {
        Some(section) if 1 < section.level => heroes(shown, article),
        _ => 0,
    };
    let list = |class: &'static str, shown: &[usize]| {
        let figures = shown.iter().filter_map(|index| {
            let is_new = !before.iter().any(|section| section.figures.contains(index));
            Some(large(article.figures.get(*index)?, is_new, article))
        });
        let figures: Vec<_> = figures.collect();
        (!figures.is_empty()).then(|| view! { <ul class=class>{figures}</ul> })
    };
    let (heroes, others) = shown.split_at(heroes);
    [list("figures hero", heroes), list("figures", others)]
}

/// The number of figures in the largest type: the first, with the one that is drawn with it.
fn heroes(shown: &[usize], article: &Article) -> usize {
    let drawn_with = |index: usize| article.figures.get(index)?.drawn.as_ref()?.with();
    match shown {
        [first, second, ..] if drawn_with(*second) == Some(*first) => 2,
        _ => shown.len().min(1),
    }
}

/// Returns whether `figure` takes a line of its own, as its drawing is wide or connects it with another.
fn takes_line(figure: &Figure, article: &Article) -> bool {
    let is_series = matches!(figure.drawn, Some(Drawing::Series(_)));
    is_series || article.connecting(figure).is_some()
}

/// A figure, with its number first in reading order and on the screen. The address of a figure
/// leads to its first occurrence on the page.
fn large(figure: &Figure, is_new: bool, article: &Article) -> impl IntoView + use<> {
    let id = is_new.then(|| ["figure-", &figure.id].concat());
    let source = article.sources.get(figure.source);
    let is_named = source == article.main_source();
    let source_text = source.map(|source| source_text(source, &Locale::of(&article.language)));
    let part = |class: &'static str, text: &str| {
        (!text.is_empty()).then(|| view! { <span class=class>{text.to_owned()}</span> })
    };
    // A currency, minus or percent sign belongs to the digits: it has their size, and follows or
    // precedes them directly.
    let beside = |class: &'static str, text: &str| {
        let is_sign = !text.chars().any(char::is_alphanumeric);
        part(if is_sign { "sign" } else { class }, text)
    };
    let opposite = Opposite::of(figure, article);
    let class = if opposite.is_none() && takes_line(figure, article) {
        "figure joined"
    } else {
        "figure"
    };
    let what = [&*figure.display(), " ", &figure.label].concat();
    // A number written in Chinese characters is taller than one in digits.
    let is_spelt = !figure.number.starts_with(|c: char| c.is_ascii_digit());
    let number = if is_spelt {
        "number spelt"
    } else if is_new && Count::of(&figure.number).is_some() {
        "number counted"
    } else {
        "number"
    };
    view! {
        <li
            class=class
            id=id
            data-figure=figure.id.clone()
            data-side=opposite.map(|opposite| opposite.side.word())
        >
            {pair(figure, article)}
            <div class="amount" translate="no">
                {beside("before", &figure.before)} {part(number, &figure.number)}
                {beside("after", &figure.after)} {units(figure)} {dots(figure)} {series(figure, &Locale::of(&article.language))}
                {opposite.map(|opposite| side(figure, &opposite))}
            </div>
            <div class="caption" title=source_text.filter(|_| is_named)>
                {story_text(&figure.label, article)} " " {part("period", &figure.period)}
                {each(figure, article)} {reading_mark(figure.reading, &what, article)}
                {source.filter(|_| !is_named).map(|source| view! { " " {source_link(source, article)} })}
            </div>
        </li>
    }
}

/// The number of items that one dot stands for, unless that is one. Screen readers skip it, like the
/// drawing.
fn each(figure: &Figure, article: &Article) -> Option<impl IntoView + use<>> {
    let each = figure.drawn.as_ref()?.each().filter(|each| 1 < *each)?;
    let locale = Locale::of(&article.language);
    let text = [
        locale.dot,
        &locale.number(each),
        locale.of_unit,
        &figure.unit,
    ]
    .concat();
    Some(view! {
        <span class="period" aria-hidden="true">
            {text}
        </span>
    })
}

/// The name of `source`, and its date, as one text.
pub(super) fn source_text(source: &Source, locale: &Locale) -> String {
    let date = source.date.map(|date| [" · ", &locale.day(date)].concat());
    [locale.source, &source.name, &date.unwrap_or_default()].concat()
}

/// The name of `source`, which leads to its address if it has one.
fn source_link(source: &Source, article: &Article) -> impl IntoView + use<> {
    let text = source_text(source, &Locale::of(&article.language));
    let text = match &source.address {
        Some(address) => view! {
            <a href=address.clone() rel="noopener noreferrer">
                {text}
            </a>
        }
        .into_any(),
        None => text.into_any(),
    };
    view! { <span class="source">{text}</span> }
}
