//! Encodes the photos of a story, and the posters of its videos, for pages.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use shanhai_pages::view::{PhotoSource, PhotoSources, Photos};
use shanhai_photos::{Encoding, encode, read, sizes};

use super::asset::{Asset, base64};
use super::{BuildError, Note};
use crate::cache::{Cache, Key};
use crate::folder::{PhotoFile, ReadStory};
use crate::parallel::in_parallel;

/// What encoded photos depend on, besides their files.
const ENCODED_BY: [&str; 3] = [
    include_str!("../../../photos/src/read.rs"),
    include_str!("../../../photos/src/encode.rs"),
    include_str!("../../../../Cargo.lock"),
];

/// The width of the photos in a story of one file, in pixels: sharp on most phones. Each reader
/// loads all of them.
const SINGLE_WIDTH: u32 = 960;

/// The photos of a story as files for pages, by their paths in its folder.
#[derive(Default)]
pub(super) struct EncodedPhotos(BTreeMap<String, EncodedPhoto>);

struct EncodedPhoto {
    colour: [u8; 3],
    /// Of each encoding, from the smallest size.
    versions: Vec<Version>,
}

struct Version {
    encoding: Encoding,
    size: [u32; 2],
    asset: Asset,
}

impl EncodedPhotos {
    /// Encodes the photos of `read` at every size in AVIF and WebP, and at the largest in JPEG, using
    /// all threads. What the cache has is not made again.
    pub(super) fn of(read: &ReadStory) -> Result<Self, BuildError> {
        Self::encode(read, |photo| {
            let sizes = sizes(photo.size);
            let modern = [Encoding::Avif, Encoding::WebP];
            let modern = modern
                .iter()
                .flat_map(|encoding| sizes.iter().map(|size| (*encoding, *size)));
            let largest = sizes.last().map(|size| (Encoding::Jpeg, *size));
            modern.chain(largest).collect()
        })
    }

    /// Encodes the photos of `read` for a story of one file: once, in WebP.
    pub(super) fn for_single(read: &ReadStory) -> Result<Self, BuildError> {
        Self::encode(read, |photo| {
            let sizes = sizes(photo.size);
            let is_wide = |[width, _]: &&[u32; 2]| SINGLE_WIDTH <= *width;
            let size = sizes.iter().find(is_wide).or(sizes.last());
            size.map(|size| (Encoding::WebP, *size))
                .into_iter()
                .collect()
        })
    }

    fn encode(
        read: &ReadStory,
        wanted: impl Fn(&PhotoFile) -> Vec<(Encoding, [u32; 2])> + Sync,
    ) -> Result<Self, BuildError> {
        if read.photos.is_empty() {
            return Ok(Self::default());
        }
        let cache = crate::cache::folder_of_user();
        let cache = cache.as_deref().and_then(Cache::open);
        let photos: Vec<_> = read.photos.iter().collect();
        let encoded = in_parallel(&photos, |(path, file)| {
            let versions = versions(path, file, &wanted(file), cache.as_ref());
            let versions = versions.map_err(|reason| BuildError::Photo {
                file: (*path).clone(),
                reason,
            })?;
            let photo = EncodedPhoto {
                colour: file.colour,
                versions,
            };
            Ok::<_, BuildError>(((*path).clone(), photo))
        });
        Ok(Self(encoded.into_iter().collect::<Result<_, _>>()?))
    }

    /// The files, for the site.
    pub(super) fn assets(&self) -> impl Iterator<Item = &Asset> {
        let versions = self.0.values().flat_map(|photo| &photo.versions);
        versions.map(|version| &version.asset)
    }

    /// The note about the photos of `read`, if there are any. Posters are not counted.
    pub(super) fn note(&self, read: &ReadStory) -> Option<Note> {
        let mut widths = BTreeMap::new();
        let count = read.photos_in_words().len();
        let photos = read.photos_in_words().iter();
        let photos = photos.filter_map(|photo| self.0.get(&photo.file));
        let versions = photos.flat_map(|photo| &photo.versions);
        for version in versions.filter(|version| version.encoding == Encoding::Avif) {
            let [width, _] = version.size;
            *widths.entry(width).or_default() += version.asset.bytes.len();
        }
        let note = Note::Photos {
            count,
            widths: widths.into_iter().collect(),
        };
        Some(note).filter(|_| 0 < count)
    }

