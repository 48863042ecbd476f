//! The section of a step: its heading, words, figures and still.

use leptos::prelude::*;

use super::controls::languages;
use super::figure::figures;
use super::legend::legend;
use super::masthead::{imprint, subtitle};
use super::page::Page;
use super::photo::still_photo;
use super::still::still;
use super::words::{blocks, story_text};
use crate::article::{Article, Section, long_title};
use crate::letters::seal;
use crate::locale::Locale;

/// The section of the step at index `step`.
pub(super) fn section(step: usize, section: &Section, page: &Page) -> impl IntoView + use<> {
    let article = &page.article;
    let heading_id = [&*section.id, "-heading"].concat();
    let class = match section.level {
        1 => "step cover",
        2 if opens_chapter(step, article) => "step chapter opening",
        2 => "step chapter",
        _ => "step",
    };
    let locale = Locale::of(&article.language);
    let is_cover = section.level == 1;
    let drawing = drawing(section, page);
    let seal = (section.level == 2 && opens_chapter(step, article)).then(|| name_on_seal(article));
    let heading = heading(section, heading_id.clone(), seal.flatten(), article);
    // After the heading for screen readers, above it on the screen.
    let legend = (!is_cover).then(|| legend(step, section.level, page));
    let legend = legend.flatten();
    let [heroes, figures] = figures(step, article);
    view! {
        <section
            class=class
            id=section.id.clone()
            data-step=section.id.clone()
            aria-labelledby=heading_id
        >
            {drawing}
            {match legend {
                Some(legend) => view! { <hgroup>{heading} {legend}</hgroup> }.into_any(),
                None => heading,
            }}
            {is_cover.then(|| subtitle(article))}
            {heroes}
            <div class="words">{blocks(&section.words, &section.heading, article, &page.files)}</div>
            {figures}
            {is_cover.then(|| imprint(article))}
            {is_cover
                .then(|| {
                    view! {
                        <p class="threshold">
                            <span class="cue" aria-hidden="true">
                                {locale.cue}
                            </span>
                            {languages(&page.others)}
                        </p>
                    }
                })}
            {match &section.photo {
                Some(photo) => still_photo(photo, section, page),
                None => still_map(step, section, page),
            }}
        </section>
    }
}

/// The still of the map, with its text alternative, which describes the stage at first.
fn still_map(step: usize, section: &Section, page: &Page) -> AnyView {
    let shown = (section.level == 1).then(|| page.instance.shown());
    view! {
        <figure class="still-frame">
            {still(&page.story, step, &page.instance)}
            <figcaption class="map-text" id=shown>
                {story_text(&section.map_text, &page.article)}
            </figcaption>
        </figure>
    }
    .into_any()
}

/// The drawing beside the heading. It loads once the reader is near.
fn drawing(section: &Section, page: &Page) -> Option<impl IntoView + use<>> {
    let drawing = section.drawing.as_ref()?;
    let address = page.drawings.get(&drawing.file)?.clone();
    let alt = drawing.alt.clone();
    Some(view! {
        <img
            class="drawing"
            src=address
            alt=alt
            width="96"
            height="96"
            loading="lazy"
        />
    })
}

/// Returns whether other sections belong to the chapter that the section at index `step` begins.
fn opens_chapter(step: usize, article: &Article) -> bool {
    let next = article.sections.get(step + 1);
    next.is_some_and(|next| 2 < next.level)
}

/// The story's name, if a seal can show it.
fn name_on_seal(article: &Article) -> Option<String> {
    let name = &article.sections.first()?.heading;
    seal(name).map(|_| name.clone())
}

/// The heading of `section`, with the text of its seal.
fn heading(section: &Section, id: String, seal: Option<String>, article: &Article) -> AnyView {
    let text = story_text(&section.heading, article);
    match section.level {
        1 => view! { <h1 id=id class=length_of(section, article)>{text}</h1> }.into_any(),
        2 => view! { <h2 id=id data-seal=seal>{text}</h2> }.into_any(),
        _ => view! { <h3 id=id>{text}</h3> }.into_any(),
    }
}

/// The class of a title that is too long for the largest font size.
fn length_of(title: &Section, article: &Article) -> Option<&'static str> {
    let [long, longer] = long_title(&article.language);
    match title.heading.chars().count() {
        count if longer < count => Some("longer"),
        count if long < count => Some("long"),
        _ => None,
    }
}
