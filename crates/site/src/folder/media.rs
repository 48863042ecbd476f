//! `[[video]]` and `[[audio]]`: the videos and the sound recordings of a story, and their files.

mod captions;
mod container;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use shanhai_pages::article::{Media, VideoParts};

use self::container::Container;
use super::{
    credit::CreditData,
    file,
    ids::duplicate,
    language::{Language, Texts, by_language},
    located::Located,
    photos::is_photo,
    table::Table,
    words::closes_up,
};
use crate::diagnostics::{
    Diagnostic, DiagnosticKind, Entity, FileProblem, Findings, MediaProblem, Nearest, PhotoProblem,
};

/// The largest file, in mebibytes. The build and the author's server keep it in memory.
const LARGEST: u64 = 64;

/// A video or a recording that `story.toml` lists.
#[derive(Debug)]
pub(super) struct MediaData {
    /// Its path within the story's folder.
    pub(super) file: Located<String>,
    entity: Entity,
    poster: Option<Located<String>>,
    /// The paths of its captions, by the subtags of their languages.
    captions: BTreeMap<String, Located<String>>,
    transcript: Texts,
    credit: CreditData,
}

/// The videos that `story` lists, then the recordings.
pub(super) fn listed(
    story: &Table<'_>,
    languages: &[Located<Language>],
    findings: &mut Findings,
) -> Vec<MediaData> {
    let mut tables = story.tables("video", Entity::Video, findings);
    tables.extend(story.tables("audio", Entity::Audio, findings));
    let mut firsts: HashMap<&str, Range<usize>> = HashMap::new();
    let mut media = Vec::new();
    for table in &tables {
        let file = table.text("file", findings);
        let is_video = table.owner == Entity::Video;
        let poster = is_video.then(|| poster(table, findings)).flatten();
        let captions = is_video.then(|| captions(table, languages, findings));
        let transcript = Texts::transcript(table, languages, findings);
        let credit = CreditData::read(table, languages, findings);
        let Some(file) = file else {
            continue;
        };
        let (entity, name) = (table.owner, file.value.to_owned());
        if !is_media(file.value, entity) {
            findings.add(file.span, MediaProblem::NotMedia { entity, name });
            continue;
        }
        if let Some(first) = firsts.get(file.value) {
            findings.add(file.span, duplicate(entity, file.value, first.clone()));
            continue;
        }
        firsts.insert(file.value, file.span.clone());
        media.push(MediaData {
            file: Located::new(name, file.span),
            entity,
            poster,
            captions: captions.unwrap_or_default(),
            transcript,
            credit,
        });
    }
    media
}

fn poster(table: &Table<'_>, findings: &mut Findings) -> Option<Located<String>> {
    let poster = table.text("poster", findings)?;
    let name = poster.value.to_owned();
    if !is_photo(poster.value) {
        findings.add(poster.span, PhotoProblem::NotAPhoto { name });
        return None;
    }
    Some(Located::new(name, poster.span))
}

fn captions(
    table: &Table<'_>,
    languages: &[Located<Language>],
    findings: &mut Findings,
) -> BTreeMap<String, Located<String>> {
    let key = "captions";
    let Some(value) = table.value(key) else {
        table.report_missing(key, findings);
        return BTreeMap::new();
    };
    let mut captions = BTreeMap::new();
    for (language, file) in by_language(key, value, Entity::Texts, languages, findings) {
        let name = file.value.to_owned();
        if is_captions(file.value) {
            captions.insert(language.to_owned(), Located::new(name, file.span));
        } else {
            findings.add(file.span, MediaProblem::NotCaptions { name });
        }
    }
    captions
}

impl MediaData {
    /// The work with its texts in `language`.
    pub(super) fn within(&self, language: &Language) -> Media {
        let path =
            |file: Option<&Located<String>>| file.map_or_else(String::new, |it| it.value.clone());
        let video = VideoParts {
            poster: path(self.poster.as_ref()),
            captions: path(self.captions.get(&language.subtag)),
        };
        Media {
            file: self.file.value.clone(),
            video: Some(video).filter(|_| self.entity == Entity::Video),
            transcript: paragraphs(&self.transcript.within(language)),
            credit: self.credit.within(language),
        }
    }
}

/// The paragraphs of `text`, which empty lines separate. A single line break is a space, or nothing
/// between Chinese characters.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_new = true;
    for line in text.lines() {
        let line = line.trim_matches([' ', '\t']);
        let last = paragraphs.last_mut().filter(|_| !is_new);
        is_new = line.trim().is_empty();
        match (last, line.chars().next()) {
            (_, None) => {}
            _ if is_new => {}
            (None, _) => paragraphs.push(line.to_owned()),
            (Some(last), Some(after)) => {
                let closes = last.chars().last().is_some_and(|it| closes_up(it, after));
                last.push_str(if closes { "" } else { " " });
                last.push_str(line);
            }
        }
    }
    paragraphs
}

/// What the name of the file at `path` says it is: a video or a recording, whether or not browsers
/// play it.
pub(super) fn entity_of(path: &str) -> Option<Entity> {
    let (_, extension) = path.rsplit_once('.')?;
    match &*extension.to_ascii_lowercase() {
        "mov" | "m4v" | "avi" | "mkv" | "mpg" => Some(Entity::Video),
        "wav" | "aac" | "flac" | "opus" => Some(Entity::Audio),
        _ => Container::of_name(path).map(Container::entity),
    }
}

/// Returns whether `path` is a plain path of a video or a recording within the story's folder.
fn is_media(path: &str, entity: Entity) -> bool {
    let container = Container::of_name(path);
    container.is_some_and(|it| it.entity() == entity) && is_plain(path)
}

fn is_captions(path: &str) -> bool {
    has_captions(path) && is_plain(path)
}