    /// The name and the size of the largest file of the photo at `path` that every program can show.
    pub(super) fn largest(&self, path: &str) -> Option<(&str, [u32; 2])> {
        let version = self.0.get(path)?.of(Encoding::Jpeg).next()?;
        Some((&version.asset.name, version.size))
    }

    /// The photos for a page, whose path to the root of the site is `up`.
    pub(super) fn sources(&self, up: &str) -> Photos {
        let photos = self.0.iter();
        photos
            .map(|(path, photo)| (path.clone(), photo.sources(up)))
            .collect()
    }

    /// The photos for a page of one file, as `data:` addresses.
    pub(super) fn data_sources(&self) -> Photos {
        let photos = self.0.iter().filter_map(|(path, photo)| {
            let version = photo.versions.last()?;
            let data = base64(&version.asset.bytes);
            let sources = PhotoSources {
                size: version.size,
                colour: photo.colour(),
                sources: Vec::new(),
                address: ["data:", version.encoding.media_type(), ";base64,", &data].concat(),
                is_file: false,
            };
            Some((path.clone(), sources))
        });
        photos.collect()
    }
}

impl EncodedPhoto {
    fn of(&self, encoding: Encoding) -> impl Iterator<Item = &Version> {
        let versions = self.versions.iter();
        versions.filter(move |version| version.encoding == encoding)
    }

    fn sources(&self, up: &str) -> PhotoSources {
        let source = |encoding: Encoding| {
            let addresses = self.of(encoding).map(|version| {
                let [width, _] = version.size;
                format!("{up}{} {width}w", version.asset.name)
            });
            PhotoSource {
                media_type: encoding.media_type(),
                addresses: addresses.collect::<Vec<_>>().join(", "),
            }
        };
        // What is noisy is often smaller in WebP, and browsers take the first format that they know.
        let mut formats = [Encoding::Avif, Encoding::WebP];
        formats.sort_by_key(|encoding| {
            let bytes = self.of(*encoding).map(|version| version.asset.bytes.len());
            bytes.sum::<usize>()
        });
        let usual = self.of(Encoding::Jpeg).next();
        PhotoSources {
            size: usual.map_or([0; 2], |version| version.size),
            colour: self.colour(),
            sources: formats.map(source).into(),
            address: usual.map_or_else(String::new, |it| [up, &it.asset.name].concat()),
            is_file: true,
        }
    }

    fn colour(&self) -> String {
        let [red, green, blue] = self.colour;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The `wanted` versions of the photo in `file`, which is decoded if one of them is not in the cache.
fn versions(
    path: &str,
    file: &PhotoFile,
    wanted: &[(Encoding, [u32; 2])],
    cache: Option<&Cache>,
) -> Result<Vec<Version>, String> {
    let decoded = OnceCell::new();
    let code = ENCODED_BY.concat();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let versions = wanted.iter().map(|&(encoding, size)| {
        let [width, height] = size;
        let extension = encoding.extension();
        let mut failure = None;
        let bytes = || {
            let photo = decoded.get_or_init(|| read(&file.bytes)).as_ref();
            let encoded = photo
                .map_err(ToString::to_string)
                .and_then(|photo| encode(photo, size, encoding));
            encoded.map_err(|reason| failure = Some(reason)).ok()
        };
        let key = Key::of(&[
            code.as_bytes(),
            extension.as_bytes(),
            &width.to_le_bytes(),
            &height.to_le_bytes(),
            &file.bytes,
        ]);
        let bytes = Cache::get_or(cache, &key, bytes);
        let bytes = bytes.ok_or_else(|| failure.unwrap_or_default())?;
        let stem = format!("photos/{stem}-{width}");
        Ok(Version {
            encoding,
            size,
            asset: Asset::named(&stem, extension, bytes),
        })
    });
    versions.collect()
}
