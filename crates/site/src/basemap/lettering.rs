//! Lettering: names of seas, rivers, ranges and regions, as the live picture reads them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shanhai_story::lettering::{Entry, Voice};
use shanhai_story::plane::MapPoint;

use super::names as regions;
use crate::projection::{Albers, LonLat};

const LETTERING: &str = include_str!("../../../../basemaps/china/lettering.csv");

/// The languages in which the base map has names.
const LANGUAGES: [&str; 2] = ["zh", "en"];

/// A name, the code of its voice, and seven numbers: the fields of [`Entry`], as a script passes
/// them to the app.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Name(String, usize, f64, f64, f64, f64, f64, f64, f64);

impl From<Entry> for Name {
    fn from(entry: Entry) -> Self {
        let MapPoint { x, y } = entry.at;
        let Entry {
            text,
            voice,
            angle,
            width,
            height,
            least,
            most,
            ..
        } = entry;
        Self(text, voice, x, y, angle, width, height, least, most)
    }
}

/// A row of `lettering.csv`.
#[derive(Clone, Debug, Deserialize)]
struct Row {
    /// The voice, or the code of a region, whose names are those of `names.csv`.
    voice: String,
    zh: String,
    en: String,
    longitude: f64,
    latitude: f64,
    /// The slope, in degrees clockwise; for a river, the direction of its line there.
    angle: f64,
    /// The length that the name may take at most, in map units.
    room: f64,
}

/// The font size of the names, as a share of that of a step's names.
const SIZE: f64 = 0.875;

/// The space after each letter of a name with wide letters, as a share of the font size.
fn spacing(voice: Voice, language: &str) -> f64 {
    match (voice, language) {
        (Voice::Region, _) => 0.0,
        (_, "zh") => 0.5,
        _ => 0.1,
    }
}

/// The free space around a name, in letters.
const MARGIN: f64 = 0.8;

/// The height of a line, in its own font size.
const LINE: f64 = 1.3;

/// A region's name is not written if it would be this many times as long: the picture then shows
/// only a small part of the region.
const LARGE: f64 = 10.0;

/// A scale at which everything is written, in map units per letter.
const CLOSEST: f64 = 0.0;

/// The names of the base map by language, for the app.
pub(crate) fn names() -> BTreeMap<&'static str, Vec<Name>> {
    let languages = all().into_iter();
    languages
        .map(|(language, entries)| (language, entries.into_iter().map(Name::from).collect()))
        .collect()
}

/// The names of the base map by language.
///
/// # Panics
/// If the embedded files are not sound. A test excludes this.
fn all() -> BTreeMap<&'static str, Vec<Entry>> {
    let rows = csv::Reader::from_reader(LETTERING.as_bytes()).into_deserialize();
    let rows: Vec<Row> = rows
        .collect::<Result<_, _>>()
        .expect("the committed names are sound: a test reads them");
    LANGUAGES
        .into_iter()
        .map(|language| (language, names_in(language, &rows)))
        .collect()
}

impl Row {
    fn anchor(&self) -> MapPoint {
        let place = LonLat::new(self.longitude, self.latitude);
        Albers::china().project(place.expect("an anchor is a place"))
    }
}

fn names_in(language: &str, rows: &[Row]) -> Vec<Entry> {
    let regions = regions::all();
    let name = |row: &Row| {
        let is_voice = |voice: &Voice| voice.class().ends_with(&*row.voice);
        let code = Voice::ALL.iter().position(is_voice);
        let region = regions.iter().find(|it| it.code.to_string() == row.voice);
        let (zh, en) = region.map_or((&row.zh, &row.en), |it| (&it.zh, &it.en));
        let text = if language == "zh" { zh } else { en };
        let code = code.unwrap_or(Voice::Region as usize);
        // A place may be for the name in one language alone.
        (!text.is_empty()).then(|| entry(row, code, text, language))
    };
    rows.iter().filter_map(name).collect()
}

/// The entry of the name `text`.
fn entry(row: &Row, code: usize, text: &str, language: &str) -> Entry {
    let voice = Voice::ALL[code];
    let spacing = spacing(voice, language);
    let letters = text.chars().map(|letter| {
        let width = if letter.is_ascii() { 0.54 } else { 1.0 };
        width + spacing
    });
    let length = letters.sum::<f64>() * SIZE;
    let (long, tall) = (length + MARGIN, LINE * SIZE);
    let (sine, cosine) = row.angle.to_radians().sin_cos();
    // A river's name stands above its line, which is in the middle of the box.
    let tall = if voice == Voice::River {
        tall * 2.0
    } else {
        tall
    };
    let anchor = row.anchor();
    let most = row.room / length;
    let least = match voice {
        Voice::Region => most / LARGE,
        _ => CLOSEST,
    };
    Entry {
        text: text.to_owned(),
        voice: code,
        at: MapPoint::new(anchor.x.round(), anchor.y.round()),
        angle: row.angle,
        width: rounded(long * cosine + tall * sine.abs()),
        height: rounded(long * sine.abs() + tall * cosine),
        least: rounded(least),
        most: rounded(most),
    }
}

/// `number` with two decimals.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests;
