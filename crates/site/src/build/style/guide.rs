//! Rewrites the tokens for the page with embed codes.

use std::convert::Infallible;

use lightningcss::selector::{Component, Selector};
use lightningcss::visit_types;
use lightningcss::visitor::{Visit, VisitTypes, Visitor};

use super::{lowered, parse};
use crate::build::BuildError;

/// The style sheet `name`, written for stories, for the page with embed codes.
pub(in crate::build) fn of_the_guide(name: &str, bytes: &[u8]) -> Result<String, BuildError> {
    let text = String::from_utf8_lossy(bytes);
    let mut sheet = parse(name, &text)?;
    let Ok(()) = sheet.visit(&mut OfTheGuide);
    lowered(name, sheet)
}

/// Selects the guide instead of the story.
struct OfTheGuide;

impl<'i> Visitor<'i> for OfTheGuide {
    type Error = Infallible;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(SELECTORS)
    }

    fn visit_selector(&mut self, selector: &mut Selector<'i>) -> Result<(), Infallible> {
        for component in selector.iter_mut_raw_match_order() {
            if let Component::LocalName(name) = component
                && &*name.name == "story-map"
            {
                *component = Component::Class("guide".into());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_has_the_tokens_of_a_story() {
        let tokens = b"story-map:not([data-theme=light]){--story-map:red}";
        assert_eq!(
            of_the_guide("tokens.css", tokens).expect("it is a style sheet"),
            ".guide:not([data-theme=light]){--story-map:red}"
        );
    }
}
