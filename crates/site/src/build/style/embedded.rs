//! Rewrites style sheets for a story in another page.

use std::convert::Infallible;
use std::mem;

use lightningcss::media_query::{MediaCondition, MediaList, Operator};
use lightningcss::printer::PrinterOptions;
use lightningcss::properties::Property;
use lightningcss::properties::custom::{TokenList, TokenOrValue, UnparsedProperty};
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::stylesheet::ParserOptions;
use lightningcss::traits::{IntoOwned, ParseWithOptions};
use lightningcss::values::length::LengthValue;
use lightningcss::visit_types;
use lightningcss::visitor::{Visit, VisitTypes, Visitor};

use super::media::{STACKED, STACKED_IN_A_COLUMN};
use super::{parse, print};
use crate::build::BuildError;

/// The name of these style sheets in errors.
const NAME: &str = "inline.css";

/// `sheet` with its `rem` lengths based on `--_rem`, the font size that the reader has set. An
/// embedding page may set any size on its root, which changes `rem`. Where `--_rem` is not set, the
/// page's `rem` applies.
pub(in crate::build) fn with_lengths_of_the_reader(sheet: &str) -> Result<String, BuildError> {
    with_own_units(sheet, &["rem"])
}

/// `sheet` with its `vh` and `svh` lengths based on `--_vh` and `--_svh`. In a zoomed page, a pixel
/// of the story is larger than one of the viewport.
pub(in crate::build) fn with_own_viewport(sheet: &str) -> Result<String, BuildError> {
    with_own_units(sheet, &["vh", "svh"])
}

/// `sheet` for a story in a column of another page. What depends on the viewport's width depends on
/// the column's width instead, and the portrait layout applies if the column is narrower than the
/// viewport is high.
pub(in crate::build) fn in_a_container(sheet: &str) -> Result<String, BuildError> {
    let stacked = parse(NAME, STACKED)?;
    let in_a_column = parse(NAME, STACKED_IN_A_COLUMN)?;
    let mut sheet = parse(NAME, sheet)?;
    let Ok(()) = sheet.visit(&mut InContainer {
        stacked: conditions(&stacked.rules),
        in_a_column: &in_a_column.rules,
    });
    print(NAME, &sheet)
}

fn with_own_units(sheet: &str, units: &'static [&'static str]) -> Result<String, BuildError> {
    let mut sheet = parse(NAME, sheet)?;
    let Ok(()) = sheet.visit(&mut OwnUnits {
        units,
        has_found_any: false,
    });
    print(NAME, &sheet)
}

/// Replaces each length in one of `units` by a multiple of the custom property `--_UNIT`, if that
/// is set. Conditions of at-rules keep their lengths: they cannot use custom properties.
struct OwnUnits {
    units: &'static [&'static str],
    /// True if the last property had such a length.
    has_found_any: bool,
}

impl<'i> Visitor<'i> for OwnUnits {
    type Error = Infallible;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(PROPERTIES | TOKENS)
    }

    fn visit_property(&mut self, property: &mut Property<'i>) -> Result<(), Infallible> {
        if let Property::Custom(_) | Property::Unparsed(_) = property {
            return property.visit_children(self);
        }
        // A parsed value holds no `var()`; its tokens do.
        let Some(mut value) = tokens(property) else {
            return Ok(());
        };
        self.has_found_any = false;
        value.visit_children(self)?;
        if self.has_found_any {
            let property_id = property.property_id();
            *property = Property::Unparsed(UnparsedProperty { property_id, value });
        }
        Ok(())
    }

    fn visit_token(&mut self, token: &mut TokenOrValue<'i>) -> Result<(), Infallible> {
        let TokenOrValue::Length(length) = token else {
            return token.visit_children(self);
        };
        let (number, unit) = length.to_unit_value();
        if self.units.contains(&unit) {
            let multiple = format!("calc({number}*var(--_{unit},1{unit}))");
            let multiple = parsed(&multiple).and_then(|tokens| tokens.0.into_iter().next());
            *token = multiple.expect("a call of `calc` is a token");
            self.has_found_any = true;
        }
        Ok(())
    }
}

fn tokens(property: &Property<'_>) -> Option<TokenList<'static>> {
    let value = property.value_to_css_string(PrinterOptions {
        minify: true,
        ..PrinterOptions::default()
    });
    parsed(&value.ok()?)
}

fn parsed(value: &str) -> Option<TokenList<'static>> {
    let tokens = TokenList::parse_string_with_options(value, ParserOptions::default());
    tokens.ok().map(IntoOwned::into_owned)
}

