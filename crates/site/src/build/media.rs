//! The videos and recordings of a story as files of its site: unchanged, under hashed names.

use std::collections::BTreeMap;

use super::asset::Asset;
use super::note::MediaCount;
use crate::folder::ReadStory;

/// The videos, captions and recordings of a story, by their paths in its folder.
#[derive(Default)]
pub(super) struct MediaAssets(BTreeMap<String, Asset>);

impl MediaAssets {
    /// Those of `read`.
    pub(super) fn of(read: &ReadStory) -> Self {
        let assets = read.media.iter().map(|(path, bytes)| {
            let name = path.rsplit('/').next().unwrap_or_default();
            let (stem, extension) = name.rsplit_once('.').unwrap_or_default();
            let stem = ["media/", &stem.replace('.', "-")].concat();
            let asset = Asset::named(&stem, &extension.to_ascii_lowercase(), bytes.to_vec());
            (path.clone(), asset)
        });
        Self(assets.collect())
    }

    /// The files, for the site.
    pub(super) fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.0.values()
    }

    /// The addresses for a page, whose path to the root of the site is `up`.
    pub(super) fn addresses(&self, up: &str) -> BTreeMap<String, String> {
        let addresses = self.0.iter();
        addresses
            .map(|(path, asset)| (path.clone(), [up, &asset.name].concat()))
            .collect()
    }

    /// The name of the file at `path`.
    pub(super) fn name(&self, path: &str) -> Option<&str> {
        Some(&self.0.get(path)?.name)
    }
}

/// How many videos and recordings `read` has, and what they weigh; `None` if it has none.
pub(super) fn count(read: &ReadStory) -> Option<MediaCount> {
    let mut sum = MediaCount::default();
    for media in read.media_in_words() {
        let bytes = read.media.get(&media.file).map_or(0, |bytes| bytes.len());
        let kind = match media.video {
            Some(_) => &mut sum.videos,
            None => &mut sum.recordings,
        };
        kind[0] += 1;
        kind[1] += bytes;
    }
    Some(sum).filter(|sum| *sum != MediaCount::default())
}
