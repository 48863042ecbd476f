//! Projects points of `story.toml`, written as `[longitude, latitude]` in degrees, onto the map.

use std::ops::Range;

use shanhai_story::plane::{MapPoint, MapRect};
use toml::{Spanned, de::DeValue};

use crate::{
    basemap::Basemap,
    diagnostics::{Findings, MapProblem, Shape},
    folder::table::wrong_type,
    projection::{Albers, LonLat, is_longitude},
};

/// Projects points onto the map and reports those that are not on it.
#[derive(Debug)]
pub(super) struct Projector<'f> {
    projection: Albers,
    nation: MapRect,
    /// Finds the region that contains a point, to recognise swapped coordinates.
    map: Option<&'f Basemap>,
    /// The text of `story.toml`, to quote numbers as the author wrote them.
    text: &'f str,
}

/// A number, and its text in the file.
struct Number<'f> {
    value: f64,
    written: &'f str,
}

impl<'f> Projector<'f> {
    /// For points in the file `text` on a map of the extent `nation`. An empty extent accepts every
    /// point.
    pub(super) fn new(nation: MapRect, map: Option<&'f Basemap>, text: &'f str) -> Self {
        Self {
            projection: Albers::china(),
            nation,
            map,
            text,
        }
    }

    /// The point that `value`, the value of `key`, represents.
    pub(super) fn point(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        findings: &mut Findings,
    ) -> Option<MapPoint> {
        let DeValue::Array(entries) = value.get_ref() else {
            findings.add(value.span(), wrong_type(key, value, Shape::List));
            return None;
        };
        let numbers: Vec<_> = entries
            .iter()
            .filter_map(|entry| self.number(key, entry, findings))
            .collect();
        if numbers.len() < entries.len() {
            return None;
        }
        let [longitude, latitude] = numbers.as_slice() else {
            let count = entries.len();
            let kind = MapProblem::NotAPair { count };
            findings.add(value.span(), kind);
            return None;
        };
        match self.on_the_map(longitude, latitude) {
            Ok(point) => Some(point),
            Err(kind) => {
                let place = span_of(&kind, entries, value.span());
                findings.add(place, kind);
                None
            }
        }
    }

    fn on_the_map(
        &self,
        longitude: &Number<'_>,
        latitude: &Number<'_>,
    ) -> Result<MapPoint, MapProblem> {
        let swapped = || {
            let exchanged = LonLat::new(latitude.value, longitude.value)?;
            self.is_in_a_region(self.projection.project(exchanged))
                .then(|| format!("[{}, {}]", latitude.written, longitude.written))
        };
        if !is_longitude(longitude.value) {
            return Err(MapProblem::LongitudeOutOfRange {
                longitude: longitude.written.to_owned(),
                swapped: swapped(),
            });
        }
        let Some(place) = LonLat::new(longitude.value, latitude.value) else {
            return Err(MapProblem::LatitudeOutOfRange {
                latitude: latitude.written.to_owned(),
                swapped: swapped(),
            });
        };
        let point = self.projection.project(place);
        if self.shows(point) {
            Ok(point)
        } else {
            Err(MapProblem::OffTheMap { swapped: swapped() })
        }
    }

    fn shows(&self, point: MapPoint) -> bool {
        self.nation.is_empty() || self.nation.contains(point)
    }

    /// Returns whether `point` is in a region, or anywhere on the map if the regions' outlines are
    /// not loaded. A point on the map but outside every region is not enough to suggest swapped
    /// coordinates: many points abroad, when swapped, land beside the country.
    fn is_in_a_region(&self, point: MapPoint) -> bool {
        match self.map {
            Some(map) => self.shows(point) && map.region_at(point).is_some(),
            None => self.shows(point),
        }
    }

    fn number(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        findings: &mut Findings,
    ) -> Option<Number<'f>> {
        let parsed = match value.get_ref() {
            // 32 bits are enough for degrees; a larger number is out of range anyway.
            DeValue::Integer(integer) => Some(
                i32::from_str_radix(integer.as_str(), integer.radix())
                    .map_or(f64::INFINITY, f64::from),
            ),
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => None,
        };
        let Some(value_in_degrees) = parsed else {
            findings.add(value.span(), wrong_type(key, value, Shape::Number));
            return None;
        };
        Some(Number {
            value: value_in_degrees,
            written: self.text.get(value.span()).unwrap_or_default(),
        })
    }
}

