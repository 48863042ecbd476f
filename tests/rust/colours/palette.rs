//! The palettes of `style/tokens.css`, in the light and the dark scheme.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::light::{DEFICIENCIES, Light, contrast, distance, parse_oklch, shown, times};

pub(crate) fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The two colours of `light-dark(oklch(…), oklch(…))`.
fn parse_pair(value: &str) -> Option<[Light; 2]> {
    let value = value.strip_prefix("light-dark(oklch(")?;
    let (day, night) = value.strip_suffix("))")?.split_once("), oklch(")?;
    Some([parse_oklch(day)?, parse_oklch(night)?])
}

/// The rules of a style sheet, each as its selector and its declarations. Rules in `@media` count
/// like all others.
pub(crate) fn rules(css: &str) -> Vec<(String, BTreeMap<String, String>)> {
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
pub(crate) struct Palette {
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
    pub(crate) fn check_contrast(&self, token: &str, ground: &str, least: f64) {
        let ratio = contrast(self.get(token), self.get(ground));
        assert!(
            least <= ratio,
            "{}: {token} on {ground} is {ratio:.2}:1, less than {least}:1",
            self.name
        );
    }

    #[track_caller]
    pub(crate) fn check_distance(&self, one: &str, other: &str, least: f64) {
        let apart = distance(self.get(one), self.get(other));
        assert!(
            least <= apart,
            "{}: {one} and {other} are {apart:.3} apart, less than {least}",
            self.name
        );
    }

    #[track_caller]
    pub(crate) fn check_told_apart(&self, one: &str, other: &str, least: f64) {
        for (deficiency, matrix) in &DEFICIENCIES {
            let seen = |token| shown(times(matrix, self.get(token)));
            let apart = distance(seen(one), seen(other));
            assert!(
                least <= apart,
                "{}, {deficiency}: {one} and {other} are {apart:.3} apart, less than {least}",
                self.name
            );
        }
    }
}

/// The light and the dark palette of the given rules.
pub(crate) fn palettes(css: &str, names: [&'static str; 2]) -> Vec<Palette> {
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
pub(crate) fn tokens() -> (String, String) {
    let css = read("style/tokens.css");
    let parts = css.split_once("@media (prefers-contrast: more)");
    let (usual, more) = parts.expect("more contrast comes last in tokens.css");
    (usual.to_owned(), more.to_owned())
}

pub(crate) fn schemes() -> Vec<Palette> {
    palettes(&tokens().0, ["light", "dark"])
}

/// The usual colours, overridden by those for readers who ask for more contrast.
pub(crate) fn schemes_of_more_contrast() -> Vec<Palette> {
    let (usual, more) = tokens();
    let names = ["light, more contrast", "dark, more contrast"];
    assert!(
        !palettes(&more, names)[0].colours.is_empty(),
        "more contrast sets colours"
    );
    palettes(&format!("{usual}}}{more}"), names)
}
