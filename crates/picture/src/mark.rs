//! The elements of the pictures. There are few types, so that the WASM file contains little code
//! for them, and each layer is a plain list, so that a new scene sets only the attributes that
//! differ.

use leptos::prelude::*;
use shanhai_story::label::Label;
use shanhai_story::path::Tenths;

use crate::Attributes;

/// A line, an arrow head or the mark of a place.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// `casing`, `line`, `bundle`, `head`, `node` or `badge`.
    pub class: &'static str,
    /// The path data, in CSS pixels of the stage.
    pub d: String,
    /// The reference to a gradient, for a line that has one.
    pub stroke: Option<String>,
    /// The reference to a drawing, for a badge that has one.
    pub fill: Option<String>,
    /// The width of a bundle, in CSS pixels.
    pub width: Option<String>,
    /// The link's id.
    pub link: Option<String>,
    /// The place's id.
    pub place: Option<String>,
    /// The kind of the link, as a word.
    pub kind: Option<String>,
    /// The side whose colour the mark has, as a word.
    pub side: Option<String>,
    /// The state of the mark, as a word.
    pub state: Option<String>,
    /// The share of the line that is drawn, `0.00` to `1.00`.
    pub drawn: Option<String>,
}

impl Mark {
    /// The mark as an SVG path.
    pub fn view(self) -> impl IntoView + use<> {
        let attributes = Attributes::new([
            ("d", Some(self.d)),
            ("stroke", self.stroke),
            ("fill", self.fill),
            ("stroke-width", self.width),
            ("data-link", self.link),
            ("data-place", self.place),
            ("data-kind", self.kind),
            ("data-side", self.side),
            ("data-state", self.state),
            ("data-drawn", self.drawn),
            ("class", Some(self.class.to_owned())),
        ]);
        view! { <path {..attributes} /> }
    }
}

/// A `<use>` of one of the page's shapes.
#[derive(Clone, Debug, Default)]
pub struct Use {
    /// The class of the copy, by which the style sheet finds it.
    pub class: &'static str,
    /// The reference to the shape.
    pub href: String,
    /// The reference to a gradient, for a line that has one.
    pub stroke: Option<String>,
    /// The width of a bundle, in CSS pixels.
    pub width: Option<String>,
    /// The region's code.
    pub region: Option<String>,
    /// The area's code.
    pub area: Option<String>,
    /// The kind of the link, as a word.
    pub kind: Option<String>,
    /// The side whose colour the shape has, as a word.
    pub side: Option<String>,
    /// The state of the shape, as a word.
    pub state: Option<String>,
}

impl Use {
    /// The copy as an SVG `<use>`.
    pub fn view(self) -> impl IntoView + use<> {
        let attributes = Attributes::new([
            ("href", Some(self.href)),
            ("stroke", self.stroke),
            ("stroke-width", self.width),
            ("data-kind", self.kind),
            ("data-region", self.region),
            ("data-area", self.area),
            ("data-side", self.side),
            ("data-state", self.state),
            ("class", Some(self.class.to_owned())),
        ]);
        view! { <use_ {..attributes} /> }
    }
}

/// The width of a bundle as text, from tenths of a CSS pixel.
pub fn width(tenths: u8) -> String {
    Tenths(f64::from(tenths) / 10.0).to_string()
}

/// A name, or the character of a badge.
pub fn name(label: &Label) -> impl IntoView + use<> {
    let tenths = |number| Tenths(number).to_string();
    let turned = || ["rotate(", &tenths(label.angle), ")"].concat();
    let attributes = Attributes::new([
        ("x", Some(tenths(label.at.x))),
        ("y", Some(tenths(label.at.y))),
        ("transform", (label.angle != 0.0).then(turned)),
        ("class", Some(label.class.to_owned())),
    ]);
    let text = label.text.clone();
    view! { <text {..attributes}>{text}</text> }
}
