//! A step's section: its heading, its words, its figures and its still.

use leptos::prelude::*;
use shanhai_story::story::{Kind, Story};

use super::Instance;
use super::figure::figures;
use super::still::still;
use super::words::blocks;
use crate::article::{Article, Section};
use crate::locale::{Locale, arrow};

/// The section of the step at `step`.
pub(super) fn section(
    step: usize,
    section: &Section,
    article: &Article,
    story: &Story,
    instance: &Instance,
) -> impl IntoView + use<> {
    let heading_id = [&*section.id, "-heading"].concat();
    let class = match section.level {
        1 => "step cover",
        2 => "step chapter",
        _ => "step",
    };
    let locale = Locale::of(&article.language);
    let is_cover = section.level == 1;
    let heading = heading(section, heading_id.clone());
    view! {
        <section
            class=class
            id=section.id.clone()
            data-step=section.id.clone()
            aria-labelledby=heading_id
        >
            {(!is_cover).then(|| eyebrow(step, story, &locale))}
            {heading}
            <div class="words">{blocks(&section.words, article)}</div>
            {figures(step, article)}
            {is_cover
                .then(|| {
                    view! {
                        <p class="cue" aria-hidden="true">
                            {locale.cue}
                        </p>
                    }
                })}
            <figure class="still-frame">
                {still(story, step, instance)}
                <figcaption class="map-text">{section.map_text.clone()}</figcaption>
            </figure>
        </section>
    }
}

fn heading(section: &Section, id: String) -> AnyView {
    let text = section.heading.clone();
    match section.level {
        1 => view! { <h1 id=id>{text}</h1> }.into_any(),
        2 => view! { <h2 id=id>{text}</h2> }.into_any(),
        _ => view! { <h3 id=id>{text}</h3> }.into_any(),
    }
}

/// What kind of connection the step tells of, how the map draws it, and between whom: the map's
/// legend, where it covers nothing of it.
fn eyebrow(step: usize, story: &Story, locale: &Locale) -> impl IntoView + use<> {
    let links: Vec<_> = story
        .steps
        .get(step)
        .into_iter()
        .flat_map(|step| &step.links)
        .filter_map(|&link| story.links.get(link))
        .collect();
    let told = links.iter().filter(|link| link.kind != Kind::Pair);
    // More ways than two would be a list, and the table of connections is one already.
    let has_ways = told.count() == links.len() && links.len() <= 2;
    let name = |place: usize| story.places.get(place).map(|place| place.name.clone());
    let ways: Vec<_> = links
        .iter()
        .map(|link| {
            let ends = [
                name(link.from),
                Some(arrow(link.direction).to_owned()),
                name(link.to),
            ];
            let way = ends.into_iter().flatten().collect::<Vec<_>>().join(" ");
            entry(
                link.kind,
                [locale.kind(link.kind), " · ", &way].concat(),
                "way",
            )
        })
        .collect();
    let kinds = Kind::ALL.into_iter();
    let kinds = kinds.filter(|kind| links.iter().any(|link| link.kind == *kind));
    let kinds = kinds.map(|kind| {
        let text = match kind {
            Kind::Pair => locale.pairs,
            _ => locale.kind(kind),
        };
        entry(kind, text.to_owned(), "kind")
    });
    let entries = if has_ways { ways } else { kinds.collect() };
    (!links.is_empty()).then(|| view! { <p class="eyebrow">{entries}</p> })
}

/// An entry of the legend: a line as the map draws it, and what it stands for.
fn entry(kind: Kind, text: String, class: &'static str) -> impl IntoView + use<> {
    let word = kind.word();
    view! {
        <span class=class>
            <svg class="key" viewBox="0 0 30 8" aria-hidden="true">
                <path class="line" data-kind=word d="M2 4h26" />
            </svg>
            {text}
        </span>
    }
}
