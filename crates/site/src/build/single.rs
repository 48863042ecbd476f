//! Builds a story as one self-contained file per language, which needs no host and makes no
//! requests.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use shanhai_compress::gzip;
use shanhai_pages::view::{Files, rendered};
use shanhai_story::pack::pack;

use super::asset::{Asset, base64};
use super::illustrations::{self, Addresses};
use super::media;
use super::optional_assets::OptionalAssets;
use super::output::{MARK, write};
use super::page::{INSTANCE, page};
use super::photos::EncodedPhotos;
use super::shell::{self, Values};
use super::target::{self, Staging};
use super::{BuildError, BuildOptions, Built, Note, connections, style};
use crate::basemap::{Basemap, RELIEF};
use crate::files::at;
use crate::folder::{Edition, ReadStory};
use crate::parts::Parts;
use crate::terminal::shown;

/// Builds `read`, a story without errors, into the file [`BuildOptions::out`]. Files of further
/// languages go beside it: `story.en.html` beside `story.html`.
///
/// # Errors
/// Fails if a file of the app or the page is missing or invalid, or if a file cannot be
/// written. Unless renaming fails, existing files then stay unchanged.
pub fn build_single(
    options: &BuildOptions,
    read: &ReadStory,
    basemap: &Basemap,
) -> Result<Built, BuildError> {
    let paths = read.editions.iter().enumerate();
    let paths = paths.map(|(index, edition)| match index {
        0 => options.out.clone(),
        _ => in_language(&options.out, edition.subtag()),
    });
    let paths: Vec<_> = paths.collect();
    let places = paths.iter().map(|path| target::file(path));
    let places = places.collect::<Result<Vec<_>, _>>()?;
    let single = Single::read(&options.parts, read, basemap)?;
    let pages = read.editions.iter();
    let pages = pages.map(|edition| single.page(edition, basemap));
    let pages = pages.collect::<Result<Vec<_>, _>>()?;
    let mut ready = Vec::new();
    for (path, page) in places.iter().zip(pages) {
        let fresh = path.with_file_name(target::staged(path.file_name().unwrap_or_default()));
        write(&fresh, [MARK, &page].concat().as_bytes())?;
        ready.push(Staging(fresh));
    }
    for (path, fresh) in places.iter().zip(&ready) {
        if let Ok(about) = path.metadata() {
            fs::set_permissions(&fresh.0, about.permissions()).map_err(at(path))?;
        }
        fs::rename(&fresh.0, path).map_err(at(path))?;
    }
    let names = paths.iter().map(|path| shown(path));
    let photos = Note::PhotosWithin {
        count: single.files.photos.len(),
        bytes: single.photo_bytes,
    };
    let photos = Some(photos).filter(|_| !single.files.photos.is_empty());
    let left_out = media::count(read).map(Note::MediaLeftOut);
    Ok(Built {
        files: names.collect(),
        notes: photos.into_iter().chain(left_out).collect(),
    })
}

/// The path of another language's file beside `path`.
fn in_language(path: &Path, subtag: &str) -> PathBuf {
    let extension = path.extension().and_then(|end| end.to_str());
    match extension {
        Some(end) => path.with_extension([subtag, end].join(".")),
        None => path.with_added_extension(subtag),
    }
}

/// The parts that a story's files in all languages share.
struct Single {
    shell: String,
    style: Asset,
    script: Asset,
    /// The app, then the finer land from coarse to fine, the base map's names, the relief.
    blocks: Vec<Block>,
    drawings: Addresses,
    files: Files,
    /// The bytes of the photos before base 64 encoding.
    photo_bytes: usize,
}

/// Content that `web/boot/single.ts` reads from the page instead of fetching a file.
struct Block {
    name: String,
    kind: &'static str,
    /// The content before base 64 encoding; compressed except for the relief.
    bytes: Vec<u8>,
}

impl Single {
    fn read(parts: &Parts, read: &ReadStory, basemap: &Basemap) -> Result<Self, BuildError> {
        let optional = OptionalAssets::of(read, basemap);
        let land = optional.land.iter().enumerate();
        let land: Vec<_> = land
            .map(|(level, land)| Block::packed(&format!("land-{level}"), JSON, &land.bytes))
            .collect();
        let levels: Vec<_> = land.iter().map(|block| &*block.name).collect();
        let mut values = Values::default();
        for name in ["finish", "explore", "framed", "framed-style", "print"] {
            values.text(name, name);
            values.text(&[name, "-integrity"].concat(), "");
        }
        values.text("land", &levels.join(" "));
        values.waiting();
        optional.fill(&mut values);
        let photos = EncodedPhotos::for_single(read)?;
        let drawings = illustrations::data_addresses(read);
        values.text("drawings", &illustrations::listed(&drawings));
        let script = values.script("single", &parts.app("single.js")?)?;
        let wasm = parts.app("shanhai_bg.wasm")?;
        let app = [Block::packed("wasm", "application/wasm", &wasm)];
        Ok(Self {
            shell: shell::compact(&String::from_utf8_lossy(&parts.page("web/single.html")?)),
            style: Asset::named("single", "css", style(parts, read)?.into_bytes()),
            script,
            blocks: app.into_iter().chain(land).chain(relief()).collect(),
            drawings,
            // Videos and recordings stay outside: each reader would load all of them.
            files: Files {
                photos: photos.data_sources(),
                ..Files::default()
            },
            photo_bytes: photos.assets().map(|asset| asset.bytes.len()).sum(),
        })
    }

