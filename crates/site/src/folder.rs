//! Reads a story folder: `story.toml` and one Markdown file per language. The result is the text of
//! the page and the content of its map, or every diagnostic of the folder at once.
//!
//! After an error, reading continues with a placeholder for the invalid value, so that one run
//! reports every error. A story with errors is discarded, so no placeholder leaves this module.

mod agreement;
mod credit;
mod data;
mod drawings;
mod edition;
mod figures;
mod file;
mod ids;
mod illustrations;
mod keys;
mod labels;
mod language;
mod links;
mod located;
mod media;
mod names;
mod numerals;
mod photos;
mod places;
mod point;
mod publication;
mod qualifiers;
mod regions;
mod series;
mod sources;
mod steps;
mod syntax;
mod table;
mod wechat;
mod word;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::PathBuf,
    sync::Arc,
};

use shanhai_pages::article::{Article, Media, Photo};
use shanhai_story::{plane::MapRect, story::Story};

pub(crate) use self::illustrations::name as name_of_illustration;
use self::{
    agreement::Agreement, data::StoryData, file::without_text, language::Language,
    located::Located, words::References,
};
pub use self::{
    illustrations::Illustration,
    photos::PhotoFile,
    publication::{DateTime, Publication},
    wechat::WechatHook,
};
use crate::address::PageAddress;
use crate::basemap::RegionCatalog;
use crate::diagnostics::{Diagnostic, FileProblem, Findings, SourceFile};

/// The file that holds a story's data.
const DATA_FILE: &str = "story.toml";

/// A folder that holds a story.
#[derive(Clone, Debug)]
pub struct StoryFolder {
    path: PathBuf,
    shown: String,
}

/// A story without errors.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadStory {
    /// The story's name in addresses.
    pub id: String,
    /// One per language, the first language first. Never empty.
    pub editions: Vec<Edition>,
    /// The story's address and its dates.
    pub publication: Publication,
    /// The publisher's configuration for sharing in WeChat.
    pub wechat: Option<WechatHook>,
    /// The drawings of its steps and links, by their files.
    pub illustrations: BTreeMap<String, Illustration>,
    /// The files of its photos and of the posters of its videos, by their paths.
    pub photos: BTreeMap<String, PhotoFile>,
    /// The files of its videos, their captions and its recordings, by their paths.
    pub media: BTreeMap<String, Arc<[u8]>>,
    /// Warnings for the author, in file order.
    pub warnings: Vec<Diagnostic>,
    /// The folder that the story was read from.
    pub folder: PathBuf,
}

/// A story in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// The text of the page.
    pub article: Article,
    /// The content of the map.
    pub story: Story,
    /// The publisher's own article that the page belongs to.
    pub canonical: Option<PageAddress>,
}

