//! The page's one set of shapes. Every picture of the land consists of `<use>` elements that refer
//! to them.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shanhai_picture::Instance;
use shanhai_picture::arcs::{course, sides};
use shanhai_story::flow::curves;
use shanhai_story::path::{PathData, Tenths};
use shanhai_story::plane::{MapPoint, MapRect, ScreenPoint};
use shanhai_story::story::{Kind, Link, Side, Story};

use crate::article::Article;

/// The lines of land and sea, from bottom to top. They lie above the regions.
pub(super) const LINES: [&str; 5] = ["undetermined", "rivers", "islets", "markers", "dashes"];

/// The base map as path data: regions, rivers and neighbours in units of their own, everything else
/// in map units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Land {
    /// One for each region of the story, in its order.
    pub regions: Vec<String>,
    /// Map units per unit of the regions and rivers.
    pub region_unit: u8,
    /// The surrounding land, as one silhouette.
    pub neighbours: String,
    /// Map units per unit of the neighbours.
    pub neighbour_unit: u8,
    /// Rivers, as open lines, in the unit of the regions.
    pub rivers: String,
    /// Islets, as dots: `M x y h0`.
    pub islets: String,
    /// Regions that are too small to see in the national view, as dots.
    pub markers: String,
    /// The dashes of the line in the sea.
    pub dashes: String,
    /// An undetermined border, drawn in a style of its own.
    pub undetermined: String,
    /// The relief, which is laid over the regions once everything else has loaded, if there is one.
    pub relief: Option<Relief>,
}

impl Land {
    /// The path data of `neighbours` or of one of [`LINES`], and its map units per unit.
    fn layer(&self, name: &str) -> (&str, u8) {
        match name {
            "neighbours" => (&self.neighbours, self.neighbour_unit),
            "rivers" => (&self.rivers, self.region_unit),
            "islets" => (&self.islets, 1),
            "markers" => (&self.markers, 1),
            "dashes" => (&self.dashes, 1),
            _ => (&self.undetermined, 1),
        }
    }
}

/// A picture of the relief, clipped to the land: shadow and light.
#[derive(Clone, Debug, PartialEq)]
pub struct Relief {
    /// The part of the map that it covers.
    pub frame: MapRect,
    /// Its addresses relative to the page, separated by spaces, the best image format first.
    pub addresses: String,
}

/// The definitions of the land, to which all pictures of this page refer.
pub(super) fn shapes(
    land: &Land,
    story: &Story,
    article: &Article,
    instance: &Instance,
) -> impl IntoView + use<> {
    // Strokes keep their width at every scale. The attribute is on each shape, because shapes do
    // not inherit it.
    let shape = |name: &str, class: Option<&'static str>, d: &str, unit: u8| {
        let scale = (unit != 1).then(|| format!("scale({unit})"));
        view! { <path id=instance.id(&[name]) class=class
        transform=scale d=d.to_owned() vector-effect="non-scaling-stroke" /> }
    };
    let layer = |name: &'static str| {
        let (d, unit) = land.layer(name);
        shape(name, Some(name), d, unit)
    };
    // A region's own path has no class, so that a highlighted copy of it has the copy's colours.
    let resting: Vec<_> = [Side::Neither, Side::West, Side::East]
        .into_iter()
        .map(|side| {
            let regions = story.regions.iter().zip(&land.regions);
            let shapes = regions
                .filter(|(region, _)| region.side == side)
                .map(|(region, d)| shape(&format!("r{}", region.code), None, d, land.region_unit));
            view! {
                <g class="region" data-side=side.word()>
                    {shapes.collect::<Vec<_>>()}
                </g>
            }
        })
        .collect();
    let relief = land.relief.as_ref().map(|relief| {
        let MapRect { least, .. } = relief.frame;
        view! {
            <image
                id=instance.id(&["relief"])
                x=Tenths(least.x).to_string()
                y=Tenths(least.y).to_string()
                width=Tenths(relief.frame.width()).to_string()
                height=Tenths(relief.frame.height()).to_string()
                preserveAspectRatio="none"
                data-relief=relief.addresses.clone()
            />
        }
    });
    view! {
        <svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
            <defs>
                <g id=instance.id(&["shores"])></g>
                <g id=instance.id(&["land"])>
                    {layer("neighbours")} {resting}
                </g>
                {relief}
                <g id=instance.id(&["lines"])>{LINES.map(layer)}</g>
                {badges(story, article, instance)} {colours(story, instance)}
            </defs>
        </svg>
    }
}

