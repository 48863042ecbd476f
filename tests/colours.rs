//! The colours of `style/tokens.css` can be read and told apart, by day and by night, and without
//! colour, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What WCAG 2.2 asks of text (1.4.3), of marks (1.4.11), and of text for whoever wants more (1.4.6).
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;
const MORE: f64 = 7.0;

/// The least distance in `OKLab` between two areas that share a border, one of which is lit.
const LIT: f64 = 0.08;
/// The least distance in `OKLab` between the two sides, as seen with a deficiency of colour vision:
/// three times the 0.02 that CSS Color 4 takes for the least that can be noticed.
const SIDES: f64 = 0.06;

/// Red, green and blue in light, not in code: 0 to 1 each, before the sRGB transfer curve.
type Light = [f64; 3];
/// Lightness 0 to 1, then green to red, then blue to yellow.
type OkLab = [f64; 3];
type Matrix = [[f64; 3]; 3];

// From OKLab to linear sRGB and back: Björn Ottosson, "A perceptual color space for image
// processing", 2020, https://bottosson.github.io/posts/oklab/.
const LAB_TO_CONES: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548_0],
];
const CONES_TO_LIGHT: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
];
const LIGHT_TO_CONES: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const CONES_TO_LAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];

/// How linear sRGB looks without one kind of cone: Gustavo Machado, Manuel Oliveira and Leandro
/// Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
/// Transactions on Visualization and Computer Graphics 15 (6), 2009, at severity 1.0.
const DEFICIENCIES: [(&str, Matrix); 3] = [
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn times(matrix: &Matrix, vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// What a screen shows of a colour: whatever it cannot show is cut off.
fn shown(light: Light) -> Light {
    light.map(|part| part.clamp(0.0, 1.0))
}

fn light_of(lab: OkLab) -> Light {
    let cones = times(&LAB_TO_CONES, lab).map(|cone| cone.powi(3));
    shown(times(&CONES_TO_LIGHT, cones))
}

fn lab_of(light: Light) -> OkLab {
    times(&CONES_TO_LAB, times(&LIGHT_TO_CONES, light).map(f64::cbrt))
}

/// The contrast ratio of WCAG 2.2, 1 to 21, whichever of the two is the lighter.
fn contrast(one: Light, other: Light) -> f64 {
    let luminance = |light: Light| 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How far two colours are from each other in `OKLab`: black and white are 1 apart.
fn distance(one: Light, other: Light) -> f64 {
    let squares = lab_of(one).into_iter().zip(lab_of(other));
    squares.map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

/// `95.3% 0.02 88`: lightness, chroma, and hue in degrees from red towards yellow.
fn parse_oklch(text: &str) -> Option<Light> {
    let mut parts = text.split_whitespace();
    let lightness: f64 = parts.next()?.strip_suffix('%')?.parse().ok()?;
    let chroma: f64 = parts.next()?.parse().ok()?;
    let hue: f64 = parts.next()?.parse().ok()?;
    let (sin, cos) = hue.to_radians().sin_cos();
    let lab = [lightness / 100.0, chroma * cos, chroma * sin];
    parts.next().is_none().then(|| light_of(lab))
}

/// The two colours of `light-dark(oklch(…), oklch(…))`.
fn parse_pair(value: &str) -> Option<[Light; 2]> {
    let value = value.strip_prefix("light-dark(oklch(")?;
    let (day, night) = value.strip_suffix("))")?.split_once("), oklch(")?;
    Some([parse_oklch(day)?, parse_oklch(night)?])
}

/// The rules of a style sheet: a selector and what is declared for it. Rules in `@media` count as
/// any other.
fn rules(css: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut bare = String::new();
    for part in css.split("/*") {
        bare += part.split_once("*/").map_or(part, |(_, after)| after);
    }
    let bodies = bare.split('}').filter_map(|text| text.rsplit_once('{'));
    bodies
        .map(|(head, body)| {
            let selector = head.rsplit(['{', ';']).next().unwrap_or(head);
            let declared = body.split(';').filter_map(|line| line.split_once(':'));
            let declared = declared.map(|(name, value)| {
                let value: Vec<_> = value.split_whitespace().collect();
                (name.trim().to_owned(), value.join(" "))
            });
            (selector.trim().to_owned(), declared.collect())
        })
        .collect()
}

/// The colours of one scheme, by the names of their tokens without `--story-`.
struct Palette {
    name: &'static str,
    colours: BTreeMap<String, Light>,
}

impl Palette {
    #[track_caller]
    fn get(&self, token: &str) -> Light {
        let found = self.colours.get(token);
        *found.unwrap_or_else(|| panic!("tokens.css has no colour --story-{token}"))
    }

    #[track_caller]
    fn check_contrast(&self, token: &str, ground: &str, least: f64) {
        let ratio = contrast(self.get(token), self.get(ground));
        assert!(
            least <= ratio,
            "{}: {token} on {ground} is {ratio:.2}:1, less than {least}:1",
            self.name
        );
    }

    #[track_caller]
    fn check_distance(&self, one: &str, other: &str, least: f64) {
        let apart = distance(self.get(one), self.get(other));
        assert!(
            least <= apart,
            "{}: {one} and {other} are {apart:.3} apart, less than {least}",
            self.name
        );
    }

    #[track_caller]
    fn check_told_apart(&self, one: &str, other: &str) {
        for (deficiency, matrix) in &DEFICIENCIES {
            let seen = |token| shown(times(matrix, self.get(token)));
            let apart = distance(seen(one), seen(other));
            assert!(
                SIDES <= apart,
                "{}, {deficiency}: {one} and {other} are {apart:.3} apart, less than {SIDES}",
                self.name
            );
        }
    }
}

/// Day and night, read from the rules given.
fn palettes(css: &str, names: [&'static str; 2]) -> Vec<Palette> {
    let mut both = names.map(|name| Palette {
        name,
        colours: BTreeMap::new(),
    });
    for (token, value) in rules(css).into_iter().flat_map(|(_, declared)| declared) {
        let Some(token) = token.strip_prefix("--story-") else {
            continue;
        };
        if !value.contains("oklch") {
            continue;
        }
        let pair = parse_pair(&value).unwrap_or_else(|| {
            panic!("--story-{token} is `{value}`; is it light-dark(oklch(…), oklch(…))?")
        });
        for (palette, light) in both.iter_mut().zip(pair) {
            palette.colours.insert(token.to_owned(), light);
        }
    }
    both.into()
}

/// The style sheet before its block for `prefers-contrast: more`, and from there on.
fn tokens() -> (String, String) {
    let css = read("style/tokens.css");
    let parts = css.split_once("@media (prefers-contrast: more)");
    let (usual, more) = parts.expect("more contrast comes last in tokens.css");
    (usual.to_owned(), more.to_owned())
}

fn schemes() -> Vec<Palette> {
    palettes(&tokens().0, ["light", "dark"])
}

/// The usual colours, overlaid by those for whoever asks for more contrast.
fn schemes_of_more_contrast() -> Vec<Palette> {
    let (usual, more) = tokens();
    let names = ["light, more contrast", "dark, more contrast"];
    assert!(
        !palettes(&more, names)[0].colours.is_empty(),
        "more contrast sets colours"
    );
    palettes(&format!("{usual}}}{more}"), names)
}

#[test]
fn colours_agree_with_the_web_platform_tests() {
    // css/css-color/oklch-005.html and oklch-007.html.
    for (text, expected) in [
        ("50% 0.2 270", [0.230_56, 0.317_3, 0.826_28]),
        ("55% 0.15 345", [0.672_93, 0.277_91, 0.522_8]),
    ] {
        let light = parse_oklch(text).expect("three numbers");
        // The transfer curve of sRGB, above its straight foot.
        let code = light.map(|part| 1.055 * part.powf(1.0 / 2.4) - 0.055);
        for (found, expected) in code.into_iter().zip(expected) {
            let off: f64 = found - expected;
            assert!(off.abs() < 1e-4, "oklch({text}) is {code:?}");
        }
    }
}

#[test]
fn light_and_lab_go_there_and_back() {
    let lab = [0.55, 0.1, -0.05];
    for (found, expected) in lab_of(light_of(lab)).into_iter().zip(lab) {
        assert!((found - expected).abs() < 1e-6, "{found} was {expected}");
    }
}

#[test]
fn white_on_black_is_21_to_1() {
    let [white, black] = ["100% 0 0", "0% 0 0"].map(|text| parse_oklch(text).expect("numbers"));
    assert!((contrast(black, white) - 21.0).abs() < 1e-3);
}

#[test]
fn grey_stays_grey_without_one_kind_of_cone() {
    let grey = [0.4; 3];
    for (deficiency, matrix) in &DEFICIENCIES {
        assert!(distance(grey, times(matrix, grey)) < 1e-3, "{deficiency}");
    }
}

#[test]
fn text_can_be_read_on_paper() {
    for scheme in schemes() {
        for token in ["ink", "ink-soft", "accent"] {
            scheme.check_contrast(token, "paper", TEXT);
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
fn who_asks_for_more_contrast_gets_it() {
    for scheme in schemes_of_more_contrast() {
        for token in ["ink", "ink-soft"] {
            scheme.check_contrast(token, "paper", MORE);
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
fn the_dashes_stand_out_from_the_sea() {
    for scheme in schemes() {
        scheme.check_contrast("dash", "sea", MARK);
    }
}

#[test]
fn a_lit_region_stands_out_from_its_side_at_rest() {
    for scheme in schemes() {
        scheme.check_distance("east-lit", "east", LIT);
        scheme.check_distance("west-lit", "west", LIT);
    }
}

#[test]
fn connections_of_the_two_sides_are_told_apart_with_any_colour_vision() {
    for scheme in schemes() {
        scheme.check_told_apart("east-arc", "west-arc");
    }
}

#[test]
fn lit_regions_of_the_two_sides_are_told_apart_with_any_colour_vision() {
    for scheme in schemes() {
        scheme.check_told_apart("east-lit", "west-lit");
    }
}

#[test]
fn kinds_of_connections_are_told_apart_without_colour() {
    let story: toml::Table = read("stories/east-west/story.toml").parse().expect("TOML");
    let links = story["link"].as_array().expect("links stand in [[link]]");
    let kinds: BTreeSet<_> = links
        .iter()
        .filter_map(|link| link["kind"].as_str())
        .collect();
    assert!(1 < kinds.len(), "the story has kinds of connections");

    let rules = rules(&read("style/map.css"));
    let set = |kind: &str, property: &str| {
        // The later rule holds, and a kind's own before that of all lines.
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
    for kind in kinds {
        let stroke = (set(kind, "stroke-dasharray"), set(kind, "stroke-width"));
        if let Some(other) = seen.insert(stroke, kind) {
            panic!(
                "{other} and {kind} are both drawn with dashes {} and width {}",
                stroke.0, stroke.1
            );
        }
    }
}
