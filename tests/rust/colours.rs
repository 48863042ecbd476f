//! The colours of `style/tokens.css` can be read and distinguished, in the light and the dark
//! scheme, and with colour vision deficiencies, too.

#[path = "colours/light.rs"]
mod light;
#[path = "colours/palette.rs"]
mod palette;

use std::collections::BTreeMap;

use palette::{read, rules, schemes, schemes_of_more_contrast};
use shanhai_story::story::Kind;

/// The contrast ratios of WCAG 2.2 for text (1.4.3), for marks (1.4.11), and for text at AAA
/// (1.4.6).
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;
const MORE: f64 = 7.0;
/// The contrast ratio for readers who ask their system for more contrast.
const MOST: f64 = 10.0;

/// Least contrast ratio of one side with the other: relief alone makes a smaller difference.
const LIGHTER: f64 = 1.4;

/// The colours under the map's marks, where nothing is highlighted.
const GROUNDS: [&str; 5] = ["sea", "neighbours", "land", "east", "west"];

/// The least distance in `OKLab` between two areas with a common border, one of them highlighted.
const LIT: f64 = 0.08;
/// The least distance in `OKLab` between the two sides, as seen with a deficiency of colour vision:
/// three times 0.02, the least noticeable difference according to CSS Color 4.
const SIDES: f64 = 0.06;

#[test]
fn text_can_be_read_on_paper() {
    for scheme in schemes() {
        for token in ["ink", "ink-soft", "accent"] {
            scheme.check_contrast(token, "paper", MORE);
        }
    }
}

#[test]
fn soft_ink_can_be_read_on_the_sea() {
    for scheme in schemes() {
        scheme.check_contrast("ink-soft", "sea", TEXT);
    }
}

#[test]
fn readers_who_prefer_more_contrast_get_it() {
    for scheme in schemes_of_more_contrast() {
        for token in ["ink", "ink-soft"] {
            scheme.check_contrast(token, "paper", MOST);
        }
        scheme.check_contrast("rule", "paper", MARK);
        for ground in ["sea", "land", "east", "west"] {
            scheme.check_contrast("border", ground, MARK);
        }
    }
}

#[test]
fn connections_stand_out_from_their_casing() {
    for scheme in schemes() {
        for token in ["east-arc", "west-arc", "ink-soft"] {
            scheme.check_contrast(token, "paper", MARK);
        }
    }
}

#[test]
fn every_mark_stands_out_from_land_and_sea() {
    for scheme in schemes() {
        for token in ["east-arc", "west-arc", "ink-soft", "ink", "dash"] {
            for ground in GROUNDS {
                scheme.check_contrast(token, ground, MARK);
            }
        }
    }
}

#[test]
fn highlights_are_outlined_in_a_colour_of_marks() {
    let rules = rules(&read("style/map.css"));
    for side in ["east", "west"] {
        let lit = format!(".region[data-side=\"{side}\"][data-state=\"lit\"]");
        let mut found = rules.iter().filter(|(selector, _)| *selector == lit);
        let (_, declared) = found.next().expect("lit regions have a rule");
        let expected = format!("var(--story-{side}-arc)");
        assert_eq!(declared.get("stroke"), Some(&expected));
    }
}

#[test]
fn a_highlighted_region_stands_out_from_its_side_at_rest() {
    for scheme in schemes() {
        scheme.check_distance("east-lit", "east", LIT);
        scheme.check_distance("west-lit", "west", LIT);
    }
}

#[test]
fn connections_of_the_two_sides_are_distinguishable_with_any_colour_vision() {
    for scheme in schemes() {
        scheme.check_told_apart("east-arc", "west-arc", SIDES);
    }
}

#[test]
fn highlighted_regions_of_the_two_sides_are_distinguishable_with_any_colour_vision() {
    for scheme in schemes() {
        scheme.check_told_apart("east-lit", "west-lit", SIDES);
    }
}

#[test]
fn highlighted_regions_of_the_two_sides_are_distinguishable_without_colour() {
    for scheme in schemes() {
        scheme.check_contrast("west-lit", "east-lit", LIGHTER);
    }
}

#[test]
fn kinds_of_connections_are_distinguishable_without_colour() {
    let rules = rules(&read("style/map.css"));
    let set = |kind: &str, property: &str| {
        // The later rule wins, and a kind's own rule over that of all lines.
        let by = |selector: &str| {
            let mut found = rules.iter().rev().filter(|(selectors, _)| {
                selectors.split(',').any(|other| other.trim() == selector)
            });
            found.find_map(|(_, declared)| declared.get(property))
        };
        let own = by(&format!(".line[data-kind=\"{kind}\"]"));
        own.or_else(|| by(".line")).map_or("none", String::as_str)
    };
    let mut seen = BTreeMap::new();
    for kind in Kind::ALL.map(Kind::word) {
        let stroke = (set(kind, "stroke-dasharray"), set(kind, "stroke-width"));
        if let Some(other) = seen.insert(stroke, kind) {
            panic!(
                "{other} and {kind} are both drawn with dashes {} and width {}",
                stroke.0, stroke.1
            );
        }
    }
}
