//! The elements of the pictures. There are few types, so that the WASM file contains little code
//! for them, and each layer is a plain list, so that a new scene sets only the attributes that
//! differ.

use leptos::prelude::*;
use shanhai_story::path::Tenths;
use shanhai_story::plane::ScreenPoint;

/// A line, an arrow head or the mark of a place.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    pub(super) class: &'static str,
    pub(super) d: String,
    pub(super) stroke: Option<String>,
    pub(super) link: Option<String>,
    pub(super) place: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) side: Option<String>,
    pub(super) state: Option<String>,
    pub(super) drawn: Option<String>,
}

impl Mark {
    pub(super) fn view(self) -> impl IntoView + use<> {
        view! {
            <path
                class=self.class
                d=self.d
                stroke=self.stroke
                data-link=self.link
                data-place=self.place
                data-kind=self.kind
                data-side=self.side
                data-state=self.state
                data-drawn=self.drawn
            />
        }
    }
}

/// A `<use>` of one of the page's shapes.
#[derive(Clone, Debug, Default)]
pub(super) struct Copied {
    pub(super) class: &'static str,
    pub(super) href: String,
    pub(super) stroke: Option<String>,
    pub(super) region: Option<String>,
    pub(super) area: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) side: Option<String>,
    pub(super) state: Option<String>,
}

impl Copied {
    pub(super) fn view(self) -> impl IntoView + use<> {
        view! {
            <use_
                class=self.class
                href=self.href
                stroke=self.stroke
                data-kind=self.kind
                data-region=self.region
                data-area=self.area
                data-side=self.side
                data-state=self.state
            />
        }
    }
}

/// A gradient along a line, from the colour of one side to that of the other.
pub(super) fn gradient(
    id: String,
    [from, to]: [ScreenPoint; 2],
    sides: [&'static str; 2],
) -> impl IntoView + use<> {
    let tenths = |number: f64| Tenths(number).to_string();
    view! {
        <linearGradient
            id=id
            gradientUnits="userSpaceOnUse"
            x1=tenths(from.x)
            y1=tenths(from.y)
            x2=tenths(to.x)
            y2=tenths(to.y)
        >
            {stops(sides)}
        </linearGradient>
    }
}

/// The stops of a gradient from the colour of one side to that of the other.
pub(super) fn stops([source, goal]: [&'static str; 2]) -> impl IntoView + use<> {
    view! {
        <stop offset="0.15" data-side=source />
        <stop offset="0.85" data-side=goal />
    }
}

/// A name, centred at `at`.
pub(super) fn name(text: String, at: ScreenPoint) -> impl IntoView + use<> {
    view! {
        <text class="label" x=Tenths(at.x).to_string() y=Tenths(at.y).to_string()>
            {text}
        </text>
    }
}
