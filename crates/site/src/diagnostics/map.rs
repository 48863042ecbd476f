//! Problems with places, links and regions.

use super::{diagnostic::diagnostics, quoted::Quoted};

diagnostics! {
    /// A place, a link or a region does not agree with the base map or with the story's others.
    pub enum MapProblem {
        /// A point is not a pair of numbers.
        NotAPair {
            /// The number of its entries.
            count: usize,
        } => {
            message: match count {
                1 => "a point has two numbers, but this one has 1".to_owned(),
                _ => format!("a point has two numbers, but this one has {count}"),
            },
            help: "write the pair [longitude, latitude]",
        }

        /// The longitude is outside -180 to 180 degrees.
        LongitudeOutOfRange {
            /// As the author wrote it.
            longitude: String,
            /// The swapped pair, if that lies in a region of the map.
            swapped: Option<String>,
        } => {
            message: format!("longitude {} is outside -180 to 180", Quoted(longitude)),
            help: on_the_map(swapped.as_deref()),
        }

        /// The latitude is outside -90 to 90 degrees.
        LatitudeOutOfRange {
            /// As the author wrote it.
            latitude: String,
            /// The swapped pair, if that lies in a region of the map.
            swapped: Option<String>,
        } => {
            message: format!("latitude {} is outside -90 to 90", Quoted(latitude)),
            help: on_the_map(swapped.as_deref()),
        }

        /// A point is not on the map.
        OffTheMap {
            /// The swapped pair, if that lies in a region of the map.
            swapped: Option<String>,
        } => {
            message: "this point is not on the base map",
            help: on_the_map(swapped.as_deref()),
        }

        /// A point is far from the region that the place names.
        OutsideRegion {
            /// The region's code.
            code: String,
            /// The code of the region that contains the point, if any.
            other: Option<String>,
        } => {
            message: match other {
                Some(other) => {
                    format!("this point is in region {}, not in {}", Quoted(other), Quoted(code))
                }
                None => format!("this point is far outside region {}", Quoted(code)),
            },
            help: match other {
                Some(other) => format!("write `region = \"{other}\"`, or correct the point"),
                None => "check the region's code and the point".to_owned(),
            },
        }

        /// The map cannot outline the county or city.
        UnknownArea {
            /// As the author wrote it.
            area: String,
            /// Suggestions: the area that the text names in words, or else the areas of the
            /// place's region or of the area's province, or else all areas.
            known: Vec<String>,
            /// True if the only suggestion is the area that the text names in words.
            is_meant: bool,
        } => {
            written: area,
            message: format!("unknown county or city {}", Quoted(area)),
            help: match known.first() {
                Some(meant) if *is_meant => format!("did you mean `{meant}`?"),
                _ => areas(known),
            },
        }

        /// The county or city is in another region than the place.
        AreaOutsideRegion {
            /// The area's code.
            area: String,
            /// The code of the place's region.
            region: String,
            /// The areas of that region.
            known: Vec<String>,
        } => {
            message: format!(
                "county or city {} is not in region {}",
                Quoted(area),
                Quoted(region)
            ),
            help: areas(known),
        }

        /// A point is far from the county or city that the place names.
        OutsideArea {
            /// The area's code.
            area: String,
        } => {
            message: format!("this point is far outside county or city {}", Quoted(area)),
            help: "check the area's code and the point",
        }

        /// A group of regions also names a region that it lies in.
        GroupInRegion => {
            message: "a group of regions cannot lie in a region",
            help: "keep either `region` or `members`",
        }

        /// A link connects a place with itself.
        LinkToItself {
            /// The place at both ends.
            place: String,
        } => {
            message: format!("this link runs from {} to itself", Quoted(place)),
            help: "a link connects two different places",
        }

        /// A link between the two sides has the wrong direction.
        WrongDirection {
            /// The correct direction, as a word.
            correct: &'static str,
        } => {
            message: "the direction of this link contradicts the sides of its places",
            help: format!("write `direction = \"{correct}\"`, or swap `from` and `to`"),
        }

        /// A region is listed on both sides.
        BothSides {
            /// Its code.
            code: String,
        } => {
            message: format!("region {} is already on the east side", Quoted(code)),
            help: "remove it from one of the two sides",
        }

        /// A region has too few stand-in points.
        StandInTooSmall => {
            message: "one point cannot represent a region",
            help: "give two or more points that the map must show",
        }
    }
}

/// Help for a point that is not on the map; `swapped` is the pair in the other order, if that is.
fn on_the_map(swapped: Option<&str>) -> String {
    match swapped {
        Some(pair) => format!("did you mean `{pair}`? a point is [longitude, latitude]"),
        None => "the base map shows longitudes from about 73 to 135 and latitudes from about 3 to \
                 54: a place must be on it"
            .to_owned(),
    }
}

/// At most this many codes are listed: nobody reads a longer list.
const LISTED: usize = 9;

fn areas(known: &[String]) -> String {
    if known.is_empty() {
        return "the base map cannot outline any county or city there: remove `area`".to_owned();
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
