//! The story as data: places, the links between them, and the steps that show them.
//!
//! References are indices in the story's own lists. [`Story::dangling`] finds any that lead
//! nowhere, so that a reader of the pack can reject it.

use serde::{Deserialize, Serialize};

use crate::plane::{MapPoint, MapRect};
use crate::vocabulary;

/// A story in one language, reduced to the data that the live picture needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// The steps, in reading order.
    pub steps: Vec<Step>,
    /// The ends of links, and other places in steps.
    pub places: Vec<Place>,
    /// The connections.
    pub links: Vec<Link>,
    /// The regions of the base map, in its order.
    pub regions: Vec<Region>,
    /// The whole country with all its islands: no camera shows more.
    pub nation: MapRect,
}

/// The side of the cooperation to which a region belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// The sea side.
    East,
    /// The mountain side.
    West,
    /// Neither.
    #[default]
    Neither,
}

impl Side {
    /// The value of `data-side`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::East => "east",
            Self::West => "west",
            Self::Neither => "none",
        }
    }
}

/// A region of the base map, such as a province.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Its code on the base map; for China, the six digits of GB/T 2260.
    pub code: u32,
    /// Its side in this story.
    pub side: Side,
    /// The part that a camera must show. For a large region, this may be a smaller rectangle.
    pub bounds: MapRect,
}

/// A point with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The author's name for it.
    pub id: String,
    /// The text of its label, in the story's language.
    pub name: String,
    /// The position of its node.
    pub at: MapPoint,
    /// The region that it lies in, which is highlighted with it. `None` for a group of regions.
    pub region: Option<usize>,
    /// For a group of regions: its members, outlined when the group is shown.
    pub members: Vec<usize>,
    /// The base map's code of the county or city that it lies in, which is outlined with it if the
    /// land is fine enough.
    pub area: Option<u32>,
}

vocabulary! {
    /// The subject of a link.
    ///
    /// A new kind also needs a pattern in `style/map.css`, a name and the character of its badge in
    /// each language of `crates/pages/src/locale`, and, because it changes the pack, a new
    /// `pack::VERSION`. The lists of kinds for authors are in `docs/authoring.md` and in
    /// `crates/site/starter/story.toml`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum Kind {
        /// Factories, farms and parks.
        Industry = "industry",
        /// Work for people.
        Jobs = "jobs",
        /// Schools.
        Education = "education",
        /// Hospitals.
        Health = "health",
        /// Computing.
        Digital = "digital",
        /// Research.
        Science = "science",
        /// Goods on their way from west to east.
        Market = "market",
        /// Two provinces paired with each other: a plain line in national views.
        Pair = "pair",
    }
    /// Every kind, in the order in which a legend lists them.
    pub const ALL;
    /// The word in a story's file and in `data-kind`.
    pub fn word;
}

vocabulary! {
    /// The direction of a link.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum Direction {
        /// From the sea to the mountains.
        EastToWest = "east-to-west",
        /// From the mountains to the sea.
        WestToEast = "west-to-east",
        /// In both directions.
        Both = "both",
    }
    /// Every direction.
    pub const ALL;
    /// The word in a story's file and in `data-direction`.
    pub fn word;
}

/// A connection between two places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The author's name for it; its address is `#link-ID`.
    pub id: String,
    /// Its subject.
    pub kind: Kind,
    /// Its direction.
    pub direction: Direction,
    /// The index of the place that gives.
    pub from: usize,
    /// The index of the place that receives.
    pub to: usize,
    /// The distance between its ends as text, if a step shows the link but not both of its ends.
    pub away: String,
    /// The bow of its arc to the right of its direction, in hundredths of its length: see
    /// [`crate::fan`].
    pub bow: i8,
    /// The width of its line, in tenths of a CSS pixel, if it is a bundle of links: see
    /// [`crate::bundle`]. 0 for a single link.
    pub width: u8,
    /// The character of its kind on its badge; empty for pairs and bundles, which have none.
    pub badge: String,
    /// The name of the drawing that travels on it, as an id of the page; empty if it has none.
    pub drawing: String,
}

/// A section of the article and what the map shows beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its id; its address is `#ID`.
    pub id: String,
    /// The content that the camera shows.
    pub fit: Fit,
    /// The highlighted links.
    pub links: Vec<usize>,
    /// Regions that are highlighted in addition to those at the ends of the links.
    pub regions: Vec<usize>,
    /// Places that are marked in addition to the ends of the links.
    pub places: Vec<usize>,
    /// True if its links are bundles: see [`crate::bundle`].
    pub is_bundled: bool,
}

/// The content that a camera shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fit {
    /// The whole country.
    Nation,
    /// Everything that the step highlights.
    Highlighted,
    /// All of these, and nothing else that the step highlights.
    Listed {
        /// Both ends and the curve of each.
        links: Vec<usize>,
        /// The bounds of each.
        regions: Vec<usize>,
        /// The point of each.
        places: Vec<usize>,
    },
}

impl Story {
    /// The links in the table of connections, with their indices: all except the plain pairs and
    /// the bundles.
    pub fn tabled(&self) -> impl Iterator<Item = (usize, &Link)> {
        let links = self.links.iter().enumerate();
        links.filter(|(_, link)| link.kind != Kind::Pair && link.width == 0)
    }

    /// The name of the first list in which a reference leads nowhere; `None` in a valid story.
    #[must_use]
    pub fn dangling(&self) -> Option<&'static str> {
        let regions = |list: &[usize]| list.iter().all(|&region| region < self.regions.len());
        let places = |list: &[usize]| list.iter().all(|&place| place < self.places.len());
        let links = |list: &[usize]| list.iter().all(|&link| link < self.links.len());
        let is_sound_place =
            |place: &Place| regions(&place.members) && regions(place.region.as_slice());
        let is_sound_step = |step: &Step| {
            let is_sound_fit = match &step.fit {
                Fit::Nation | Fit::Highlighted => true,
                Fit::Listed {
                    links: l,
                    regions: r,
                    places: p,
                } => links(l) && regions(r) && places(p),
            };
            is_sound_fit && links(&step.links) && regions(&step.regions) && places(&step.places)
        };
        if !self.places.iter().all(is_sound_place) {
            Some("places")
        } else if !self.links.iter().all(|link| places(&[link.from, link.to])) {
            Some("links")
        } else if !self.steps.iter().all(is_sound_step) {
            Some("steps")
        } else {
            None
        }
    }

    /// The region at this end of a link, if there is one.
    #[must_use]
    pub fn region_of(&self, place: usize) -> Option<usize> {
        self.places.get(place).and_then(|place| place.region)
    }
}

#[cfg(test)]
mod tests;
