//! Draws all pictures of an edition.

use std::collections::{BTreeMap, BTreeSet};

use shanhai_pages::article::Section;
use shanhai_pages::letters::is_written_in_han;
use shanhai_pages::view::{Card, CardLand, CardShape, Page, Relief, card, note};
use shanhai_story::detail::Detail;

use super::canvas::{Canvas, RELIEF_ADDRESS};
use super::fonts::{Faces, FontProblem, Fonts};
use super::{ChapterPictures, Picture, Pictures, png};
use crate::basemap::{Basemap, RELIEF, RELIEF_FRAME};
use crate::build::asset::Asset;
use crate::build::{BuildError, guide, style};
use crate::cache::{Cache, Key};
use crate::folder::{Edition, PhotoFile, ReadStory};
use crate::parallel::in_parallel;
use crate::parts::Parts;

/// The suffix of a picture's name, and its width and height in pixels.
type Shape = (&'static str, [u16; 2]);

const WIDE: Shape = ("", [1200, 630]);
const SQUARE: Shape = ("-square", [1080, 1080]);
const FOUR_TO_THREE: Shape = ("-4x3", [1200, 900]);
const SIXTEEN_TO_NINE: Shape = ("-16x9", [1200, 675]);

/// What all pictures are made by: the drawing code, and the versions of the libraries.
const DRAWN_BY: [&str; 3] = [
    include_str!("canvas.rs"),
    include_str!("png.rs"),
    include_str!("../../../../../Cargo.lock"),
];

/// What the photos among them are made by.
const CROPPED_BY: &str = include_str!("../../../../photos/src/encode.rs");

/// The resources for drawing all pictures of a story.
pub(super) struct PictureRenderer<'a> {
    fonts: &'a Fonts,
    basemap: &'a Basemap,
    land: CardLand,
    /// The land without relief.
    bare: CardLand,
    style: String,
    photos: &'a BTreeMap<String, PhotoFile>,
}

impl<'a> PictureRenderer<'a> {
    /// Prepares to draw the pictures of `read`.
    pub(super) fn open(
        fonts: &'a Fonts,
        parts: &Parts,
        read: &'a ReadStory,
        basemap: &'a Basemap,
    ) -> Result<Self, BuildError> {
        let land = land(read, basemap);
        Ok(Self {
            fonts,
            basemap,
            bare: CardLand {
                relief: None,
                ..land.clone()
            },
            land,
            style: style::in_a_picture(parts, "card.css", include_str!("card.css"))?,
            photos: &read.photos,
        })
    }

    /// The pictures of `edition`, whose page is in `folder`.
    pub(super) fn pictures(
        &self,
        edition: &Edition,
        folder: &str,
    ) -> Result<Pictures, FontProblem> {
        let page = guide::page_of(edition, self.basemap);
        let faces = self.faces(&page)?;
        let chapters = chapters(&page.article.sections);
        let of_story = [WIDE, SQUARE, FOUR_TO_THREE, SIXTEEN_TO_NINE].map(|shape| (0, shape));
        let of_chapters = chapters
            .iter()
            .flat_map(|&step| [(step, WIDE), (step, SQUARE)]);
        let wanted: Vec<_> = of_story.into_iter().chain(of_chapters).collect();
        let drawn = self.draw(&page, &faces, &wanted, folder);
        let mut drawn = drawn.into_iter();
        let mut next = || drawn.next().expect("each that is wanted was drawn");
        Ok(Pictures {
            wide: next(),
            square: next(),
            others: [next(), next()],
            chapters: chapters
                .into_iter()
                .map(|step| ChapterPictures {
                    step,
                    wide: next(),
                    square: next(),
                })
                .collect(),
        })
    }

    fn faces(&self, page: &Page) -> Result<Faces, FontProblem> {
        let article = &page.article;
        let headings = article.sections.iter().map(|section| &*section.heading);
        let names = page.story.places.iter().map(|place| &*place.name);
        let titles = headings.chain(names).chain([&*article.title, "·"]);
        let is_han = is_written_in_han(&article.language);
        self.fonts
            .faces(&letters(titles), &letters([&*note(page)]), is_han)
    }

