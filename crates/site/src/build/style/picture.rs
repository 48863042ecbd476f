//! Style sheets of pictures: files that have no other style sheet.

use std::collections::HashMap;
use std::convert::Infallible;

use lightningcss::properties::Property;
use lightningcss::properties::custom::TokenList;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::traits::ToCss;
use lightningcss::values::color::CssColor;
use lightningcss::visit_types;
use lightningcss::visitor::{Visit, VisitTypes, Visitor};

use super::{lowered, parse};
use crate::build::BuildError;
use crate::parts::Parts;

const TOKENS: &str = "style/tokens.css";

/// The rules that all pictures share.
const PICTURE: &str = include_str!("picture.css");

/// The style sheet `own` of the file `name` after [`PICTURE`], with the tokens of the light theme
/// inserted.
pub(in crate::build) fn in_a_picture(
    parts: &Parts,
    name: &str,
    own: &str,
) -> Result<String, BuildError> {
    let tokens = parts.page(TOKENS)?;
    by_day(
        name,
        &[PICTURE, own].concat(),
        &String::from_utf8_lossy(&tokens),
    )
}

/// `text` with each `var(--story-NAME)` replaced by its value in `tokens` in the light theme.
fn by_day(name: &str, text: &str, tokens: &str) -> Result<String, BuildError> {
    let mut tokens = parse(TOKENS, tokens)?;
    let Ok(()) = tokens.visit(&mut ByDay);
    let mut values = HashMap::new();
    collect_values(&tokens.rules, &mut values);
    let mut sheet = parse(name, text)?;
    let Ok(()) = sheet.visit(&mut WithValues(&values));
    lowered(name, sheet)
}

/// Keeps the light one of each pair of colours.
struct ByDay;

impl Visitor<'_> for ByDay {
    type Error = Infallible;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(COLORS)
    }

    fn visit_color(&mut self, color: &mut CssColor) -> Result<(), Infallible> {
        if let CssColor::LightDark(light, _) = color {
            *color = (**light).clone();
        }
        Ok(())
    }
}

/// Collects the custom properties that every story has, in any reader's settings.
fn collect_values<'r, 'i>(
    rules: &'r CssRuleList<'i>,
    values: &mut HashMap<&'r str, TokenList<'i>>,
) {
    for rule in &rules.0 {
        match rule {
            CssRule::LayerBlock(layer) => collect_values(&layer.rules, values),
            CssRule::Style(rule) if is_of_every_story(&rule.selectors) => {
                let declared = rule.declarations.declarations.iter();
                values.extend(declared.filter_map(|property| match property {
                    Property::Custom(custom) => Some((custom.name.as_ref(), custom.value.clone())),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
}

fn is_of_every_story(selectors: &impl ToCss) -> bool {
    let selectors = selectors.to_css_string(<_>::default());
    selectors.is_ok_and(|selectors| selectors == "story-map")
}

/// Replaces custom properties by their values.
struct WithValues<'v, 'i>(&'v HashMap<&'v str, TokenList<'i>>);

impl<'i> Visitor<'i> for WithValues<'_, 'i> {
    type Error = Infallible;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(PROPERTIES)
    }

    fn visit_property(&mut self, property: &mut Property<'i>) -> Result<(), Infallible> {
        if let Property::Unparsed(unparsed) = property
            && let Ok(parsed) = unparsed.clone().substitute_variables(self.0)
        {
            *property = parsed;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    const TOKENS: &str = "@layer tokens {
        story-map {
            /* Paper. */
            --story-paper: light-dark(oklch(95% 0.02 88), oklch(19% 0.02 249));
            --story-serif: A, b;
        }
        story-map[data-theme=\"dark\"] {
            --story-paper: black;
        }
        @media (prefers-contrast: more) {
            story-map {
                --story-paper: white;
            }
        }
    }";

    #[track_caller]
    fn check(sheet: &str, expected: &str) {
        let seen = by_day("a.css", sheet, TOKENS).expect("it is a style sheet");
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_picture_is_drawn_in_the_light_colours() {
        check("p{fill:var(--story-paper)}", "p{fill:#f4eee0}");
        check("p{font-family:var(--story-serif)}", "p{font-family:A,b}");
    }

    #[test]
    fn every_picture_has_the_common_rules() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let parts = Parts::of(Some(PathBuf::new()), Some(root)).expect("both are named");
        let sheet = in_a_picture(&parts, "a.css", ".a{top:0}").expect("it is a style sheet");
        assert!(sheet.starts_with(".sea{fill:#"), "{sheet}");
        assert!(sheet.ends_with(".a{top:0}"), "{sheet}");
    }

    #[test]
    fn colours_are_mixed_in_advance() {
        check(
            "p{fill:color-mix(in srgb, var(--story-paper) 50%, black)}",
            "p{fill:#7a7770}",
        );
    }
}