/// Makes rules depend on the column's width instead of the viewport's.
struct InContainer<'c, 'i> {
    /// The conditions for the stacked layout, which `in_a_column` replaces.
    stacked: &'c [MediaCondition<'i>],
    /// A container query without rules.
    in_a_column: &'c CssRuleList<'i>,
}

impl<'i> Visitor<'i> for InContainer<'_, 'i> {
    type Error = Infallible;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(RULES | LENGTHS)
    }

    fn visit_rule(&mut self, rule: &mut CssRule<'i>) -> Result<(), Infallible> {
        rule.visit_children(self)?;
        if let CssRule::Media(media) = rule
            && remove(self.stacked, &mut media.query)
        {
            let mut in_a_column = self.in_a_column.clone();
            for rule in &mut in_a_column.0 {
                if let CssRule::Container(container) = rule {
                    container.rules = mem::replace(&mut media.rules, CssRuleList(Vec::new()));
                }
            }
            media.rules = in_a_column;
        }
        Ok(())
    }

    fn visit_length(&mut self, length: &mut LengthValue) -> Result<(), Infallible> {
        if let LengthValue::Vi(number) = *length {
            *length = LengthValue::Cqi(number);
        }
        Ok(())
    }
}

/// Removes `conditions` from `media` and returns true, if it has all of them.
fn remove(conditions: &[MediaCondition<'_>], media: &mut MediaList<'_>) -> bool {
    let [query] = &mut *media.media_queries else {
        return false;
    };
    let Some(MediaCondition::Operation {
        operator: Operator::And,
        conditions: all,
    }) = &mut query.condition
    else {
        return false;
    };
    if !conditions.iter().all(|condition| all.contains(condition)) {
        return false;
    }
    all.retain(|condition| !conditions.contains(condition));
    if all.is_empty() {
        query.condition = None;
    }
    true
}

/// The conditions of the only media query in `rules`.
fn conditions<'r, 'i>(rules: &'r CssRuleList<'i>) -> &'r [MediaCondition<'i>] {
    match &*rules.0 {
        [CssRule::Media(media)] => match &*media.query.media_queries {
            [query] => match &query.condition {
                Some(MediaCondition::Operation { conditions, .. }) => conditions,
                _ => &[],
            },
            _ => &[],
        },
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_rem_are_distinguished_from_conditions_and_names() {
        let sheet = "@media (min-height:18rem){.rem{\
            margin:-.5rem 1rem;--a:calc(2rem + 1px);width:max(3em,1rem);content:\"1rem\"}}";
        assert_eq!(
            with_lengths_of_the_reader(sheet).expect("it is a style sheet"),
            "@media (min-height:18rem){.rem{\
             margin:calc(-.5*var(--_rem,1rem)) calc(1*var(--_rem,1rem));\
             --a:calc(calc(2*var(--_rem,1rem)) + 1px);\
             width:max(3em,calc(1*var(--_rem,1rem)));content:\"1rem\"}}"
        );
    }

    #[test]
    fn both_heights_of_the_viewport_become_those_of_the_story() {
        assert_eq!(
            with_own_viewport("p{height:100vh;height:100svh;width:1vw}").expect("it is a sheet"),
            "p{height:calc(100*var(--_vh,1vh));height:calc(100*var(--_svh,1svh));width:1vw}"
        );
    }

    #[track_caller]
    fn check_container(sheet: &str, expected: &str) {
        let seen = in_a_container(sheet).expect("it is a style sheet");
        assert_eq!(seen, expected);
    }

    #[test]
    fn container_units_replace_viewport_units() {
        check_container(
            "p{width:4vi;--a:min(1vi,2px)}",
            "p{width:4cqi;--a:min(1cqi,2px)}",
        );
    }

    #[test]
    fn a_container_query_replaces_the_query_of_the_portrait_layout() {
        check_container(
            "@media screen and (orientation:portrait) and (max-width:899.98px){p{width:4px}q{top:0}}",
            "@media screen{@container (width<=899.98px) and (width<=100vh){p{width:4px}q{top:0}}}",
        );
    }

    #[test]
    fn other_conditions_of_the_portrait_layout_stay() {
        check_container(
            "@media screen and (max-height:650px) and (orientation:portrait) and (max-width:899.98px){p{top:0}}",
            "@media screen and (max-height:650px){\
             @container (width<=899.98px) and (width<=100vh){p{top:0}}}",
        );
    }
}