    /// The pictures `wanted`, in that order. Pictures in the cache are not drawn again.
    fn draw(
        &self,
        page: &Page,
        faces: &Faces,
        wanted: &[(usize, Shape)],
        folder: &str,
    ) -> Vec<Picture> {
        let [_, (_, relief)] = RELIEF;
        let canvas = Canvas::new(faces.clone(), relief);
        let provenance = self.basemap.provenance();
        let source = provenance.attributed_in(subtag(&page.article.language));
        let cache = self.fonts.cache.as_ref();
        let hashes = cache.map_or_else(Vec::new, |_| faces.hashes());
        let draw = |&(step, (end, size)): &(usize, Shape)| {
            let name = [folder, "share/", &stem(page, step), end].concat();
            if let Some(picture) = self.photo(page, step, size, &name) {
                return picture;
            }
            let svg = |land: &CardLand| {
                card(Card {
                    page,
                    step,
                    size,
                    land,
                    style: &self.style,
                    width_of: &|text| faces.width_of(text),
                })
            };
            let on_land = svg(&self.land);
            let bytes = || {
                let first = png::encode(&canvas.draw(&on_land), &source);
                // A picture that is too large with relief is small enough without.
                first.or_else(|| png::encode(&canvas.draw(&svg(&self.bare)), &source))
            };
            let key = Key::of(&[
                DRAWN_BY.concat().as_bytes(),
                on_land.as_bytes(),
                relief,
                &hashes,
                source.as_bytes(),
            ]);
            let bytes = Cache::get_or(cache, &key, bytes);
            let [width, height] = size.map(u32::from);
            Picture {
                asset: Asset::named(&name, "png", bytes.unwrap_or_default()),
                width,
                height,
            }
        };
        in_parallel(wanted, draw)
    }

    /// The photo in place of the map of `step`, as its picture.
    fn photo(&self, page: &Page, step: usize, size: [u16; 2], name: &str) -> Option<Picture> {
        let section = page.article.sections.get(step)?;
        let photo = page.article.photos.get(section.photo.as_ref()?.photo)?;
        let file = self.photos.get(&photo.file)?;
        let cache = self.fonts.cache.as_ref();
        let [width, height] = size.map(u32::from);
        let focus = photo.focus.map(f64::to_le_bytes).concat();
        let crop = || {
            let read = shanhai_photos::read(&file.bytes).ok()?;
            shanhai_photos::cropped(&read, [width, height], photo.focus, png::LIMIT).ok()
        };
        let sides = [width, height].map(u32::to_le_bytes).concat();
        let key = Key::of(&[CROPPED_BY.as_bytes(), &sides, &focus, &file.bytes]);
        let bytes = Cache::get_or(cache, &key, crop)?;
        Some(Picture {
            asset: Asset::named(name, "jpg", bytes),
            width,
            height,
        })
    }
}

fn subtag(language: &str) -> &str {
    language.split('-').next().unwrap_or_default()
}

/// The stem of the file names of a step's pictures.
fn stem(page: &Page, step: usize) -> String {
    let section = page.article.sections.get(step);
    let id = section.map(|section| section.id.clone());
    // Whatever the id of the cover, its picture represents the whole story.
    id.filter(|_| step != 0)
        .unwrap_or_else(|| "story".to_owned())
}

fn letters<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<char> {
    let letters = texts.into_iter().flat_map(str::chars);
    // Spaces are invisible. Control characters are kept: no font has them, so they are reported as
    // missing.
    let is_seen = |letter: &char| !letter.is_whitespace() || letter.is_control();
    letters.filter(is_seen).collect()
}

/// The indices of the chapters: sections of level 2 with sections of level 3 in them, or all
/// sections of level 2 if there are none of level 3.
fn chapters(sections: &[Section]) -> Vec<usize> {
    let of_level = |level| move |at: &usize| sections.get(*at).is_some_and(|it| it.level == level);
    let second = (0..sections.len()).filter(of_level(2));
    let with_sections: Vec<_> = second.clone().filter(|at| of_level(3)(&(at + 1))).collect();
    if with_sections.is_empty() {
        second.collect()
    } else {
        with_sections
    }
}

/// The land that share cards draw. It is finer than the land in the page, whose simplified borders
/// would look angular at this size.
fn land(read: &ReadStory, basemap: &Basemap) -> CardLand {
    let stories = read.editions.iter().map(|edition| &edition.story);
    let places = stories.flat_map(|story| &story.places);
    let areas: Vec<u32> = places.filter_map(|place| place.area).collect();
    let shapes = basemap.finer_land(Detail::Fine, &areas).unwrap_or_default();
    let shapes = shapes.into_iter().flat_map(|(scale, shapes)| {
        let scale = scale.parse().unwrap_or(1.0);
        let shape = move |(name, d)| (name, CardShape { d, scale });
        shapes.into_iter().map(shape)
    });
    let mut shapes: BTreeMap<String, CardShape> = shapes.collect();
    let markers = CardShape {
        d: basemap.land().markers.clone(),
        scale: 1.0,
    };
    shapes.insert("markers".to_owned(), markers);
    CardLand {
        shapes,
        relief: Some(Relief {
            frame: RELIEF_FRAME,
            addresses: RELIEF_ADDRESS.to_owned(),
        }),
    }
}
