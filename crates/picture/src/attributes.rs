//! The attributes of an element as one list.
//!
//! In Leptos every attribute of an element is a type of its own, and the code that sets and
//! compares it is compiled for each element again. The picture's elements have up to nine: as one
//! list they share one loop, which makes the WASM file 2 KB smaller (brotli).

use leptos::tachys::html::attribute::{
    Attribute, AttributeValue, NamedAttributeKey, NextAttribute,
};
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::Element;

/// The attributes of an element, in a fixed order: in every picture, an element of the same kind
/// has the same names in the same places. An attribute without a value is absent.
#[derive(Clone, Debug)]
pub struct Attributes(Vec<(&'static str, Option<String>)>);

impl Attributes {
    /// These names with their values.
    #[must_use]
    pub fn new(list: impl Into<Vec<(&'static str, Option<String>)>>) -> Self {
        Self(list.into())
    }
}

/// An element, and the attributes that were last set on it.
#[derive(Debug)]
pub struct Shown {
    element: Element,
    attributes: Attributes,
}

impl Attribute for Attributes {
    const MIN_LENGTH: usize = 0;
    type State = Shown;
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        let values = self.0.iter().flat_map(|(_, value)| value);
        values.map(String::len).sum()
    }

    fn to_html(self, buf: &mut String, class: &mut String, _: &mut String, _: &mut String) {
        for (name, value) in self.0 {
            match value {
                Some(value) if name == "class" => class.push_str(&value),
                value => value.to_html(name, buf),
            }
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Self::State {
        self.build(element)
    }

    fn build(self, element: &Element) -> Self::State {
        for (name, value) in &self.0 {
            set(element, name, value.as_deref(), None);
        }
        Shown {
            element: element.clone(),
            attributes: self,
        }
    }

    fn rebuild(self, shown: &mut Self::State) {
        for ((name, value), (_, before)) in self.0.iter().zip(&shown.attributes.0) {
            set(&shown.element, name, value.as_deref(), before.as_deref());
        }
        shown.attributes = self;
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn keys(&self) -> Vec<NamedAttributeKey> {
        let names = self.0.iter().map(|(name, _)| *name);
        names
            .map(|name| NamedAttributeKey::Attribute(name.into()))
            .collect()
    }
}

impl NextAttribute for Attributes {
    type Output<NewAttr: Attribute> = (Self, NewAttr);

    fn add_any_attr<NewAttr: Attribute>(self, new_attr: NewAttr) -> Self::Output<NewAttr> {
        (self, new_attr)
    }
}

/// Sets the attribute `name` if it differs from the one before.
fn set(element: &Element, name: &str, value: Option<&str>, before: Option<&str>) {
    if value == before {
        return;
    }
    match value {
        Some(value) => Rndr::set_attribute(element, name, value),
        None => Rndr::remove_attribute(element, name),
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::*;

    #[test]
    fn attributes_without_a_value_are_left_out_and_values_are_escaped() {
        let attributes = Attributes::new([
            ("data-link", Some("a\"<b".to_owned())),
            ("stroke", None),
            ("class", Some("line".to_owned())),
        ]);
        assert_eq!(
            view! { <path {..attributes} /> }.to_html(),
            r#"<path data-link="a&quot;&lt;b" class="line"></path>"#
        );
    }
}
