//! `[[photo]]`: the photos of a story, their credits, and their files.

mod svg;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use shanhai_pages::article::Photo;
use shanhai_photos::{Format, PhotoError, signature};
use toml::{Spanned, de::DeValue};

use super::{
    credit::CreditData, figures::number, file, ids::duplicate, language::Language,
    located::Located, table::Table,
};
use crate::cache::{Cache, Key};
use crate::diagnostics::{
    Diagnostic, DiagnosticKind, Entity, FileProblem, Findings, Nearest, PhotoProblem,
};
use crate::parallel::in_parallel;

/// A photo that `story.toml` lists.
#[derive(Debug)]
pub(super) struct PhotoData {
    /// Its path within the story's folder.
    pub(super) file: Located<String>,
    credit: CreditData,
    focus: [f64; 2],
}

/// The file of a photo, which can be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoFile {
    /// The content.
    pub bytes: Arc<[u8]>,
    /// Its width and height as people see it, in pixels.
    pub size: [u32; 2],
    /// Its mean colour: red, green and blue.
    pub colour: [u8; 3],
}

/// The largest file of a photo, in mebibytes.
const LARGEST: u64 = 32;

/// A narrower photo looks blurred on a phone. In pixels.
const SHARP: u32 = 640;

/// What facts about photos depend on, besides their files.
const READ_BY: [&str; 2] = [
    include_str!("../../../photos/src/read.rs"),
    include_str!("../../../../Cargo.lock"),
];

/// What drawings of SVG files depend on, besides the files.
const DRAWN_BY: [&str; 2] = [
    include_str!("photos/svg.rs"),
    include_str!("../../../../Cargo.lock"),
];

/// The photos that `story` lists.
pub(super) fn listed(
    story: &Table<'_>,
    languages: &[Located<Language>],
    findings: &mut Findings,
) -> Vec<PhotoData> {
    let tables = story.tables("photo", Entity::Photo, findings);
    let mut firsts: HashMap<&str, Range<usize>> = HashMap::new();
    let mut photos = Vec::new();
    for table in &tables {
        let file = table.text("file", findings);
        let credit = CreditData::read(table, languages, findings);
        let focus = focus(table, findings);
        let Some(file) = file else {
            continue;
        };
        if !is_photo(file.value) {
            let name = file.value.to_owned();
            findings.add(file.span, PhotoProblem::NotAPhoto { name });
            continue;
        }
        if let Some(first) = firsts.get(file.value) {
            findings.add(
                file.span,
                duplicate(Entity::Photo, file.value, first.clone()),
            );
            continue;
        }
        firsts.insert(file.value, file.span.clone());
        photos.push(PhotoData {
            file: Located::new(file.value.to_owned(), file.span),
            credit,
            focus,
        });
    }
    photos
}

/// Where a photo is cropped around if its author does not say.
const MIDDLE: [f64; 2] = [0.5; 2];

/// The point of a photo that stays in sight where it is cropped.
fn focus(table: &Table<'_>, findings: &mut Findings) -> [f64; 2] {
    let Some(value) = table.value("focus") else {
        return MIDDLE;
    };
    let share = |entry: &Spanned<DeValue<'_>>| {
        let share = number(entry.get_ref())?.to_string().parse().ok()?;
        (0.0..=1.0).contains(&share).then_some(share)
    };
    let shares: Option<Vec<f64>> = match value.get_ref() {
        DeValue::Array(entries) => entries.iter().map(share).collect(),
        _ => None,
    };
    if let Some(&[right, down]) = shares.as_deref() {
        return [right, down];
    }
    findings.add(value.span(), PhotoProblem::NotAFocus);
    MIDDLE
}

impl PhotoData {
    /// The photo, credited in `language`.
    pub(super) fn within(&self, language: &Language) -> Photo {
        Photo {
            file: self.file.value.clone(),
            credit: self.credit.within(language),
            focus: self.focus,
        }
    }
}

