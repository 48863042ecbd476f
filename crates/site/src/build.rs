//! From a story folder to a folder of plain files that any static host can serve.

mod asset;
mod connections;
mod output;
mod shell;
mod style;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shanhai::view::{Instance, Land, OtherEdition, Page, Relief, rendered};
use shanhai_story::detail::Detail;
use shanhai_story::pack::{PackError, pack};

use crate::basemap::{Basemap, RELIEF, RELIEF_FRAME};
use crate::folder::{Edition, ReadStory};
use asset::Asset;
use output::Output;
pub use shell::ShellError;
pub use style::StyleError;

/// What a build reads and where it writes.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The story folder.
    pub story: PathBuf,
    /// The app: `boot.js`, `later.js`, `explore.js` and `.css`, the glue `shanhai.js` and `shanhai_bg.wasm`.
    pub app: PathBuf,
    /// The page: its shell `index.html`, the folder `style/`, and `public/` if there is one.
    pub page: PathBuf,
    /// The folder to be written. What it holds is replaced once everything is ready.
    pub out: PathBuf,
}

/// What a build made.
#[derive(Clone, Debug)]
pub struct Built {
    /// The names of its files, in order.
    pub files: Vec<String>,
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
    for (edition, place) in read.editions.iter().zip(&places) {
        let (page, beside) = workshop.edition(edition, place, &places)?;
        output.add(beside.pack);
        output.add(beside.table);
        has_explorer |= beside.facts.is_some();
        beside.facts.into_iter().for_each(|facts| output.add(facts));
        output.add_page(&place.path, page.into_bytes());
    }
    let Workshop { files, finery, .. } = workshop;
    for asset in files.assets().into_iter().chain(finery.assets()) {
        output.add(asset.clone());
    }
    if has_explorer {
        output.add(files.explore);
        output.add(files.explore_style);
    }
    for (path, bytes) in files.public {
        output.add_page(&path, bytes);
    }
    output.write(&options.out)
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
        Ok(Self {
            files: AppFiles::read(options)?,
            finery: Finery::of(read, basemap),
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

/// What a page fetches once it is live, and can do without.
struct Finery {
    /// Finer land, from the coarser to the finer.
    land: Vec<Asset>,
    /// The relief, the better kind of picture first.
    relief: Vec<Asset>,
}

impl Finery {
    fn of(read: &ReadStory, basemap: &Basemap) -> Self {
        let stories = read.editions.iter().map(|edition| &edition.story);
        let places = stories.flat_map(|story| &story.places);
        let areas: Vec<u32> = places.filter_map(|place| place.area).collect();
        let land = [Detail::Fine, Detail::Finest].into_iter();
        let land = land.filter_map(|detail| basemap.finer_land(detail, &areas));
        let json = |shapes| serde_json::to_vec(&shapes).expect("texts by their names are JSON");
        let picture = |&(kind, bytes): &(&str, &[u8])| Asset::named("relief", kind, bytes.to_vec());
        Self {
            land: land
                .map(|shapes| Asset::named("land", "json", json(shapes)))
                .collect(),
            relief: RELIEF.iter().map(picture).collect(),
        }
    }

    fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.land.iter().chain(&self.relief)
    }
}

/// The addresses of `assets` as seen from a page that `up` leads out of its folder.
fn addresses<'a>(assets: impl IntoIterator<Item = &'a Asset>, up: &str) -> String {
    let addresses = assets.into_iter().map(|asset| [up, &asset.name].concat());
    addresses.collect::<Vec<_>>().join(" ")
}

/// The files of the folder that [`BuildOptions::app`] names.
pub const APP_FILES: [&str; 6] = [
    "boot.js",
    "explore.css",
    "explore.js",
    "later.js",
    "shanhai.js",
    "shanhai_bg.wasm",
];

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
    public: Vec<(String, Vec<u8>)>,
}

impl AppFiles {
    fn read(options: &BuildOptions) -> Result<Self, BuildError> {
        let app = |name: &str| read(&options.app.join(name));
        let style = style::bundled(&options.page.join("style"))?;
        let explore_style = style::minified(&options.app.join("explore.css"))?;
        let shell = read(&options.page.join("index.html"))?;
        Ok(Self {
            shell: String::from_utf8_lossy(&shell).into_owned(),
            style: Asset::named("story", "css", style.into_bytes()),
            boot: Asset::named("boot", "js", app("boot.js")?),
            glue: Asset::named("shanhai", "js", app("shanhai.js")?),
            wasm: Asset::named("shanhai", "wasm", app("shanhai_bg.wasm")?),
            later: Asset::named("later", "js", app("later.js")?),
            explore: Asset::named("explore", "js", app("explore.js")?),
            explore_style: Asset::named("explore", "css", explore_style.into_bytes()),
            public: output::files_below(&options.page.join("public"))?,
        })
    }

    fn assets(&self) -> [&Asset; 5] {
        [&self.style, &self.boot, &self.glue, &self.wasm, &self.later]
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
            ("boot", &self.boot),
            ("glue", &self.glue),
            ("wasm", &self.wasm),
            ("pack", &beside.pack),
            ("later", &self.later),
        ] {
            values.asset(name, asset, up);
        }
        values.text("land", &addresses(&finery.land, up));
        let explore: Vec<&Asset> = match &beside.facts {
            Some(facts) => vec![&self.explore, &self.explore_style, facts],
            None => Vec::new(),
        };
        let integrities: Vec<&str> = explore.iter().map(|it| &*it.integrity).collect();
        values.text("explore-integrity", &integrities.join(" "));
        values.text("explore", &addresses(explore, up));
        values.filled_in(&self.shell).map_err(BuildError::Shell)
    }
}

/// A file's bytes, or an error that names it.
fn read(path: &Path) -> Result<Vec<u8>, BuildError> {
    fs::read(path).map_err(|source| BuildError::Io {
        path: path.to_owned(),
        source,
    })
}
