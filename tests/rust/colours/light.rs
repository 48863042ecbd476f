//! Colours as linear light, in `OKLab`, and as seen with a deficiency of colour vision.

/// Linear red, green and blue, 0 to 1 each, before the sRGB transfer curve.
pub(crate) type Light = [f64; 3];
/// Lightness 0 to 1, then green to red, then blue to yellow.
type OkLab = [f64; 3];
pub(crate) type Matrix = [[f64; 3]; 3];

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

/// Linear sRGB as seen without one kind of cone: Gustavo Machado, Manuel Oliveira and Leandro
/// Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
/// Transactions on Visualization and Computer Graphics 15 (6), 2009, at severity 1.0.
pub(crate) const DEFICIENCIES: [(&str, Matrix); 3] = [
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

pub(crate) fn times(matrix: &Matrix, vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
}

/// The colour that a screen shows: each channel is clipped to 0 to 1.
pub(crate) fn shown(light: Light) -> Light {
    light.map(|part| part.clamp(0.0, 1.0))
}

fn light_of(lab: OkLab) -> Light {
    let cones = times(&LAB_TO_CONES, lab).map(|cone| cone.powi(3));
    shown(times(&CONES_TO_LIGHT, cones))
}

fn lab_of(light: Light) -> OkLab {
    times(&CONES_TO_LAB, times(&LIGHT_TO_CONES, light).map(f64::cbrt))
}

/// The contrast ratio of WCAG 2.2, 1 to 21, in either order.
pub(crate) fn contrast(one: Light, other: Light) -> f64 {
    let luminance = |light: Light| 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The distance of two colours in `OKLab`: black and white are 1 apart.
pub(crate) fn distance(one: Light, other: Light) -> f64 {
    let squares = lab_of(one).into_iter().zip(lab_of(other));
    squares.map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// Parses `95.3% 0.02 88`: lightness, chroma, and hue in degrees from red towards yellow.
pub(crate) fn parse_oklch(text: &str) -> Option<Light> {
    let mut parts = text.split_whitespace();
    let lightness: f64 = parts.next()?.strip_suffix('%')?.parse().ok()?;
    let chroma: f64 = parts.next()?.parse().ok()?;
    let hue: f64 = parts.next()?.parse().ok()?;
    let (sin, cos) = hue.to_radians().sin_cos();
    let lab = [lightness / 100.0, chroma * cos, chroma * sin];
    parts.next().is_none().then(|| light_of(lab))
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
fn light_and_lab_convert_both_ways() {
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
fn grey_stays_grey_with_colour_blindness() {
    let grey = [0.4; 3];
    for (deficiency, matrix) in &DEFICIENCIES {
        assert!(distance(grey, times(matrix, grey)) < 1e-3, "{deficiency}");
    }
}
