//! Builds a story folder into a folder of plain files that any static host can serve.

mod about;
mod app;
mod arrival;
mod asset;
mod connections;
mod embed;
mod error;
mod finery;
mod former;
mod guide;
mod output;
mod page;
mod pictures;
mod public;
mod remark;
mod shell;
mod single;
mod style;
mod target;
mod wechat;

use std::collections::BTreeMap;
use std::path::PathBuf;

use shanhai_pages::view::OtherEdition;
use shanhai_story::pack::pack;

use crate::address::SiteAddress;
use crate::basemap::Basemap;
use crate::folder::{Edition, ReadStory, WechatHook};
use crate::notice;
use crate::parts::Parts;
use about::{About, Standing};
use app::AppFiles;
use asset::Asset;
use embed::Embed;
pub use error::BuildError;
use finery::Finery;
use guide::GuideFiles;
use output::Output;
pub use pictures::{Fonts, NoFont, PictureFiles, Unlettered, Unpictured, pictures_of};
pub use public::{PublicFault, check_public};
pub use remark::Remark;
pub use shell::ShellError;
pub use single::build_single;
pub use style::StyleError;
pub use target::OutFault;
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
    pub remarks: Vec<Remark>,
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
    let (output, remarks) = assembled(options, read, basemap)?;
    let files = output.write(target)?;
    Ok(Built { files, remarks })
}

