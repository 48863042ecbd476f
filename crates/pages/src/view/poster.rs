//! The story as a single picture that needs no other file: for pages that allow nothing else.

use leptos::prelude::*;
use shanhai_story::story::Story;

use super::page::{Page, review};
use super::shapes::{arc_shapes, shapes};
use super::still::still;
use super::{Land, html_of};
use crate::letters::is_written_in_han;
use crate::locale::Locale;

/// The poster's width and height, in CSS pixels: the shape of a share card, so that it fits beside
/// those.
pub const POSTER: [u16; 2] = [720, 400];

/// The cover's map and title as an SVG file; `style` is its whole style sheet.
#[must_use]
pub fn poster(page: &Page, style: &str) -> String {
    html_of(|| view(page, style))
}

fn view(page: &Page, style: &str) -> impl IntoView + use<> {
    let Page { article, story, .. } = page;
    let land = Land {
        relief: None,
        ..page.land.clone()
    };
    // Only the connections of the cover.
    let shown = story.steps.first().map_or(&[][..], |step| &step.links);
    let links = story.links.iter().enumerate();
    let links = links.filter(|(at, _)| shown.contains(at));
    let drawn = Story {
        links: links.map(|(_, link)| link.clone()).collect(),
        ..Story::clone(story)
    };
    let heading = article.sections.first().map_or("", |cover| &*cover.heading);
    // Beside the title stands the rest of the whole title.
    let beside = article.title.trim_start_matches(heading);
    let beside = beside.trim_start_matches([':', '：', '—', ' ']);
    let title = if is_written_in_han(&article.language) {
        upright(heading, beside)
    } else {
        level(heading, beside)
    };
    let [width, height] = POSTER;
    let review = review(page, &Locale::of(&article.language));
    view! {
        <svg
            xmlns="http://www.w3.org/2000/svg"
            viewBox=format!("0 0 {width} {height}")
            width=width
            height=height
            lang=article.language.clone()
        >
            <style>{style.to_owned()}</style>
            <rect class="sea" width=width height=height />
            {shapes(&land, &drawn, article, &page.instance)}
            {arc_shapes(&drawn, &page.instance)}
            <svg x="286" width="434" height="400" viewBox="-7 -10 434 400">
                {still(story, 0, &page.instance)}
            </svg>
            <rect class="paper" width="286" height=height />
            {title}
            <text class="review" x="300" y="386">
                {review}
            </text>
        </svg>
    }
}

/// A title as on a hanging scroll, with its characters in a column, and another line beside it.
fn upright(heading: &str, beside: &str) -> AnyView {
    let column = |text: &str, x: u16, top: u16, step: u16| -> Vec<_> {
        let letters = text.chars().zip(0_u16..);
        letters
            .map(|(letter, at)| {
                view! { <tspan x=x y=top + at * step>{letter.to_string()}</tspan> }
            })
            .collect()
    };
    // Any number of characters fits the poster's height.
    let step = |text: &str, most: u16, room: u16| {
        let letters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        most.min(room / letters.max(1))
    };
    let (title, line) = (step(heading, 76, 304), step(beside, 26, 280));
    view! {
        <text class="title" font-size=title * 5 / 6>
            {column(heading, 178, 110, title)}
        </text>
        <text class="beside" font-size=line * 5 / 6>
            {column(beside, 98, 76, line)}
        </text>
    }
    .into_any()
}

/// A title in lines of words.
fn level(heading: &str, beside: &str) -> AnyView {
    let lines = |text: &str, letters: usize, top: usize, step: usize| -> (Vec<_>, usize) {
        let lines = broken(text, letters);
        let end = top + step * lines.len();
        let lines = lines.into_iter().enumerate();
        let lines =
            lines.map(|(at, line)| view! { <tspan x="36" y=top + at * step>{line}</tspan> });
        (lines.collect(), end)
    };
    let (title, end) = lines(heading, 11, 96, 48);
    let (beside, _) = lines(beside, 22, end + 8, 27);
    view! {
        <text class="title" font-size="41">
            {title}
        </text>
        <text class="beside" font-size="19">
            {beside}
        </text>
    }
    .into_any()
}

/// `text` in lines of about `letters` characters, broken between words.
fn broken(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
