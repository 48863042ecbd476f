//! The legend of a step, above its heading: the lines and colours of its map, with their meanings.
//! In this position it covers no part of the map, and also stands beside each still.

use leptos::prelude::*;
use shanhai_picture::Instance;
use shanhai_story::story::{Direction, Fit, Kind, Link, Side, Step, Story};

use super::page::Page;
use super::shapes::badge;
use crate::article::Article;
use crate::locale::Locale;

/// With more connections than this, the legend would repeat the table of connections.
const MOST_WAYS: usize = 3;

/// The legend of the step at index `step`, whose heading has the level `level`; `None` if the map
/// draws only what the words name.
pub(super) fn legend(step: usize, level: u8, page: &Page) -> Option<impl IntoView + use<>> {
    let Page {
        article,
        story,
        instance,
        ..
    } = page;
    let (before, rest) = story.steps.split_at(step.min(story.steps.len()));
    let entries = rest.first().map(|step| {
        let links = links(step, story);
        let mut entries = sides(step, story, article);
        if step.is_bundled {
            let text = Locale::of(&article.language).bundles;
            entries.push(entry(bundle(), text.to_owned(), "kind"));
        } else {
            entries.extend(connections(&links, story, article, instance));
        }
        // Once per chapter: the maps of all its steps have the same past lines.
        let has_ghosts = before.iter().flat_map(|step| self::links(step, story));
        let has_ghosts = has_ghosts.into_iter().any(|link| link.kind != Kind::Pair);
        if level == 2 && has_ghosts && step.fit != Fit::Nation {
            let locale = Locale::of(&article.language);
            entries.push(entry(past_line(), locale.past_links.to_owned(), "kind"));
        }
        entries
    });
    let entries = entries.unwrap_or_default();
    (!entries.is_empty()).then(|| view! { <p class="eyebrow">{entries}</p> })
}

fn links<'a>(step: &Step, story: &'a Story) -> Vec<&'a Link> {
    let links = step.links.iter().filter_map(|&link| story.links.get(link));
    links.collect()
}

/// The sides of which whole regions are highlighted.
fn sides(step: &Step, story: &Story, article: &Article) -> Vec<AnyView> {
    let regions = step.regions.iter();
    let highlighted: Vec<Side> = regions
        .filter_map(|&region| Some(story.regions.get(region)?.side))
        .collect();
    let sides = [Side::East, Side::West].into_iter();
    let sides = sides.filter(|side| highlighted.contains(side));
    sides
        .map(|side| entry(swatch(side), article.side(side).to_owned(), "kind"))
        .collect()
}

/// Each connection with its ends, or, if there are many, each kind.
fn connections(
    links: &[&Link],
    story: &Story,
    article: &Article,
    instance: &Instance,
) -> Vec<AnyView> {
    let are_told = links.iter().all(|link| link.kind != Kind::Pair);
    if are_told && links.len() <= MOST_WAYS {
        let entry_of = |link: &&Link| {
            entry(
                line(link.kind, &link.drawing, instance),
                direction_entry(link, story, article),
                "way",
            )
        };
        return links.iter().map(entry_of).collect();
    }
    let kinds = Kind::ALL.into_iter();
    let kinds = kinds.filter(|kind| links.iter().any(|link| link.kind == *kind));
    let text = |kind| match kind {
        Kind::Pair => pairs(links, story, article),
        _ => article.kind(kind),
    };
    kinds
        .map(|kind| entry(line(kind, "", instance), text(kind).to_owned(), "kind"))
        .collect()
}

/// The text for the plain lines among `links`: the note that they share, or else the name of their
/// kind.
fn pairs<'a>(links: &[&Link], story: &Story, article: &'a Article) -> &'a str {
    let texts = story.links.iter().zip(&article.links);
    let mut notes = texts
        .filter(|(link, _)| link.kind == Kind::Pair && links.iter().any(|it| it.id == link.id))
        .map(|(_, text)| &*text.note);
    let first = notes.next().unwrap_or_default();
    if !first.is_empty() && notes.all(|note| note == first) {
        first
    } else if article.names.contains_key(Kind::Pair.word()) {
        article.kind(Kind::Pair)
    } else {
        Locale::of(&article.language).pairs
    }
}

/// `产业 · 江苏 → 安康`
fn direction_entry(link: &Link, story: &Story, article: &Article) -> AnyView {
    let name = |place: usize| story.places.get(place).map_or("", |place| &*place.name);
    let from = [article.kind(link.kind), " · ", name(link.from), " "].concat();
    let to = [" ", name(link.to)].concat();
    view! { {from} {arrow(link.direction, &Locale::of(&article.language))} {to} }.into_any()
}

/// The character between the two ends of a link, with a word as its label.
pub(super) fn arrow(direction: Direction, locale: &Locale) -> impl IntoView + use<> {
    let [arrow, label] = locale.arrow(direction);
    view! {
        <span role="img" aria-label=label>
            {arrow}
        </span>
    }
}

fn entry(symbol: AnyView, text: impl IntoAny, class: &'static str) -> AnyView {
    view! {
        <span class=class>
            {symbol} {text.into_any()}
        </span>
    }
    .into_any()
}

/// A line of this kind, with its badge. A `drawing` covers the character once it has loaded.
fn line(kind: Kind, drawing: &str, instance: &Instance) -> AnyView {
    let word = kind.word();
    let drawing = (!drawing.is_empty()).then(|| {
        view! { <circle class="badge drawn" r=".66em" fill=instance.reference(drawing) /> }
    });
    let badge = (kind != Kind::Pair).then(|| badge(kind, None, instance));
    view! {
        <svg class="key" viewBox="-20 -10 40 20" aria-hidden="true">
            <path class="line" data-kind=word d="M-18 0h36" />
            {badge}
            {drawing}
        </svg>
    }
    .into_any()
}

/// A line that becomes wider.
fn bundle() -> AnyView {
    view! {
        <svg class="key" viewBox="-20 -10 40 20" aria-hidden="true">
            <path class="head" d="M-18 0l36-4v8z" />
        </svg>
    }
    .into_any()
}

fn past_line() -> AnyView {
    view! {
        <svg class="key" viewBox="-20 -10 40 20" aria-hidden="true">
            <path class="line" data-state="ghost" d="M-18 0h36" />
        </svg>
    }
    .into_any()
}

fn swatch(side: Side) -> AnyView {
    let side = side.word();
    view! {
        <svg class="key swatch" viewBox="0 -10 12 20" aria-hidden="true">
            <path class="region" data-side=side data-state="lit" d="M0-4h12v8h-12z" />
        </svg>
    }
    .into_any()
}
