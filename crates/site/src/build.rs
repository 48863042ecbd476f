//! Builds a story folder into a folder of plain files that any static host can serve.

mod about;
mod app;
mod arrival;
mod asset;
mod connections;
mod embed;
mod error;
mod optional_assets;
mod existing;
mod guide;
mod illustrations;
mod media;
mod output;
mod page;
mod photos;
mod place;
mod pictures;
mod public;
mod note;
mod shell;
mod single;
mod style;
mod target;
mod wechat;

use std::collections::BTreeMap;
use std::path::PathBuf;

use shanhai_pages::view::{Files, OtherEdition};
use shanhai_story::pack::pack;

use crate::address::SiteAddress;
use crate::basemap::Basemap;
use crate::folder::ReadStory;
use crate::notice;
use crate::parts::Parts;
use about::{About, SiteContext};
use app::AppFiles;
use asset::Asset;
use embed::Embed;
pub use error::BuildError;
use guide::GuideFiles;
use illustrations::Addresses;
use media::MediaAssets;
pub use note::{MediaCount, Note};
use optional_assets::OptionalAssets;
use output::Output;
use photos::EncodedPhotos;
pub use pictures::{FontProblem, Fonts, NotAFont, PictureFiles, WithoutPictures, pictures_of};
use place::Place;
pub use public::{PublicFileError, check_public};
pub use shell::ShellError;
pub use single::build_single;
pub use style::StyleError;
pub use target::OutError;
use target::Target;
pub(crate) use target::sweep_all;

/// The inputs of a build and the folder that it writes.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The files of the app and of the page.
    pub parts: Parts,
    /// The address of the site, if it differs from the one in the story. Without either, the build
    /// leaves out everything that needs an absolute address (share cards, search engines).
    pub address: Option<SiteAddress>,
    /// The fonts for share pictures. Without fonts no share pictures are drawn.
    pub fonts: Option<Fonts>,
    /// The output folder: a new or empty one, or an earlier build, whose files are replaced once
    /// the new ones are complete. Files that no build has written stay.
    pub out: PathBuf,
}

/// The result of a build.
#[derive(Clone, Debug)]
pub struct Built {
    /// The paths of its files, sorted, without compressed siblings.
    pub files: Vec<String>,
    /// Messages about the build, one line each.
    pub notes: Vec<Note>,
}