impl StoryFolder {
    /// The folder at `path`. Messages show its files under the same path, with forward slashes.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let shown = crate::terminal::shown(&path);
        let shown = if cfg!(windows) {
            shown.replace('\\', "/")
        } else {
            shown
        };
        Self { path, shown }
    }

    /// The same folder, shown as `name` in messages.
    #[must_use]
    pub fn shown_as(self, name: &str) -> Self {
        Self {
            shown: name.to_owned(),
            ..self
        }
    }

    /// Reads the story.
    ///
    /// # Errors
    /// Returns every error and every warning in file order: `story.toml` first, then the
    /// Markdown file of each language.
    pub fn read(&self, catalog: &RegionCatalog<'_>) -> Result<ReadStory, Vec<Diagnostic>> {
        self.check_folder().map_err(|diagnostic| vec![diagnostic])?;
        let file = file::read(&self.path.join(DATA_FILE), self.shown(DATA_FILE))
            .map_err(|diagnostic| vec![diagnostic])?;
        let mut data_findings = Findings::of(Arc::clone(&file));
        let (languages, mut data) = data::read(file.text(), catalog, &mut data_findings);
        let wechat = data.as_mut().and_then(|data| data.wechat.take());
        let wechat = wechat.map(|wechat| {
            let shown = |name: &str| self.shown(name);
            wechat.with_script(&self.path, shown, &mut data_findings)
        });
        let (wechat, script_diagnostic) = match wechat {
            Some(Ok(hook)) => (hook, None),
            Some(Err(diagnostic)) => (None, Some(diagnostic)),
            None => (None, None),
        };
        let files = data.as_ref();
        let files = files.map(|data| self.files(data, &mut data_findings));
        let files = files.unwrap_or_default();
        let mut reading = Reading {
            folder: self,
            data: data.as_ref(),
            original: languages.first().map_or("", |first| &first.value.tag),
            nation: catalog.nation,
            data_findings,
            word_diagnostics: script_diagnostic
                .into_iter()
                .chain(files.diagnostics)
                .collect(),
            photos: Vec::new(),
            media: Vec::new(),
        };
        let read = |language| reading.edition(language);
        let editions: Vec<Edition> = languages.iter().filter_map(read).collect();
        if let Some(data) = &data {
            photos::check_use(&data.photos, &reading.photos, &mut reading.data_findings);
            media::check_use(&data.media, &reading.media, &mut reading.data_findings);
        }
        if let Some(data) = data.as_ref().filter(|_| reading.is_sound()) {
            for edition in &editions {
                labels::check(&edition.story, &data.steps, &mut reading.data_findings);
            }
        }
        let diagnostics = reading.diagnostics();
        match data {
            Some(data) if !diagnostics.iter().any(Diagnostic::is_error) => Ok(ReadStory {
                warnings: diagnostics,
                id: data.id,
                editions,
                publication: data.publication.publication,
                wechat,
                illustrations: files.illustrations,
                photos: files.photos,
                media: files.media,
                folder: self.path.clone(),
            }),
            _ => Err(diagnostics),
        }
    }

    /// The files that `data` names, apart from texts.
    fn files(&self, data: &StoryData, data_findings: &mut Findings) -> NamedFiles {
        let shown = |name: &str| self.shown(name);
        let (illustrations, mut diagnostics) =
            illustrations::read(&self.path, shown, data, data_findings);
        let mut images: Vec<_> = data.photos.iter().map(|photo| &photo.file).collect();
        for poster in media::posters(&data.media) {
            if !images.iter().any(|file| file.value == poster.value) {
                images.push(poster);
            }
        }
        let (photos, of_photos) = photos::read(&self.path, shown, &images, data_findings);
        let (media, of_media) = media::read(&self.path, shown, &data.media, data_findings);
        diagnostics.extend(of_photos.into_iter().chain(of_media));
        NamedFiles {
            illustrations,
            photos,
            media,
            diagnostics,
        }
    }

    fn check_folder(&self) -> Result<(), Diagnostic> {
        let kind = match self.path.metadata() {
            Ok(about) if about.is_dir() => return Ok(()),
            Ok(_) => FileProblem::FolderIsFile,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => FileProblem::NoFolder,
            Err(error) => FileProblem::Unreadable {
                reason: error.kind(),
            },
        };
        Err(without_text(self.shown.clone(), kind))
    }

    /// The path of the file `name` of this folder, as messages show it.
    fn shown(&self, name: &str) -> String {
        match self.shown.trim_end_matches('/') {
            "." => name.to_owned(),
            "" if self.shown.is_empty() => name.to_owned(),
            folder => format!("{folder}/{name}"),
        }
    }
}

/// The files that `story.toml` names, by their paths, and the diagnostics about them.
#[derive(Default)]
struct NamedFiles {
    illustrations: BTreeMap<String, Illustration>,
    /// Photos and posters.
    photos: BTreeMap<String, PhotoFile>,
    /// Videos, captions and recordings.
    media: BTreeMap<String, Arc<[u8]>>,
    diagnostics: Vec<Diagnostic>,
}

