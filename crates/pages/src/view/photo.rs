//! A photo in the words, at the sizes that the build has made.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::page::Page;
use super::words::story_text;
use crate::article::{Article, Credit, Photo, Section, ShownPhoto};
use crate::locale::Locale;

/// The files that the words of a page show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// Those of photos and posters.
    pub photos: Photos,
    /// The addresses of videos, captions and recordings, by their paths in the story's folder.
    pub media: BTreeMap<String, String>,
}

/// The files of photos that a page shows, by their paths in the story's folder.
pub type Photos = BTreeMap<String, PhotoSources>;

/// The files of a photo that a page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhotoSources {
    /// The width and height of the largest, in pixels.
    pub size: [u32; 2],
    /// The mean colour of the photo, as CSS writes it: `#7a9c33`.
    pub colour: String,
    /// The files of each format, the smallest format first.
    pub sources: Vec<PhotoSource>,
    /// The address of the file for programs that choose none of them.
    pub address: String,
    /// Whether that address leads to a file, so that a link can open it.
    pub is_file: bool,
}

/// The files of a photo in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoSource {
    /// The media type: `image/avif`.
    pub media_type: &'static str,
    /// The addresses with their widths, as the `srcset` attribute has them.
    pub addresses: String,
}

/// The width of a photo in each layout: see `style/photos.css`.
pub(super) const SIZES: &str = "(min-width: 60em) 40em, 100vw";

/// The width of a photo in place of the map, which it covers: it may be cropped at its sides.
const SIZES_OF_STAGE: &str = "100vw";

/// A photo in the words, with its caption and its credit. Nothing in pages that are drawn without
/// photos, such as those for share pictures.
pub(super) fn photo(shown: &ShownPhoto, article: &Article, photos: &Photos) -> AnyView {
    let Some((photo, files)) = found(shown, article, photos) else {
        return ().into_any();
    };
    view! {
        <figure class="photo">
            <a href=files.is_file.then(|| files.address.clone()) data-close=Locale::of(&article.language).close>
                {picture(files, &shown.alt, SIZES)}
            </a>
            <figcaption>{caption(shown, photo, article)}</figcaption>
        </figure>
    }
    .into_any()
}

/// The photo that stands in place of the map of `section`, with its caption and its credit. Beside
/// the stage, which shows the photo, only these are visible.
pub(super) fn still_photo(shown: &ShownPhoto, section: &Section, page: &Page) -> AnyView {
    let Page { article, files, .. } = page;
    let Some((photo, files)) = found(shown, article, &files.photos) else {
        return ().into_any();
    };
    let [right, down] = photo.focus.map(|share| share * 100.0);
    view! {
        <figure class="still-frame of-photo">
            <div
                class="still shot"
                data-still=section.id.clone()
                data-focus=format!("{right}% {down}%")
                data-name=Locale::of(&article.language).photo
            >
                {picture(files, &shown.alt, SIZES_OF_STAGE)}
            </div>
            <figcaption>{caption(shown, photo, article)}</figcaption>
            <p class="map-text">
                {story_text(&section.map_text, article)}
            </p>
        </figure>
    }
    .into_any()
}

fn found<'a>(
    shown: &ShownPhoto,
    article: &'a Article,
    photos: &'a Photos,
) -> Option<(&'a Photo, &'a PhotoSources)> {
    let photo = article.photos.get(shown.photo)?;
    Some((photo, photos.get(&photo.file)?))
}

/// The photo in `files`, over a rectangle of its mean colour that keeps its place until it loads.
pub(super) fn picture(
    files: &PhotoSources,
    alt: &str,
    sizes: &'static str,
) -> impl IntoView + use<> {
    let [width, height] = files.size;
    let ground = format!("M0 0h{width}v{height}H0z");
    let sources = files.sources.iter().map(|source| {
        view! { <source type=source.media_type srcset=source.addresses.clone() sizes=sizes /> }
    });
    let sources: Vec<_> = sources.collect();
    view! {
        <svg
            width="0"
            height="0"
            viewBox=format!("0 0 {width} {height}")
            fill=files.colour.clone()
            aria-hidden="true"
        >
            <path d=ground />
        </svg>
        <picture>
            {sources}
            <img
                src=files.address.clone()
                alt=alt.to_owned()
                width=width.to_string()
                height=height.to_string()
                loading="lazy"
                decoding="async"
            />
        </picture>
    }
}

fn caption(shown: &ShownPhoto, photo: &Photo, article: &Article) -> impl IntoView + use<> {
    let caption = shown.caption.as_ref();
    let caption = caption.map(|caption| view! { <span>{story_text(caption, article)}</span> " " });
    view! { {caption} <small>{credit(&photo.credit, article)}</small> }
}

/// Who made a work, and its licence.
pub(super) fn credit(credit: &Credit, article: &Article) -> impl IntoView + use<> {
    let licence = credit.licence.as_ref().map(|licence| {
        let address = credit.licence_address();
        let name = licence.clone();
        let licence = match address {
            Some(address) => {
                view! { <a href=address rel="license noopener noreferrer">{name}</a> }.into_any()
            }
            None => name.into_any(),
        };
        view! { " · " {licence} }
    });
    view! { {story_text(&credit.name, article)} {licence} }
}