/// Builds `read`, a story without errors, into [`BuildOptions::out`].
///
/// # Errors
/// Fails if a file of the app or the page is missing or invalid, or if the folder cannot
/// be written.
pub fn build(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<Built, BuildError> {
    // First, because no work is needed if the folder cannot be written.
    let target = Target::folder(&options.out, &read.folder)?;
    let (output, notes) = assemble(options, read, basemap)?;
    let files = output.write(target)?;
    Ok(Built { files, notes })
}

/// Builds `read` as [`build`] does, and returns the files without their compressed siblings.
///
/// # Errors
/// See [`build`].
pub fn build_and_return(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<BTreeMap<String, Vec<u8>>, BuildError> {
    let target = Target::folder(&options.out, &read.folder)?;
    let (output, _) = assemble(options, read, basemap)?;
    output.clone().write(target)?;
    Ok(output.into_files())
}

/// The files that [`build`] would write, by path, without their compressed siblings. Compression
/// takes most of a build's time.
///
/// # Errors
/// Fails if a file of the app or the page is missing or invalid.
pub fn build_in_memory(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<BTreeMap<String, Vec<u8>>, BuildError> {
    let (output, _) = assemble(options, read, basemap)?;
    Ok(output.into_files())
}

fn assemble(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<(Output, Vec<Note>), BuildError> {
    let builder = Builder::open(options, read, basemap)?;
    let mut output = Output::default();
    let mut has_explorer = false;
    let places = Place::of(&read.editions);
    let context = builder.context(read, &places);
    let mut without_pictures = WithoutPictures::new();
    let pictures = pictures::draw(options, read, basemap, &places, &mut without_pictures)?;
    for pictures in pictures.iter().flatten() {
        pictures
            .assets()
            .for_each(|asset| output.add(asset.clone()));
    }
    for ((edition, place), pictures) in read.editions.iter().zip(&places).zip(&pictures) {
        let about = About {
            context: &context,
            edition,
            place,
            pictures: pictures.as_ref(),
        };
        has_explorer |= builder.add_edition(&mut output, about, read)?;
    }
    if let Some(sitemap) = context.sitemap(&read.editions) {
        output.add_page(about::SITEMAP, sitemap.into_bytes());
    }
    GuideFiles::read(&options.parts)?.add_to(&mut output, read, &context, basemap)?;
    let mut notes = note::notes(context.site.is_some(), &read.editions);
    let without_pictures = without_pictures.into_iter();
    notes.extend(without_pictures.map(|(language, reason)| Note::NoPictures { language, reason }));
    notes.extend(builder.photos.note(read));
    notes.extend(media::count(read).map(Note::Media));
    builder.add_shared(&mut output, has_explorer);
    let (public, left_out) = public::of_story(&read.folder)?;
    output.add_public(public)?;
    notes.extend(left_out.into_iter().map(Note::LeftOut));
    Ok((output, notes))
}

/// The parts that pages share. It writes nothing, and can make the pages of any stories whose
/// places refer to the same counties.
pub struct Builder<'a> {
    files: AppFiles,
    optional: OptionalAssets,
    /// The drawings of the story.
    drawings: Option<Asset>,
    photos: EncodedPhotos,
    media: MediaAssets,
    basemap: &'a Basemap,
    address: Option<SiteAddress>,
}

impl<'a> Builder<'a> {
    /// Reads the parts for the pages of `read`.
    ///
    /// # Errors
    /// Fails if a file of the app or the page is missing, or if a photo cannot be encoded.
    pub fn open(
        options: &BuildOptions,
        read: &ReadStory,
        basemap: &'a Basemap,
    ) -> Result<Self, BuildError> {
        let optional = OptionalAssets::of(read, basemap);
        let drawings = illustrations::file(read);
        let listed = illustrations::addresses(read, drawings.as_ref(), "./");
        let listed = illustrations::listed(&listed);
        Ok(Self {
            files: AppFiles::read(options, read, &optional, &listed)?,
            optional,
            drawings,
            photos: EncodedPhotos::of(read)?,
            media: MediaAssets::of(read),
            basemap,
            address: options.address.clone(),
        })
    }

    /// The page and the table of connections of each edition of `read`, as [`build`] would write
    /// them.
    ///
    /// # Errors
    /// Fails if the page's shell is invalid.
    pub fn pages(&self, read: &ReadStory) -> Result<Vec<(String, Vec<u8>)>, BuildError> {
        let places = Place::of(&read.editions);
        let context = self.context(read, &places);
        let editions = read.editions.iter().zip(&places);
        let pages = editions.map(|(edition, place)| {
            let about = About {
                context: &context,
                edition,
                place,
                pictures: None,
            };
            let (page, page_assets) = self.edition(about, read)?;
            Ok((page, page_assets.table.bytes))
        });
        pages.collect()
    }

    /// The site of `read`, whose editions are at `places`.
    fn context<'b>(&'b self, read: &'b ReadStory, places: &'b [Place]) -> SiteContext<'b> {
        let publication = &read.publication;
        SiteContext {
            site: self.address.as_ref().or(publication.address.as_ref()),
            publication,
            places,
            photos: &self.photos,
            media: &self.media,
        }
    }

    /// Adds the page of an edition and the files that belong to it. Returns true if the story has an
    /// explorer.
    fn add_edition(
        &self,
        output: &mut Output,
        about: About<'_>,
        read: &ReadStory,
    ) -> Result<bool, BuildError> {
        let (page, page_assets) = self.edition(about, read)?;
        let has_explorer = page_assets.facts.is_some();
        let optional = page_assets.facts.into_iter().chain(page_assets.wechat);
        for asset in [page_assets.pack, page_assets.table, page_assets.notice]
            .into_iter()
            .chain(optional)
        {
            output.add(asset);
        }
        output.add_text(&about.place.path, page.as_bytes());
        for (path, bytes) in about.files() {
            output.add_text(&path, &bytes);
        }
        Ok(has_explorer)
    }

    /// Adds the files that the pages share.
    fn add_shared(self, output: &mut Output, has_explorer: bool) {
        let Self {
            files,
            optional,
            drawings,
            photos,
            media,
            ..
        } = self;
        for asset in files
            .assets()
            .into_iter()
            .chain(optional.assets())
            .chain(&drawings)
            .chain(photos.assets())
            .chain(media.assets())
        {
            output.add(asset.clone());
        }
        output.add_page(Embed::LOADER, files.embed.loader);
        for asset in [
            files.embed.inline,
            files.embed.inline_style,
            files.embed.pinned,
            files.embed.framed,
            files.embed.framed_style,
        ] {
            output.add(asset);
        }
        if has_explorer {
            output.add(files.explore);
        }
        output.add_text(notice::FILE, notice::of_site().as_bytes());
        for (path, bytes) in files.public {
            output.add_page(&path, bytes);
        }
    }

    /// The page of an edition, and the files that belong to it.
    fn edition(
        &self,
        about: About<'_>,
        read: &ReadStory,
    ) -> Result<(String, PageAssets), BuildError> {
        let hook = read.wechat.as_ref();
        let (edition, place, places) = (about.edition, about.place, about.context.places);
        let drawings = illustrations::addresses(read, self.drawings.as_ref(), place.up);
        let pack = pack(&edition.story).map_err(BuildError::Pack)?;
        let pack = Asset::named("story", "bin", pack);
        let others = places.iter().filter(|other| other.path != place.path);
        let others = others.map(|other| OtherEdition {
            language: other.language.clone(),
            address: [place.up, &other.path].concat(),
        });
        let page_assets = PageAssets {
            pack,
            drawings,
            files: Files {
                photos: self.photos.sources(place.up),
                media: self.media.addresses(place.up),
            },
            table: Asset::named("connections", "csv", connections::table(edition)),
            facts: connections::facts(edition, self.basemap)
                .map(|facts| Asset::named("explore", "json", facts)),
            others: others.collect(),
            notice: arrival::notice(&edition.article.language, &self.files.print),
            wechat: hook.map(|hook| wechat::script(hook, &self.files.wechat)),
            up: place.up,
        };
        let wechat = page_assets
            .wechat
            .as_ref()
            .zip(hook)
            .map(|(script, hook)| wechat::element(script, hook, about));
        let page = self.files.page(
            about,
            &wechat.unwrap_or_default(),
            &page_assets,
            &self.optional,
            self.basemap,
        )?;
        Ok((page, page_assets))
    }
}

/// The files that belong to the page of an edition.
struct PageAssets {
    pack: Asset,
    /// The addresses of the story's drawings.
    drawings: Addresses,
    /// The files of photos, videos and recordings.
    files: Files,
    /// The table of connections.
    table: Asset,
    /// The data for the explorer, if the story has one.
    facts: Option<Asset>,
    others: Vec<OtherEdition>,
    /// The style sheet with the notice for readers who open the page from disk.
    notice: Asset,
    /// The script that configures sharing in WeChat, if the publisher uses the hook.
    wechat: Option<Asset>,
    /// The relative path from the page's folder to the root of the site.
    up: &'static str,
}