/// The span of the number that is out of range, or else of the whole pair.
fn span_of(
    kind: &MapProblem,
    entries: &[Spanned<DeValue<'_>>],
    pair: Range<usize>,
) -> Range<usize> {
    let entry = match kind {
        MapProblem::LongitudeOutOfRange { .. } => entries.first(),
        MapProblem::LatitudeOutOfRange { .. } => entries.last(),
        _ => None,
    };
    entry.map_or(pair, Spanned::span)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use toml::de::DeTable;

    use super::*;
    use crate::diagnostics::{Diagnostic, SourceFile};

    /// The bounds of the whole country, in map units.
    fn nation() -> MapRect {
        MapRect::between(MapPoint::new(-150.0, 0.0), MapPoint::new(4_950.0, 5_830.0))
    }

    /// The projected point, and each diagnostic with its help in brackets.
    fn project(at: &str) -> (Option<MapPoint>, Vec<String>) {
        let text = format!("at = {at}");
        let file = Arc::new(SourceFile::new("story.toml".to_owned(), text.clone()));
        let mut findings = Findings::of(file);
        let (table, _) = DeTable::parse_recoverable(&text);
        let value = table.get_ref().get("at").expect("the text has `at`");
        let point = Projector::new(nation(), Some(&Basemap::china()), &text).point(
            "at",
            value,
            &mut findings,
        );
        let message = |diagnostic: &Diagnostic| match diagnostic.kind.help() {
            Some(help) => format!("{} ({help})", diagnostic.kind),
            None => diagnostic.kind.to_string(),
        };
        (
            point,
            findings.in_file_order().iter().map(message).collect(),
        )
    }

    #[track_caller]
    fn check(at: &str, expected: &[&str]) {
        let (point, messages) = project(at);
        assert_eq!(messages, expected);
        assert_eq!(point.is_some(), expected.is_empty());
    }

    #[test]
    fn whole_numbers_are_valid_degrees() {
        check("[105, 36]", &[]);
    }

    #[test]
    fn a_swapped_pair_out_of_range_is_recognised() {
        check(
            "[37.136, 103.126]",
            &[
                "latitude `103.126` is outside -90 to 90 (did you mean `[103.126, 37.136]`? \
               a point is [longitude, latitude])",
            ],
        );
    }

    #[test]
    fn a_swapped_pair_within_range_is_recognised() {
        check(
            "[37.1, 79.5]",
            &[
                "this point is not on the base map (did you mean `[79.5, 37.1]`? \
               a point is [longitude, latitude])",
            ],
        );
    }

    #[test]
    fn a_pair_invalid_in_either_order_has_no_suggestion() {
        check(
            "[-200.5, 91]",
            &[
                "longitude `-200.5` is outside -180 to 180 (the base map shows longitudes from about \
             73 to 135 and latitudes from about 3 to 54: a place must be on it)",
            ],
        );
    }

    #[test]
    fn a_point_abroad_is_not_mistaken_for_a_swapped_pair() {
        // Paris; then Svalbard and the sea off Somalia, whose swapped coordinates are in India.
        for at in ["[2.35, 48.86]", "[20.0, 78.0]", "[15.0, 80.0]"] {
            let (_, messages) = project(at);
            assert_eq!(messages.len(), 1);
            assert!(
                messages[0].contains("a place must be on it"),
                "{messages:?}"
            );
        }
    }

    #[test]
    fn nan_is_out_of_range() {
        check(
            "[105.0, nan]",
            &[
                "latitude `nan` is outside -90 to 90 (the base map shows longitudes from about \
             73 to 135 and latitudes from about 3 to 54: a place must be on it)",
            ],
        );
    }

    #[test]
    fn a_huge_number_is_one_diagnostic() {
        for huge in [
            "99999999999999999999999999",
            "1e999",
            "inf",
            "-0x7fffffffffffffff",
        ] {
            let (point, messages) = project(&format!("[{huge}, 36.0]"));
            assert_eq!((point, messages.len()), (None, 1), "{huge}");
        }
    }

    #[test]
    fn a_pair_has_two_numbers() {
        check(
            "[105.0]",
            &["a point has two numbers, but this one has 1 (write the pair [longitude, latitude])"],
        );
        check(
            "[105.0, 36.0, 1200.0]",
            &["a point has two numbers, but this one has 3 (write the pair [longitude, latitude])"],
        );
    }

    #[test]
    fn every_entry_of_the_wrong_type_is_reported() {
        check(
            "[\"105\", true]",
            &[
                "`at` must be a number, not a text (remove the quotes)",
                "`at` must be a number, not true or false",
            ],
        );
    }
}
