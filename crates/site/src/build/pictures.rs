//! Draws the share pictures of a story and of its chapters.

mod canvas;
mod fonts;
mod png;
mod renderer;

use std::collections::BTreeMap;

use super::asset::Asset;
use super::{BuildError, BuildOptions, Place};
use crate::basemap::Basemap;
use crate::folder::ReadStory;
pub use fonts::{FontProblem, Fonts, NotAFont};
use renderer::PictureRenderer;

/// A picture with its size in pixels.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) asset: Asset,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The pictures of one edition, in `share/` beside its page.
#[derive(Clone, Debug)]
pub(super) struct Pictures {
    /// 1200 × 630, the size of share cards.
    pub(super) wide: Picture,
    /// The square picture.
    pub(super) square: Picture,
    /// 4:3 and 16:9. Search engines ask for these two and the square.
    pub(super) others: [Picture; 2],
    /// The pictures of the chapters, in story order.
    pub(super) chapters: Vec<ChapterPictures>,
}

impl Pictures {
    /// The address of the picture at the end of the page: it has the whole title. `up` is the path from
    /// the page's folder to the site's.
    pub(super) fn keepsake(&self, up: &str) -> String {
        let [picture, _] = &self.others;
        [up, &picture.asset.name].concat()
    }
}

/// The pictures of one chapter.
#[derive(Clone, Debug)]
pub(super) struct ChapterPictures {
    /// The index of the chapter's step in the story.
    pub(super) step: usize,
    /// 1200 × 630.
    pub(super) wide: Picture,
    /// The square picture.
    pub(super) square: Picture,
}

impl Pictures {
    /// The files of all pictures.
    pub(super) fn assets(&self) -> impl Iterator<Item = &Asset> {
        let chapters = self.chapters.iter();
        let chapters = chapters.flat_map(|chapter| [&chapter.wide, &chapter.square]);
        let pictures = [&self.wide, &self.square].into_iter().chain(&self.others);
        pictures.chain(chapters).map(|picture| &picture.asset)
    }
}

/// Pictures by file name.
pub type PictureFiles = BTreeMap<String, Vec<u8>>;

/// Languages whose pictures were requested but cannot be drawn, each with the reason.
pub type WithoutPictures = Vec<(String, FontProblem)>;

/// Draws only the share pictures that [`build`](super::build) would write, by file name. Also
/// returns the languages without pictures and the reasons.
///
/// # Errors
/// Fails if the style of the pictures is invalid.
pub fn pictures_of(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<(PictureFiles, WithoutPictures), BuildError> {
    let mut without = WithoutPictures::new();
    let places = Place::of(&read.editions);
    let pictures = draw(options, read, basemap, &places, &mut without)?;
    let assets = pictures.iter().flatten().flat_map(Pictures::assets);
    let files = assets.map(|asset| (asset.name.clone(), asset.bytes.clone()));
    Ok((files.collect(), without))
}

/// The pictures of each edition, or `None` if no fonts were given or if they lack letters.
/// `without` collects the languages that lack letters.
pub(super) fn draw(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
    places: &[Place],
    without: &mut WithoutPictures,
) -> Result<Vec<Option<Pictures>>, BuildError> {
    let Some(fonts) = &options.fonts else {
        return Ok(read.editions.iter().map(|_| None).collect());
    };
    let renderer = PictureRenderer::open(fonts, &options.parts, read, basemap)?;
    let editions = read.editions.iter().zip(places);
    let pictures = editions.map(|(edition, place)| {
        let pictures = renderer.pictures(edition, place.folder());
        pictures
            .map_err(|reason| without.push((place.language.clone(), reason)))
            .ok()
    });
    Ok(pictures.collect())
}
