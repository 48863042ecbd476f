//! A photo in the words, at the sizes that the build has made.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::words::story_text;
use crate::article::{Article, Photo};
use crate::locale::Locale;

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
const SIZES: &str = "(min-width: 60em) 40em, 100vw";

/// The photo at index `photo` of the article, with its caption and its credit. Nothing in pages
/// that are drawn without photos, such as those for share pictures.
pub(super) fn photo(
    photo: usize,
    alt: &str,
    caption: Option<&str>,
    article: &Article,
    photos: &Photos,
) -> AnyView {
    let photo = article.photos.get(photo);
    let found = photo.and_then(|photo| Some((photo, photos.get(&photo.file)?)));
    let Some((photo, files)) = found else {
        return ().into_any();
    };
    let PhotoSources {
        size: [width, height],
        ..
    } = files;
    let ground = format!("M0 0h{width}v{height}H0z");
    let sources = files.sources.iter().map(|source| {
        view! { <source type=source.media_type srcset=source.addresses.clone() sizes=SIZES /> }
    });
    let sources: Vec<_> = sources.collect();
    let caption = caption.map(|caption| view! { <span>{story_text(caption, article)}</span> " " });
    view! {
        <figure class="photo">
            <a href=files.is_file.then(|| files.address.clone()) data-close=Locale::of(&article.language).close>
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
            </a>
            <figcaption>{caption} <small>{credit(photo, article)}</small></figcaption>
        </figure>
    }
    .into_any()
}

/// Who made the photo, and its licence.
fn credit(photo: &Photo, article: &Article) -> impl IntoView + use<> {
    let licence = photo.licence.as_ref().map(|licence| {
        let address = photo.licence_address();
        let name = licence.clone();
        let licence = match address {
            Some(address) => {
                view! { <a href=address rel="license noopener noreferrer">{name}</a> }.into_any()
            }
            None => name.into_any(),
        };
        view! { " · " {licence} }
    });
    view! { {story_text(&photo.credit, article)} {licence} }
}