/// The index in `photos` of the one at `path`, or the problem with it.
pub(super) fn find(
    photos: &[PhotoData],
    path: &str,
    findings: &Findings,
) -> Result<usize, PhotoProblem> {
    let name = path.to_owned();
    if !is_photo(path) {
        return Err(PhotoProblem::NotAPhoto { name });
    }
    let position = photos.iter().position(|photo| photo.file.value == path);
    position.ok_or_else(|| {
        let known = photos.iter().map(|photo| &*photo.file.value);
        let nearest = match findings.nearest(path, known) {
            Nearest::One(other) => Nearest::One(other),
            _ => Nearest::NotCompared,
        };
        PhotoProblem::NoCredit { name, nearest }
    })
}

/// Returns whether `path` is a plain path of a photo within the story's folder.
pub(super) fn is_photo(path: &str) -> bool {
    (is_svg(path) || format_of(path).is_some()) && path.split('/').all(file::is_plain_name)
}

/// Returns whether the name of a file says that it is an SVG file.
fn is_svg(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

/// The format that the name of a file gives it.
fn format_of(path: &str) -> Option<Format> {
    let (_, extension) = path.rsplit_once('.')?;
    Format::of_extension(&extension.to_ascii_lowercase())
}

/// The files of photos and posters, by their paths in `folder`, and the diagnostics about them.
/// `shown` returns the path of a file in messages. A missing file is reported in `story.toml`.
pub(super) fn read(
    folder: &Path,
    shown: impl Fn(&str) -> String + Sync,
    photos: &[&Located<String>],
    data_findings: &mut Findings,
) -> (BTreeMap<String, PhotoFile>, Vec<Diagnostic>) {
    let mut files = BTreeMap::new();
    let mut diagnostics = Vec::new();
    if photos.is_empty() {
        return (files, diagnostics);
    }
    let cache = crate::cache::folder_of_user();
    let cache = cache.as_deref().and_then(Cache::open);
    let read = in_parallel(photos, |file| {
        photo_file(&folder.join(&file.value), &file.value, cache.as_ref())
    });
    for (file, read) in photos.iter().zip(read) {
        let problem = match read {
            Ok(photo) => {
                let [width, _] = photo.size;
                files.insert(file.value.clone(), photo);
                let least = SHARP;
                (width < least).then_some(PhotoProblem::Blurred { width, least }.into())
            }
            Err(ReadError::File(FileProblem::NoFile { .. })) => {
                let name = file.value.clone();
                data_findings.add(file.span.clone(), PhotoProblem::NoFile { name });
                None
            }
            Err(ReadError::File(FileProblem::TooLarge { limit })) => {
                Some(PhotoProblem::TooLargeFile { mib: limit }.into())
            }
            Err(ReadError::File(problem)) => Some(problem.into()),
            Err(ReadError::Photo(problem)) => Some(problem.into()),
        };
        let report = |problem: DiagnosticKind| file::without_text(shown(&file.value), problem);
        diagnostics.extend(problem.map(report));
    }
    let unused = unused(folder, photos).into_iter();
    diagnostics
        .extend(unused.map(|name| file::without_text(shown(&name), PhotoProblem::UnusedFile)));
    (files, diagnostics)
}

/// A reason why the file of a photo cannot be read.
enum ReadError {
    File(FileProblem),
    Photo(PhotoProblem),
}

fn photo_file(path: &Path, name: &str, cache: Option<&Cache>) -> Result<PhotoFile, ReadError> {
    let mut bytes = file::bytes(path, LARGEST).map_err(ReadError::File)?;
    if is_svg(name) {
        bytes = drawn(&bytes, cache).map_err(ReadError::Photo)?;
    } else {
        check_format(&bytes, name).map_err(ReadError::Photo)?;
    }
    let mut problem = None;
    let facts = || {
        let read = shanhai_photos::read(&bytes);
        let photo = read
            .map_err(|error| problem = Some(problem_of(error)))
            .ok()?;
        let [width, height] = photo.size().map(u32::to_le_bytes);
        Some([&width[..], &height, &photo.mean_colour()].concat())
    };
    let key = Key::of(&[b"facts", READ_BY.concat().as_bytes(), &bytes]);
    let facts = Cache::get_or(cache, &key, facts);
    let facts = facts.as_deref().and_then(parsed);
    let Some((size, colour)) = facts else {
        let reason = String::new();
        let problem = problem.unwrap_or(PhotoProblem::Damaged { reason });
        return Err(ReadError::Photo(problem));
    };
    Ok(PhotoFile {
        bytes: bytes.into(),
        size,
        colour,
    })
}

/// The SVG file `bytes` as a PNG file.
fn drawn(bytes: &[u8], cache: Option<&Cache>) -> Result<Vec<u8>, PhotoProblem> {
    let mut problem = None;
    let png = || svg::drawn(bytes).map_err(|it| problem = Some(it)).ok();
    let key = Key::of(&[b"svg", DRAWN_BY.concat().as_bytes(), bytes]);
    let png = Cache::get_or(cache, &key, png);
    let reason = String::new();
    png.ok_or_else(|| problem.unwrap_or(PhotoProblem::Damaged { reason }))
}

/// The size and the mean colour of a photo, as the cache keeps them.
fn parsed(facts: &[u8]) -> Option<([u32; 2], [u8; 3])> {
    let (width, facts) = facts.split_first_chunk()?;
    let (height, colour) = facts.split_first_chunk()?;
    let size = [*width, *height].map(u32::from_le_bytes);
    Some((size, *colour.as_array()?))
}

/// Reports a file whose content is not of the format that its `name` says.
fn check_format(bytes: &[u8], name: &str) -> Result<(), PhotoProblem> {
    match signature(bytes) {
        Ok(format) if format_of(name) == Some(format) => Ok(()),
        Ok(format) => Err(PhotoProblem::OtherFormat {
            found: Some(format.name()),
        }),
        Err(found) => Err(PhotoProblem::OtherFormat { found }),
    }
}

fn problem_of(error: PhotoError) -> PhotoProblem {
    match error {
        PhotoError::Format(found) => PhotoProblem::OtherFormat { found },
        PhotoError::Truncated => PhotoProblem::Truncated,
        PhotoError::Damaged(reason) => PhotoProblem::Damaged { reason },
        PhotoError::TooSmall { width, height } => PhotoProblem::TooFewPixels {
            size: [width, height],
        },
        PhotoError::TooLarge { width, height } => PhotoProblem::TooManyPixels {
            size: [width, height],
        },
    }
}

/// The image files beside `photos` that are none of them, by path.
fn unused(folder: &Path, photos: &[&Located<String>]) -> Vec<String> {
    let listed: BTreeSet<_> = photos.iter().map(|file| &*file.value).collect();
    file::beside(folder, &listed, |path| format_of(path).is_some())
}

/// Reports photos that no text shows, or not every one. `shown` has the photos of each text, by its
/// file's name.
pub(super) fn check_use(
    photos: &[PhotoData],
    shown: &[(String, BTreeSet<usize>)],
    findings: &mut Findings,
) {
    for (index, photo) in photos.iter().enumerate() {
        let without = shown.iter().filter(|(_, photos)| !photos.contains(&index));
        let without: Vec<_> = without.collect();
        let (name, span) = (&photo.file.value, &photo.file.span);
        if without.len() == shown.len() {
            findings.add(span.clone(), PhotoProblem::Unused { name: name.clone() });
            continue;
        }
        for (file, _) in without {
            let problem = PhotoProblem::NotInLanguage {
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
    fn a_photo_is_a_plain_path_within_the_folder() {
        for path in [
            "photos/yak.jpg",
            "yak.JPEG",
            "a/b-c_d.2.png",
            "a.webp",
            "chart.svg",
        ] {
            assert!(is_photo(path), "{path}");
        }
        for path in [
            "/yak.jpg",
            "../yak.jpg",
            "a//b.jpg",
            ".jpg",
            "yak.gif",
            "a b.jpg",
            "",
            "jpg",
        ] {
            assert!(!is_photo(path), "{path}");
        }
    }
}
