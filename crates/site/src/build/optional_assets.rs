//! Optional assets: finer land and relief. They improve the map, which also works without them.

use serde::Serialize;
use shanhai_story::detail::Detail;

use super::asset::Asset;
use super::shell::Values;
use crate::basemap::{Basemap, RELIEF, lettering};
use crate::folder::ReadStory;

/// The files that a page fetches after its app has started and does not require.
pub(super) struct OptionalAssets {
    /// The finer land, from coarse to fine.
    pub(super) land: Vec<Asset>,
    /// The names of the base map, by language: JSON, escaped for a string of a script.
    pub(super) lettering: String,
    /// The outline of the country, see [`Basemap::outline`], and its unit.
    pub(super) outline: (String, u8),
    /// The relief, in the preferred format first.
    pub(super) relief: Vec<Asset>,
}

impl OptionalAssets {
    pub(super) fn of(read: &ReadStory, basemap: &Basemap) -> Self {
        let stories = read.editions.iter().map(|edition| &edition.story);
        let places = stories.flat_map(|story| &story.places);
        let areas: Vec<u32> = places.filter_map(|place| place.area).collect();
        let land = [Detail::Fine, Detail::Finest].into_iter();
        let land = land.filter_map(|detail| basemap.finer_land(detail, &areas));
        let picture = |&(kind, bytes): &(&str, &[u8])| Asset::named("relief", kind, bytes.to_vec());
        Self {
            land: land
                .map(|shapes| Asset::named("land", "json", json_of(&shapes)))
                .collect(),
            outline: {
                let (outline, unit) = basemap.outline();
                (outline.to_owned(), unit)
            },
            lettering: in_script(&lettering::names()),
            relief: RELIEF.iter().map(picture).collect(),
        }
    }

    /// Sets the values of the scripts that improve the map.
    pub(super) fn fill(&self, values: &mut Values) {
        let (outline, unit) = &self.outline;
        values.text("outline", outline);
        values.text("outline-unit", &unit.to_string());
        values.html("lettering", self.lettering.clone());
    }

    pub(super) fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.land.iter().chain(&self.relief)
    }
}

/// `texts` as JSON, for a string of a script between quotes of any kind.
fn in_script(texts: &impl Serialize) -> String {
    let json = String::from_utf8_lossy(&json_of(texts)).into_owned();
    let escapes = [("\\", "\\\\"), ("\"", "\\\""), ("'", "\\'"), ("`", "\\`")];
    escapes.iter().fold(json, |text, (character, escape)| {
        text.replace(character, escape)
    })
}

fn json_of(texts: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(texts).expect("texts and numbers by their names are JSON")
}

/// The addresses of `assets` relative to a page, separated by spaces. `up` is the path from the
/// page's folder to the root of the site.
pub(super) fn addresses<'a>(assets: impl IntoIterator<Item = &'a Asset>, up: &str) -> String {
    let addresses = assets.into_iter().map(|asset| [up, &asset.name].concat());
    addresses.collect::<Vec<_>>().join(" ")
}
