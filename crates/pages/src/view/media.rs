//! A video or a sound recording in the words, with its transcript.

use leptos::prelude::*;

use super::photo::{Files, PhotoSources, SIZES, credit, picture};
use super::words::story_text;
use crate::article::{Article, Media};
use crate::locale::Locale;

/// The work at index `media` of the article, with its caption, its credit and its transcript. Its
/// file is left out of pages that have none, as a story of one file. Nothing in pages that are drawn
/// without pictures, such as those for share pictures.
pub(super) fn media(
    media: usize,
    name: &str,
    caption: Option<&str>,
    article: &Article,
    files: &Files,
) -> AnyView {
    let Some(media) = article.media.get(media) else {
        return ().into_any();
    };
    let address = files.media.get(&media.file);
    let (class, player) = match &media.video {
        Some(video) => {
            let Some(poster) = files.photos.get(&video.poster) else {
                return ().into_any();
            };
            let captions = files.media.get(&video.captions);
            let alt = if address.is_none() { name } else { "" };
            let player =
                address.map(|address| self::video(media, address, captions, name, poster, article));
            let player = view! { <div>{picture(poster, alt, SIZES)} {player}</div> };
            ("video", player.into_any())
        }
        None => ("audio", address.map(|it| audio(media, it, name)).into_any()),
    };
    // Without a player nothing else says the name.
    let caption = caption.or(Some(name).filter(|_| address.is_none()));
    let caption = caption.map(|caption| view! { <span>{story_text(caption, article)}</span> " " });
    view! {
        <figure class=class>
            {player}
            <figcaption>{caption} <small>{credit(&media.credit, article)}</small></figcaption>
        </figure>
        {transcript(media, article)}
    }
    .into_any()
}

/// A transparent picture, for which no browser makes a request.
const CLEAR: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

/// The player of a video. It is transparent until it plays, over its poster, which is a lazy picture:
/// browsers load the `poster` attribute at once, far from the reader and in one format. That has a
/// clear picture, because Chromium paints a video without a poster grey.
fn video(
    media: &Media,
    address: &str,
    captions: Option<&String>,
    name: &str,
    poster: &PhotoSources,
    article: &Article,
) -> impl IntoView + use<> {
    let [width, height] = poster.size;
    let captions = captions.map(|captions| {
        view! {
            <track
                kind="captions"
                src=captions.clone()
                srclang=article.language.clone()
                label=Locale::of(&article.language).name
                default
            />
        }
    });
    view! {
        <video
            controls
            preload="none"
            playsinline
            poster=CLEAR
            width=width.to_string()
            height=height.to_string()
            aria-label=name.to_owned()
        >
            <source src=address.to_owned() type=media.media_type() />
            {captions}
        </video>
    }
}

fn audio(media: &Media, address: &str, name: &str) -> impl IntoView + use<> {
    view! {
        <audio controls preload="none" aria-label=name.to_owned()>
            <source src=address.to_owned() type=media.media_type() />
        </audio>
    }
}

/// What is seen and said. It follows the figure, where its length is no part of a caption.
fn transcript(media: &Media, article: &Article) -> impl IntoView + use<> {
    let paragraphs = media.transcript.iter();
    let paragraphs = paragraphs.map(|words| view! { <p>{story_text(words, article)}</p> });
    let paragraphs: Vec<_> = paragraphs.collect();
    view! {
        <details class="transcript">
            <summary>{Locale::of(&article.language).transcript}</summary>
            {paragraphs}
        </details>
    }
}