/// A folder whose `story.toml` is read and whose Markdown files are being read.
struct Reading<'a> {
    folder: &'a StoryFolder,
    /// `None` when the TOML does not parse.
    data: Option<&'a StoryData>,
    /// The tag of the story's first language; empty when it has none.
    original: &'a str,
    nation: MapRect,
    data_findings: Findings,
    word_diagnostics: Vec<Diagnostic>,
    /// The photos that each text shows, by its file's name.
    photos: Vec<(String, BTreeSet<usize>)>,
    /// The videos and recordings that each text shows, likewise.
    media: Vec<(String, BTreeSet<usize>)>,
}

impl Reading<'_> {
    /// The story in `language`, or `None` if its data or its Markdown file cannot be read.
    fn edition(&mut self, language: &Located<Language>) -> Option<Edition> {
        let file = self.words_file(language)?;
        let language = &language.value;
        let mut word_findings = Findings::of(Arc::clone(&file));
        let references = References {
            data: self.data,
            language,
        };
        let words = words::read(file.text(), references, &mut word_findings);
        if let Some(data) = self.data {
            let agreement = Agreement {
                data,
                language,
                data_findings: &mut self.data_findings,
                word_findings: &mut word_findings,
            };
            agreement.check(&words);
        }
        self.word_diagnostics.extend(word_findings.in_file_order());
        let shown = words.photos.iter().map(|photo| photo.value).collect();
        self.photos.push((language.file_name(), shown));
        let shown = words.media.iter().map(|media| media.value).collect();
        self.media.push((language.file_name(), shown));
        self.data
            .map(|data| edition::join(data, language, self.original, words, self.nation))
    }

    /// Reads the Markdown file of `language`.
    ///
    /// A missing file is reported at the language's entry in `story.toml`, or not at all if that
    /// TOML does not parse. A file that exists but cannot be read is reported on its own.
    fn words_file(&mut self, language: &Located<Language>) -> Option<Arc<SourceFile>> {
        let name = language.value.file_name();
        match file::read(&self.folder.path.join(&name), self.folder.shown(&name)) {
            Ok(file) => return Some(file),
            Err(diagnostic) if !diagnostic.is_missing_file() => {
                self.word_diagnostics.push(diagnostic);
            }
            Err(diagnostic) if self.data.is_some() => {
                self.data_findings
                    .add(language.span.clone(), diagnostic.kind);
            }
            Err(_) => {}
        }
        None
    }

    /// Returns whether no error has been found so far.
    fn is_sound(&self) -> bool {
        let is_error = |diagnostic: &Diagnostic| diagnostic.is_error();
        !self.data_findings.has_error() && !self.word_diagnostics.iter().any(is_error)
    }

    /// Every diagnostic, in file order.
    fn diagnostics(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.data_findings.in_file_order();
        diagnostics.extend(self.word_diagnostics);
        diagnostics
    }
}

impl Edition {
    /// The first part of the language's tag: `zh` of `zh-CN`.
    #[must_use]
    pub fn subtag(&self) -> &str {
        let tag = self.article.language.as_str();
        tag.split_once('-').map_or(tag, |(subtag, _)| subtag)
    }
}

impl ReadStory {
    /// The photos that `story.toml` lists.
    pub(crate) fn photos_in_words(&self) -> &[Photo] {
        let first = self.editions.first();
        first.map_or(&[], |edition| &edition.article.photos)
    }

    /// The videos and recordings that `story.toml` lists.
    pub(crate) fn media_in_words(&self) -> &[Media] {
        let first = self.editions.first();
        first.map_or(&[], |edition| &edition.article.media)
    }
}

impl fmt::Display for ReadStory {
    /// One line with the counts of the story's parts and its languages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.id)?;
        if let Some(Edition { article, story, .. }) = self.editions.first() {
            let links = story.links.iter().filter(|link| link.width == 0);
            let counts = [
                (story.steps.len(), "step", "steps"),
                (story.places.len(), "place", "places"),
                (links.count(), "link", "links"),
                (article.figures.len(), "figure", "figures"),
            ];
            for (count, one, many) in counts {
                write!(f, "{count} {}, ", if count == 1 { one } else { many })?;
            }
        }
        let languages: Vec<&str> = self
            .editions
            .iter()
            .map(|edition| edition.article.language.as_str())
            .collect();
        write!(f, "in {}", languages.join(", "))
    }
}