/// Builds `read` as [`build`] does, and returns the files without their compressed siblings.
///
/// # Errors
/// See [`build`].
pub fn build_keeping(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<BTreeMap<String, Vec<u8>>, BuildError> {
    let target = Target::folder(&options.out, &read.folder)?;
    let (output, _) = assembled(options, read, basemap)?;
    output.clone().write(target)?;
    Ok(output.into_files())
}

/// The files that [`build`] would write, by path, without their compressed siblings. Compression
/// takes most of a build's time.
///
/// # Errors
/// Fails if a file of the app or the page is missing or invalid.
pub fn unwritten(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<BTreeMap<String, Vec<u8>>, BuildError> {
    let (output, _) = assembled(options, read, basemap)?;
    Ok(output.into_files())
}

fn assembled(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<(Output, Vec<Remark>), BuildError> {
    let workshop = Workshop::open(options, read, basemap)?;
    let mut output = Output::default();
    let mut has_explorer = false;
    let places = Place::of(&read.editions);
    let standing = workshop.standing(read, &places);
    let mut without_pictures = Unpictured::new();
    let pictures = pictures::drawn(options, read, basemap, &places, &mut without_pictures)?;
    for pictures in pictures.iter().flatten() {
        pictures
            .assets()
            .for_each(|asset| output.add(asset.clone()));
    }
    for ((edition, place), pictures) in read.editions.iter().zip(&places).zip(&pictures) {
        let about = About {
            standing: &standing,
            edition,
            place,
            pictures: pictures.as_ref(),
        };
        let (page, beside) = workshop.edition(about, read.wechat.as_ref())?;
        output.add(beside.pack);
        output.add(beside.table);
        output.add(beside.notice);
        has_explorer |= beside.facts.is_some();
        beside.facts.into_iter().for_each(|facts| output.add(facts));
        output.add_text(&place.path, page.as_bytes());
        for (path, bytes) in about.files() {
            output.add_text(&path, &bytes);
        }
        beside
            .wechat
            .into_iter()
            .for_each(|script| output.add(script));
    }
    if let Some(sitemap) = standing.sitemap(&read.editions) {
        output.add_page(about::SITEMAP, sitemap.into_bytes());
    }
    GuideFiles::read(&options.parts)?.add_to(&mut output, read, &standing, basemap)?;
    let mut remarks = remark::remarks(standing.site.is_some(), &read.editions);
    let unpictured = without_pictures.into_iter();
    remarks.extend(unpictured.map(|(language, reason)| Remark::NoPictures { language, reason }));
    let Workshop { files, finery, .. } = workshop;
    for asset in files.assets().into_iter().chain(finery.assets()) {
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
        output.add(files.explore_style);
    }
    output.add_text(notice::FILE, notice::of_site().as_bytes());
    for (path, bytes) in files.public {
        output.add_page(&path, bytes);
    }
    let (public, left_out) = public::of_story(&read.folder)?;
    output.add_public(public)?;
    remarks.extend(left_out.into_iter().map(Remark::LeftOut));
    Ok((output, remarks))
}

/// The parts that pages share. It writes nothing, and can make the pages of any stories whose
/// places refer to the same counties.
pub struct Workshop<'a> {
    files: AppFiles,
    finery: Finery,
    basemap: &'a Basemap,
    address: Option<SiteAddress>,
}

impl<'a> Workshop<'a> {
    /// Reads the parts for the pages of `read`.
    ///
    /// # Errors
    /// Fails if a file of the app or the page is missing.
    pub fn open(
        options: &BuildOptions,
        read: &ReadStory,
        basemap: &'a Basemap,
    ) -> Result<Self, BuildError> {
        let finery = Finery::of(read, basemap);
        Ok(Self {
            files: AppFiles::read(options, &finery)?,
            finery,
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
        let standing = self.standing(read, &places);
        let editions = read.editions.iter().zip(&places);
        let pages = editions.map(|(edition, place)| {
            let about = About {
                standing: &standing,
                edition,
                place,
                pictures: None,
            };
            let (page, beside) = self.edition(about, read.wechat.as_ref())?;
            Ok((page, beside.table.bytes))
        });
        pages.collect()
    }

    /// The site of `read`, whose editions are at `places`.
    fn standing<'b>(&'b self, read: &'b ReadStory, places: &'b [Place]) -> Standing<'b> {
        let publication = &read.publication;
        Standing {
            site: self.address.as_ref().or(publication.address.as_ref()),
            publication,
            places,
        }
    }

    /// The page of an edition, and the files that belong to it.
    fn edition(
        &self,
        about: About<'_>,
        hook: Option<&WechatHook>,
    ) -> Result<(String, Beside), BuildError> {
        let (edition, place, places) = (about.edition, about.place, about.standing.places);
        let pack = pack(&edition.story).map_err(BuildError::Pack)?;
        let pack = Asset::named("story", "bin", pack);
        let others = places.iter().filter(|other| other.path != place.path);
        let others = others.map(|other| OtherEdition {
            language: other.language.clone(),
            address: [place.up, &other.path].concat(),
        });
        let beside = Beside {
            pack,
            table: Asset::named("connections", "csv", connections::table(edition)),
            facts: connections::facts(edition, self.basemap)
                .map(|facts| Asset::named("explore", "json", facts)),
            others: others.collect(),
            notice: arrival::notice(&edition.article.language, &self.files.print),
            wechat: hook.map(|hook| wechat::script(hook, &self.files.wechat)),
            up: place.up,
        };
        let wechat = beside
            .wechat
            .as_ref()
            .zip(hook)
            .map(|(script, hook)| wechat::element(script, hook, about));
        let page = self.files.page(
            about,
            &wechat.unwrap_or_default(),
            &beside,
            &self.finery,
            self.basemap,
        )?;
        Ok((page, beside))
    }
}

/// The location of an edition's page in the site.
struct Place {
    language: String,
    path: String,
    /// The relative path from its folder to the root of the site.
    up: &'static str,
}

impl Place {
    /// The page of the first language is at the root, the others in folders of their own.
    fn of(editions: &[Edition]) -> Vec<Self> {
        let places = editions.iter().enumerate().map(|(index, edition)| {
            let (path, up) = match index {
                0 => ("index.html".to_owned(), ""),
                _ => ([edition.subtag(), "/index.html"].concat(), "../"),
            };
            Self {
                language: edition.article.language.clone(),
                path,
                up,
            }
        });
        places.collect()
    }

    /// The page's folder, with a trailing slash unless it is the root.
    fn folder(&self) -> &str {
        self.path.strip_suffix("index.html").unwrap_or_default()
    }

    /// The path from the page to a file in its own folder; `path` is relative to the site's root.
    fn beside<'a>(&self, path: &'a str) -> &'a str {
        path.strip_prefix(self.folder()).unwrap_or(path)
    }
}

/// The files that belong to the page of an edition.
struct Beside {
    pack: Asset,
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