/// Returns whether the name of the file at `path` is that of captions.
fn has_captions(path: &str) -> bool {
    let end = path.rsplit_once('.');
    end.is_some_and(|(_, end)| end.eq_ignore_ascii_case("vtt"))
}

fn is_plain(path: &str) -> bool {
    path.split('/').all(file::is_plain_name)
}

/// The index in `media` of the one at `path`, or the problem with it.
pub(super) fn find(
    media: &[MediaData],
    entity: Entity,
    path: &str,
    findings: &Findings,
) -> Result<usize, MediaProblem> {
    let name = path.to_owned();
    if !is_media(path, entity) {
        return Err(MediaProblem::NotMedia { entity, name });
    }
    let position = media.iter().position(|it| it.file.value == path);
    position.ok_or_else(|| {
        let known = media.iter().map(|it| &*it.file.value);
        let nearest = match findings.nearest(path, known) {
            Nearest::One(other) => Nearest::One(other),
            _ => Nearest::NotCompared,
        };
        MediaProblem::NotListed {
            entity,
            name,
            nearest,
        }
    })
}

/// The posters of `media`.
pub(super) fn posters(media: &[MediaData]) -> impl Iterator<Item = &Located<String>> {
    media.iter().filter_map(|it| it.poster.as_ref())
}

/// The files of `media` and of their captions, by their paths in `folder`, and the diagnostics about
/// them. `shown` returns the path of a file in messages. A missing file is reported in `story.toml`.
pub(super) fn read(
    folder: &Path,
    shown: impl Fn(&str) -> String,
    media: &[MediaData],
    data_findings: &mut Findings,
) -> (BTreeMap<String, Arc<[u8]>>, Vec<Diagnostic>) {
    let mut files = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for MediaData { file, captions, .. } in media {
        let read = media_file(&folder.join(&file.value), &file.value);
        take(file, read, &mut files, data_findings, |problem| {
            diagnostics.push(file::without_text(shown(&file.value), problem));
        });
        for captions in captions.values() {
            let path = folder.join(&captions.value);
            let read = match file::read(&path, shown(&captions.value)) {
                Ok(text) => {
                    let mut findings = Findings::of(Arc::clone(&text));
                    captions::check(text.text(), &mut findings);
                    diagnostics.extend(findings.in_file_order());
                    Ok(text.text().as_bytes().into())
                }
                Err(diagnostic) => Err(diagnostic.kind),
            };
            take(captions, read, &mut files, data_findings, |problem| {
                diagnostics.push(file::without_text(shown(&captions.value), problem));
            });
        }
    }
    let captions = media.iter().flat_map(|it| it.captions.values());
    let listed = media.iter().map(|it| &it.file).chain(captions);
    let listed: BTreeSet<_> = listed.map(|file| &*file.value).collect();
    let is_ours = |path: &str| entity_of(path).is_some() || has_captions(path);
    let unused = file::beside(folder, &listed, is_ours).into_iter();
    diagnostics
        .extend(unused.map(|name| file::without_text(shown(&name), MediaProblem::UnusedFile)));
    (files, diagnostics)
}

/// Adds what was `read` of `file` to `files`, or reports why it was not.
fn take(
    file: &Located<String>,
    read: Result<Arc<[u8]>, DiagnosticKind>,
    files: &mut BTreeMap<String, Arc<[u8]>>,
    data_findings: &mut Findings,
    report: impl FnOnce(DiagnosticKind),
) {
    let name = file.value.clone();
    match read {
        Ok(bytes) => {
            files.insert(name, bytes);
        }
        Err(DiagnosticKind::File(FileProblem::NoFile { .. })) => {
            data_findings.add(file.span.clone(), MediaProblem::NoFile { name });
        }
        Err(problem) => report(problem),
    }
}

fn media_file(path: &Path, name: &str) -> Result<Arc<[u8]>, DiagnosticKind> {
    let bytes = file::bytes(path, LARGEST).map_err(|problem| match problem {
        FileProblem::TooLarge { limit } => MediaProblem::TooLargeFile { mib: limit }.into(),
        problem => DiagnosticKind::from(problem),
    })?;
    container::check(&bytes, name)?;
    Ok(bytes.into())
}

/// Reports videos and recordings that no text shows, or not every one. `shown` has those of each
/// text, by its file's name.
pub(super) fn check_use(
    media: &[MediaData],
    shown: &[(String, BTreeSet<usize>)],
    findings: &mut Findings,
) {
    for (index, media) in media.iter().enumerate() {
        let without = shown.iter().filter(|(_, media)| !media.contains(&index));
        let without: Vec<_> = without.collect();
        let (name, span) = (&media.file.value, &media.file.span);
        if without.len() == shown.len() {
            findings.add(span.clone(), MediaProblem::Unused { name: name.clone() });
            continue;
        }
        for (file, _) in without {
            let problem = MediaProblem::NotInLanguage {
                name: name.clone(),
                file: file.clone(),
            };
            findings.add(span.clone(), problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_separate_the_paragraphs_of_a_transcript() {
        assert_eq!(paragraphs("\na\nb\n\n \nc\n"), ["a b", "c"]);
        assert_eq!(paragraphs("山\r\n海\r\n\r\n经"), ["山海", "经"]);
        assert!(paragraphs(" \n").is_empty());
    }

    #[test]
    fn a_video_is_a_plain_path_within_the_folder() {
        for path in ["media/a.mp4", "a-b_c.WEBM"] {
            assert!(is_media(path, Entity::Video), "{path}");
        }
        for path in ["/a.mp4", "../a.mp4", "a.mov", "a.mp3", ".mp4", "a b.mp4"] {
            assert!(!is_media(path, Entity::Video), "{path}");
        }
    }
}
