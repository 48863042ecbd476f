//! The words of the interface, as opposed to the story's own, in each language that a story may
//! have.

mod chinese;
mod day;
mod english;
mod guide;
mod number;

use serde::Serialize;
use shanhai_story::story::{Direction, Kind};

pub use day::Day;
pub use guide::{GuideWords, ModeWords};

/// The interface's words in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The language's own name.
    pub name: &'static str,
    /// The link at the top of the page that skips to the words.
    pub skip: &'static str,
    /// The label of the map.
    pub map: &'static str,
    /// Between the name of a place beyond the map's edge and its distance in kilometres, and after that.
    pub away: [&'static str; 2],
    /// The table of contents.
    pub contents: &'static str,
    /// The table of connections.
    pub connections: &'static str,
    /// A sentence that describes the table of connections.
    pub connections_caption: &'static str,
    /// The columns of that table: kind, from, to, description, figures, place in the text.
    pub columns: [&'static str; 6],
    /// The heading of the notes on the source.
    pub readings: &'static str,
    /// Before the text as the source prints it.
    pub printed: &'static str,
    /// The mark that opens such a note, a single letter.
    pub reading_mark: &'static str,
    /// The mark's label, for screen readers.
    pub reading_label: &'static str,
    /// Between a label and its text.
    pub colon: &'static str,
    /// Between two sentences.
    pub stop: &'static str,
    /// Around a note in the text.
    pub brackets: [&'static str; 2],
    /// Before the source of a figure.
    pub source: &'static str,
    /// Between two authors.
    pub list: &'static str,
    /// The heading of the footnotes.
    pub footnotes: &'static str,
    /// The name of the mark that leads to one, before its number.
    pub footnote: &'static str,
    /// The name of a table in the words, for screen readers.
    pub table: &'static str,
    /// The heading of the corrections.
    pub corrections: &'static str,
    /// Before the day of the last change.
    pub updated: &'static str,
    /// Before the number that one dot of a drawing stands for.
    pub dot: &'static str,
    /// Between that number and its unit.
    pub of_unit: &'static str,
    /// The note on a map that has not been reviewed.
    pub unreviewed: &'static str,
    /// Before the map review number.
    pub reviewed: &'static str,
    /// The label of the bar of controls.
    pub controls: &'static str,
    /// The button that leads to the previous step.
    pub previous: &'static str,
    /// The button that leads to the next step.
    pub next: &'static str,
    /// The link from the bar to the words of the current step.
    pub read: &'static str,
    /// The button that opens the settings.
    pub switches: &'static str,
    /// The motion setting: as the system, on, off.
    pub motion: [&'static str; 3],
    /// The theme setting: as the system, light, dark.
    pub theme: [&'static str; 3],
    /// The reading setting: by scrolling, a section at a time.
    pub reading: [&'static str; 2],
    /// The link from a frame in another page to the story's own page.
    pub whole: &'static str,
    /// The button that copies the address of the current step.
    pub copy: &'static str,
    /// Before the address once it has been copied.
    pub copied: &'static str,
    /// The link to the picture at the end.
    pub save: &'static str,
    /// The name of a photo that stands in place of the map.
    pub photo: &'static str,
    /// The button that closes a photo.
    pub close: &'static str,
    /// What opens the transcript of a video or a recording.
    pub transcript: &'static str,
    /// The cue to scroll.
    pub cue: &'static str,
    /// The plain lines between paired provinces, in the legend.
    pub pairs: &'static str,
    /// The names of the two sides, in the legend.
    pub sides: [&'static str; 2],
    /// The faint lines of connections shown earlier, in the legend.
    pub past_links: &'static str,
    /// The lines of bundles, in the legend: the wider, the more connections.
    pub bundles: &'static str,
    /// The labels of the arrows: in one direction, and in both.
    pub arrows: [&'static str; 2],
    /// The link to the file of all connections.
    pub download: &'static str,
    /// On a page that was opened from disk: what it lacks, and which file works from disk.
    pub from_disk: &'static str,
    /// The words of the explorer.
    pub explore: ExploreWords,
    /// A day in full, with `{year}`, `{month}` and `{day}`.
    day: &'static str,
    /// The months as a day in full names them.
    months: [&'static str; 12],
    /// Words for powers of ten, the largest first.
    powers: &'static [(u64, &'static str)],
    kinds: [&'static str; Kind::ALL.len()],
    badges: [&'static str; Kind::ALL.len()],
}

/// The words of the explorer, under the names that `web/explore/explore.ts` uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExploreWords {
    /// The label of the form.
    choose: &'static str,
    kind: &'static str,
    direction: &'static str,
    region: &'static str,
    /// The option for no choice.
    every: &'static str,
    /// From east to west, and from west to east. The explorer lists those that some link has.
    #[serde(skip)]
    pub(crate) directions: [&'static str; 2],
    /// Shown while the explorer loads, and if it did not load. `web/later/awaiting.ts` shows them.
    #[serde(skip)]
    pub waiting: [&'static str; 2],
    /// The names of the sides, above their provinces.
    east: &'static str,
    west: &'static str,
    none: &'static str,
    /// The buttons that lead back to everything, and from one connection to the list that it was
    /// chosen from.
    reset: &'static str,
    back: &'static str,
    /// The number of connections, for none, one, and more; `{}` stands for the number. The name of a
    /// province may precede it, with `colon` or `comma`.
    count: [&'static str; 3],
    /// No connection of the chosen kind and direction.
    none_so: &'static str,
    /// The same in a province that has others; their number follows.
    others: &'static str,
    /// A province without connections, where the nearest ones follow; `{}` stands for its name.
    nearest: &'static str,
    colon: &'static str,
    comma: &'static str,
    /// Around a short name after the full one.
    brackets: [&'static str; 2],
    /// The form of the results, and its values: as cards, and as a table.
    form: &'static str,
    cards: &'static str,
    table: &'static str,
    /// The label of the buttons that move the map, and of each of them.
    tools: &'static str,
    closer: &'static str,
    wider: &'static str,
    left: &'static str,
    up: &'static str,
    down: &'static str,
    right: &'static str,
    whole: &'static str,
    /// The button in a row of the table that shows the connection on the map.
    to_map: &'static str,
}

impl Locale {
    /// The words for a language tag; English for a language without words of its own.
    #[must_use]
    pub fn of(language: &str) -> Self {
        if language == "zh" || language.starts_with("zh-") {
            chinese::CHINESE
        } else {
            english::ENGLISH
        }
    }

    /// The name of a kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &'static str {
        of_kind(kind, self.kinds)
    }

    /// The character on the badge of a kind; empty for pairs, which have none.
    #[must_use]
    pub fn badge(&self, kind: Kind) -> &'static str {
        of_kind(kind, self.badges)
    }
}

fn of_kind(kind: Kind, words: [&'static str; Kind::ALL.len()]) -> &'static str {
    let mut words = Kind::ALL.into_iter().zip(words);
    let found = words.find(|(listed, _)| *listed == kind);
    found.map_or("", |(_, word)| word)
}

impl Locale {
    /// The character between the two ends of a link, and its label.
    #[must_use]
    pub fn arrow(&self, direction: Direction) -> [&'static str; 2] {
        let [one, both] = self.arrows;
        match direction {
            Direction::EastToWest | Direction::WestToEast => ["→", one],
            Direction::Both => ["⇄", both],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_kinds_have_the_same_name_or_badge() {
        for locale in [chinese::CHINESE, english::ENGLISH] {
            for words in [locale.kinds, locale.badges] {
                let distinct = BTreeSet::from(words);
                assert_eq!(distinct.len(), words.len(), "{}: {words:?}", locale.name);
            }
        }
    }
}
