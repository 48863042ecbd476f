//! The whole page, as the build renders it. It can be read with JavaScript disabled.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use shanhai_picture::{Ground, Instance, picture};
use shanhai_story::detail::Detail;
use shanhai_story::explore::Choice;
use shanhai_story::plane::Viewport;
use shanhai_story::progress::{Motion, StoryPosition};
use shanhai_story::scene::scene_at;
use shanhai_story::story::Story;

use super::contents::{contents, progress};
use super::controls::controls;
use super::keepsake::keepsake;
use super::photo::Files;
use super::section::section;
use super::shapes::{arc_shapes, shapes};
use super::table::table;
use super::words::{blocks, in_languages, inlines, language_of_print, story_text};
use super::{Land, html_of};
use crate::article::{Article, Section};
use crate::locale::Locale;

/// The contents of a page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The words.
    pub article: Article,
    /// The content of the map.
    pub story: Arc<Story>,
    /// The base map.
    pub land: Land,
    /// The base map's attribution.
    pub attribution: String,
    /// The map review number, if there is one.
    pub review_number: Option<String>,
    /// The prefix of ids inside the SVG.
    pub instance: Instance,
    /// The same story in other languages.
    pub others: Vec<OtherEdition>,
    /// The address of the table of connections as a file.
    pub download: String,
    /// The addresses of drawings, by their files in the story’s folder.
    pub drawings: BTreeMap<String, String>,
    /// The files of photos, videos and recordings.
    pub files: Files,
    /// The address of the picture at its end, which is 4:3, if pictures are built.
    pub keepsake: Option<String>,
}

/// The same page in another language.
#[derive(Clone, Debug)]
pub struct OtherEdition {
    /// As a BCP 47 tag such as `zh-CN`.
    pub language: String,
    /// The address relative to this page.
    pub address: String,
}

/// The page as HTML: the content of its `<story-map>`.
#[must_use]
pub fn rendered(page: &Page) -> String {
    html_of(|| view(page))
}

/// The cover and the rest of the words are two elements of one class: from that, reader views
/// recognize that they belong together.
fn view(page: &Page) -> impl IntoView + use<> {
    let Page {
        article,
        story,
        instance,
        ..
    } = page;
    let locale = Locale::of(&article.language);
    let mut sections = article
        .sections
        .iter()
        .enumerate()
        .map(|(step, words)| section(step, words, page));
    let cover = sections.next();
    let first = article.sections.first().map_or("", |section| &*section.id);
    let narrative: Vec<_> = sections.collect();
    view! {
        <main>
            {progress(article)}
            <article class="story">
                {controls(first, &locale, &page.others)} <div class="part">{cover}</div>
                {shapes(&page.land, story, article, instance)} {stage(page)} <div class="part">
                    <div class="narrative">{narrative}</div>
                </div>
                {arc_shapes(story, instance)}
            </article>
            {keepsake(page)}
            {contents(article, story)}
            {table(page)}
            <footer class="sources" id="sources">
                <h2>{article.credits_heading.clone()}</h2>
                {blocks(&article.credits, &article.credits_heading, article, &page.files)}
                {footnotes(article, &locale)} {corrections(article, &locale)}
                {readings(article, &locale)}
                <p class="attribution">{in_languages(&page.attribution, article)}</p>
                <p class="attribution">{review(page, &locale)}</p>
            </footer>
        </main>
    }
}

