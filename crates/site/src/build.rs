//! From a story folder to a folder of plain files that any static host can serve.

mod asset;
mod connections;
mod embed;
mod finery;
mod guide;
mod output;
mod pictures;
mod shell;
mod style;

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use shanhai::view::{Instance, Land, OtherEdition, Page, Relief, rendered};
use shanhai_story::pack::{PackError, pack};

use crate::basemap::{Basemap, RELIEF_FRAME};
use crate::folder::{Edition, ReadStory};
use crate::parts::Parts;
use asset::Asset;
use embed::Embed;
use finery::{Finery, addresses};
use guide::GuideFiles;
use output::Output;
pub use pictures::{Fonts, NoFont, PictureFiles, Unlettered, Unpictured, pictures_of};
pub use shell::ShellError;
use shell::Values;
pub use style::StyleError;

/// What a build reads and where it writes.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The app and the page.
    pub parts: Parts,
    /// Where the site will stand: an `https:` address that ends with a slash. What others need as a
    /// whole address (share cards, search engines) is left out without it.
    pub address: Option<String>,
    /// What pictures for sharing are drawn with; without fonts there are none.
    pub fonts: Option<Fonts>,
    /// The folder to be written. What it holds is replaced once everything is ready.
    pub out: PathBuf,
}

/// What a build made.
#[derive(Clone, Debug)]
pub struct Built {
    /// The names of its files, in order.
    pub files: Vec<String>,
    /// The languages whose pictures were asked for and could not be drawn, and why.
    pub without_pictures: Unpictured,
}

/// Why a folder could not be built. An older build then stands as it was.
#[derive(Debug)]
pub enum BuildError {
    /// The story has faults; this is their drawing.
    Faults(String),
    /// A file cannot be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The page's shell does not fit.
    Shell(ShellError),
    /// A style sheet cannot be read.
    Style(StyleError),
    /// The story cannot be packed.
    Pack(PackError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faults(drawing) => f.write_str(drawing),
            Self::Io { path, source } => write!(f, "`{}`: {source}", path.display()),
            Self::Shell(error) => write!(f, "index.html: {error}"),
            Self::Style(error) => write!(f, "{error}"),
            Self::Pack(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for BuildError {}

/// The prefix of the ids of a page's only story.
const INSTANCE: &str = "s1";

/// Builds `read`, a story without faults, into [`BuildOptions::out`].
///
/// # Errors
/// When a file of the app or the page is missing or does not fit, or the folder cannot be written.
pub fn build(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<Built, BuildError> {
    let workshop = Workshop::open(options, read, basemap)?;
    let mut output = Output::default();
    let mut has_explorer = false;
    let places = Place::of(&read.editions);
    let mut without_pictures = Unpictured::new();
    let pictures = pictures::drawn(options, read, basemap, &places, &mut without_pictures)?;
    for pictures in pictures.iter().flatten() {
        pictures
            .assets()
            .for_each(|asset| output.add(asset.clone()));
    }
    for (edition, place) in read.editions.iter().zip(&places) {
        let (page, beside) = workshop.edition(edition, place, &places)?;
        output.add(beside.pack);
        output.add(beside.table);
        has_explorer |= beside.facts.is_some();
        beside.facts.into_iter().for_each(|facts| output.add(facts));
        output.add_page(&place.path, page.into_bytes());
    }
    GuideFiles::read(&options.parts)?.add_to(&mut output, read, &places, basemap)?;
    let Workshop { files, finery, .. } = workshop;
    for asset in files.assets().into_iter().chain(finery.assets()) {
        output.add(asset.clone());
    }
    output.add_page(Embed::LOADER, files.embed.loader);
    for asset in [
        files.embed.inline,
        files.embed.inline_style,
        files.embed.framed,
        files.embed.framed_style,
    ] {
        output.add(asset);
    }
    if has_explorer {
        output.add(files.explore);
        output.add(files.explore_style);
    }
    for (path, bytes) in files.public {
        output.add_page(&path, bytes);
    }
    let files = output.write(&options.out)?;
    Ok(Built {
        files,
        without_pictures,
    })
}

/// What pages are made of besides their stories. It can make many, of stories that go down to the
/// same counties, and writes none.
pub struct Workshop<'a> {
    files: AppFiles,
    finery: Finery,
    basemap: &'a Basemap,
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
        })
    }

    /// The page and the table of connections of each edition of `read`, as they would be written.
    ///
    /// # Errors
    /// When the page's shell does not fit.
    pub fn pages(&self, read: &ReadStory) -> Result<Vec<(String, Vec<u8>)>, BuildError> {
        let places = Place::of(&read.editions);
        let editions = read.editions.iter().zip(&places);
        let pages = editions.map(|(edition, place)| {
            let (page, beside) = self.edition(edition, place, &places)?;
            Ok((page, beside.table.bytes))
        });
        pages.collect()
    }

