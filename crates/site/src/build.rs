//! From a story folder to a folder of plain files that any static host can serve.

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

use shanhai::view::OtherEdition;
use shanhai_story::pack::pack;

use crate::address::SiteAddress;
use crate::basemap::Basemap;
use crate::folder::{Edition, ReadStory, WechatHook};
use crate::notice;
use crate::parts::Parts;
use about::{About, Standing};
use app::AppFiles;
use asset::Asset;
pub(crate) use asset::LETTERS;
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

/// What a build reads and where it writes.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The app and the page.
    pub parts: Parts,
    /// Where the site will stand, if not where the story says. What others need as a whole address
    /// (share cards, search engines) is left out without either.
    pub address: Option<SiteAddress>,
    /// What pictures for sharing are drawn with; without fonts there are none.
    pub fonts: Option<Fonts>,
    /// The folder to be written: a new or an empty one, or an earlier build, which is replaced once
    /// everything is ready. What others have put beside that stays.
    pub out: PathBuf,
}

/// What a build made.
#[derive(Clone, Debug)]
pub struct Built {
    /// The names of its files, in order.
    pub files: Vec<String>,
    /// What there is to say of it, each in one line.
    pub remarks: Vec<Remark>,
}

/// Builds `read`, a story without faults, into [`BuildOptions::out`].
///
/// # Errors
/// When a file of the app or the page is missing or does not fit, or the folder cannot be written.
pub fn build(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<Built, BuildError> {
    // Before all work: where nothing can be written, none is done.
    let target = Target::folder(&options.out, &read.folder)?;
    let (output, remarks) = assembled(options, read, basemap)?;
    let files = output.write(target)?;
    Ok(Built { files, remarks })
}

/// Builds `read` as [`build`] does, and gives the files themselves, without what repeats them packed.
///
/// # Errors
/// As [`build`].
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

/// The files that [`build`] would write, by their paths, without what repeats them packed, which takes
/// most of its time.
///
/// # Errors
/// When a file of the app or the page is missing or does not fit.
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

/// What pages are made of besides their stories. It can make many, of stories that go down to the
/// same counties, and writes none.
pub struct Workshop<'a> {
    files: AppFiles,
    finery: Finery,
    basemap: &'a Basemap,
    address: Option<SiteAddress>,
}

impl<'a> Workshop<'a> {
    /// The workshop for the pages of `read`.
    ///
    /// # Errors
    /// When a file of the app or the page is missing.
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

    /// The page and the table of connections of each edition of `read`, as they would be written.
    ///
    /// # Errors
    /// When the page's shell does not fit.
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

    /// Where `read`, whose editions stand at `places`, will stand.
    fn standing<'b>(&'b self, read: &'b ReadStory, places: &'b [Place]) -> Standing<'b> {
        let publication = &read.publication;
        Standing {
            site: self.address.as_ref().or(publication.address.as_ref()),
            publication,
            places,
        }
    }

    /// The page of an edition, and what stands beside it.
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

/// Where the page of an edition stands.
struct Place {
    language: String,
    path: String,
    /// What leads out of its folder.
    up: &'static str,
}

impl Place {
    /// The first language's page stands at the root, the others' in folders of their own.
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

    /// The folder of the page, which what lies beside it begins with.
    fn folder(&self) -> &str {
        self.path.strip_suffix("index.html").unwrap_or_default()
    }

    /// The path from the page to a file of its own folder, which is named by its path in the site.
    fn beside<'a>(&self, path: &'a str) -> &'a str {
        path.strip_prefix(self.folder()).unwrap_or(path)
    }
}

/// What stands beside the page of an edition.
struct Beside {
    pack: Asset,
    /// The table of connections.
    table: Asset,
    /// What the reader's own map is told, where there is one.
    facts: Option<Asset>,
    others: Vec<OtherEdition>,
    /// What a reader is told who opens the page from disk.
    notice: Asset,
    /// What tells WeChat of the story, where a publisher has it so.
    wechat: Option<Asset>,
    /// What leads out of the page's folder.
    up: &'static str,
}
