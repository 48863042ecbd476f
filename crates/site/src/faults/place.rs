//! Problems with the position of a place.

use std::fmt;

use super::message::Quoted;

/// A problem with a point, or with the region or county that a place names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceProblem {
    /// The point is not a pair of numbers.
    NotAPair {
        /// The number of its entries.
        count: usize,
    },
    /// The longitude is outside -180 to 180 degrees.
    LongitudeOutOfRange {
        /// As the author wrote it.
        longitude: String,
        /// The swapped pair, if that lies in a region of the map.
        swapped: Option<String>,
    },
    /// The latitude is outside -90 to 90 degrees.
    LatitudeOutOfRange {
        /// As the author wrote it.
        latitude: String,
        /// The swapped pair, if that lies in a region of the map.
        swapped: Option<String>,
    },
    /// The point is not on the map.
    OffTheMap {
        /// The swapped pair, if that lies in a region of the map.
        swapped: Option<String>,
    },
    /// The point is far from the region that the place names.
    OutsideRegion {
        /// The region's code.
        code: String,
        /// The code of the region that contains the point, if any.
        other: Option<String>,
    },
    /// The map cannot outline the county or city.
    UnknownArea {
        /// As the author wrote it.
        area: String,
        /// Suggestions: the area that the text names in words, or else the areas of the place's
        /// region or of the area's province, or else all areas.
        known: Vec<String>,
        /// Whether the only suggestion is the area that the text names in words.
        is_meant: bool,
    },
    /// The county or city is in another region than the place.
    AreaOutsideRegion {
        /// The area's code.
        area: String,
        /// The code of the place's region.
        region: String,
        /// The areas of that region.
        known: Vec<String>,
    },
    /// The point is far from the county or city that the place names.
    OutsideArea {
        /// The area's code.
        area: String,
    },
}

impl fmt::Display for PlaceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPair { count: 1 } => write!(f, "a point is two numbers, and here is 1"),
            Self::NotAPair { count } => write!(f, "a point is two numbers, and here are {count}"),
            Self::LongitudeOutOfRange { longitude, .. } => {
                write!(f, "longitude {} is outside -180 to 180", Quoted(longitude))
            }
            Self::LatitudeOutOfRange { latitude, .. } => {
                write!(f, "latitude {} is outside -90 to 90", Quoted(latitude))
            }
            Self::OffTheMap { .. } => write!(f, "this point is not on the base map"),
            Self::OutsideRegion { code, other: None } => {
                write!(f, "this point is far outside region {}", Quoted(code))
            }
            Self::OutsideRegion {
                code,
                other: Some(other),
            } => write!(
                f,
                "this point is in region {}, not in {}",
                Quoted(other),
                Quoted(code)
            ),
            Self::UnknownArea { area, .. } => {
                write!(f, "unknown county or city {}", Quoted(area))
            }
            Self::AreaOutsideRegion { area, region, .. } => write!(
                f,
                "county or city {} is not in region {}",
                Quoted(area),
                Quoted(region)
            ),
            Self::OutsideArea { area } => {
                write!(
                    f,
                    "this point is far outside county or city {}",
                    Quoted(area)
                )
            }
        }
    }
}

impl PlaceProblem {
    pub(super) fn help(&self) -> String {
        match self {
            Self::NotAPair { .. } => "write the pair [longitude, latitude]".to_owned(),
            Self::LongitudeOutOfRange { swapped, .. }
            | Self::LatitudeOutOfRange { swapped, .. }
            | Self::OffTheMap { swapped } => match swapped {
                Some(pair) => format!("did you mean `{pair}`? a point is [longitude, latitude]"),
                None => "the base map shows longitudes from about 73 to 135 and latitudes from \
                         about 3 to 54: a place must be on it"
                    .to_owned(),
            },
            Self::OutsideRegion {
                other: Some(other), ..
            } => format!("write `region = \"{other}\"`, or correct the point"),
            Self::OutsideRegion { other: None, .. } => {
                "check the region's code and the point".to_owned()
            }
            Self::UnknownArea {
                known,
                is_meant: true,
                ..
            } if !known.is_empty() => format!("did you mean `{}`?", known[0]),
            Self::UnknownArea { known, .. } | Self::AreaOutsideRegion { known, .. } => areas(known),
            Self::OutsideArea { .. } => "check the area's code and the point".to_owned(),
        }
    }
}

/// At most this many codes are listed: nobody reads a longer list.
const LISTED: usize = 9;

fn areas(known: &[String]) -> String {
    if known.is_empty() {
        return "the base map can outline no county or city there: remove `area`".to_owned();
    }
    let list: Vec<String> = known
        .iter()
        .take(LISTED)
        .map(|code| format!("`{code}`"))
        .collect();
    format!(
        "the base map can outline {} there; or remove `area`",
        list.join(", ")
    )
}
