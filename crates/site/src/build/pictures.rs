//! Pictures of the story and of its chapters, for where it is shared.

mod cache;
mod canvas;
mod fonts;
mod png;
mod studio;

use std::collections::BTreeMap;

use super::asset::Asset;
use super::{BuildError, BuildOptions, Place};
use crate::basemap::Basemap;
use crate::folder::ReadStory;
pub use fonts::{Fonts, NoFont, Unlettered};
use studio::Studio;

/// A picture of so many pixels.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) asset: Asset,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The pictures of one edition, in `share/` beside its page.
#[derive(Clone, Debug)]
pub(super) struct Pictures {
    /// 1200 by 630, as share cards are.
    pub(super) wide: Picture,
    /// As wide as it is high.
    pub(super) square: Picture,
    /// 4 to 3, and 16 to 9: with the square, what search engines want.
    pub(super) others: [Picture; 2],
    /// The chapters', in the story's order.
    pub(super) chapters: Vec<ChapterPictures>,
}

/// The pictures of one chapter.
#[derive(Clone, Debug)]
pub(super) struct ChapterPictures {
    /// By its position in the story.
    pub(super) step: usize,
    /// 1200 by 630.
    pub(super) wide: Picture,
    /// As wide as it is high.
    pub(super) square: Picture,
}

impl Pictures {
    /// Their files.
    pub(super) fn assets(&self) -> impl Iterator<Item = &Asset> {
        let chapters = self.chapters.iter();
        let chapters = chapters.flat_map(|chapter| [&chapter.wide, &chapter.square]);
        let pictures = [&self.wide, &self.square].into_iter().chain(&self.others);
        pictures.chain(chapters).map(|picture| &picture.asset)
    }
}

/// Pictures by the names of their files.
pub type PictureFiles = BTreeMap<String, Vec<u8>>;

/// Languages whose pictures were asked for and could not be drawn, and why.
pub type Unpictured = Vec<(String, Unlettered)>;

/// The pictures for sharing as files by their names, and the languages that are without them, and why:
/// what [`build`](super::build) would write, and nothing else.
///
/// # Errors
/// When the page's style cannot be read.
pub fn pictures_of(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<(PictureFiles, Unpictured), BuildError> {
    let mut without = Unpictured::new();
    let places = Place::of(&read.editions);
    let pictures = drawn(options, read, basemap, &places, &mut without)?;
    let assets = pictures.iter().flatten().flat_map(Pictures::assets);
    let files = assets.map(|asset| (asset.name.clone(), asset.bytes.clone()));
    Ok((files.collect(), without))
}

/// The pictures of each edition, as far as they are asked for and there are letters for them.
pub(super) fn drawn(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
    places: &[Place],
    without: &mut Unpictured,
) -> Result<Vec<Option<Pictures>>, BuildError> {
    let Some(fonts) = &options.fonts else {
        return Ok(read.editions.iter().map(|_| None).collect());
    };
    let studio = Studio::open(fonts, &options.parts, read, basemap)?;
    let editions = read.editions.iter().zip(places);
    let pictures = editions.map(|(edition, place)| {
        let pictures = studio.pictures(edition, place.folder());
        pictures
            .map_err(|reason| without.push((place.language.clone(), reason)))
            .ok()
    });
    Ok(pictures.collect())
}