/// The sticky graphic with its first picture. It is one image, described by the text alternative of
/// the current section. Its note is in the page's footer too.
fn stage(page: &Page) -> impl IntoView + use<> {
    let Page {
        story, instance, ..
    } = page;
    let locale = Locale::of(&page.article.language);
    // One pixel per map unit: at any size of the stage, the country is then where the live picture
    // will draw it.
    let viewport = Viewport::new(story.nation.width(), story.nation.height());
    let scene = scene_at(
        story,
        &Choice::NONE,
        StoryPosition::at(0),
        viewport,
        Motion::Reduced,
    );
    let frame = scene.camera.frame(viewport);
    let ground = Ground {
        frame,
        detail: Detail::Coarse,
        regions: scene.regions.clone(),
        areas: Vec::new(),
    };
    view! {
        <div
            class="stage"
            role="img"
            aria-label=locale.map
            aria-describedby=instance.shown()
        >
            <div class="lens" translate="no" aria-hidden="true">
                <div class="picture">
                    {picture(
                        Arc::clone(story),
                        instance.clone(),
                        move || (frame, Detail::Coarse),
                        move || ground.clone(),
                        move || (scene.clone(), viewport),
                    )}
                </div>
            </div>
            {years(&page.article)}
            <div class="review" aria-hidden="true">
                {review(page, &locale)}
            </div>
        </div>
    }
}

/// The scale of years along the foot of the map, which `web/later/years.ts` completes. It repeats
/// the dates in the words.
fn years(article: &Article) -> Option<impl IntoView + use<>> {
    let years = article.years()?;
    Some(view! {
        <div class="years" translate="no" aria-hidden="true">
            <div>
                <span>{years.start().to_string()}</span>
                <span>{years.end().to_string()}</span>
            </div>
        </div>
    })
}

/// The map review number, or a note that the map has not been reviewed.
pub(super) fn review(page: &Page, locale: &Locale) -> String {
    match &page.review_number {
        Some(number) => [locale.reviewed, number].concat(),
        None => locale.unreviewed.to_owned(),
    }
}

/// A link from a note back to the words that lead to it; to the closing section if no section does.
fn back(section: Option<&Section>, article: &Article) -> impl IntoView + use<> {
    let (id, heading) = match section {
        Some(section) => (&*section.id, &section.heading),
        None => ("sources", &article.credits_heading),
    };
    let href = ["#", id].concat();
    view! { <a href=href>"↑ " {story_text(heading, article)}</a> }
}

fn footnotes(article: &Article, locale: &Locale) -> Option<impl IntoView + use<>> {
    let notes = article.footnotes.iter().enumerate().map(|(at, words)| {
        let id = ["note-", &(at + 1).to_string()].concat();
        view! {
            <li id=id>
                {inlines(words, article)} " " {back(article.section_with_footnote(at), article)}
            </li>
        }
    });
    let notes: Vec<_> = notes.collect();
    let heading = locale.footnotes;
    (!notes.is_empty()).then(|| {
        view! {
            <h3>{heading}</h3>
            <ol class="readings">{notes}</ol>
        }
    })
}

fn corrections(article: &Article, locale: &Locale) -> Option<impl IntoView + use<>> {
    let notes = article.corrections.iter().map(|correction| {
        let day = correction.date;
        view! {
            <li>
                <time datetime=day.to_string()>{locale.day(day)}</time>
                {locale.colon}
                {story_text(&correction.text, article)}
            </li>
        }
    });
    let notes: Vec<_> = notes.collect();
    let heading = locale.corrections;
    (!notes.is_empty()).then(|| {
        view! {
            <h3 id="corrections">{heading}</h3>
            <ul>{notes}</ul>
        }
    })
}

fn readings(article: &Article, locale: &Locale) -> impl IntoView + use<> {
    let Locale { printed, stop, .. } = *locale;
    let notes: Vec<_> = article
        .readings
        .iter()
        .enumerate()
        .map(|(at, reading)| {
            let language = language_of_print(&reading.printed, article);
            view! {
                <li id=["reading-", &reading.id].concat()>
                    {printed} <q lang=language>{reading.printed.clone()}</q> {stop}
                    {story_text(&reading.note, article)} " "
                    {back(article.section_with_reading(at), article)}
                </li>
            }
        })
        .collect();
    let heading = locale.readings;
    (!notes.is_empty()).then(|| {
        view! {
            <h3>{heading}</h3>
            <ol class="readings">{notes}</ol>
        }
    })
}