    fn page(&self, edition: &Edition, basemap: &Basemap) -> Result<String, BuildError> {
        let pack = pack(&edition.story).map_err(BuildError::Pack)?;
        let pack = Block::packed("pack", "application/octet-stream", &pack);
        let facts = connections::facts(edition, basemap);
        let facts = facts.map(|facts| Block::packed("facts", JSON, &facts));
        let table = table_as_address(&connections::table(edition));
        let relief = RELIEF_NAME.to_owned();
        let page = page(
            edition,
            basemap,
            relief,
            Vec::new(),
            table,
            self.drawings.clone(),
            self.files.clone(),
        );
        let mut values = shell::values(&page, INSTANCE, &rendered(&page));
        values.text("facts", facts.as_ref().map_or("", |facts| &facts.name));
        let blocks = facts.iter().chain([&pack]).chain(&self.blocks);
        // The notice stays uncompressed so that people who open the file in an editor can read it.
        let notice = crate::notice::of_site().replace("</", "<\\/");
        let notice =
            format!("<script type=\"text/plain\" data-file=\"notice\">\n{notice}</script>");
        let blocks = blocks.map(Block::html).chain([notice]);
        values.html("blocks", blocks.collect());
        for (name, asset) in [("style", &self.style), ("script", &self.script)] {
            let text = String::from_utf8_lossy(&asset.bytes).into_owned();
            values.html(name, text);
            values.text(&[name, "-integrity"].concat(), &asset.integrity);
        }
        values.filled_in(&self.shell).map_err(BuildError::Shell)
    }
}

impl Block {
    /// Compresses `bytes` for `web/boot/single.ts` to decompress.
    fn packed(name: &str, kind: &'static str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            bytes: gzip(bytes),
        }
    }

    fn html(&self) -> String {
        let Self { name, kind, bytes } = self;
        let text = base64(bytes);
        format!("<script type=\"{kind}\" data-file=\"{name}\">{text}</script>")
    }
}

const JSON: &str = "application/json";

const RELIEF_NAME: &str = "relief";

/// The relief in WebP, the format that every browser supports which can decompress the app. Edge
/// supports AVIF, the smaller format, only since version 121.
fn relief() -> Option<Block> {
    let webp = RELIEF.iter().find(|(kind, _)| *kind == "webp");
    webp.map(|(_, bytes)| Block {
        name: RELIEF_NAME.to_owned(),
        kind: "image/webp",
        bytes: bytes.to_vec(),
    })
}

/// All style sheets in one. A page of many files loads some of them later, but their rules apply
/// only once scripts have set attributes.
fn style(parts: &Parts, read: &ReadStory) -> Result<String, BuildError> {
    let uses = style::Uses::of(read);
    let app = |name: &str| style::minify(name, &parts.app(name)?);
    let sheets = [
        style::bundle(parts, &uses)?,
        app("explore.css")?,
        app("framed.css")?,
        style::of_additions(parts, &uses)?,
        style::minify(style::OF_PAPER, &parts.page(style::OF_PAPER)?)?,
    ];
    // `</` can occur only in a CSS string, where `<\/` means the same and does not end the style
    // element.
    Ok(sheets.concat().replace("</", "<\\/"))
}

/// The table of connections as a `data:` address. Characters beyond ASCII are not escaped: they
/// also occur in the page's text and compress well.
fn table_as_address(table: &[u8]) -> String {
    let table = String::from_utf8_lossy(table);
    let mut address = "data:text/csv;charset=utf-8,".to_owned();
    for character in table.chars() {
        let is_plain = character.is_ascii_alphanumeric() || ",.-_:;()".contains(character);
        // The byte order mark is escaped so that nothing strips it.
        if is_plain || (!character.is_ascii() && character != '\u{feff}') {
            address.push(character);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in character.encode_utf8(&mut bytes).bytes() {
            // Writing to memory cannot fail.
            _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_files_next_to_the_first() {
        let name = |path: &str| in_language(Path::new(path), "en");
        assert_eq!(name("a/story.html"), Path::new("a/story.en.html"));
        assert_eq!(name("a.b/story"), Path::new("a.b/story.en"));
    }

    #[test]
    fn the_table_as_an_address_keeps_letters_and_escapes_other_characters() {
        assert_eq!(
            table_as_address("\u{feff}天,\"a b\"\r\n50%#".as_bytes()),
            "data:text/csv;charset=utf-8,%EF%BB%BF天,%22a%20b%22%0D%0A50%25%23"
        );
    }
}