/// The definitions that only the sections' stills refer to. They follow these in the document, so
/// that the first picture does not wait for them.
pub(super) fn arc_shapes(story: &Story, instance: &Instance) -> impl IntoView + use<> {
    view! {
        <svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
            <defs>{arcs(story, instance)}</defs>
        </svg>
    }
}

/// The gradients of the lines, relative to the box of each: with 1,000 links, a browser styles 2,000
/// elements fewer than if each link had its own. Along the axis on which a line mostly leads, its
/// ends are those of its box.
pub(super) fn colours(story: &Story, instance: &Instance) -> Vec<impl IntoView + use<>> {
    let links = story.links.iter().filter(|link| link.kind != Kind::Pair);
    let gradients: BTreeSet<_> = links
        .map(|link| (sides(story, link), course(story, link)))
        .collect();
    let gradient = |([source, goal], course): ([&'static str; 2], &'static str)| {
        let [x1, y1, x2, y2] = match course {
            "left" => [1, 0, 0, 0],
            "down" => [0, 0, 0, 1],
            "up" => [0, 1, 0, 0],
            _ => [0, 0, 1, 0],
        };
        view! {
            <linearGradient id=instance.id(&[source, "-", goal, "-", course]) x1=x1 y1=y1 x2=x2 y2=y2>
                <stop offset="0.15" data-side=source />
                <stop offset="0.85" data-side=goal />
            </linearGradient>
        }
    };
    gradients.into_iter().map(gradient).collect()
}

/// The whole arc of each link.
fn arcs(story: &Story, instance: &Instance) -> Vec<impl IntoView + use<>> {
    // Rounded to whole kilometres, which is a fraction of a pixel in a still.
    let on_plane = |point: MapPoint| ScreenPoint::new(point.x.round(), point.y.round());
    // The curve follows its control point by half.
    let coarse = |point: MapPoint| {
        let tens = |number: f64| (number / 10.0).round() * 10.0;
        ScreenPoint::new(tens(point.x), tens(point.y))
    };
    let arc = |link: &Link| {
        let mut path = PathData::default();
        for curve in curves(story, link) {
            path.move_to(on_plane(curve.from));
            path.quad_to(coarse(curve.control), on_plane(curve.to));
        }
        view! {
            <path
                id=instance.id(&["l-", &link.id])
                d=path.into_string()
                vector-effect="non-scaling-stroke"
            />
        }
    };
    story.links.iter().map(arc).collect()
}

/// A disc with a character for each kind of links that `story` has, except pairs.
fn badges(story: &Story, article: &Article, instance: &Instance) -> Vec<impl IntoView + use<>> {
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Pair);
    let kinds = kinds.filter(|kind| story.tabled().any(|(_, link)| link.kind == *kind));
    // Sizes are multiples of the font size, which each copy has from where it stands.
    let badge = |kind: Kind| {
        view! {
            <g id=instance.id(&["k-", kind.word()])>
                <circle r=".66em" />
                <text class="glyph">{article.badge(kind)}</text>
            </g>
        }
    };
    kinds.map(badge).collect()
}

/// A copy of the badge of a kind.
pub(super) fn badge(
    kind: Kind,
    at: Option<ScreenPoint>,
    instance: &Instance,
) -> impl IntoView + use<> {
    view! {
        <use_
            class="badge"
            href=instance.href(&["k-", kind.word()].concat())
            x=at.map(|at| Tenths(at.x).to_string())
            y=at.map(|at| Tenths(at.y).to_string())
        />
    }
}