    /// The page of an edition that stands at `place` among `places`, and what stands beside it.
    fn edition(
        &self,
        edition: &Edition,
        place: &Place,
        places: &[Place],
    ) -> Result<(String, Beside), BuildError> {
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
            up: place.up,
        };
        let page = self
            .files
            .page(edition, &beside, &self.finery, self.basemap)?;
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
}

/// What stands beside the page of an edition.
struct Beside {
    pack: Asset,
    /// The table of connections.
    table: Asset,
    /// What the reader's own map is told, where there is one.
    facts: Option<Asset>,
    others: Vec<OtherEdition>,
    /// What leads out of the page's folder.
    up: &'static str,
}

/// What every page of a build shares.
struct AppFiles {
    shell: String,
    style: Asset,
    boot: Asset,
    glue: Asset,
    wasm: Asset,
    later: Asset,
    /// For stories with a step that is the reader's.
    explore: Asset,
    explore_style: Asset,
    embed: Embed,
    print: Asset,
    public: Vec<(String, Vec<u8>)>,
}

impl AppFiles {
    fn read(options: &BuildOptions, finery: &Finery) -> Result<Self, BuildError> {
        let parts = &options.parts;
        let app = |name: &str| parts.app(name);
        let style = style::bundled(parts)?;
        let explore_style = style::minified("explore.css", &app("explore.css")?)?;
        let explore_style = style::with_lengths_of_the_reader(&explore_style);
        let embed = Embed::read(parts, &style)?;
        let print = style::minified(style::OF_PAPER, &parts.page(style::OF_PAPER)?)?;
        let print = style::with_lengths_of_the_reader(&print);
        let print = Asset::named("print", "css", print.into_bytes());
        let mut boot = Values::of("framed", &embed.framed);
        boot.asset("print", &print, "./");
        let explore = Asset::named("explore", "js", app("explore.js")?);
        let explore_style = Asset::named("explore", "css", explore_style.into_bytes());
        let mut later = Values::of("explore", &explore);
        later.asset("explore-style", &explore_style, "./");
        later.text("land", &addresses(&finery.land, "./"));
        let shell = parts.page("index.html")?;
        Ok(Self {
            shell: shell::compact(&String::from_utf8_lossy(&shell)),
            style: Asset::named("story", "css", style.into_bytes()),
            boot: boot.script("boot", &app("boot.js")?)?,
            glue: Asset::named("shanhai", "js", app("shanhai.js")?),
            wasm: Asset::named("shanhai", "wasm", app("shanhai_bg.wasm")?),
            later: later.script("later", &app("later.js")?)?,
            explore,
            explore_style,
            embed,
            print,
            public: parts.page_below("public")?,
        })
    }

    fn assets(&self) -> [&Asset; 6] {
        let Self {
            style,
            print,
            boot,
            glue,
            wasm,
            later,
            ..
        } = self;
        [style, print, boot, glue, wasm, later]
    }

    fn page(
        &self,
        edition: &Edition,
        beside: &Beside,
        finery: &Finery,
        basemap: &Basemap,
    ) -> Result<String, BuildError> {
        let (provenance, up) = (basemap.provenance(), beside.up);
        let relief = Relief {
            frame: RELIEF_FRAME,
            addresses: addresses(&finery.relief, up),
        };
        let land = Land {
            relief: Some(relief),
            ..basemap.land().clone()
        };
        let page = Page {
            article: edition.article.clone(),
            story: Arc::new(edition.story.clone()),
            land,
            attribution: provenance.attributed_in(edition.subtag()),
            review_number: provenance.product_approval_no.clone(),
            instance: Instance::new(INSTANCE),
            others: beside.others.clone(),
            download: [up, &beside.table.name].concat(),
        };
        let story = rendered(&page);
        let mut values = shell::values(&page, INSTANCE, &story);
        for (name, asset) in [
            ("style", &self.style),
            ("print", &self.print),
            ("boot", &self.boot),
            ("glue", &self.glue),
            ("wasm", &self.wasm),
            ("pack", &beside.pack),
            ("later", &self.later),
        ] {
            values.asset(name, asset, up);
        }
        // What only a story with a step of the reader's own has.
        let (facts, integrity) = match &beside.facts {
            Some(facts) => ([up, &facts.name].concat(), &*facts.integrity),
            None => Default::default(),
        };
        values.text("facts", &facts);
        values.text("facts-integrity", integrity);
        values.filled_in(&self.shell).map_err(BuildError::Shell)
    }
}
