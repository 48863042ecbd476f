//! Lettering: the names that a base map brings along, such as those of seas, rivers, ranges and
//! provinces. They make way for everything that a step shows.

use crate::camera::Camera;
use crate::label::{Label, is_clear_of_note};
use crate::plane::{MapPoint, ScreenBox, ScreenPoint, Viewport};
use crate::vocabulary;

vocabulary! {
    /// The subject of a name, which decides how it is written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
    pub enum Voice {
        /// A sea.
        Sea = "label sea",
        /// A river.
        River = "label river",
        /// A mountain range.
        Range = "label range",
        /// A region that no step names.
        Region = "label context",
    }
    /// Every voice, in the order of their codes.
    pub const ALL;
    /// The class of its names; in the data of a base map, the last word alone.
    pub fn class;
}

/// A name of the base map, and a place where it may be written. A letter is the font size of the
/// stage's labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The text.
    pub text: String,
    /// The index of its voice in [`Voice::ALL`]. An entry of another voice is left out.
    pub voice: usize,
    /// The centre of its box.
    pub at: MapPoint,
    /// Its slope, in degrees clockwise.
    pub angle: f64,
    /// The width of the upright box around it, in letters.
    pub width: f64,
    /// The height of that box, in letters.
    pub height: f64,
    /// The least scale at which it is written, in map units per letter.
    pub least: f64,
    /// The largest scale at which it is written, in map units per letter.
    pub most: f64,
}

/// The share of the stage for each name, in letters squared: about eight names on a phone.
const ROOM: f64 = 95.0;

/// Adds those of `entries` to `labels` that have room on the stage, in their order, which is their
/// priority. They cover nothing of what is `taken`, and no point of `drawn`. None has the text with
/// which another begins: an entry after one of the same name is another place for it. In a national
/// view only waters have names.
pub fn write(
    entries: &[Entry],
    labels: &mut Vec<Label>,
    taken: &mut Vec<ScreenBox>,
    drawn: &[ScreenPoint],
    (camera, viewport): (Camera, Viewport),
    is_national: bool,
) {
    let letter = viewport.text;
    let scale = letter / camera.scale(viewport);
    let mut room = viewport.width * viewport.height / (letter * letter);
    for entry in entries {
        let Some(voice) = Voice::ALL.get(entry.voice) else {
            continue;
        };
        let at = camera.on_screen(entry.at, viewport);
        let place = ScreenBox::centered(at, entry.width * letter, entry.height * letter);
        let is_same = |label: &Label| label.text.starts_with(&entry.text);
        if ROOM <= room
            && entry.least <= scale
            && scale <= entry.most
            && !(is_national && Voice::River < *voice)
            && place.is_within(viewport)
            && is_clear_of_note(place, viewport)
            && !taken.iter().any(|other| place.overlaps(*other))
            && !drawn.iter().any(|point| place.contains(*point))
            && !labels.iter().any(is_same)
        {
            room -= ROOM;
            taken.push(place);
            labels.push(Label {
                text: entry.text.clone(),
                at,
                class: voice.class(),
                angle: entry.angle,
            });
        }
    }
}

#[cfg(test)]
mod tests;
